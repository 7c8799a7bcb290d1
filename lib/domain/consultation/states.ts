import type { Lifecycle } from '../lifecycle'

export const consultationStates = ['open', 'closed', 'cancelled'] as const
export type ConsultationState = (typeof consultationStates)[number]

export const consultationActions = [
  'consultation.extend',
  'consultation.close',
  'consultation.cancel',
  'consultation.answer',
] as const
export type ConsultationAction = (typeof consultationActions)[number]

export type ConsultationFacts = {
  readonly isPastDue: boolean
  /** Units that have not answered. */
  readonly silentUnits: number
  readonly isLater: boolean
  readonly hasReason: boolean
}

export type ConsultationGuard = 'inTime' | 'dueOrComplete' | 'laterDate' | 'hasReason'

/** One round in which a draft is with the units that it names. Units were promised a date: nobody closes before it while one is silent. */
export const consultationLifecycle: Lifecycle<
  ConsultationState,
  ConsultationAction,
  ConsultationGuard,
  ConsultationFacts
> = {
  name: 'consultation',
  initial: 'open',
  states: consultationStates,
  final: ['closed', 'cancelled'],
  rows: [
    { from: 'open', action: 'consultation.answer', to: 'open', guards: ['inTime'] },
    { from: 'open', action: 'consultation.extend', to: 'open', guards: ['laterDate'] },
    { from: 'open', action: 'consultation.close', to: 'closed', guards: ['dueOrComplete'] },
    { from: 'open', action: 'consultation.cancel', to: 'cancelled', guards: ['hasReason'] },
  ],
  guards: {
    inTime: (facts) => (facts.isPastDue ? 'consultationPastDue' : null),
    dueOrComplete: (facts) => (facts.isPastDue || facts.silentUnits === 0 ? null : 'consultationNotDue'),
    laterDate: (facts) => (facts.isLater ? null : 'consultationNotLater'),
    hasReason: (facts) => (facts.hasReason ? null : 'reasonNeeded'),
  },
}

export const answerStates = ['pending', 'agreed', 'proposed'] as const
export type AnswerState = (typeof answerStates)[number]

export const answerActions = [
  'consultation.agree',
  'consultation.propose',
  'consultation.takeBack',
  'consultation.takeBackLast',
] as const
export type AnswerAction = (typeof answerActions)[number]

/**
 * What one unit says of its part. It may change its mind as long as the round takes answers: agreeing takes back what is not
 * decided yet, and who takes back its only proposal has not answered.
 */
export const answerLifecycle: Lifecycle<AnswerState, AnswerAction, never, object> = {
  name: 'answer',
  initial: 'pending',
  states: answerStates,
  final: [],
  rows: [
    { from: 'pending', action: 'consultation.agree', to: 'agreed' },
    { from: 'proposed', action: 'consultation.agree', to: 'agreed' },
    { from: 'pending', action: 'consultation.propose', to: 'proposed' },
    { from: 'agreed', action: 'consultation.propose', to: 'proposed' },
    { from: 'proposed', action: 'consultation.propose', to: 'proposed' },
    { from: 'proposed', action: 'consultation.takeBack', to: 'proposed' },
    { from: 'proposed', action: 'consultation.takeBackLast', to: 'pending' },
  ],
  guards: {},
}

export const opinionStates = ['proposed', 'accepted', 'declined', 'withdrawn'] as const
export type OpinionState = (typeof opinionStates)[number]

export const opinionActions = ['opinion.accept', 'opinion.decline', 'opinion.withdraw'] as const
export type OpinionAction = (typeof opinionActions)[number]

export type OpinionFacts = { readonly hasReason: boolean; readonly isCancelled: boolean }
export type OpinionGuard = 'hasReason' | 'notCancelled'

/** One proposal of one unit. The office decides each one, during the round or after it; a declined one says why. */
export const opinionLifecycle: Lifecycle<OpinionState, OpinionAction, OpinionGuard, OpinionFacts> = {
  name: 'opinion',
  initial: 'proposed',
  states: opinionStates,
  final: ['accepted', 'declined', 'withdrawn'],
  rows: [
    { from: 'proposed', action: 'opinion.accept', to: 'accepted', guards: ['notCancelled'] },
    { from: 'proposed', action: 'opinion.decline', to: 'declined', guards: ['notCancelled', 'hasReason'] },
    { from: 'proposed', action: 'opinion.withdraw', to: 'withdrawn' },
  ],
  guards: {
    hasReason: (facts) => (facts.hasReason ? null : 'reasonNeeded'),
    notCancelled: (facts) => (facts.isCancelled ? 'consultationCancelled' : null),
  },
}
