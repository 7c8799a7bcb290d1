import type { Lifecycle } from '../lifecycle'

export const milestoneStates = ['pending', 'claimed', 'verified', 'returned'] as const
export type MilestoneState = (typeof milestoneStates)[number]

export const milestoneActions = [
  'milestone.edit',
  'milestone.drop',
  'milestone.claim',
  'milestone.unclaim',
  'milestone.verify',
  'milestone.return',
  'milestone.extend',
] as const
export type MilestoneAction = (typeof milestoneActions)[number]

export type MilestoneFacts = {
  readonly evidenceAsked: boolean
  readonly evidenceCount: number
  readonly isPastDue: boolean
  /** The edit moves the date to a later day, which only an approved extension may do. */
  readonly movesLater: boolean
  readonly changeApproved: boolean
  readonly hasReason: boolean
}

export type MilestoneGuard = 'evidencePresent' | 'notPastDue' | 'notLater' | 'changeApproved' | 'hasReason'

/** DESIGN §3: `returned → claimed` again; a claim needs the evidence that the milestone asks for. */
export const milestoneLifecycle: Lifecycle<MilestoneState, MilestoneAction, MilestoneGuard, MilestoneFacts> = {
  name: 'milestone',
  initial: 'pending',
  states: milestoneStates,
  final: ['verified'],
  rows: [
    { from: 'pending', action: 'milestone.edit', to: 'pending', guards: ['notPastDue', 'notLater'] },
    { from: 'pending', action: 'milestone.drop', to: 'pending', guards: ['notPastDue'] },
    { from: 'pending', action: 'milestone.claim', to: 'claimed', guards: ['evidencePresent'] },
    { from: 'returned', action: 'milestone.claim', to: 'claimed', guards: ['evidencePresent'] },
    { from: 'claimed', action: 'milestone.unclaim', to: 'pending' },
    { from: 'claimed', action: 'milestone.verify', to: 'verified' },
    { from: 'claimed', action: 'milestone.return', to: 'returned', guards: ['hasReason'] },
    { from: 'pending', action: 'milestone.extend', to: 'pending', guards: ['changeApproved'] },
    { from: 'returned', action: 'milestone.extend', to: 'returned', guards: ['changeApproved'] },
  ],
  guards: {
    evidencePresent: (facts) => (!facts.evidenceAsked || facts.evidenceCount > 0 ? null : 'evidenceMissing'),
    notPastDue: (facts) => (facts.isPastDue ? 'milestonePastDue' : null),
    notLater: (facts) => (facts.movesLater ? 'milestoneLaterNeedsExtension' : null),
    changeApproved: (facts) => (facts.changeApproved ? null : 'needsChangeRequest'),
    hasReason: (facts) => (facts.hasReason ? null : 'reasonNeeded'),
  },
}
