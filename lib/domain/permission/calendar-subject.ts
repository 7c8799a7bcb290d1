import type { Actor, Subject } from './can'

/**
 * One calendar for the whole installation: it belongs to the place at the top, so that no county moves a count of working days
 * elsewhere (decision 007). Everybody knows it; that is what `personId` says.
 */
export const calendarSubject = (actor: Actor): Subject => ({
  jurisdictionPath: actor.jurisdictionPath.replace(/^([^.]*\.).*$/, '$1'),
  personId: actor.personId,
})
