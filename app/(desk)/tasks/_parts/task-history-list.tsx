import Link from 'next/link'
import { Moment } from '@/app/_ui/dates'
import { FieldDiff } from '@/app/_ui/diff'
import { EmptyState } from '@/app/_ui/empty-state'
import { type HistoryEntry, HistoryList } from '@/app/_ui/history-list'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { foldRuns } from '@/lib/domain/task/history'
import { sourceHref } from '@/lib/domain/plan/source-lines'
import type { TaskPage } from '@/lib/queries/get-task'
import type { HistoryItem, TaskHistory } from '@/lib/queries/get-task-history'

interface Props {
  history: TaskHistory
  taskId: number
  view: TaskPage
  today: CalendarDate
}

/** The whole story, newest first, down to the clause that it began with. */
export function TaskHistoryList({ history, taskId, view, today }: Props) {
  const { items, next } = history
  if (items.length === 0) return <EmptyState title="还没有办理记录" text="签收、分解、反馈、审核都会记在这里。" />
  const [clause] = view.frame.source
  return (
    <>
      <HistoryList
        entries={foldRuns(items, (item) => item.action === 'task.acknowledgeSupport').map((run) =>
          run.length > 1 ? receipts(run, today) : entryOf(run[0] as HistoryItem, today),
        )}
      />
      {next ? (
        <p className="mt-3">
          <Link className="link" href={`/tasks/${taskId}?before=${next}#history`}>
            更早的记录
          </Link>
        </p>
      ) : clause ? (
        <p className="mt-3 text-ink-3">
          出处：
          <Link className="link" href={sourceHref(view.task.planId, view.frame.sourceRevision, clause.line)}>
            《{view.frame.plan}》原文第 {clause.line} 段
          </Link>
        </p>
      ) : null}
    </>
  )
}

const entryOf = (item: HistoryItem, today: CalendarDate): HistoryEntry => ({
  key: String(item.id),
  at: <Moment at={item.at} today={today} />,
  who: item.who,
  what:
    item.href && item.changes.length === 0 ? (
      <Link className="link" href={item.href} prefetch={false}>
        {item.what}
      </Link>
    ) : (
      item.what
    ),
  detail: detailOf(item),
})

/** Receipts of supporting units that came one after the other: one line that opens to who and when. */
const receipts = (run: readonly HistoryItem[], today: CalendarDate): HistoryEntry => ({
  key: String(run[0]?.id),
  at: run[0] ? <Moment at={run[0].at} today={today} /> : null,
  who: '',
  what: `${run.length} 个配合单位已签收`,
  opener: '看名单',
  detail: (
    <ul>
      {run.map((item) => (
        <li key={item.id} className="py-1">
          <span className="text-ink-3">
            <Moment at={item.at} today={today} />
          </span>
          　{item.who}
        </li>
      ))}
    </ul>
  ),
})

/** A link inside the line that opens would be a button in a button: it stands with what the line opens to. */
const detailOf = ({ changes, href }: HistoryItem) =>
  changes.length > 0 ? (
    <>
      <FieldDiff changes={changes.map((change) => ({ ...change }))} />
      {href ? (
        <p className="mt-2">
          <Link className="link" href={href} prefetch={false}>
            打开这份报送
          </Link>
        </p>
      ) : null}
    </>
  ) : undefined
