import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { ShortDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { pageSummary } from '@/app/_ui/pager'
import { PrintButton } from '@/app/_ui/print-button.client'
import { PrintHead } from '@/app/_ui/print-head'
import { readTableView, TableViewMenu } from '@/app/_ui/table-view'
import { desk } from '@/lib/auth/desk'
import { type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { lateWords } from '@/lib/domain/calendar/deadline'
import { lampWord } from '@/lib/domain/calendar/lamp'
import { roleHas } from '@/lib/domain/permission/can'
import { readTaskFilter } from '@/lib/domain/task/filter'
import { numberedTitle } from '@/lib/domain/task/name'
import { listTasks, type TaskLine, type TaskList } from '@/lib/queries/list-tasks'
import { lampGroupWord, lampOrder, TaskFilters } from './_parts/task-filters'

export const metadata: Metadata = { title: '任务' }

const columnsOf = (today: CalendarDate): Column<TaskLine>[] => [
  {
    key: 'title',
    head: '任务',
    cell: (row) => (
      <>
        {numberedTitle(row)}
        {row.above ? (
          <span className="pl-2 font-normal text-ink-3">
            {row.title.startsWith(row.above) ? '子任务' : `分解自：${row.above}`}
          </span>
        ) : null}
      </>
    ),
  },
  {
    key: 'lamp',
    head: '状态',
    kind: 'lamp',
    card: 'lamp',
    cell: (row) => <Lamp tone={row.lamp} word={lampWord(row.lamp, row.state)} why={row.why} />,
  },
  { key: 'lead', head: '牵头单位', kind: 'long', card: 'line', cell: (row) => row.lead },
  {
    key: 'due',
    head: '截止',
    kind: 'date',
    card: 'line',
    cell: (row) =>
      row.dueOn ? (
        <>
          <ShortDate on={row.dueOn} today={today} />
          {row.isExtended ? <span className="text-ink-3"> 延</span> : null}
          {row.lamp === 'red' ? <span className="text-lamp-red md:hidden">　{lateWords(row.workdaysLate)}</span> : null}
        </>
      ) : (
        <span className="text-ink-3">长期</span>
      ),
  },
  {
    key: 'late',
    head: '逾期',
    kind: 'number',
    cell: (row) =>
      row.lamp === 'red' ? (
        <>
          <span className="text-lamp-red">{row.workdaysLate || '不满 1'}</span>
          <span className="text-ink-3"> 个工作日</span>
        </>
      ) : null,
  },
  {
    key: 'next',
    head: '当前节点',
    kind: 'long',
    optional: 'shown',
    cell: (row) => row.owedMilestone,
  },
  { key: 'verified', head: '核定', kind: 'number', cell: (row) => `${row.verifiedPercent}%` },
  {
    key: 'self',
    head: '自报',
    kind: 'number',
    cell: (row) => (row.selfPercent === null ? <span className="text-ink-3">未报</span> : `${row.selfPercent}%`),
  },
  { key: 'section', head: '领域', kind: 'long', optional: 'hidden', cell: (row) => row.section },
  { key: 'plan', head: '规划', kind: 'long', optional: 'hidden', cell: (row) => row.plan },
]

/** Late always stands there, also as nought; of the others only what there is. */
const countsWords = (total: number, lamps: TaskList['lamps']): string => {
  const parts = lampOrder
    .filter((lamp) => lamp === 'red' || lamps[lamp] > 0)
    .map((lamp) => `${lampGroupWord(lamp)} ${lamps[lamp]}`)
  return total === 0 ? '0 项' : `${total} 项：${parts.join('，')}`
}

export default async function TasksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { ctx }] = await Promise.all([searchParams, desk()])
  if (!roleHas(ctx.actor.role, 'task.view')) notFound()
  const filter = readTaskFilter(params)
  const list = await listTasks(ctx, filter, { after: firstOf(params, 'after'), before: firstOf(params, 'before') })
  const columns = columnsOf(ctx.today)
  const { lamps, total, rows } = list
  const plan = list.choices.plans.find((entry) => entry.id === filter.plan)
  return (
    <>
      <PageHead
        title="任务"
        fact={countsWords(total, lamps)}
        secondary={
          <>
            <TableViewMenu path="/tasks" params={params} columns={columns} />
            <PrintButton />
          </>
        }
      />
      <PrintHead
        plan={plan?.title ?? ctx.actor.jurisdictionName}
        filter={`共 ${total} 项`}
        at={formatLong(ctx.today)}
      />
      <TaskFilters params={params} filter={filter} list={list} ownUnitId={ctx.actor.unitId} role={ctx.actor.role} />
      <DataTable
        caption="任务"
        columns={columns}
        rows={[...rows]}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `/tasks/${row.id}`}
        view={readTableView(params)}
        empty={{
          title: '没有符合条件的任务',
          text: '去掉一个筛选条件再看；规划发布后，任务会出现在这里。',
          action: <LinkButton href="/tasks">清除全部筛选</LinkButton>,
        }}
        pager={{
          previousHref: list.previous
            ? addressWith('/tasks', params, { before: list.previous, after: null })
            : undefined,
          nextHref: list.next ? addressWith('/tasks', params, { after: list.next, before: null }) : undefined,
          summary: pageSummary(rows.length, total, '项'),
        }}
      />
    </>
  )
}
