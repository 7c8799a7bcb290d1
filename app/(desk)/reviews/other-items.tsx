import Link from 'next/link'
import type { ReactNode } from 'react'
import { LinkButton } from '@/app/_ui/button'
import { LongDate, ShortDate } from '@/app/_ui/dates'
import { ProgressPair } from '@/app/_ui/progress-pair'
import { Timeline } from '@/app/_ui/timeline'
import { EvidenceLarge } from '@/app/(desk)/_report/evidence-view'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { changeRequestKindLabels, milestoneStateLabels } from '@/lib/domain/labels'
import type { MilestoneState } from '@/lib/domain/milestone/states'
import { numberedTitle } from '@/lib/domain/task/name'
import type { ReviewItem } from '@/lib/queries/get-review-item'

function Frame(props: {
  task: { id: number; number: string | null; title: string }
  line: ReactNode
  children: ReactNode
}) {
  return (
    <article className="flex flex-col gap-6">
      <header>
        <h2 className="text-read font-semibold">
          <Link className="link" href={`/tasks/${props.task.id}`} prefetch={false}>
            {numberedTitle(props.task)}
          </Link>
        </h2>
        <p className="text-ink-2">{props.line}</p>
      </header>
      {props.children}
      <div className="action-bar">
        <LinkButton variant="primary" hotkey="a" href={`/tasks/${props.task.id}`}>
          到任务页办理
        </LinkButton>
      </div>
    </article>
  )
}

/** What is asked for, both dates and the reason; the decision itself is made on the task's page. */
export function ChangeItem({ change }: { change: Extract<ReviewItem, { kind: 'change' }>['change'] }) {
  return (
    <Frame
      task={change.task}
      line={
        <>
          {change.unitName}申请{changeRequestKindLabels[change.kind]}
          {change.milestoneTitle ? `，节点“${change.milestoneTitle}”` : ''}
          {change.author ? `，${change.author}提交` : ''}
        </>
      }
    >
      {change.proposedDueOn ? (
        <p className="text-read">
          {change.currentDueOn ? (
            <>
              现在的时限 <LongDate on={change.currentDueOn} />，
            </>
          ) : null}
          申请延至{' '}
          <strong className="font-semibold">
            <LongDate on={change.proposedDueOn} />
          </strong>
          {change.task.originalDueOn && change.task.originalDueOn !== change.currentDueOn ? (
            <span className="text-ink-2">
              （原定 <LongDate on={change.task.originalDueOn} />）
            </span>
          ) : null}
        </p>
      ) : null}
      <section>
        <h3 className="section-title mb-3">理由</h3>
        <p className="max-w-[44em] whitespace-pre-wrap text-read">{change.reason}</p>
      </section>
      {change.files.length > 0 ? (
        <section>
          <h3 className="section-title mb-3">材料</h3>
          <EvidenceLarge files={change.files} />
        </section>
      ) : null}
    </Frame>
  )
}

const spine: Readonly<Record<MilestoneState, 'done' | 'claimed' | 'returned' | 'due'>> = {
  verified: 'done',
  claimed: 'claimed',
  returned: 'returned',
  pending: 'due',
}

/** The milestones that carry the claim of completion. */
export function ClosingItem({
  closing,
  today,
}: {
  closing: Extract<ReviewItem, { kind: 'closing' }>['closing']
  today: CalendarDate
}) {
  return (
    <Frame
      task={closing.task}
      line={
        <>
          {closing.unitName}
          {closing.claimedOn ? (
            <>
              于 <LongDate on={closing.claimedOn} />
            </>
          ) : null}
          申请办结
        </>
      }
    >
      <section className="max-w-[480px]">
        <h3 className="section-title mb-3">任务进度</h3>
        <ProgressPair verified={closing.verifiedPercent} claimed={closing.selfPercent} />
      </section>
      {closing.milestones.length > 0 ? (
        <section>
          <h3 className="section-title mb-3">节点</h3>
          <Timeline
            label="节点"
            items={closing.milestones.map((entry) => ({
              key: String(entry.id),
              date: <ShortDate on={entry.dueOn} today={today} />,
              title: entry.title,
              state: spine[entry.state],
              note: milestoneStateLabels[entry.state],
              weight: entry.weight,
            }))}
          />
        </section>
      ) : null}
    </Frame>
  )
}
