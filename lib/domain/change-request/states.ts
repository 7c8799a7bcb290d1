import type { Lifecycle } from '../lifecycle'

export const changeRequestKinds = ['extend', 'amend', 'terminate'] as const
export type ChangeRequestKind = (typeof changeRequestKinds)[number]

export const changeRequestStates = ['draft', 'submitted', 'approved', 'rejected', 'withdrawn'] as const
export type ChangeRequestState = (typeof changeRequestStates)[number]

export const changeRequestActions = [
  'changeRequest.save',
  'changeRequest.submit',
  'changeRequest.withdraw',
  'changeRequest.approve',
  'changeRequest.reject',
] as const
export type ChangeRequestAction = (typeof changeRequestActions)[number]

export type ChangeRequestFacts = {
  readonly kind: ChangeRequestKind
  /** An extension is asked for before the date passes (issue 2, step 6). */
  readonly isPastDue: boolean
  readonly isLater: boolean
  readonly hasReason: boolean
  readonly hasOpenRequest: boolean
}

export type ChangeRequestGuard = 'beforeDue' | 'laterDate' | 'hasReason' | 'onlyOne'

export const changeRequestLifecycle: Lifecycle<
  ChangeRequestState,
  ChangeRequestAction,
  ChangeRequestGuard,
  ChangeRequestFacts
> = {
  name: 'changeRequest',
  initial: 'draft',
  states: changeRequestStates,
  final: ['approved', 'rejected', 'withdrawn'],
  rows: [
    { from: 'draft', action: 'changeRequest.save', to: 'draft' },
    {
      from: 'draft',
      action: 'changeRequest.submit',
      to: 'submitted',
      guards: ['hasReason', 'beforeDue', 'laterDate', 'onlyOne'],
    },
    { from: 'draft', action: 'changeRequest.withdraw', to: 'withdrawn' },
    { from: 'submitted', action: 'changeRequest.withdraw', to: 'withdrawn' },
    { from: 'submitted', action: 'changeRequest.approve', to: 'approved', guards: ['laterDate'] },
    { from: 'submitted', action: 'changeRequest.reject', to: 'rejected', guards: ['hasReason'] },
  ],
  guards: {
    hasReason: (facts) => (facts.hasReason ? null : 'reasonNeeded'),
    beforeDue: (facts) => (facts.kind === 'extend' && facts.isPastDue ? 'extensionTooLate' : null),
    laterDate: (facts) => (facts.kind === 'extend' && !facts.isLater ? 'extensionNotLater' : null),
    onlyOne: (facts) => (facts.hasOpenRequest ? 'changeRequestOpen' : null),
  },
}
