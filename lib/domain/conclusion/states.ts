import { addDays, type CalendarDate } from '../calendar/date'
import type { Lifecycle } from '../lifecycle'

export const conclusionStates = ['draft', 'submitted', 'approved', 'sent', 'objected', 'decided'] as const
export type ConclusionState = (typeof conclusionStates)[number]

export const conclusionActions = [
  'conclusion.save',
  'conclusion.submit',
  'conclusion.approve',
  'conclusion.return',
  'conclusion.send',
  'conclusion.object',
  'conclusion.decideObjection',
] as const
export type ConclusionAction = (typeof conclusionActions)[number]

export const objectionOutcomes = ['upheld', 'amended', 'revoked'] as const
export type ObjectionOutcome = (typeof objectionOutcomes)[number]

export type ConclusionFacts = {
  readonly isComplete: boolean
  readonly isInspectionUnderway: boolean
  readonly isWithinObjectionTime: boolean
  readonly hasReason: boolean
  /** A decision that amends brings the new text. */
  readonly bringsNewText: boolean
}

export type ConclusionGuard = 'complete' | 'underway' | 'withinObjectionTime' | 'hasReason' | 'bringsNewText'

/**
 * 《政府督查工作条例》第十六、十七条. Who writes does not approve, who wrote, approved or took part does not decide on the
 * objection (permission table). A decision that comes late is still taken: it shows as late, a refusal would leave none.
 */
export const conclusionLifecycle: Lifecycle<ConclusionState, ConclusionAction, ConclusionGuard, ConclusionFacts> = {
  name: 'conclusion',
  initial: 'draft',
  states: conclusionStates,
  final: ['decided'],
  rows: [
    { from: 'draft', action: 'conclusion.save', to: 'draft', guards: ['underway'] },
    { from: 'draft', action: 'conclusion.submit', to: 'submitted', guards: ['underway', 'complete'] },
    { from: 'submitted', action: 'conclusion.approve', to: 'approved', guards: ['underway', 'complete'] },
    { from: 'submitted', action: 'conclusion.return', to: 'draft', guards: ['hasReason'] },
    { from: 'approved', action: 'conclusion.send', to: 'sent', guards: ['underway'] },
    {
      from: 'sent',
      action: 'conclusion.object',
      to: 'objected',
      guards: ['hasReason', 'withinObjectionTime'],
    },
    {
      from: 'objected',
      action: 'conclusion.decideObjection',
      to: 'decided',
      guards: ['hasReason', 'bringsNewText'],
    },
  ],
  guards: {
    complete: (facts) => (facts.isComplete ? null : 'conclusionIncomplete'),
    underway: (facts) => (facts.isInspectionUnderway ? null : 'inspectionNotUnderway'),
    withinObjectionTime: (facts) => (facts.isWithinObjectionTime ? null : 'objectionTooLate'),
    hasReason: (facts) => (facts.hasReason ? null : 'reasonNeeded'),
    bringsNewText: (facts) => (facts.bringsNewText ? null : 'amendedTextMissing'),
  },
}

/** 第十七条: thirty days for the objection, thirty for the decision on it; both in calendar days. */
export const OBJECTION_DAYS = 30
export const OBJECTION_DECISION_DAYS = 30

/** Last day on which the unit may object; the day of sending does not count. */
export const objectionDueOn = (sentOn: CalendarDate): CalendarDate => addDays(sentOn, OBJECTION_DAYS)
export const objectionDecisionDueOn = (filedOn: CalendarDate): CalendarDate => addDays(filedOn, OBJECTION_DECISION_DAYS)

/** Whether the conclusion stands for good: decided on, or the time to object has passed. Never stored, like being overdue. */
export const isConclusionFinal = (state: ConclusionState, sentOn: CalendarDate | null, today: CalendarDate): boolean =>
  state === 'decided' || (state === 'sent' && sentOn !== null && today > objectionDueOn(sentOn))
