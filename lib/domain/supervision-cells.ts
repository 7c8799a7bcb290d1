import { conclusionActions, conclusionLifecycle } from './conclusion/states'
import { consequenceActions, consequenceLifecycle } from './consequence/states'
import { inspectionActions, inspectionLifecycle } from './inspection/states'
import { rectificationActions, rectificationLifecycle } from './rectification/states'

/** Facts with which every guard of supervision passes. */
export const supervisionOpen = {
  inspection: {
    isDepartmental: false,
    hasLegalBasis: true,
    hasContent: true,
    hasTargets: true,
    hasScope: true,
    hasDates: true,
    hasMethods: true,
    hasHead: true,
    hasPartialMember: false,
    isRandom: true,
    isDrawCommitted: false,
    isDrawRevealed: true,
    overlaps: false,
    hasReason: true,
    everyUnitConcluded: true,
    findingIsFixed: false,
  },
  conclusion: {
    isComplete: true,
    isInspectionUnderway: true,
    isWithinObjectionTime: true,
    hasReason: true,
    bringsNewText: true,
  },
  rectification: {
    hasPlan: true,
    hasText: true,
    evidenceAsked: true,
    evidenceCount: 1,
    hasVerification: true,
    hasReason: true,
    isPastDue: false,
    isLater: true,
    isExtensionPending: false,
    isRelapse: true,
    findingsWithdrawn: true,
  },
  consequence: { factCount: 1, hasReason: true, conclusionsStand: true },
} as const

export const supervisionCycles = [
  [inspectionLifecycle, inspectionActions, supervisionOpen.inspection],
  [conclusionLifecycle, conclusionActions, supervisionOpen.conclusion],
  [rectificationLifecycle, rectificationActions, supervisionOpen.rectification],
  [consequenceLifecycle, consequenceActions, supervisionOpen.consequence],
] as const

const drawing = 'inspection.commitDraw>draft'
const onSite =
  'visit.open>underway visit.save>underway finding.record>underway finding.edit>underway finding.remove>underway'
const work = (state: string): string =>
  ['plan', 'progress', 'requestExtension'].map((verb) => `rectification.${verb}>${state}`).join(' ')

/** Written down a second time by hand, with the facts above: `action>to` for every cell that leads anywhere. */
export const supervisionExpected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inspection: {
    draft: `inspection.edit>draft ${drawing} inspection.submit>submitted inspection.cancel>cancelled`,
    submitted: 'inspection.approve>approved inspection.return>draft inspection.cancel>cancelled',
    approved: 'inspection.start>underway inspection.cancel>cancelled',
    underway: `${onSite} inspection.conclude>concluded`,
    concluded: '',
    cancelled: '',
  },
  conclusion: {
    draft: 'conclusion.save>draft conclusion.submit>submitted',
    submitted: 'conclusion.approve>approved conclusion.return>draft',
    approved: 'conclusion.send>sent',
    sent: 'conclusion.object>objected',
    objected: 'conclusion.decideObjection>decided',
    decided: '',
  },
  rectification: {
    ordered: 'rectification.acknowledge>acknowledged rectification.revoke>revoked',
    acknowledged: `${work('acknowledged')} rectification.claim>claimed rectification.revoke>revoked`,
    claimed: 'rectification.clear>cleared rectification.return>returned rectification.revoke>revoked',
    cleared: 'rectification.reopen>ordered',
    returned: `${work('returned')} rectification.claim>claimed rectification.revoke>revoked`,
    revoked: '',
  },
  consequence: {
    proposed: 'consequence.approve>approved consequence.reject>rejected',
    approved: 'consequence.issue>issued',
    rejected: '',
    issued: '',
  },
}

/** Cells that need the opposite of one fact above: state, action, fact, where they lead. */
export const supervisionOpposites = [
  ['inspection', 'draft', 'inspection.revealDraw', { isDrawCommitted: true, isDrawRevealed: false }, 'draft'],
  ['rectification', 'acknowledged', 'rectification.extend', { isExtensionPending: true }, 'acknowledged'],
  ['rectification', 'returned', 'rectification.extend', { isExtensionPending: true }, 'returned'],
  ['rectification', 'acknowledged', 'rectification.refuseExtension', { isExtensionPending: true }, 'acknowledged'],
  ['rectification', 'returned', 'rectification.refuseExtension', { isExtensionPending: true }, 'returned'],
] as const

/** One fact changed from a case that passes: the refusal that must follow, and the article that it names, if a law asks. */
export const supervisionRefused = [
  ['inspection', 'draft', 'inspection.submit', { hasLegalBasis: false }, 'inspectionBasisMissing', '第七条'],
  ['inspection', 'draft', 'inspection.submit', { hasLegalBasis: false }, 'inspectionBasisMissing', '第十一条'],
  [
    'inspection',
    'draft',
    'inspection.submit',
    { hasLegalBasis: false, isDepartmental: true },
    'inspectionLawMissing',
    '第二十七条',
  ],
  ['inspection', 'draft', 'inspection.submit', { hasContent: false }, 'inspectionPlanIncomplete', '第十五条'],
  ['inspection', 'draft', 'inspection.submit', { hasTargets: false }, 'inspectionPlanIncomplete', '第十五条'],
  ['inspection', 'draft', 'inspection.submit', { hasScope: false }, 'inspectionPlanIncomplete', '第十五条'],
  ['inspection', 'draft', 'inspection.submit', { hasDates: false }, 'inspectionPlanIncomplete', '第十五条'],
  ['inspection', 'draft', 'inspection.submit', { hasMethods: false }, 'inspectionMethodsMissing', '第十二条'],
  ['inspection', 'draft', 'inspection.submit', { hasHead: false }, 'inspectionHeadMissing', null],
  ['inspection', 'draft', 'inspection.submit', { hasPartialMember: true }, 'inspectionMemberRecused', null],
  ['inspection', 'draft', 'inspection.submit', { isDrawRevealed: false }, 'drawMissing', null],
  ['inspection', 'submitted', 'inspection.approve', { overlaps: true }, 'inspectionOverlaps', '第十五条'],
  ['inspection', 'draft', 'inspection.submit', { overlaps: true }, 'inspectionOverlaps', '第十五条'],
  ['inspection', 'draft', 'inspection.commitDraw', { isRandom: false }, 'drawOnlyRandom', null],
  ['inspection', 'draft', 'inspection.commitDraw', { isDrawCommitted: true }, 'drawAlreadyCommitted', null],
  ['inspection', 'draft', 'inspection.revealDraw', {}, 'drawNotCommitted', null],
  ['inspection', 'draft', 'inspection.revealDraw', { isDrawCommitted: true }, 'drawAlreadyRevealed', null],
  ['inspection', 'submitted', 'inspection.return', { hasReason: false }, 'reasonNeeded', null],
  ['inspection', 'approved', 'inspection.cancel', { hasReason: false }, 'reasonNeeded', null],
  ['inspection', 'underway', 'inspection.conclude', { everyUnitConcluded: false }, 'conclusionsMissing', '第十六条'],
  ['inspection', 'underway', 'finding.edit', { findingIsFixed: true }, 'findingFixed', null],
  ['inspection', 'underway', 'finding.remove', { findingIsFixed: true }, 'findingFixed', null],
  ['conclusion', 'draft', 'conclusion.submit', { isComplete: false }, 'conclusionIncomplete', '第十六条'],
  ['conclusion', 'draft', 'conclusion.save', { isInspectionUnderway: false }, 'inspectionNotUnderway', null],
  ['conclusion', 'approved', 'conclusion.send', { isInspectionUnderway: false }, 'inspectionNotUnderway', null],
  ['conclusion', 'submitted', 'conclusion.return', { hasReason: false }, 'reasonNeeded', null],
  ['conclusion', 'sent', 'conclusion.object', { isWithinObjectionTime: false }, 'objectionTooLate', '第十七条'],
  ['conclusion', 'sent', 'conclusion.object', { hasReason: false }, 'reasonNeeded', null],
  ['conclusion', 'objected', 'conclusion.decideObjection', { bringsNewText: false }, 'amendedTextMissing', null],
  ['rectification', 'acknowledged', 'rectification.plan', { hasText: false }, 'rectificationTextMissing', null],
  ['rectification', 'acknowledged', 'rectification.progress', { hasPlan: false }, 'rectificationPlanMissing', null],
  ['rectification', 'acknowledged', 'rectification.claim', { hasPlan: false }, 'rectificationPlanMissing', null],
  ['rectification', 'returned', 'rectification.claim', { hasText: false }, 'rectificationTextMissing', null],
  ['rectification', 'returned', 'rectification.claim', { evidenceCount: 0 }, 'rectificationEvidenceMissing', null],
  ['rectification', 'claimed', 'rectification.clear', { hasVerification: false }, 'verificationMissing', '第十八条'],
  ['rectification', 'claimed', 'rectification.return', { hasReason: false }, 'reasonNeeded', null],
  [
    'rectification',
    'acknowledged',
    'rectification.requestExtension',
    { isPastDue: true },
    'rectificationExtensionTooLate',
    null,
  ],
  [
    'rectification',
    'acknowledged',
    'rectification.requestExtension',
    { isLater: false },
    'rectificationNotLater',
    null,
  ],
  [
    'rectification',
    'acknowledged',
    'rectification.requestExtension',
    { isExtensionPending: true },
    'rectificationExtensionOpen',
    null,
  ],
  ['rectification', 'acknowledged', 'rectification.extend', {}, 'rectificationNoExtension', null],
  ['rectification', 'cleared', 'rectification.reopen', { isRelapse: false }, 'relapseMissing', null],
  ['rectification', 'claimed', 'rectification.revoke', { findingsWithdrawn: false }, 'findingsStand', null],
  ['consequence', 'proposed', 'consequence.approve', { factCount: 0 }, 'consequenceWithoutFacts', '第二十一条'],
  [
    'consequence',
    'proposed',
    'consequence.approve',
    { conclusionsStand: false },
    'conclusionOpenToObjection',
    '第十七条',
  ],
  ['consequence', 'proposed', 'consequence.reject', { hasReason: false }, 'reasonNeeded', null],
] as const

/** Verbs that follow from another decision and that nobody takes by themselves. */
export const supervisionFollows = ['inspection.conclude', 'rectification.revoke']
