import type { Lifecycle } from '../lifecycle'

export const rectificationStates = ['ordered', 'acknowledged', 'claimed', 'cleared', 'returned', 'revoked'] as const
export type RectificationState = (typeof rectificationStates)[number]

export const rectificationActions = [
  'rectification.acknowledge',
  'rectification.plan',
  'rectification.progress',
  'rectification.claim',
  'rectification.clear',
  'rectification.return',
  'rectification.requestExtension',
  'rectification.extend',
  'rectification.refuseExtension',
  'rectification.reopen',
  'rectification.revoke',
] as const
export type RectificationAction = (typeof rectificationActions)[number]

/** How the office convinced itself before it cleared. */
export const verificationMethods = ['paper', 'onSite'] as const
export type VerificationMethod = (typeof verificationMethods)[number]

export type RectificationFacts = {
  readonly hasPlan: boolean
  readonly hasText: boolean
  readonly evidenceAsked: boolean
  readonly evidenceCount: number
  readonly hasVerification: boolean
  readonly hasReason: boolean
  readonly isPastDue: boolean
  readonly isLater: boolean
  readonly isExtensionPending: boolean
  readonly isRelapse: boolean
  /** Every finding of the order was withdrawn by the decision on an objection. */
  readonly findingsWithdrawn: boolean
}

export type RectificationGuard =
  | 'planned'
  | 'hasText'
  | 'evidencePresent'
  | 'verified'
  | 'hasReason'
  | 'beforeDue'
  | 'laterDate'
  | 'onlyOne'
  | 'extensionPending'
  | 'relapsed'
  | 'findingsWithdrawn'

const working = ['acknowledged', 'returned'] as const
const claimable: readonly RectificationGuard[] = ['planned', 'hasText', 'evidencePresent']

/**
 * DESIGN §3, 《政府督查工作条例》第十八条. The acceptance standard is fixed with the order and has no verb that changes it.
 * Cleared is not the end of it: what comes back opens the same order again, with its history.
 */
export const rectificationLifecycle: Lifecycle<
  RectificationState,
  RectificationAction,
  RectificationGuard,
  RectificationFacts
> = {
  name: 'rectification',
  initial: 'ordered',
  states: rectificationStates,
  final: ['revoked'],
  rows: [
    { from: 'ordered', action: 'rectification.acknowledge', to: 'acknowledged' },
    ...working.flatMap((state) => [
      { from: state, action: 'rectification.plan', to: state, guards: ['hasText'] } as const,
      { from: state, action: 'rectification.progress', to: state, guards: ['planned', 'hasText'] } as const,
      { from: state, action: 'rectification.claim', to: 'claimed', guards: claimable } as const,
      {
        from: state,
        action: 'rectification.requestExtension',
        to: state,
        guards: ['hasReason', 'beforeDue', 'laterDate', 'onlyOne'],
      } as const,
      { from: state, action: 'rectification.extend', to: state, guards: ['extensionPending', 'laterDate'] } as const,
      {
        from: state,
        action: 'rectification.refuseExtension',
        to: state,
        guards: ['extensionPending', 'hasReason'],
      } as const,
    ]),
    { from: 'claimed', action: 'rectification.clear', to: 'cleared', guards: ['verified'] },
    { from: 'claimed', action: 'rectification.return', to: 'returned', guards: ['hasReason'] },
    { from: 'cleared', action: 'rectification.reopen', to: 'ordered', guards: ['hasReason', 'relapsed', 'laterDate'] },
    ...(['ordered', 'acknowledged', 'claimed', 'returned'] as const).map(
      (state) =>
        ({ from: state, action: 'rectification.revoke', to: 'revoked', guards: ['findingsWithdrawn'] }) as const,
    ),
  ],
  guards: {
    planned: (facts) => (facts.hasPlan ? null : 'rectificationPlanMissing'),
    hasText: (facts) => (facts.hasText ? null : 'rectificationTextMissing'),
    evidencePresent: (facts) =>
      !facts.evidenceAsked || facts.evidenceCount > 0 ? null : 'rectificationEvidenceMissing',
    verified: (facts) => (facts.hasVerification ? null : 'verificationMissing'),
    hasReason: (facts) => (facts.hasReason ? null : 'reasonNeeded'),
    beforeDue: (facts) => (facts.isPastDue ? 'rectificationExtensionTooLate' : null),
    laterDate: (facts) => (facts.isLater ? null : 'rectificationNotLater'),
    onlyOne: (facts) => (facts.isExtensionPending ? 'rectificationExtensionOpen' : null),
    extensionPending: (facts) => (facts.isExtensionPending ? null : 'rectificationNoExtension'),
    relapsed: (facts) => (facts.isRelapse ? null : 'relapseMissing'),
    findingsWithdrawn: (facts) => (facts.findingsWithdrawn ? null : 'findingsStand'),
  },
}

/** The unit, or who verifies, still owes something: what holds a task open. */
export const openRectificationStates = [
  'ordered',
  'acknowledged',
  'claimed',
  'returned',
] as const satisfies readonly RectificationState[]

export const rectificationEntryKinds = [
  'order',
  'acknowledge',
  'plan',
  'progress',
  'claim',
  'clear',
  'return',
  'requestExtension',
  'extend',
  'refuseExtension',
  'reopen',
  'revoke',
] as const
export type RectificationEntryKind = (typeof rectificationEntryKinds)[number]
