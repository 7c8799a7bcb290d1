import type { CalendarDate } from '../calendar/date'

/**
 * The last day on which a milestone or subtask of this task may be due; null: no limit. A task that is already late limits
 * nothing any more: what is left of it must still be broken down, and its own lamp stays red whatever stands below.
 */
export const latestDueOn = (dueOn: CalendarDate | null, today: CalendarDate): CalendarDate | null =>
  dueOn !== null && dueOn >= today ? dueOn : null
