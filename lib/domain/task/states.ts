import type { Lifecycle } from '../lifecycle'

export const taskStates = ['draft', 'issued', 'active', 'suspended', 'closing', 'closed', 'terminated'] as const
export type TaskState = (typeof taskStates)[number]

export const taskActions = [
  'task.issue',
  'task.acknowledge',
  'task.acknowledgeSupport',
  'task.breakDown',
  'task.fanOut',
  'task.assignPerson',
  'task.claimCompletion',
  'task.close',
  'task.returnClosing',
  'task.suspend',
  'task.resume',
  'task.extend',
  'task.amend',
  'task.terminate',
  'task.revise',
] as const
export type TaskAction = (typeof taskActions)[number]

export type TaskFacts = {
  readonly hasPrimaryLead: boolean
  readonly isLedByGroup: boolean
  readonly openSubtasks: number
  readonly unverifiedMilestones: number
  readonly openRectifications: number
  /** A change request of the fitting kind was approved in this very transaction. */
  readonly changeApproved: boolean
}

export type TaskGuard =
  | 'hasPrimaryLead'
  | 'ledByGroup'
  | 'noOpenSubtasks'
  | 'allMilestonesVerified'
  | 'noOpenRectifications'
  | 'changeApproved'

const closable: readonly TaskGuard[] = ['noOpenSubtasks', 'allMilestonesVerified', 'noOpenRectifications']
const changeable = ['issued', 'active', 'suspended'] as const

/** DESIGN §3. `task.acknowledge` is the primary lead's; every other unit acknowledges for itself and moves nothing. */
export const taskLifecycle: Lifecycle<TaskState, TaskAction, TaskGuard, TaskFacts> = {
  name: 'task',
  initial: 'draft',
  states: taskStates,
  final: ['closed', 'terminated'],
  rows: [
    { from: 'draft', action: 'task.issue', to: 'issued', guards: ['hasPrimaryLead'] },
    { from: 'issued', action: 'task.acknowledge', to: 'active' },
    { from: 'issued', action: 'task.acknowledgeSupport', to: 'issued' },
    { from: 'active', action: 'task.acknowledgeSupport', to: 'active' },
    { from: 'active', action: 'task.breakDown', to: 'active' },
    // A group cannot acknowledge: handing its task on to the members is what sets it going.
    { from: 'issued', action: 'task.fanOut', to: 'active', guards: ['ledByGroup'] },
    { from: 'active', action: 'task.fanOut', to: 'active' },
    { from: 'issued', action: 'task.assignPerson', to: 'issued' },
    { from: 'active', action: 'task.assignPerson', to: 'active' },
    { from: 'active', action: 'task.claimCompletion', to: 'closing', guards: closable },
    { from: 'closing', action: 'task.close', to: 'closed', guards: closable },
    { from: 'closing', action: 'task.returnClosing', to: 'active' },
    { from: 'active', action: 'task.suspend', to: 'suspended' },
    { from: 'suspended', action: 'task.resume', to: 'active' },
    ...changeable.flatMap((state) => [
      { from: state, action: 'task.extend', to: state, guards: ['changeApproved'] } as const,
      { from: state, action: 'task.amend', to: state, guards: ['changeApproved'] } as const,
      { from: state, action: 'task.terminate', to: 'terminated', guards: ['changeApproved'] } as const,
      // By a revised version of the plan itself, which its office applies as a whole.
      { from: state, action: 'task.revise', to: state } as const,
    ]),
  ],
  guards: {
    hasPrimaryLead: (facts) => (facts.hasPrimaryLead ? null : 'taskWithoutLead'),
    ledByGroup: (facts) => (facts.isLedByGroup ? null : 'acknowledgeFirst'),
    noOpenSubtasks: (facts) => (facts.openSubtasks === 0 ? null : 'openSubtasks'),
    allMilestonesVerified: (facts) => (facts.unverifiedMilestones === 0 ? null : 'unverifiedMilestones'),
    noOpenRectifications: (facts) => (facts.openRectifications === 0 ? null : 'openRectifications'),
    changeApproved: (facts) => (facts.changeApproved ? null : 'needsChangeRequest'),
  },
}

/** States in which the units still owe something: what counts as open in lists and guards. */
export const openTaskStates = ['issued', 'active', 'suspended', 'closing'] as const satisfies readonly TaskState[]
