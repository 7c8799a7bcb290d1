import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { roleHas } from '@/lib/domain/permission/can'
import { ChecklistForm } from '../checklist-form.client'

export const metadata: Metadata = { title: '新建检查表' }

export default async function NewChecklistPage() {
  const { ctx } = await desk()
  if (!roleHas(ctx.actor.role, 'checklist.save')) notFound()
  return (
    <>
      <PageHead
        crumbs={[{ href: '/inspections/checklists', label: '检查表' }]}
        title="新建检查表"
        fact="一项只问一件事，写明对照的标准；手机上按这里的顺序逐项检查。"
      />
      <ChecklistForm checklist={null} />
    </>
  )
}
