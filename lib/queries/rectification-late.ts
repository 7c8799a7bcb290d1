import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'

/** `rectificationDeadline` in SQL, over `rectification g`: the day on which the clock stopped, or today. */
const until = (today: CalendarDate): SQL =>
  sql`(case when g.state in ('claimed', 'cleared') then coalesce(g.claimed_on, ${today}::date) else ${today}::date end)`

/** Still open and past its date. */
export const isRectificationLate = (today: CalendarDate): SQL =>
  sql`(g.state in ('ordered', 'acknowledged', 'claimed', 'returned') and ${until(today)} > g.due_on)`

/** Working days late by the calendar's running number, of open and cleared orders alike; 0 where none. */
export const rectificationWorkdaysLate = (
  today: CalendarDate,
): SQL => sql`(case when g.state = 'revoked' then 0 else coalesce((
  select greatest(late_until.workday_no - late_due.workday_no, 0) from calendar_day late_until, calendar_day late_due
  where late_until.day = ${until(today)} and late_due.day = g.due_on), 0) end)::int`
