import type { Lifecycle } from '../lifecycle'

export const consequenceKinds = ['praise', 'criticism', 'interview', 'accountability'] as const
export type ConsequenceKind = (typeof consequenceKinds)[number]

export const consequenceStates = ['proposed', 'approved', 'rejected', 'issued'] as const
export type ConsequenceState = (typeof consequenceStates)[number]

export const consequenceActions = ['consequence.approve', 'consequence.reject', 'consequence.issue'] as const
export type ConsequenceAction = (typeof consequenceActions)[number]

export type ConsequenceFacts = {
  readonly factCount: number
  readonly hasReason: boolean
  /** A conclusion that the unit can still object to, or whose objection is undecided, carries no consequence yet. */
  readonly conclusionsStand: boolean
}

export type ConsequenceGuard = 'factsAttached' | 'hasReason' | 'conclusionsStand'

/** 《政府督查工作条例》第二十一条: proposals until the authority approves; nothing leads to `issued` but an approval. */
export const consequenceLifecycle: Lifecycle<ConsequenceState, ConsequenceAction, ConsequenceGuard, ConsequenceFacts> =
  {
    name: 'consequence',
    initial: 'proposed',
    states: consequenceStates,
    final: ['rejected', 'issued'],
    rows: [
      {
        from: 'proposed',
        action: 'consequence.approve',
        to: 'approved',
        guards: ['factsAttached', 'conclusionsStand'],
      },
      { from: 'proposed', action: 'consequence.reject', to: 'rejected', guards: ['hasReason'] },
      { from: 'approved', action: 'consequence.issue', to: 'issued' },
    ],
    guards: {
      factsAttached: (facts) => (facts.factCount > 0 ? null : 'consequenceWithoutFacts'),
      hasReason: (facts) => (facts.hasReason ? null : 'reasonNeeded'),
      conclusionsStand: (facts) => (facts.conclusionsStand ? null : 'conclusionOpenToObjection'),
    },
  }
