import type { Db, Tx } from '@/db/client'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { WorkCalendar } from '@/lib/domain/calendar/workdays'
import type { Actor } from '@/lib/domain/permission/can'

/** What every read model is given first: a query asks neither the clock nor the session. */
export type QueryContext = {
  readonly db: Db | Tx
  readonly actor: Actor
  readonly today: CalendarDate
  readonly calendar: WorkCalendar
}
