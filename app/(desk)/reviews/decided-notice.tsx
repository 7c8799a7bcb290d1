import Link from 'next/link'
import { Moment } from '@/app/_ui/dates'
import { NoticeBar } from '@/app/_ui/notice-bar'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { changeRequestStateLabels, reportStateLabels } from '@/lib/domain/labels'
import type { ReviewItem } from '@/lib/queries/get-review-item'

/** What became of the item that this page was opened for: one's own verdict, or a colleague who was quicker. */
export function DecidedNotice({ item, me, today }: { item: ReviewItem | null; me: string; today: CalendarDate }) {
  return (
    <div className="mb-4">
      <NoticeBar tone={sentence(item).by === me ? 'success' : 'info'} live>
        <Sentence item={item} me={me} today={today} />
      </NoticeBar>
    </div>
  )
}

const sentence = (item: ReviewItem | null): { by: string | null; at: Date | null; what: string } => {
  if (item?.kind === 'report' && item.report.decidedAt) {
    return { by: item.report.decidedBy, at: item.report.decidedAt, what: reportStateLabels[item.report.state] }
  }
  if (item?.kind === 'change' && item.change.decidedAt) {
    return { by: item.change.decidedBy, at: item.change.decidedAt, what: changeRequestStateLabels[item.change.state] }
  }
  return { by: null, at: null, what: '' }
}

function Sentence({ item, me, today }: { item: ReviewItem | null; me: string; today: CalendarDate }) {
  const { by, at, what } = sentence(item)
  if (!item || !at) return <>刚才那一项已不在队列里：可能已撤回或由同事办理。</>
  const title = item.kind === 'report' ? item.report.task.title : item.kind === 'change' ? item.change.task.title : ''
  const href = item.kind === 'report' ? `/reports/${item.report.id}` : null
  return (
    <>
      {by === me ? '✓ ' : `${by ?? '同事'}已于 `}
      {by === me ? null : <Moment at={at} today={today} />}
      {by === me ? null : ' 办理：'}
      {href ? (
        <Link className="link underline" href={href} prefetch={false}>
          {title}
        </Link>
      ) : (
        title
      )}
      　{what}
    </>
  )
}
