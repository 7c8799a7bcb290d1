import Link from 'next/link'
import type { Lamp as LampTone } from '@/lib/domain/calendar/lamp'
import { tasksHref } from '@/lib/domain/task/filter'
import type { Overview } from '@/lib/queries/get-overview'

interface Change {
  tone: LampTone
  shape: string
  label: string
  value: number
  href: string
}

/** What changed since last week, and what waits for the reader's own unit. */
export function WeekLine({ overview: { counts, counted, decisions } }: { overview: Overview }) {
  const { newly, closed, returned, extension } = counts.top
  const changes: Change[] = [
    { tone: 'red', shape: '■', label: '新逾期', value: newly, href: tasksHref({ ...counted, newly: true }) },
    { tone: 'blue', shape: '✓', label: '办结', value: closed, href: tasksHref({ ...counted, week: 'closed' }) },
    { tone: 'red', shape: '↩', label: '被退回', value: returned, href: tasksHref({ ...counted, week: 'returned' }) },
    {
      tone: 'yellow',
      shape: '▲',
      label: '延期待批',
      value: extension,
      href: tasksHref({ ...counted, pending: 'extension' }),
    },
  ]
  const seen = changes.filter((change) => change.value > 0)
  return (
    <div className="mb-6 flex flex-wrap items-baseline gap-x-6 gap-y-1">
      <span className="text-ink-3">近 7 天</span>
      {seen.length ? null : <span className="text-ink-2">没有变化</span>}
      {seen.map((change) => (
        <Link key={change.label} href={change.href} className="row-link" prefetch={false}>
          <span className="lamp" data-lamp={change.tone}>
            <span className="lamp-shape" aria-hidden="true">
              {change.shape}
            </span>
          </span>{' '}
          {change.label} <strong className="font-semibold">{change.value}</strong>
        </Link>
      ))}
      {decisions ? (
        <Link href="/reviews" className="link no-print font-semibold md:ml-auto">
          需要您单位处理 {decisions} ›
        </Link>
      ) : null}
    </div>
  )
}
