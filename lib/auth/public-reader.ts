import { readCalendar } from '@/db/calendar'
import { getDb } from '@/db/client'
import { calendarDate } from '@/lib/domain/calendar/date'
import { todayInShanghai } from '@/lib/platform/clock'

/** What a page that asks for no account reads with: nobody, so no cookie is looked at. */
export const publicReader = async () => {
  const db = getDb()
  return { db, today: calendarDate(todayInShanghai()), calendar: await readCalendar(db) }
}
