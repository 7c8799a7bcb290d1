import type { CalendarDate } from './calendar/date'
import type { Actor } from './permission/can'

/** Everything a command may know besides its input. Rules get `today` from here and never read a clock. */
export type Context = {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly now: Date
  readonly via: 'web' | 'api' | 'cli' | 'system'
  readonly requestId: string
  readonly ip: string | null
  /** The sign-in that a request came with; the API and the command line have none. */
  readonly sessionId?: string
}
