import Link from 'next/link'
import { Moment } from '@/app/_ui/dates'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { changeRequestKindLabels } from '@/lib/domain/labels'
import { periodLabel } from '@/lib/domain/report/period'
import { numberedTitle } from '@/lib/domain/task/name'
import type { ReviewLine } from '@/lib/queries/list-reviews'

interface QueueListProps {
  rows: readonly ReviewLine[]
  selected: string | null
  hrefOf: (key: string) => string
  today: CalendarDate
}

const what = (row: ReviewLine): string => {
  if (row.kind === 'change') return row.changeKind ? `${changeRequestKindLabels[row.changeKind]}申请` : '变更申请'
  if (row.kind === 'closing') return '申请办结'
  const period = row.periodKey ? periodLabel(row.periodKey) : '进展'
  return row.claims > 0 ? `${period}，申报 ${row.claims} 个节点` : period
}

/** Oldest first, two lines an item: the task, then who sent what and when. */
export function QueueList({ rows, selected, hrefOf, today }: QueueListProps) {
  return (
    <ol data-queue aria-label="待审核" className="lg:max-h-[672px] lg:overflow-y-auto">
      {rows.map((row) => (
        <li
          key={row.key}
          className="flex h-14 items-center border-b border-line pr-2 hover:bg-ground has-[a[aria-current]]:bg-accent-wash"
        >
          <span className="flex w-8 flex-none justify-center">
            {row.isBulkEligible ? (
              <input
                type="checkbox"
                name="pick"
                value={row.id}
                data-version={row.version}
                aria-label={`选择 ${row.title}`}
                className="h-4 w-4 max-md:h-5 max-md:w-5"
              />
            ) : null}
          </span>
          <Link
            href={hrefOf(row.key)}
            scroll={false}
            prefetch={false}
            aria-current={row.key === selected ? 'true' : undefined}
            className="min-w-0 flex-1"
          >
            <span className={`block truncate ${row.key === selected ? 'font-semibold' : ''}`}>
              {numberedTitle(row)}
            </span>
            <span className="flex gap-x-2 text-ink-3">
              <span className="min-w-0 flex-1 truncate">
                {row.unitName}　{what(row)}
                {row.isOwn ? '　本人填写' : ''}
              </span>
              <span className="flex-none">
                <Moment at={new Date(row.at)} today={today} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
