import Link from 'next/link'
import { ShortDate } from '@/app/_ui/dates'
import { Section } from '@/app/_ui/section'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { FeedLine } from '@/lib/queries/todo-feed'

/** What others lately did to this unit's tasks. */
export function Feed({ lines, today }: { lines: readonly FeedLine[]; today: CalendarDate }) {
  if (lines.length === 0) return null
  return (
    <Section title="近期">
      <ul className="text-ink-2">
        {lines.map((line) => (
          <li
            key={line.key}
            className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-4 py-1 max-md:grid-cols-[5rem_minmax(0,1fr)] max-md:gap-x-2"
          >
            <ShortDate on={line.on} today={today} />
            <span>
              <Link
                href={`/tasks/${line.taskId}`}
                className="link underline decoration-edge underline-offset-4"
                prefetch={false}
              >
                {line.task}
              </Link>
              　{line.what}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
