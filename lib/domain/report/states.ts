import type { Lifecycle } from '../lifecycle'

export const reportStates = ['draft', 'signedOff', 'submitted', 'approved', 'returned'] as const
export type ReportState = (typeof reportStates)[number]

export const reportActions = [
  'report.save',
  'report.requestSignOff',
  'report.sendBack',
  'report.signOff',
  'report.submit',
  'report.withdraw',
  'report.endorse',
  'report.approve',
  'report.return',
  'report.revise',
] as const
export type ReportAction = (typeof reportActions)[number]

export type ReportFacts = {
  /** The plan asks for the head's release of every submission. */
  readonly signOffRequired: boolean
  readonly isComplete: boolean
  readonly awaitsSignOff: boolean
  /** The submission comes from the reviewer's own unit: two people of the office must agree (DESIGN §1). */
  readonly isOwnUnit: boolean
  readonly isEndorsedByAnother: boolean
  readonly hasReason: boolean
  /** The task is being worked on: received by its lead, neither suspended nor over. */
  readonly taskTakesReports: boolean
}

export type ReportGuard =
  | 'complete'
  | 'awaitsSignOff'
  | 'signOffNotRequired'
  | 'notAlone'
  | 'ownUnit'
  | 'hasReason'
  | 'taskTakesReports'

/** DESIGN §3. Sign-off releases the submission: the head's verb takes `signOff` and `submit` in one transaction. */
export const reportLifecycle: Lifecycle<ReportState, ReportAction, ReportGuard, ReportFacts> = {
  name: 'report',
  initial: 'draft',
  states: reportStates,
  final: ['approved'],
  rows: [
    { from: 'draft', action: 'report.save', to: 'draft' },
    { from: 'draft', action: 'report.requestSignOff', to: 'draft', guards: ['taskTakesReports', 'complete'] },
    { from: 'draft', action: 'report.sendBack', to: 'draft', guards: ['awaitsSignOff', 'hasReason'] },
    {
      from: 'draft',
      action: 'report.signOff',
      to: 'signedOff',
      guards: ['taskTakesReports', 'complete', 'awaitsSignOff'],
    },
    { from: 'signedOff', action: 'report.submit', to: 'submitted' },
    {
      from: 'draft',
      action: 'report.submit',
      to: 'submitted',
      guards: ['taskTakesReports', 'complete', 'signOffNotRequired'],
    },
    { from: 'submitted', action: 'report.withdraw', to: 'draft' },
    { from: 'submitted', action: 'report.endorse', to: 'submitted', guards: ['ownUnit'] },
    { from: 'submitted', action: 'report.approve', to: 'approved', guards: ['taskTakesReports', 'notAlone'] },
    { from: 'submitted', action: 'report.return', to: 'returned', guards: ['hasReason'] },
    { from: 'returned', action: 'report.revise', to: 'draft' },
  ],
  guards: {
    complete: (facts) => (facts.isComplete ? null : 'reportIncomplete'),
    awaitsSignOff: (facts) => (facts.awaitsSignOff ? null : 'notAwaitingSignOff'),
    signOffNotRequired: (facts) => (facts.signOffRequired ? 'signOffRequired' : null),
    notAlone: (facts) => (!facts.isOwnUnit || facts.isEndorsedByAnother ? null : 'secondReviewerNeeded'),
    ownUnit: (facts) => (facts.isOwnUnit ? null : 'secondReviewerNotNeeded'),
    hasReason: (facts) => (facts.hasReason ? null : 'reasonNeeded'),
    taskTakesReports: (facts) => (facts.taskTakesReports ? null : 'taskTakesNoReports'),
  },
}
