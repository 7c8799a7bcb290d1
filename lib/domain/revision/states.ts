import type { Lifecycle } from '../lifecycle'

export const revisionStates = ['open', 'applied', 'discarded'] as const
export type RevisionState = (typeof revisionStates)[number]

export const revisionActions = ['plan.decideRevision', 'plan.applyRevision', 'plan.discardRevision'] as const
export type RevisionAction = (typeof revisionActions)[number]

export type RevisionFacts = {
  /** Nothing changed since the comparison that the office saw. */
  readonly isAsSeen: boolean
  readonly undecided: number
  readonly accepted: number
}

export type RevisionGuard = 'asSeen' | 'allDecided' | 'somethingAccepted'

/** A revised version of a plan that was read again: decided entry by entry, then applied as a whole or put away. */
export const revisionLifecycle: Lifecycle<RevisionState, RevisionAction, RevisionGuard, RevisionFacts> = {
  name: 'revision',
  initial: 'open',
  states: revisionStates,
  final: ['applied', 'discarded'],
  rows: [
    { from: 'open', action: 'plan.decideRevision', to: 'open' },
    {
      from: 'open',
      action: 'plan.applyRevision',
      to: 'applied',
      guards: ['asSeen', 'allDecided', 'somethingAccepted'],
    },
    { from: 'open', action: 'plan.discardRevision', to: 'discarded' },
  ],
  guards: {
    asSeen: (facts) => (facts.isAsSeen ? null : 'revisionOutdated'),
    allDecided: (facts) => (facts.undecided === 0 ? null : 'revisionUndecided'),
    somethingAccepted: (facts) => (facts.accepted > 0 ? null : 'revisionNothingAccepted'),
  },
}
