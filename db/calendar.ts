import { asc, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { holidayOverride } from '@/db/schema/organisation'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import {
  buildCalendarDays,
  createWorkCalendar,
  type HolidayEntry,
  type WorkCalendar,
} from '@/lib/domain/calendar/workdays'

const FIRST_YEAR = 2010
const LAST_YEAR = 2045

const readEntries = async (db: Db | Tx): Promise<readonly HolidayEntry[]> => {
  const overrides = await db.select().from(holidayOverride).orderBy(asc(holidayOverride.day))
  return [
    ...nationalHolidays,
    ...overrides.map((entry) => ({
      name: entry.name,
      off: entry.isWorkday ? [] : [entry.day],
      work: entry.isWorkday ? [entry.day] : [],
    })),
  ]
}

/** The calendar in force: the national one with the administrator's changes. */
export const readCalendar = async (db: Db | Tx): Promise<WorkCalendar> => createWorkCalendar(await readEntries(db))

/** Writes `calendar_day` anew from the entries in force, so that SQL counts the same working days as the pure rules. */
export const rebuildCalendarDays = async (db: Db | Tx): Promise<void> => {
  const days = buildCalendarDays(await readEntries(db), FIRST_YEAR, LAST_YEAR)
  await db.execute(sql`
    insert into calendar_day (day, is_workday, workday_no, name)
    select day, "isWorkday", "workdayNo", name
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as x(day date, "isWorkday" boolean, "workdayNo" int, name text)
    on conflict (day) do update
      set is_workday = excluded.is_workday, workday_no = excluded.workday_no, name = excluded.name
      where (calendar_day.is_workday, calendar_day.workday_no, calendar_day.name)
        is distinct from (excluded.is_workday, excluded.workday_no, excluded.name)`)
}
