import { LinkButton } from '@/app/_ui/button'
import { ShortDate } from '@/app/_ui/dates'
import { Section } from '@/app/_ui/section'
import { Timeline, type TimelineItem } from '@/app/_ui/timeline'
import { type CalendarDate, formatShort } from '@/lib/domain/calendar/date'
import { deadlineSentence, isOverdue } from '@/lib/domain/calendar/deadline'
import type { WorkCalendar } from '@/lib/domain/calendar/workdays'
import type { TaskPage } from '@/lib/queries/get-task'
import type { TaskMilestone } from '@/lib/queries/task-parts'

interface Props {
  view: TaskPage
  today: CalendarDate
  calendar: WorkCalendar
}

const stateOf = (milestone: TaskMilestone, today: CalendarDate): TimelineItem['state'] => {
  if (milestone.state === 'verified') return 'done'
  if (milestone.state === 'claimed') return 'claimed'
  if (isOverdue({ dueOn: milestone.dueOn, stoppedOn: null }, today)) return 'late'
  return milestone.state === 'returned' ? 'returned' : 'due'
}

const noteOf = (milestone: TaskMilestone, today: CalendarDate, calendar: WorkCalendar): string => {
  if (milestone.state === 'verified')
    return milestone.verifiedOn ? `${formatShort(milestone.verifiedOn, today)} 核定` : '已核定'
  const stoppedOn = milestone.state === 'claimed' ? milestone.claimedOn : null
  const sentence = deadlineSentence({ dueOn: milestone.dueOn, stoppedOn }, today, calendar)
  const returned =
    milestone.state === 'returned' && milestone.returnReason ? `已退回：“${milestone.returnReason}”；` : ''
  return returned + sentence
}

/** The dated spine: done, claimed, late, to come, with weights. */
export function Milestones({ view, today, calendar }: Props) {
  const { milestones, task } = view
  const canPlan = view.verbs.includes('task.breakDown')
  const done = milestones.filter((entry) => entry.state === 'verified').length
  if (milestones.length === 0 && !canPlan) return null
  return (
    <Section
      title="节点"
      aside={
        milestones.length > 0 ? (
          <span className="flex flex-wrap items-baseline gap-x-4">
            已核定 {done} / {milestones.length}
            {canPlan ? (
              <LinkButton variant="quiet" data-size="inline" href={`/tasks/${task.id}/breakdown`}>
                修改节点
              </LinkButton>
            ) : null}
          </span>
        ) : undefined
      }
    >
      {milestones.length === 0 ? (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-2">
          还没有节点。把任务分解成有日期、有成果、可核定的步骤，核定进度才有依据。
          <LinkButton href={`/tasks/${task.id}/breakdown`}>分解出节点</LinkButton>
        </p>
      ) : (
        <Timeline
          label="节点"
          items={milestones.map((entry) => ({
            key: String(entry.id),
            date: <ShortDate on={entry.dueOn} today={today} />,
            title: entry.title,
            state: stateOf(entry, today),
            note: noteOf(entry, today, calendar),
            weight: entry.weight,
            children: (
              <p className="text-ink-2">
                成果：{entry.deliverable}
                {entry.evidenceAsked ? `；佐证：${entry.evidenceAsked}（${entry.evidenceWhy}）` : ''}
                {entry.originalDueOn === entry.dueOn ? '' : `；原定 ${formatShort(entry.originalDueOn, today)}`}
              </p>
            ),
          }))}
        />
      )}
    </Section>
  )
}
