import type { MilestoneState } from '@/lib/domain/milestone/states'
import type { TaskState } from '@/lib/domain/task/states'
import { addDays } from './date'
import type { CalendarDate } from './date'
import { deadlineSentence, isOverdue } from './deadline'
import type { WorkCalendar } from './workdays'

export type Lamp = 'green' | 'yellow' | 'red' | 'blue' | 'grey'
export type LampShape = 'circle' | 'triangle' | 'square' | 'check' | 'ring'

/** The earliest thing still owed: the task itself (milestoneTitle null) or one of its milestones. */
export type OwedItem = { dueOn: CalendarDate; stoppedOn: CalendarDate | null; milestoneTitle: string | null } | null

/** dueOn null: an ongoing task (长期坚持). claimedOn counts only while the task is closing. */
export type OwingTask = { state: TaskState; dueOn: CalendarDate | null; claimedOn: CalendarDate | null }
/** claimedOn counts only while the milestone is claimed. */
export type OwingMilestone = {
  title: string
  state: MilestoneState
  dueOn: CalendarDate
  claimedOn: CalendarDate | null
}
export type LampSubject = { state: TaskState; owed: OwedItem; ongoing: boolean }

type LampSign = { word: string; shape: LampShape; mark: string }

export const lampWords: Record<Lamp, LampSign> = {
  green: { word: '正常', shape: 'circle', mark: '●' },
  yellow: { word: '临期', shape: 'triangle', mark: '▲' },
  red: { word: '逾期', shape: 'square', mark: '■' },
  blue: { word: '办结', shape: 'check', mark: '✓' },
  grey: { word: '未启动', shape: 'ring', mark: '○' },
}

const OWING_STATES: readonly TaskState[] = ['issued', 'active', 'closing']

function stillOwed(
  dueOn: CalendarDate,
  isVerified: boolean,
  claimedOn: CalendarDate | null,
  milestoneTitle: string | null,
): OwedItem {
  if (isVerified || (claimedOn !== null && claimedOn <= dueOn)) return null
  return { dueOn, stoppedOn: claimedOn, milestoneTitle }
}

/**
 * What was claimed in time waits for the office and is not owed; what was claimed late stays owed, its lateness frozen on
 * the day of the claim. The earliest due date wins; on one day a milestone before the task, what still runs before what
 * is stopped, then the given order.
 */
export function owedItem(task: OwingTask, milestones: readonly OwingMilestone[]): OwedItem {
  if (!OWING_STATES.includes(task.state)) return null
  let earliest: OwedItem = null
  for (const { title, state, dueOn, claimedOn } of milestones) {
    const owed = stillOwed(dueOn, state === 'verified', state === 'claimed' ? claimedOn : null, title)
    if (owed && (!earliest || comesBefore(owed, earliest))) earliest = owed
  }
  if (task.dueOn === null) return earliest
  const own = stillOwed(task.dueOn, false, task.state === 'closing' ? task.claimedOn : null, null)
  return own && (!earliest || own.dueOn < earliest.dueOn) ? own : earliest
}

function comesBefore(a: NonNullable<OwedItem>, b: NonNullable<OwedItem>): boolean {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn
  return a.stoppedOn === null && b.stoppedOn !== null
}

/** The last due date that counts as soon: dueOn ≤ soonOn exactly when at most `warnWorkdays` working days are left. */
export function soonOn(today: CalendarDate, calendar: WorkCalendar, warnWorkdays = 10): CalendarDate {
  return addDays(calendar.addWorkdays(today, warnWorkdays + 1), -1)
}

export function lampOf({ state, owed }: LampSubject, today: CalendarDate, soon: CalendarDate): Lamp {
  if (state === 'closed') return 'blue'
  if (!OWING_STATES.includes(state)) return 'grey'
  if (owed && isOverdue(owed, today)) return 'red'
  if (owed && owed.dueOn <= soon) return 'yellow'
  return state === 'issued' ? 'grey' : 'green'
}

/** The word beside the lamp; grey says which of its states it stands for. */
export function lampWord(lamp: Lamp, state: TaskState): string {
  if (lamp !== 'grey') return lampWords[lamp].word
  if (state === 'terminated') return '终止'
  return state === 'suspended' ? '中止' : lampWords.grey.word
}

/** The sentence that says why the lamp is what it is. */
export function lampReason(subject: LampSubject, today: CalendarDate, calendar: WorkCalendar): string {
  const { state, owed, ongoing } = subject
  if (state === 'closed') return '已办结'
  if (state === 'terminated') return '已终止'
  if (state === 'suspended') return '已中止，暂不计逾期'
  if (state === 'draft') return '尚未交办'
  const standing = standingWords(state, ongoing, owed)
  if (!owed) return standing
  const subjectWords = owed.milestoneTitle === null ? '' : `节点“${owed.milestoneTitle}”`
  const sentence = deadlineSentence(owed, today, calendar)
  const due = isOverdue(owed, today) ? sentence : `截止 ${owed.dueOn}，${sentence}`
  return [subjectWords + due, standing].filter(Boolean).join('；')
}

function standingWords(state: TaskState, ongoing: boolean, owed: OwedItem): string {
  if (state === 'issued') return '已交办，待签收'
  if (state === 'closing') return owed?.milestoneTitle === null ? '' : '已申报办结，待审核'
  if (owed) return ''
  return ongoing ? '长期坚持，目前没有未完成的节点' : '目前没有未完成的事项'
}
