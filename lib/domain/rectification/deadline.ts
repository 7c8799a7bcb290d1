import type { CalendarDate } from '../calendar/date'
import type { Deadline } from '../calendar/deadline'
import type { RectificationState } from './states'

type Owed = {
  readonly state: RectificationState
  readonly dueOn: CalendarDate
  readonly claimedOn: CalendarDate | null
}

/** What is owed by when: the claim stops the clock, a return starts it again; nothing is owed once revoked. */
export const rectificationDeadline = ({ state, dueOn, claimedOn }: Owed): Deadline | null => {
  if (state === 'revoked') return null
  return { dueOn, stoppedOn: state === 'claimed' || state === 'cleared' ? claimedOn : null }
}
