import Link from 'next/link'
import { Moment } from '@/app/_ui/dates'
import { Section } from '@/app/_ui/section'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { periodLabel } from '@/lib/domain/report/period'
import type { ExpertComments as Comments } from '@/lib/queries/list-expert-comments'
import { CommentForm } from './comment-form.client'

interface Props {
  comments: Comments
  taskId: number
  /** On a report's own page. */
  reportId?: number
  today: CalendarDate
}

/** 专家意见: nothing at all where there is none and none can be added. */
export function ExpertComments({ comments, taskId, reportId, today }: Props) {
  const { items, mayAdd } = comments
  if (items.length === 0 && !mayAdd) return null
  return (
    <Section title="专家意见" id="experts">
      <div className="flex flex-col gap-4">
        {mayAdd ? <CommentForm taskId={taskId} reportId={reportId} /> : null}
        {items.length > 0 ? (
          <ul>
            {items.map((item) => (
              <li key={item.id} className="border-b border-line py-2">
                <p className="text-ink-3">
                  {item.who}，<Moment at={new Date(item.at)} today={today} />
                  {reportId === undefined && item.reportId !== null && item.reportUnit && item.periodKey ? (
                    <>
                      ，关于
                      <Link className="link" href={`/reports/${item.reportId}`} prefetch={false}>
                        {item.reportUnit} {periodLabel(item.periodKey)}的报送
                      </Link>
                    </>
                  ) : null}
                </p>
                <p className="text-read whitespace-pre-wrap">{item.text}</p>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Section>
  )
}
