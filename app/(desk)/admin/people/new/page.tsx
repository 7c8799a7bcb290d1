import type { Metadata } from 'next'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { PageHead } from '@/app/_ui/page-head'
import { listUnitOptions } from '@/lib/queries/list-managed-units'
import { adminDesk } from '../../admin-desk'
import { unitChoices } from '../unit-choices'
import { NewPersonForm } from './new-person-form.client'

export const metadata: Metadata = { title: '新增人员' }

export default async function NewPersonPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ ctx }, params] = await Promise.all([adminDesk(), searchParams])
  const units = unitChoices(await listUnitOptions(ctx))
  const unitId = units.find((unit) => unit.id === Number(firstOf(params, 'unit')))?.id
  return (
    <>
      <PageHead
        title="新增人员"
        fact="同一人在几个单位任职，只建一个账号，再添加任职"
        crumbs={[{ href: '/admin/people', label: '人员' }]}
      />
      <NewPersonForm units={units} unitId={unitId} />
    </>
  )
}
