import { and, gte, lte } from 'drizzle-orm'
import { holidayOverride } from '@/db/schema/organisation'
import { type CalendarDate, calendarDate, dateFromDayNumber, dayNumber } from '@/lib/domain/calendar/date'
import { calendarSubject } from '@/lib/domain/permission/calendar-subject'
import { can } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'

export type YearDay = {
  readonly day: CalendarDate
  /** 1 is Monday. */
  readonly weekday: number
  readonly isWorkday: boolean
  readonly name: string | null
  readonly isOverridden: boolean
}

export type CalendarYear = { readonly days: readonly YearDay[]; readonly mayChange: boolean }

/** Every day of a year as it counts now. */
export const getCalendarYear = async (ctx: QueryContext, year: number): Promise<CalendarYear> => {
  const first = calendarDate(`${year}-01-01`)
  const last = calendarDate(`${year}-12-31`)
  const changed = await ctx.db
    .select({ day: holidayOverride.day })
    .from(holidayOverride)
    .where(and(gte(holidayOverride.day, first), lte(holidayOverride.day, last)))
  const overridden = new Set(changed.map((row) => row.day))
  const from = dayNumber(first)
  const days = Array.from({ length: dayNumber(last) - from + 1 }, (_, index) => {
    const number = from + index
    const day = dateFromDayNumber(number)
    return {
      day,
      // 1970-01-01 was a Thursday.
      weekday: ((((number + 3) % 7) + 7) % 7) + 1,
      isWorkday: ctx.calendar.isWorkday(day),
      name: ctx.calendar.nameOf(day),
      isOverridden: overridden.has(day),
    }
  })
  return { days, mayChange: can(ctx.actor, 'calendar.manage', calendarSubject(ctx.actor)) }
}
