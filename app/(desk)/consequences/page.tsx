import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { ShortDate } from '@/app/_ui/dates'
import { FilterBar } from '@/app/_ui/filter-bar'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { PrintHead } from '@/app/_ui/print-head'
import { SupervisionTabs } from '@/app/(desk)/_supervision/supervision-tabs'
import { desk } from '@/lib/auth/desk'
import { type CalendarDate, formatLong, toShanghaiDay } from '@/lib/domain/calendar/date'
import { consequenceKinds, consequenceStates } from '@/lib/domain/consequence/states'
import { roleHas } from '@/lib/domain/permission/can'
import { consequenceKindLabels, consequenceStateLabels } from '@/lib/domain/supervision-labels'
import { type ListedConsequence, listConsequences } from '@/lib/queries/list-consequences'
import { consequenceSign } from './consequence-sign'

export const metadata: Metadata = { title: '督查结果运用' }

const path = '/consequences'
const idOf = (text: string | undefined) => (text && /^\d{1,15}$/.test(text) ? Number(text) : null)

export default async function ConsequencesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { ctx }] = await Promise.all([searchParams, desk()])
  if (!roleHas(ctx.actor.role, 'consequence.view')) notFound()
  const list = await listConsequences(ctx, {
    state: consequenceStates.find((state) => state === firstOf(params, 'state')) ?? null,
    kind: consequenceKinds.find((kind) => kind === firstOf(params, 'kind')) ?? null,
    unitId: idOf(firstOf(params, 'unit')),
    after: idOf(firstOf(params, 'after')),
  })
  const { states } = list
  return (
    <>
      <PageHead
        title="结果运用"
        fact={`共 ${list.total} 项：待批准 ${states.proposed}，已批准待印发 ${states.approved}，已印发 ${states.issued}，未批准 ${states.rejected}`}
        primary={
          list.mayPropose ? (
            <LinkButton href={`${path}/new`} variant="primary">
              提出处理建议
            </LinkButton>
          ) : undefined
        }
      />
      <SupervisionTabs actor={ctx.actor} current="/consequences" />
      <PrintHead plan={`${ctx.actor.jurisdictionName}督查结果运用`} at={formatLong(ctx.today)} />
      <FilterBar
        path={path}
        params={params}
        quick={consequenceStates
          .filter((state) => states[state] > 0)
          .map((state) => ({ label: consequenceStateLabels[state], count: states[state], set: { state } }))}
        filters={[
          {
            kind: 'select',
            name: 'kind',
            label: '方式',
            options: consequenceKinds.map((value) => ({ value, label: consequenceKindLabels[value] })),
          },
        ]}
      />
      <DataTable
        caption="处理建议和决定"
        columns={columnsOf(ctx.today)}
        rows={[...list.items]}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `${path}/${row.id}`}
        empty={{
          title: '没有处理建议',
          text: list.mayPropose
            ? '表扬、批评、约谈、追责都先提出建议、附上事实，经批准后才生效。'
            : '批准并印发的处理决定会列在这里。',
        }}
        pager={{
          nextHref: list.next ? addressWith(path, params, { after: list.next }) : undefined,
          summary: `本页 ${list.items.length} 项，共 ${list.total} 项`,
        }}
      />
    </>
  )
}

const columnsOf = (today: CalendarDate): Column<ListedConsequence>[] => [
  {
    key: 'unit',
    head: '单位',
    card: 'title',
    cell: (row) => `${row.unit}${row.addressee ? `（${row.addressee}）` : ''}`,
  },
  {
    key: 'state',
    head: '状态',
    kind: 'lamp',
    card: 'lamp',
    cell: (row) => <Lamp {...consequenceSign(row.state)} />,
  },
  { key: 'kind', head: '方式', kind: 'short', card: 'line', cell: (row) => consequenceKindLabels[row.kind] },
  { key: 'proposal', head: '建议', kind: 'long', cell: (row) => row.proposal },
  { key: 'facts', head: '事实', kind: 'number', cell: (row) => row.facts },
  { key: 'approver', head: '批准人', card: 'line', cell: (row) => row.approver },
  {
    key: 'proposed',
    head: '提出',
    kind: 'date',
    cell: (row) => <ShortDate on={toShanghaiDay(new Date(row.proposedAt))} today={today} />,
  },
  { key: 'doc', head: '文号', cell: (row) => row.docNumber ?? '–' },
]
