import type { Metadata } from 'next'
import Link from 'next/link'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { ShortDate } from '@/app/_ui/dates'
import { type Filter, FilterBar } from '@/app/_ui/filter-bar'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { PrintHead } from '@/app/_ui/print-head'
import { readTableView, TableViewMenu } from '@/app/_ui/table-view'
import { reportSign } from '@/app/(desk)/_report/report-sign'
import { desk } from '@/lib/auth/desk'
import { formatLong } from '@/lib/domain/calendar/date'
import { roleHas } from '@/lib/domain/permission/can'
import { periodLabel } from '@/lib/domain/report/period'
import { reportStates } from '@/lib/domain/report/states'
import { numberedTitle } from '@/lib/domain/task/name'
import {
  listReportChoices,
  listReports,
  listUnwritten,
  type PeriodTally,
  type ReportFilter,
  type ReportLine,
  tallyCurrentPeriod,
  type UnwrittenTask,
} from '@/lib/queries/list-reports'

export const metadata: Metadata = { title: '报送' }

const path = '/reports'
const states = ['awaiting', ...reportStates.filter((state) => state !== 'signedOff')] as const

const numberOf = (params: SearchParams, name: string): number | undefined => {
  const text = firstOf(params, name)
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

const filterOf = (params: SearchParams, writes: boolean): ReportFilter => ({
  whose: writes ? (firstOf(params, 'whose') === 'others' ? 'others' : 'own') : undefined,
  state: states.find((state) => state === firstOf(params, 'state')),
  plan: numberOf(params, 'plan'),
  unit: numberOf(params, 'unit'),
  task: numberOf(params, 'task'),
  period: firstOf(params, 'period'),
})

export default async function ReportsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { ctx }] = await Promise.all([searchParams, desk()])
  // Those who write reports see their own unit's first; everyone else what was handed in to them or below them.
  const writes = roleHas(ctx.actor.role, 'report.save')
  const filter = filterOf(params, writes)
  const unwrittenOnly = writes && firstOf(params, 'state') === 'unwritten'
  const showsUnits = !writes || filter.whose === 'others'
  const [page, choices, tallies, unwritten] = await Promise.all([
    listReports(ctx, filter, { after: numberOf(params, 'after'), before: numberOf(params, 'before') }),
    listReportChoices(ctx, showsUnits),
    writes ? tallyCurrentPeriod(ctx) : [],
    unwrittenOnly ? listUnwritten(ctx) : [],
  ])
  const view = readTableView(params)
  const columns = columnsFor(showsUnits, ctx.today)
  const whole = `共 ${page.total > 1000 ? '1000 多' : page.total} 份`
  return (
    <>
      <PageHead
        title="报送"
        fact={writes ? <Tally tallies={tallies} /> : `${whole}，最近写的在前`}
        secondary={unwrittenOnly ? null : <TableViewMenu path={path} params={params} columns={columns} />}
      />
      <PrintHead plan={ctx.actor.unitName} at={formatLong(ctx.today)} />
      <FilterBar
        path={path}
        params={params}
        quick={
          writes
            ? [
                { label: '待审签', set: { state: 'awaiting' } },
                { label: '被退回', set: { state: 'returned' } },
                { label: '本期未填', set: { state: 'unwritten' } },
                { label: '报给本单位的', set: { whose: 'others' } },
              ]
            : []
        }
        filters={filtersFor(choices, showsUnits)}
      />
      {unwrittenOnly ? (
        <Unwritten rows={unwritten} />
      ) : (
        <DataTable
          caption="报送"
          columns={columns}
          rows={[...page.rows]}
          rowKey={(row) => String(row.id)}
          rowHref={(row) => `/reports/${row.id}`}
          view={view}
          empty={{
            title: '没有符合条件的报送',
            text: writes ? '去掉一个筛选条件再看，或者从任务页填写本期报送。' : '去掉一个筛选条件再看。',
            action: <LinkButton href={path}>清除筛选</LinkButton>,
          }}
          pager={{
            previousHref: page.before
              ? addressWith(path, params, { before: String(page.before), after: null })
              : undefined,
            nextHref: page.after ? addressWith(path, params, { after: String(page.after), before: null }) : undefined,
            summary: `本页 ${page.rows.length} 份，${whole}`,
          }}
        />
      )}
    </>
  )
}

const columnsFor = (showsUnits: boolean, today: Parameters<typeof ShortDate>[0]['today']): Column<ReportLine>[] => [
  { key: 'title', head: '任务', cell: (row) => numberedTitle(row) },
  {
    key: 'state',
    head: '状态',
    kind: 'lamp',
    card: 'lamp',
    cell: (row) => <Lamp {...reportSign(row.state, row.awaitsSignOff)} />,
  },
  ...(showsUnits
    ? [{ key: 'unit', head: '单位', card: 'line' as const, cell: (row: ReportLine) => row.unitName }]
    : []),
  { key: 'period', head: '报送期', kind: 'short', card: 'line', cell: (row) => periodLabel(row.periodKey) },
  {
    key: 'percent',
    head: '自报',
    kind: 'number',
    card: 'line',
    cell: (row) => (row.selfPercent === null ? '–' : `${row.selfPercent}%`),
  },
  { key: 'claims', head: '节点', kind: 'number', cell: (row) => row.claims || '' },
  { key: 'files', head: '材料', kind: 'number', cell: (row) => row.files || '' },
  { key: 'submitted', head: '提交', kind: 'date', cell: (row) => <ShortDate on={row.submittedOn} today={today} /> },
  { key: 'reviewer', head: '审核单位', optional: 'shown', cell: (row) => row.reviewerName },
  { key: 'plan', head: '规划', kind: 'long', optional: 'hidden', cell: (row) => row.planTitle },
]

const filtersFor = (choices: Awaited<ReturnType<typeof listReportChoices>>, showsUnits: boolean): Filter[] => [
  {
    kind: 'select',
    name: 'state',
    label: '状态',
    options: states.map((state) => ({
      value: state,
      label: state === 'awaiting' ? reportSign('draft', true).word : reportSign(state, false).word,
    })),
  },
  {
    kind: 'select',
    name: 'period',
    label: '报送期',
    options: choices.periods.map((key) => ({ value: key, label: periodLabel(key) })),
  },
  {
    kind: 'select',
    name: 'plan',
    label: '规划',
    options: choices.plans.map((plan) => ({ value: String(plan.id), label: plan.title })),
  },
  ...(showsUnits
    ? [
        {
          kind: 'select' as const,
          name: 'unit',
          label: '单位',
          options: choices.units.map((unit) => ({ value: String(unit.id), label: unit.name })),
        },
      ]
    : []),
]

function Tally({ tallies }: { tallies: readonly PeriodTally[] }) {
  if (tallies.length === 0) return <>现在没有要报送的任务。</>
  return (
    <>
      {tallies.map((tally) => {
        const left = tally.owed - tally.submitted - tally.awaiting - tally.drafts
        return (
          <span key={tally.periodKey} className="block">
            {periodLabel(tally.periodKey)}（{formatLong(tally.dueOn)}前）应报 {tally.owed} 项：已提交 {tally.submitted}
            ，{tally.awaiting ? `待审签 ${tally.awaiting}，` : ''}
            {tally.drafts ? `填写或修改中 ${tally.drafts}，` : ''}
            {left > 0 ? (
              <Link className="link underline" href="/reports?state=unwritten">
                未填 {left}
              </Link>
            ) : (
              '未填 0'
            )}
          </span>
        )
      })}
    </>
  )
}

function Unwritten({ rows }: { rows: readonly UnwrittenTask[] }) {
  return (
    <DataTable
      caption="本期还没有填写的任务"
      rows={[...rows]}
      rowKey={(row) => String(row.taskId)}
      rowHref={(row) => `/tasks/${row.taskId}/report?period=${row.periodKey}`}
      columns={[
        { key: 'title', head: '任务', cell: (row) => numberedTitle(row) },
        { key: 'period', head: '报送期', kind: 'short', card: 'line', cell: (row) => periodLabel(row.periodKey) },
        { key: 'due', head: '截止', kind: 'date', card: 'line', cell: (row) => formatLong(row.dueOn) },
        { key: 'plan', head: '规划', kind: 'long', cell: (row) => row.planTitle },
      ]}
      empty={{
        title: '本期的报送都已填写',
        action: <LinkButton href={path}>看全部报送</LinkButton>,
      }}
    />
  )
}
