import type { Lifecycle } from '../lifecycle'

export const planStates = ['draft', 'active', 'archived'] as const
export type PlanState = (typeof planStates)[number]

export const planActions = ['plan.editDraft', 'plan.discard', 'plan.publish', 'plan.configure', 'plan.archive'] as const
export type PlanAction = (typeof planActions)[number]

export type PlanFacts = {
  readonly issuableTasks: number
  readonly tasksWithoutLead: number
  readonly unmatchedSpellings: number
  readonly dissolvedUnits: number
  readonly openTasks: number
}

export type PlanGuard = 'hasTasks' | 'everyTaskHasLead' | 'everyUnitKnown' | 'noDissolvedUnit' | 'nothingOpen'

/** DESIGN §3. Archiving freezes everything below: a database trigger refuses later writes as well. */
export const planLifecycle: Lifecycle<PlanState, PlanAction, PlanGuard, PlanFacts> = {
  name: 'plan',
  initial: 'draft',
  states: planStates,
  final: ['archived'],
  rows: [
    { from: 'draft', action: 'plan.editDraft', to: 'draft' },
    { from: 'draft', action: 'plan.discard', to: 'draft' },
    {
      from: 'draft',
      action: 'plan.publish',
      to: 'active',
      guards: ['hasTasks', 'everyUnitKnown', 'everyTaskHasLead', 'noDissolvedUnit'],
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
    nothingOpen: (facts) => (facts.openTasks === 0 ? null : 'planHasOpenTasks'),
  },
}
