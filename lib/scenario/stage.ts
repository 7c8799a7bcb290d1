import type { Tx } from '@/db/client'
import { readActor } from '@/db/actors'
import { addDays, type CalendarDate } from '@/lib/domain/calendar/date'
import type { WorkCalendar } from '@/lib/domain/calendar/workdays'
import type { Context } from '@/lib/domain/context'
import type { Actor } from '@/lib/domain/permission/can'

type Step = {
  readonly on: CalendarDate
  readonly order: number
  readonly play: (on: CalendarDate, at: Date) => Promise<void>
}

/**
 * Plays a history in the order of its days through the real commands: scenes are written task by task, performed day by day, so
 * that the record reads as if it had happened. A scene after `today` is left out, together with the rest of its line.
 */
export class Stage {
  readonly tx: Tx
  readonly today: CalendarDate
  readonly calendar: WorkCalendar
  private readonly steps: Step[] = []
  private readonly actors = new Map<number, Actor>()

  constructor(tx: Tx, today: CalendarDate, calendar: WorkCalendar) {
    this.tx = tx
    this.today = today
    this.calendar = calendar
  }

  /** The day itself where people work, else the next working day. */
  workday(day: CalendarDate): CalendarDate {
    let at = day
    while (!this.calendar.isWorkday(at)) at = addDays(at, 1)
    return at
  }

  /** Puts a scene on the first working day from `day`; on the last one before where that is still to come. */
  on(day: CalendarDate, play: Step['play']): void {
    const next = this.workday(day)
    const on = next > this.today && day <= this.today ? this.calendar.addWorkdays(this.today, -1) : next
    if (on <= this.today) this.steps.push({ on, order: this.steps.length, play })
  }

  async context(membershipId: number, today: CalendarDate, now: Date): Promise<Context> {
    const actor = this.actors.get(membershipId) ?? (await readActor(this.tx, membershipId))
    if (!actor) throw new Error(`membership ${membershipId} is not in force`)
    this.actors.set(membershipId, actor)
    return { actor, today, now, via: 'system', requestId: `sample-${today}`, ip: null }
  }

  /** Performs what was put on so far; scenes may put on later ones. */
  async perform(): Promise<number> {
    let played = 0
    const counts = new Map<CalendarDate, number>()
    while (this.steps.length > 0) {
      this.steps.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.order - b.order))
      const step = this.steps.shift() as Step
      const nth = counts.get(step.on) ?? 0
      counts.set(step.on, nth + 1)
      await step.play(step.on, momentOf(step.on, nth, this.today))
      played += 1
    }
    return played
  }
}

/** From half past eight to twelve and from two to a quarter to six, in minutes. */
const MORNING = 210
const AFTERNOON = 225
/** Half of a day's work is done after so many scenes. */
const HALF = 12

/**
 * When the nth scene of a day is played: later the more went before, within office hours in Shanghai, and not at the same minute
 * every day. Nobody knows beforehand how many there will be. Today's lie at the beginning of the day: the clock may show ten.
 */
const momentOf = (on: CalendarDate, nth: number, today: CalendarDate): Date => {
  const opening = Date.parse(`${on}T00:30:00Z`)
  if (on === today) return new Date(opening + nth * 20_000)
  const shift = (Number(on.slice(8)) * 7 + Number(on.slice(5, 7)) * 3) % 10
  const at = nth + shift / 2
  const worked = ((MORNING + AFTERNOON) * at) / (at + HALF)
  const minutes = worked < MORNING ? worked : worked + 120
  return new Date(opening + Math.floor(minutes * 60) * 1000)
}
