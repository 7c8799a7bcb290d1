import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'

/** The lamp of `task t` as `lampOf` in lib/domain/calendar/lamp.ts says it; a property test holds the two together. */
export const lampSql = (today: CalendarDate, soon: CalendarDate): SQL<string> => sql`case
  when t.state = 'closed' then 'blue'
  when t.state not in ('issued', 'active', 'closing') then 'grey'
  when ${isOverdueSql(today)} then 'red'
  when t.owed_due_on <= ${soon}::date then 'yellow'
  when t.state = 'issued' then 'grey'
  else 'green' end`

/** `owed_due_on` is null in every state that owes nothing, so this alone is "red". Null counts as false. */
export const isOverdueSql = (today: CalendarDate): SQL<boolean> =>
  sql`(t.owed_due_on is not null and coalesce(t.owed_stopped_on, ${today}::date) > t.owed_due_on)`

/** Working days late of `task t`, by the calendar's running number; 0 where nothing is overdue. */
export const workdaysLateSql = (today: CalendarDate): SQL<number> => sql`coalesce((
  select greatest(until.workday_no - due.workday_no, 0)
  from calendar_day until, calendar_day due
  where until.day = coalesce(t.owed_stopped_on, ${today}::date) and due.day = t.owed_due_on), 0)::int`
