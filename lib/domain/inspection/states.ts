import type { Lifecycle } from '../lifecycle'

export const inspectionKinds = ['special', 'followUp', 'random'] as const
export type InspectionKind = (typeof inspectionKinds)[number]

/** What the inspection is in law. `departmental`: a department's own check under its own law (Art. 27), not 政府督查. */
export const statutoryKinds = ['comprehensive', 'special', 'daily', 'clue', 'departmental'] as const
export type StatutoryKind = (typeof statutoryKinds)[number]

/** The methods of 《政府督查工作条例》第十二条, in its order. */
export const inspectionMethods = [
  'selfCheck',
  'briefing',
  'siteCheck',
  'meeting',
  'records',
  'clues',
  'interview',
  'internet',
] as const
export type InspectionMethod = (typeof inspectionMethods)[number]

export const inspectionStates = ['draft', 'submitted', 'approved', 'underway', 'concluded', 'cancelled'] as const
export type InspectionState = (typeof inspectionStates)[number]

export const inspectionActions = [
  'inspection.edit',
  'inspection.commitDraw',
  'inspection.revealDraw',
  'inspection.submit',
  'inspection.approve',
  'inspection.return',
  'inspection.start',
  'inspection.conclude',
  'inspection.cancel',
  'visit.open',
  'visit.save',
  'finding.record',
  'finding.edit',
  'finding.remove',
] as const
export type InspectionAction = (typeof inspectionActions)[number]

export type InspectionFacts = {
  readonly isDepartmental: boolean
  readonly hasLegalBasis: boolean
  readonly hasContent: boolean
  readonly hasTargets: boolean
  readonly hasScope: boolean
  readonly hasDates: boolean
  readonly hasMethods: boolean
  readonly hasHead: boolean
  /** Somebody of the team belongs to a unit that is inspected. */
  readonly hasPartialMember: boolean
  readonly isRandom: boolean
  readonly isDrawCommitted: boolean
  readonly isDrawRevealed: boolean
  /** Another inspection looks at the same unit and matter within the window (overlap.ts). */
  readonly overlaps: boolean
  readonly hasReason: boolean
  readonly everyUnitConcluded: boolean
  /** The finding has gone into a conclusion that was handed up, or into an order: it is no longer its author's to change. */
  readonly findingIsFixed: boolean
}

export type InspectionGuard =
  | 'legalBasis'
  | 'planComplete'
  | 'methodsNamed'
  | 'headNamed'
  | 'teamImpartial'
  | 'isRandom'
  | 'notYetDrawn'
  | 'drawCommitted'
  | 'drawRevealed'
  | 'noOverlap'
  | 'hasReason'
  | 'everyUnitConcluded'
  | 'findingOpen'

const planned: readonly InspectionGuard[] = [
  'legalBasis',
  'planComplete',
  'methodsNamed',
  'headNamed',
  'teamImpartial',
  'drawRevealed',
  'noOverlap',
]

/** 《政府督查工作条例》: nothing starts without a basis, a plan and an approval; who approves is not who wrote (permission table). */
export const inspectionLifecycle: Lifecycle<InspectionState, InspectionAction, InspectionGuard, InspectionFacts> = {
  name: 'inspection',
  initial: 'draft',
  states: inspectionStates,
  final: ['concluded', 'cancelled'],
  rows: [
    { from: 'draft', action: 'inspection.edit', to: 'draft' },
    { from: 'draft', action: 'inspection.commitDraw', to: 'draft', guards: ['isRandom', 'notYetDrawn'] },
    { from: 'draft', action: 'inspection.revealDraw', to: 'draft', guards: ['drawCommitted'] },
    { from: 'draft', action: 'inspection.submit', to: 'submitted', guards: planned },
    { from: 'submitted', action: 'inspection.approve', to: 'approved', guards: planned },
    { from: 'submitted', action: 'inspection.return', to: 'draft', guards: ['hasReason'] },
    { from: 'approved', action: 'inspection.start', to: 'underway' },
    { from: 'underway', action: 'visit.open', to: 'underway' },
    { from: 'underway', action: 'visit.save', to: 'underway' },
    { from: 'underway', action: 'finding.record', to: 'underway' },
    { from: 'underway', action: 'finding.edit', to: 'underway', guards: ['findingOpen'] },
    { from: 'underway', action: 'finding.remove', to: 'underway', guards: ['findingOpen', 'hasReason'] },
    { from: 'underway', action: 'inspection.conclude', to: 'concluded', guards: ['everyUnitConcluded'] },
    ...(['draft', 'submitted', 'approved'] as const).map(
      (state) => ({ from: state, action: 'inspection.cancel', to: 'cancelled', guards: ['hasReason'] }) as const,
    ),
  ],
  guards: {
    // 第七条: a body named by the government; 第二十七条: a department under its own law.
    legalBasis: (facts) => {
      if (facts.hasLegalBasis) return null
      return facts.isDepartmental ? 'inspectionLawMissing' : 'inspectionBasisMissing'
    },
    // 第十五条: a plan that fixes content, targets and scope.
    planComplete: (facts) =>
      facts.hasContent && facts.hasTargets && facts.hasScope && facts.hasDates ? null : 'inspectionPlanIncomplete',
    // 第十二条.
    methodsNamed: (facts) => (facts.hasMethods ? null : 'inspectionMethodsMissing'),
    headNamed: (facts) => (facts.hasHead ? null : 'inspectionHeadMissing'),
    teamImpartial: (facts) => (facts.hasPartialMember ? 'inspectionMemberRecused' : null),
    isRandom: (facts) => (facts.isRandom ? null : 'drawOnlyRandom'),
    notYetDrawn: (facts) => (facts.isDrawCommitted ? 'drawAlreadyCommitted' : null),
    drawCommitted: (facts) => {
      if (!facts.isDrawCommitted) return 'drawNotCommitted'
      return facts.isDrawRevealed ? 'drawAlreadyRevealed' : null
    },
    drawRevealed: (facts) => (!facts.isRandom || facts.isDrawRevealed ? null : 'drawMissing'),
    // 第十五条: 严禁重复督查、多头督查.
    noOverlap: (facts) => (facts.overlaps ? 'inspectionOverlaps' : null),
    hasReason: (facts) => (facts.hasReason ? null : 'reasonNeeded'),
    // 第十六条: a conclusion for every inspected unit.
    everyUnitConcluded: (facts) => (facts.everyUnitConcluded ? null : 'conclusionsMissing'),
    findingOpen: (facts) => (facts.findingIsFixed ? 'findingFixed' : null),
  },
}

export const findingSeverities = ['minor', 'general', 'serious'] as const
export type FindingSeverity = (typeof findingSeverities)[number]

export const checkVerdicts = ['met', 'partly', 'unmet', 'notApplicable'] as const
export type CheckVerdict = (typeof checkVerdicts)[number]
