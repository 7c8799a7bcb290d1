import type { Lifecycle } from '../lifecycle'

export const planStates = ['draft', 'active', 'archived'] as const
export type PlanState = (typeof planStates)[number]

export const planActions = [
  'plan.editDraft',
  'plan.discard',
  'plan.publish',
  'plan.configure',
  'plan.archive',
  'plan.moveStage',
  'consultation.open',
] as const
export type PlanAction = (typeof planActions)[number]

export type PlanFacts = {
  readonly issuableTasks: number
  readonly tasksWithoutLead: number
  readonly unmatchedSpellings: number
  readonly dissolvedUnits: number
  readonly openTasks: number
  /** Rounds in which units are still answering. */
  readonly openConsultations: number
  /** Proposals of units that the office has neither accepted nor declined. */
  readonly undecidedOpinions: number
  /** The text is past the stages in which units are asked. */
  readonly isIssuedText: boolean
  /** Units that the draft names, its own office aside. */
  readonly addressees: number
}

/** Of a plan of which nothing is known: what a caller does not count stands in nobody's way. */
export const noPlanFacts: PlanFacts = {
  issuableTasks: 0,
  tasksWithoutLead: 0,
  unmatchedSpellings: 0,
  dissolvedUnits: 0,
  openTasks: 0,
  openConsultations: 0,
  undecidedOpinions: 0,
  isIssuedText: false,
  addressees: 0,
}

export type PlanGuard =
  | 'hasTasks'
  | 'everyTaskHasLead'
  | 'everyUnitKnown'
  | 'noDissolvedUnit'
  | 'nothingOpen'
  | 'noOpenConsultation'
  | 'everyOpinionDecided'
  | 'beforeIssue'
  | 'hasAddressees'

/** DESIGN §3. Archiving freezes everything below: a database trigger refuses later writes as well. */
export const planLifecycle: Lifecycle<PlanState, PlanAction, PlanGuard, PlanFacts> = {
  name: 'plan',
  initial: 'draft',
  states: planStates,
  final: ['archived'],
  rows: [
    { from: 'draft', action: 'plan.editDraft', to: 'draft' },
    { from: 'draft', action: 'plan.discard', to: 'draft', guards: ['noOpenConsultation'] },
    { from: 'draft', action: 'plan.moveStage', to: 'draft', guards: ['noOpenConsultation', 'everyOpinionDecided'] },
    {
      from: 'draft',
      action: 'consultation.open',
      to: 'draft',
      guards: ['beforeIssue', 'noOpenConsultation', 'hasAddressees'],
    },
    {
      from: 'draft',
      action: 'plan.publish',
      to: 'active',
      guards: [
        'noOpenConsultation',
        'everyOpinionDecided',
        'hasTasks',
        'everyUnitKnown',
        'everyTaskHasLead',
        'noDissolvedUnit',
      ],
    },
    { from: 'draft', action: 'plan.configure', to: 'draft' },
    { from: 'active', action: 'plan.configure', to: 'active' },
    { from: 'active', action: 'plan.archive', to: 'archived', guards: ['nothingOpen'] },
  ],
  guards: {
    hasTasks: (facts) => (facts.issuableTasks > 0 ? null : 'planWithoutTasks'),
    everyTaskHasLead: (facts) => (facts.tasksWithoutLead === 0 ? null : 'planTasksWithoutLead'),
    everyUnitKnown: (facts) => (facts.unmatchedSpellings === 0 ? null : 'planUnitsUnmatched'),
    noDissolvedUnit: (facts) => (facts.dissolvedUnits === 0 ? null : 'planUnitDissolved'),
    noOpenConsultation: (facts) => (facts.openConsultations === 0 ? null : 'consultationOpen'),
    everyOpinionDecided: (facts) => (facts.undecidedOpinions === 0 ? null : 'opinionsUndecided'),
    beforeIssue: (facts) => (facts.isIssuedText ? 'consultationAfterIssue' : null),
    hasAddressees: (facts) => (facts.addressees > 0 ? null : 'consultationWithoutUnits'),
    nothingOpen: (facts) => (facts.openTasks === 0 ? null : 'planHasOpenTasks'),
  },
}
