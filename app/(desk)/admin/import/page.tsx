import type { Metadata } from 'next'
import { PageHead } from '@/app/_ui/page-head'
import { listManagedPlaces } from '@/lib/queries/list-managed-units'
import { adminDesk } from '../admin-desk'
import { AdminTabs } from '../admin-tabs'
import { ImportForm } from './import-form.client'

export const metadata: Metadata = { title: '批量导入' }

export default async function ImportPage() {
  const { ctx } = await adminDesk()
  const places = await listManagedPlaces(ctx)
  return (
    <>
      <PageHead
        title="批量导入"
        fact="先逐行核对，全部无误才写入；有一处错误就一行也不写。"
        secondary={
          <a className="btn" data-variant="secondary" href="/admin/import/template" download>
            下载模板
          </a>
        }
      />
      <AdminTabs current="/admin/import" />
      <ImportForm places={places.map(({ id, name }) => ({ id, name }))} home={ctx.actor.jurisdictionId} />
    </>
  )
}
