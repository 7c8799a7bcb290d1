import { actionsIn, decide } from '../lifecycle'
import { type Actor, can, type Subject } from '../permission/can'
import { type ReportAction, type ReportFacts, reportLifecycle, type ReportState } from './states'

type Offered = Pick<
  ReportFacts,
  'signOffRequired' | 'awaitsSignOff' | 'isOwnUnit' | 'isEndorsedByAnother' | 'taskTakesReports'
>

/** The verbs to put on the screen: permitted, possible in this state, and not refused by a guard that the person cannot satisfy here. */
export const reportVerbs = (
  actor: Actor,
  subject: Subject,
  state: ReportState,
  facts: Offered,
): readonly ReportAction[] => {
  const offered = actionsIn(reportLifecycle, state).filter(
    (action) =>
      can(actor, action, subject) &&
      decide(reportLifecycle, state, action, { ...facts, isComplete: true, hasReason: true }).ok,
  )
  // Where nobody needs to sign, sending it to the head would only be a detour.
  return offered.includes('report.submit') ? offered.filter((action) => action !== 'report.requestSignOff') : offered
}
