import type { CalendarDate } from './date'
import { daysBetween } from './date'
import type { WorkCalendar } from './workdays'

/** stoppedOn: the day on which the work was claimed done; lateness is counted up to it, otherwise up to today. */
export type Deadline = { dueOn: CalendarDate; stoppedOn: CalendarDate | null }

/** A due date lasts to the end of its day in Shanghai, so only the days after it are late. */
export function isOverdue({ dueOn, stoppedOn }: Deadline, today: CalendarDate): boolean {
  return (stoppedOn ?? today) > dueOn
}

/** 0 also when only days off have passed since the due date. */
export function workdaysLate({ dueOn, stoppedOn }: Deadline, today: CalendarDate, calendar: WorkCalendar): number {
  return Math.max(0, calendar.workdaysBetween(dueOn, stoppedOn ?? today))
}

/** Working days after today up to and including the due date; 0 on the day itself and past it. */
export function workdaysLeft(dueOn: CalendarDate, today: CalendarDate, calendar: WorkCalendar): number {
  return Math.max(0, calendar.workdaysBetween(today, dueOn))
}

/** A due date on a Friday is overdue on Saturday, by no working day yet. */
export function lateWords(workdays: number): string {
  return workdays === 0 ? '逾期不满 1 个工作日' : `逾期 ${workdays} 个工作日`
}

export function deadlineSentence(deadline: Deadline, today: CalendarDate, calendar: WorkCalendar): string {
  const { dueOn, stoppedOn } = deadline
  if (isOverdue(deadline, today)) {
    const howLate = lateWords(workdaysLate(deadline, today, calendar))
    return stoppedOn ? `截止 ${dueOn}，${stoppedOn} 申报，${howLate}，待审核` : `截止 ${dueOn}，已${howLate}`
  }
  if (stoppedOn) return `${claimedWhen(stoppedOn, today, calendar)}按期申报，待审核`
  if (dueOn === today) return '今天到期'
  const left = workdaysLeft(dueOn, today, calendar)
  return left === 0 ? `${daysBetween(today, dueOn)}天后到期，其间没有工作日` : `${left}个工作日后到期`
}

function claimedWhen(stoppedOn: CalendarDate, today: CalendarDate, calendar: WorkCalendar): string {
  if (stoppedOn === today) return '今天'
  const ago = calendar.workdaysBetween(stoppedOn, today)
  return ago > 0 ? `${ago} 个工作日前` : `${stoppedOn} `
}
