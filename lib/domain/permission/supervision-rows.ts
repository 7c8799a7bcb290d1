import type { ConclusionAction } from '../conclusion/states'
import type { ConsequenceAction } from '../consequence/states'
import type { InspectionAction } from '../inspection/states'
import type { RectificationAction } from '../rectification/states'

export type SupervisionAction =
  | 'inspection.view'
  | 'inspection.viewDraft'
  | 'inspection.create'
  | Exclude<InspectionAction, 'inspection.conclude'>
  | 'checklist.view'
  | 'checklist.save'
  | 'checklist.retire'
  | 'visit.view'
  | 'finding.view'
  | 'conclusion.view'
  | 'conclusion.draft'
  | ConclusionAction
  | 'rectification.view'
  | 'rectification.order'
  | Exclude<RectificationAction, 'rectification.revoke'>
  | 'consequence.view'
  | 'consequence.propose'
  | ConsequenceAction
  | 'referral.view'
  | 'referral.make'

type Grants = readonly {
  readonly actions: readonly SupervisionAction[]
  readonly to: readonly (readonly [string | readonly string[], readonly string[]])[]
  readonly unless: readonly string[]
}[]

const unitPeople = ['officer', 'head'] as const
/** Whoever decides on a unit is not of it: neither by this post nor by another of his, nor as the body that took it over. */
const ofOwner = ['ownUnit', 'successorOfOwner', 'ownerMember'] as const
const team = [...unitPeople, 'office', 'expert'] as const

/**
 * Supervision (DESIGN §6). The office plans, orders and verifies; a leader of the place approves; the team records; the unit
 * answers for itself. Who wrote does not approve, who took part does not decide on an objection (第十七条), who found or
 * claimed does not clear, and only the named authority decides a consequence (第二十一条). table.ts checks roles and relations.
 */
export const supervisionGrants = [
  {
    // An inspection is its office's until it is handed up, the inspected unit learns of it when it begins.
    actions: ['inspection.view'],
    to: [
      ['office', ['planOffice', 'jurisdiction']],
      ['leader', ['jurisdiction']],
      [unitPeople, ['participant']],
      [team, ['inspectionTeam']],
    ],
    unless: [],
  },
  {
    actions: [
      'inspection.viewDraft',
      'inspection.edit',
      'inspection.commitDraw',
      'inspection.revealDraw',
      'inspection.submit',
      'inspection.start',
      'inspection.cancel',
      'visit.open',
    ],
    to: [['office', ['planOffice']]],
    unless: [],
  },
  { actions: ['inspection.create', 'checklist.save'], to: [['office', ['ownUnit']]], unless: [] },
  { actions: ['checklist.retire'], to: [['office', ['ownUnit']]], unless: [] },
  { actions: ['checklist.view'], to: [['office', ['ownUnit', 'jurisdiction']]], unless: [] },
  // 第十一条: 行政首长批准.
  {
    actions: ['inspection.approve', 'inspection.return'],
    to: [['leader', ['jurisdiction']]],
    unless: ['author'],
  },
  { actions: ['visit.open', 'visit.save', 'finding.record'], to: [[team, ['inspectionTeam']]], unless: [] },
  {
    actions: ['visit.view'],
    to: [
      ['office', ['planOffice', 'jurisdiction']],
      ['leader', ['jurisdiction']],
      [team, ['inspectionTeam']],
    ],
    unless: [],
  },
  { actions: ['finding.edit', 'finding.remove'], to: [[team, ['author']]], unless: [] },
  {
    actions: ['finding.view', 'conclusion.view', 'rectification.view'],
    to: [
      [unitPeople, ['ownUnit']],
      ['office', ['planOffice', 'jurisdiction']],
      ['leader', ['jurisdiction']],
      [team, ['inspectionTeam']],
    ],
    unless: [],
  },
  {
    actions: ['conclusion.draft', 'conclusion.save', 'conclusion.submit', 'conclusion.send'],
    to: [['office', ['planOffice']]],
    unless: [],
  },
  {
    actions: ['conclusion.approve', 'conclusion.return'],
    to: [['leader', ['jurisdiction']]],
    unless: ['author'],
  },
  { actions: ['conclusion.object'], to: [[unitPeople, ['ownUnit']]], unless: [] },
  // 第十七条: 参与作出督查结论的工作人员在复核中应当回避.
  {
    actions: ['conclusion.decideObjection'],
    to: [['leader', ['jurisdiction']]],
    unless: ['author', 'signatory', 'inspectionTeam', 'findingAuthor', ...ofOwner],
  },
  { actions: ['rectification.order'], to: [['office', ['planOffice']]], unless: [] },
  {
    actions: [
      'rectification.acknowledge',
      'rectification.plan',
      'rectification.progress',
      'rectification.claim',
      'rectification.requestExtension',
    ],
    to: [[unitPeople, ['ownUnit']]],
    unless: [],
  },
  {
    actions: ['rectification.clear', 'rectification.return'],
    to: [['office', ['planOffice']]],
    unless: ['author', 'findingAuthor', ...ofOwner],
  },
  {
    actions: ['rectification.extend', 'rectification.refuseExtension', 'rectification.reopen'],
    to: [['office', ['planOffice']]],
    unless: ['author', ...ofOwner],
  },
  {
    // The unit learns of a consequence when it takes effect, not while it is a proposal.
    actions: ['consequence.view'],
    to: [
      ['office', ['planOffice']],
      ['leader', ['jurisdiction', 'namedApprover']],
      [unitPeople, ['ownUnit']],
    ],
    unless: [],
  },
  { actions: ['consequence.propose', 'consequence.issue'], to: [['office', ['planOffice']]], unless: [] },
  {
    actions: ['consequence.approve', 'consequence.reject'],
    to: [['leader', ['namedApprover']]],
    unless: ['author'],
  },
  {
    actions: ['referral.view'],
    to: [
      ['office', ['planOffice']],
      ['leader', ['jurisdiction']],
    ],
    unless: [],
  },
  { actions: ['referral.make'], to: [['office', ['planOffice']]], unless: [] },
] as const satisfies Grants
