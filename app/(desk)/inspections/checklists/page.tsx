import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { PageHead } from '@/app/_ui/page-head'
import { SupervisionTabs } from '@/app/(desk)/_supervision/supervision-tabs'
import { desk } from '@/lib/auth/desk'
import { roleHas } from '@/lib/domain/permission/can'
import { type ListedChecklist, listChecklists } from '@/lib/queries/list-checklists'

export const metadata: Metadata = { title: '检查表' }

const path = '/inspections/checklists'

export default async function ChecklistsPage() {
  const { ctx } = await desk()
  if (!roleHas(ctx.actor.role, 'checklist.view')) notFound()
  const rows = await listChecklists(ctx)
  const items = rows.reduce((sum, row) => sum + row.items, 0)
  const create = (
    <LinkButton href={`${path}/new`} variant="primary">
      新建检查表
    </LinkButton>
  )
  return (
    <>
      <PageHead
        title="检查表"
        fact={`${rows.length} 张检查表，${items} 个检查项；现场在手机上逐项检查，写明标准和条款，结论才有依据。`}
        primary={rows.length > 0 ? create : undefined}
      />
      <SupervisionTabs actor={ctx.actor} current="/inspections/checklists" />
      <DataTable
        caption="检查表"
        columns={columns}
        rows={[...rows]}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `${path}/${row.id}`}
        empty={{
          title: '还没有检查表',
          text: '把要查的事项、对照的标准和条款写成清单，各次督查都可以用。',
          action: create,
        }}
      />
    </>
  )
}

const columns: Column<ListedChecklist>[] = [
  { key: 'title', head: '检查表', cell: (row) => row.title },
  { key: 'items', head: '检查项', kind: 'number', card: 'line', cell: (row) => `${row.items} 项` },
  { key: 'used', head: '用于督查', kind: 'number', card: 'line', cell: (row) => `${row.inspections} 次` },
  { key: 'office', head: '维护单位', cell: (row) => row.office },
]
