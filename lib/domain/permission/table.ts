import type { ChangeRequestAction } from '../change-request/states'
import type { ConsultationAction } from '../consultation/states'
import type { PlanAction } from '../plan/states'
import type { ReportAction } from '../report/states'
import type { RevisionAction } from '../revision/states'
import type { TaskAction } from '../task/states'
import { type SupervisionAction, supervisionGrants } from './supervision-rows'

export const roles = ['officer', 'head', 'office', 'leader', 'expert', 'admin', 'auditor'] as const
export type Role = (typeof roles)[number]

/** What an administrator appoints; the auditor, who watches him, is appointed by whoever runs the server (三员分立). */
export const rolesByAdmin = roles.filter((role) => role !== 'auditor')

/** How the actor stands to the subject; computed by relations.ts from plain facts. */
export const relations = [
  'self',
  'primaryLead',
  'groupLedIssuer',
  'participant',
  'supporter',
  'successor',
  'successorOfLead',
  'successorOfOwner',
  'ancestorLead',
  'childParticipant',
  'ownUnit',
  'issuer',
  'reviewingUnit',
  'planOffice',
  'jurisdiction',
  'opened',
  'author',
  'signatory',
  'inspectionTeam',
  'findingAuthor',
  'ownerMember',
  'namedApprover',
] as const
export type Relation = (typeof relations)[number]

export type Action =
  | 'plan.view'
  | 'plan.viewDraft'
  | 'plan.import'
  | 'plan.openToExpert'
  | 'plan.reread'
  | RevisionAction
  | Exclude<PlanAction, never>
  | 'consultation.view'
  | 'consultation.decide'
  | ConsultationAction
  | 'task.view'
  | Exclude<TaskAction, 'task.issue' | 'task.extend' | 'task.amend' | 'task.terminate' | 'task.revise'>
  | 'report.view'
  | 'report.viewDraft'
  | ReportAction
  | 'changeRequest.view'
  | ChangeRequestAction
  | SupervisionAction
  | 'expertComment.add'
  | 'expertComment.view'
  | 'overview.view'
  | 'unit.view'
  | 'unit.manage'
  | 'unit.createFromPlan'
  | 'person.manage'
  | 'calendar.manage'
  | 'audit.read'
  | 'account.own'

export type PermissionRow = {
  readonly action: Action
  readonly role: Role
  readonly relation: Relation
  /** The row does not hold for an actor who also stands in one of these relations. */
  readonly unless?: readonly Relation[]
}

const rows = (
  actions: readonly Action[],
  byRole: readonly (readonly [Role | readonly Role[], readonly Relation[]])[],
  unless?: readonly Relation[],
): PermissionRow[] =>
  actions.flatMap((action) =>
    byRole.flatMap(([role, relationList]) =>
      (typeof role === 'string' ? [role] : role).flatMap((one) =>
        relationList.map((relation) => ({ action, role: one, relation, ...(unless ? { unless } : {}) })),
      ),
    ),
  )

const unitPeople = ['officer', 'head'] as const

/** DESIGN §§1, 4. A role's reach is its unit, its plan or its jurisdiction and below, never wider. */
export const permissionTable: readonly PermissionRow[] = [
  // Published plans: those that take part, the office, leaders above, experts to whom it was opened.
  ...rows(
    ['plan.view'],
    [
      [unitPeople, ['participant', 'successor']],
      ['office', ['planOffice', 'jurisdiction']],
      ['leader', ['jurisdiction']],
      ['expert', ['opened']],
    ],
  ),
  ...rows(['plan.import'], [['office', ['ownUnit']]]),
  ...rows(
    [
      'plan.viewDraft',
      'plan.editDraft',
      'plan.discard',
      'plan.publish',
      'plan.configure',
      'plan.archive',
      'plan.openToExpert',
      'plan.reread',
      'plan.decideRevision',
      'plan.applyRevision',
      'plan.discardRevision',
      'plan.moveStage',
      'consultation.open',
      'consultation.extend',
      'consultation.close',
      'consultation.cancel',
      'consultation.decide',
    ],
    [['office', ['planOffice']]],
  ),
  // A unit that was asked sees and answers its own part of the draft; the draft itself stays with its office.
  ...rows(
    ['consultation.view'],
    [
      [unitPeople, ['ownUnit']],
      ['office', ['planOffice']],
    ],
  ),
  ...rows(['consultation.answer'], [[unitPeople, ['ownUnit']]]),

  ...rows(
    ['task.view'],
    [
      [unitPeople, ['participant', 'successor', 'ancestorLead', 'childParticipant', 'issuer']],
      ['office', ['planOffice', 'jurisdiction']],
      ['leader', ['jurisdiction']],
      ['expert', ['opened']],
    ],
  ),
  ...rows(['task.acknowledge', 'task.breakDown', 'task.claimCompletion'], [[unitPeople, ['primaryLead']]]),
  // A group has no people of its own: the issuer hands its task on to the members and asks for the closing.
  ...rows(['task.fanOut', 'task.claimCompletion'], [[['office', ...unitPeople], ['groupLedIssuer']]]),
  ...rows(['task.fanOut'], [[unitPeople, ['primaryLead']]]),
  ...rows(['task.acknowledgeSupport'], [[unitPeople, ['supporter']]]),
  ...rows(['task.assignPerson'], [['head', ['participant']]]),
  // The issuer of a task is the plan's office; of a subtask, the primary lead of the task above it.
  ...rows(
    ['task.close', 'task.returnClosing', 'task.suspend', 'task.resume'],
    [[['office', ...unitPeople], ['issuer']]],
    ['author'],
  ),

  ...rows(
    ['report.view'],
    [
      [unitPeople, ['ownUnit', 'successorOfOwner', 'reviewingUnit', 'primaryLead', 'successorOfLead', 'ancestorLead']],
      ['office', ['planOffice', 'jurisdiction', 'reviewingUnit']],
      ['leader', ['jurisdiction']],
      ['expert', ['opened']],
    ],
  ),
  ...rows(
    ['report.viewDraft', 'report.save', 'report.requestSignOff', 'report.submit', 'report.withdraw', 'report.revise'],
    [[unitPeople, ['ownUnit']]],
  ),
  ...rows(['report.signOff', 'report.sendBack'], [['head', ['ownUnit']]]),
  // Nobody reviews what he wrote or released; the office's own submissions need two (report lifecycle, `notAlone`).
  ...rows(
    ['report.approve', 'report.return', 'report.endorse'],
    [[['office', ...unitPeople], ['reviewingUnit']]],
    ['author', 'signatory'],
  ),

  ...rows(
    ['changeRequest.view'],
    [
      ['office', ['ownUnit']],
      [unitPeople, ['ownUnit', 'successorOfOwner', 'issuer', 'primaryLead', 'successorOfLead', 'ancestorLead']],
      ['office', ['planOffice', 'jurisdiction']],
      ['leader', ['jurisdiction']],
      ['expert', ['opened']],
    ],
  ),
  ...rows(
    ['changeRequest.save', 'changeRequest.submit', 'changeRequest.withdraw'],
    [
      [unitPeople, ['ownUnit']],
      // For a group, which has no people of its own, its issuer asks; somebody else there decides.
      [['office', ...unitPeople], ['groupLedIssuer']],
      ['office', ['ownUnit']],
    ],
  ),
  ...rows(['changeRequest.approve', 'changeRequest.reject'], [[['office', ...unitPeople], ['issuer']]], ['author']),

  ...supervisionGrants.flatMap(({ actions, to, unless }) => rows(actions, to, unless)),

  // Experts comment (DESIGN §1); the units concerned and those above them read it, the experts each their own.
  ...rows(['expertComment.add'], [['expert', ['opened']]]),
  ...rows(
    ['expertComment.view'],
    [
      [unitPeople, ['primaryLead']],
      ['office', ['planOffice', 'jurisdiction']],
      ['leader', ['jurisdiction']],
    ],
  ),

  ...rows(
    ['overview.view'],
    [
      ['leader', ['jurisdiction']],
      ['office', ['jurisdiction']],
    ],
  ),
  ...rows(['unit.view'], [[['officer', 'head', 'office', 'leader', 'admin', 'auditor'], ['jurisdiction']]]),
  ...rows(['unit.manage', 'person.manage', 'calendar.manage'], [['admin', ['jurisdiction']]]),
  ...rows(['unit.createFromPlan'], [['office', ['jurisdiction']]]),
  ...rows(['audit.read'], [['auditor', ['jurisdiction']]]),
  ...rows(['account.own'], [[roles, ['self']]]),
]
