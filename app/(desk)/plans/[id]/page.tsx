import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { ShortDate } from '@/app/_ui/dates'
import { EmptyState } from '@/app/_ui/empty-state'
import { Lamp } from '@/app/_ui/lamp'
import { Pager, pageSummary } from '@/app/_ui/pager'
import { PrintButton } from '@/app/_ui/print-button.client'
import { PrintHead } from '@/app/_ui/print-head'
import { desk } from '@/lib/auth/desk'
import { type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { lateWords } from '@/lib/domain/calendar/deadline'
import { lampWord } from '@/lib/domain/calendar/lamp'
import { taskKindLabels } from '@/lib/domain/labels'
import { sourceHref } from '@/lib/domain/plan/source-lines'
import { numberedTitle } from '@/lib/domain/task/name'
import { getPlan } from '@/lib/queries/get-plan'
import { listPlanTasks, type PlanTask } from '@/lib/queries/list-plan-tasks'
import { PlanFrame } from './plan-frame'
import { readPlanId } from './plan-id'

const whyOf = (task: PlanTask): string | undefined => {
  if (!task.owedDueOn) return task.ongoing ? '长期坚持，没有截止日期' : undefined
  const until = `截止 ${task.owedDueOn}`
  return task.lamp === 'red' ? `${until}，已${lateWords(task.workdaysLate)}` : until
}

/** Neighbours under the same heading together; the order of the document stays. */
const grouped = (tasks: readonly PlanTask[]): readonly { path: readonly string[]; tasks: PlanTask[] }[] => {
  const groups: { path: readonly string[]; tasks: PlanTask[] }[] = []
  for (const task of tasks) {
    const last = groups.at(-1)
    if (last && last.path.join('\n') === task.path.join('\n')) last.tasks.push(task)
    else groups.push({ path: task.path, tasks: [task] })
  }
  return groups
}

const unitsText = (task: PlanTask): string =>
  `${task.lead ?? '–'}${task.otherLeads > 0 ? ` 等 ${task.otherLeads + 1} 家` : ''}`

const allColumns = [
  ['任务', 'text'],
  ['状态', 'lamp'],
  ['牵头单位', 'text'],
  ['配合', 'number'],
  ['截止', 'date'],
  ['核定', 'number'],
  ['自报', 'number'],
  ['原文', 'short'],
] as const

export const metadata: Metadata = { title: '规划任务' }

export default async function PlanPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}) {
  const [{ ctx }, { id }, query] = await Promise.all([desk(), params, searchParams])
  const planId = readPlanId(id)
  const head = await getPlan(ctx, planId)
  if (!head) notFound()
  if (head.plan.state === 'draft') redirect(`/plans/${planId}/draft`)
  const after = Number(firstOf(query, 'after') ?? 0)
  const { tasks, next } = await listPlanTasks(ctx, planId, Number.isSafeInteger(after) ? after : 0)
  // Plans that came as data have no document to lead into.
  const hasSource = head.tabs.lines > 0
  const columns = hasSource ? allColumns : allColumns.slice(0, -1)
  return (
    <PlanFrame
      head={head}
      current=""
      primary={
        <>
          <a className="btn" data-variant="secondary" href={`/plans/${planId}/workbook/file`} download>
            导出分工表
          </a>
          <PrintButton />
        </>
      }
    >
      <PrintHead plan={head.plan.title} at={formatLong(ctx.today)} />
      {tasks.length === 0 ? (
        <EmptyState title="这里没有您可以查看的任务" />
      ) : (
        <div className="table-frame" data-wide="false" data-phone="cards">
          <table className="table">
            <caption className="sr-only">任务，按章节</caption>
            <thead>
              <tr>
                {columns.map(([name, kind], at) => (
                  <th key={name} scope="col" data-kind={kind} data-first={at === 0 || undefined}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            {grouped(tasks).map((group) => (
              <tbody key={group.tasks[0]?.id}>
                {group.path.length > 0 ? (
                  <tr data-group>
                    <th scope="rowgroup" colSpan={columns.length} data-card="title">
                      {group.path.join(' › ')}
                    </th>
                  </tr>
                ) : null}
                {group.tasks.map((task) => (
                  <TaskRow key={task.id} task={task} planId={planId} today={ctx.today} hasSource={hasSource} />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
      <Pager
        {...(next ? { nextHref: addressWith(`/plans/${planId}`, query, { after: String(next) }) } : {})}
        summary={pageSummary(tasks.length, head.counts.total, '项')}
      />
    </PlanFrame>
  )
}

interface TaskRowProps {
  task: PlanTask
  planId: number
  today: CalendarDate
  hasSource: boolean
}

function TaskRow({ task, planId, today, hasSource }: TaskRowProps) {
  return (
    <tr data-row>
      <th scope="row" data-kind="text" data-card="title" data-first>
        <Link href={`/tasks/${task.id}`} className="row-link" prefetch={false}>
          {numberedTitle(task)}
        </Link>
        {task.kind === 'task' ? null : <span className="pl-2 font-normal text-ink-3">{taskKindLabels[task.kind]}</span>}
      </th>
      <td data-kind="lamp" data-card="lamp">
        <Lamp tone={task.lamp} word={lampWord(task.lamp, task.state)} why={whyOf(task)} />
      </td>
      <td data-kind="text" data-card="line">
        {unitsText(task)}
      </td>
      <td data-kind="number">{task.supports}</td>
      <td data-kind="date" data-card="line">
        {task.owedDueOn ? (
          <ShortDate on={task.owedDueOn} today={today} />
        ) : (
          <>{task.ongoing ? '长期' : <ShortDate on={task.dueOn} today={today} />}</>
        )}
      </td>
      <td data-kind="number">{task.verifiedPercent}%</td>
      <td data-kind="number">
        <span className="text-ink-3">{task.selfPercent === null ? '未报' : `${task.selfPercent}%`}</span>
      </td>
      {hasSource ? (
        <td data-kind="short">
          {task.sourceStart ? (
            <Link href={sourceHref(planId, task.sourceRevision, task.sourceStart)} className="link" prefetch={false}>
              第 {task.sourceStart} 段
            </Link>
          ) : (
            <span className="text-ink-3">–</span>
          )}
        </td>
      ) : null}
    </tr>
  )
}
