import type { ReactNode } from 'react'
import { Moment } from '@/app/_ui/dates'
import { FieldDiff } from '@/app/_ui/diff'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { opinionStateLabels, roleLabels } from '@/lib/domain/labels'
import type { OpinionLine } from '@/lib/queries/consultation-parts'

const isUnits = (field: OpinionLine['field']): boolean => ['leads', 'supports', 'owners'].includes(field)

/** “已采纳，已写入草案” and the like, as both sides read it. */
const stateWords = (opinion: OpinionLine): string =>
  `${opinionStateLabels[opinion.state]}${opinion.outcome === 'applied' ? '，已写入草案' : opinion.outcome === 'byHand' ? '，由起草单位修改文本' : ''}`

interface OpinionCardProps {
  opinion: OpinionLine
  today: CalendarDate
  /** Where the page does not say it already: which task it is about. */
  withSubject?: boolean
  /** The office's view: what the draft says by now, where that is something else. */
  withNow?: boolean
  children?: ReactNode
}

/** One proposed change: what, by whom, why, and what became of it. */
export function OpinionCard({ opinion, today, withSubject, withNow, children }: OpinionCardProps) {
  const isGone = withNow && opinion.state === 'proposed' && opinion.field !== 'free' && opinion.now === null
  const isOther =
    withNow &&
    opinion.state === 'proposed' &&
    opinion.now !== null &&
    opinion.field !== 'free' &&
    opinion.now !== opinion.before
  return (
    <li className="flex flex-col gap-1 border-b border-line py-3" id={`opinion-${opinion.id}`}>
      <p>
        <span className="font-medium">
          {opinion.unitName}
          {withSubject ? `：${opinion.subject ? `“${opinion.subject}”` : '全文'}` : ''}
        </span>
        <span className="pl-3 text-ink-3">{stateWords(opinion)}</span>
      </p>
      {opinion.field === 'free' ? (
        <p className="whitespace-pre-wrap">{opinion.after}</p>
      ) : isUnits(opinion.field) ? (
        <p>
          <span className="text-ink-3">{opinion.fieldLabel}：</span>
          {opinion.after}
          <span className="text-ink-3">（原为：{opinion.before}）</span>
        </p>
      ) : (
        <FieldDiff changes={[{ field: opinion.fieldLabel, before: opinion.before, after: opinion.after }]} />
      )}
      <p className="whitespace-pre-wrap text-ink-2">理由：{opinion.reason}</p>
      {isOther ? <p className="text-ink-2">草案里这一处现在是“{opinion.now}”。</p> : null}
      {isGone ? <p className="text-ink-2">草案里已没有这一条目。</p> : null}
      <p className="text-ink-3">
        {opinion.personName}（{roleLabels[opinion.role]}），
        <Moment at={new Date(opinion.at)} today={today} /> 提出
        {opinion.decidedAt ? (
          <>
            {'　'}
            {opinion.decidedByName}，<Moment at={new Date(opinion.decidedAt)} today={today} /> 处理
          </>
        ) : null}
      </p>
      {opinion.decisionReason ? (
        <p className="whitespace-pre-wrap">
          {opinion.state === 'declined' ? '不采纳的理由' : '说明'}：{opinion.decisionReason}
        </p>
      ) : null}
      {children ? <div className="no-print mt-1 flex flex-wrap items-center gap-2">{children}</div> : null}
    </li>
  )
}
