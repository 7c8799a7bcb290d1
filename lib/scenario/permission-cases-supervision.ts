import type { CommandKey } from './all-commands'
import type { PermissionStage } from './permission-stage'

type Stage = PermissionStage['supervision']
const of = (command: CommandKey, on: string, input: (stage: Stage) => unknown) => ({
  command,
  on,
  input: (stage: PermissionStage) => input(stage.supervision),
})

const reason = '经核实'
const said = { severity: 'minor', standard: '平整', fact: '破损' }

export const supervisionCases = [
  of('createInspection', '本单位', (s) => s.plan),
  of('editInspection', '方案草稿', (s) => ({ ...s.plan, ...s.draft })),
  of('commitDraw', '随机督查的草稿', (s) => ({ ...s.random, ...s.drawInput })),
  of('revealDraw', '已确定的抽取', (s) => s.committed),
  of('submitInspection', '方案草稿', (s) => s.whole),
  of('decideInspectionPlan', '批准', (s) => ({ ...s.submitted, verdict: 'approve' })),
  of('decideInspectionPlan', '退回', (s) => ({ ...s.submitted, verdict: 'return', reason })),
  of('startInspection', '已批准的督查', (s) => s.approved),
  of('cancelInspection', '已批准的督查', (s) => ({ ...s.approved, reason })),
  of('saveChecklist', '新建', () => ({ title: '另一张检查表', items: [{ title: '步道', standard: '平整' }] })),
  of('saveChecklist', '本办的检查表', (s) => ({
    ...s.checklist,
    title: '改名',
    items: [{ title: '步道', standard: '平' }],
  })),
  of('retireChecklist', '本办的检查表', (s) => s.checklist),
  of('openVisit', '进行中的督查', (s) => ({ inspectionId: s.underway, unitId: s.unitId, visitedOn: '2026-11-21' })),
  of('saveVisit', '进行中的督查', (s) => ({
    visitId: s.visitId,
    notes: { text: '步道两处破损', at: '2026-11-20T03:00:00Z' },
  })),
  of('recordFinding', '进行中的督查', (s) => ({ ...said, inspectionId: s.underway, unitId: s.unitId })),
  of('editFinding', '李办登记的问题', (s) => ({ ...said, ...s.finding })),
  of('removeFinding', '李办登记的问题', (s) => ({ ...s.finding, reason })),
  of('draftConclusion', '进行中的督查', (s) => ({ inspectionId: s.underway, unitId: s.unitId })),
  of('saveConclusion', '结论草稿', (s) => ({ ...s.conclusions.draft, body: '改写' })),
  of('submitConclusion', '结论草稿', (s) => s.conclusions.draft),
  of('decideConclusion', '批准', (s) => ({ ...s.conclusions.submitted, verdict: 'approve' })),
  of('decideConclusion', '退回', (s) => ({ ...s.conclusions.submitted, verdict: 'return', reason })),
  of('sendConclusion', '已批准的结论', (s) => s.conclusions.approved),
  of('fileObjection', '送达的结论', (s) => ({ ...s.conclusions.sent, grounds: '与事实不符' })),
  of('decideObjection', '有异议的结论', (s) => ({
    ...s.conclusions.objected,
    outcome: 'upheld',
    decision: '事实清楚，维持',
  })),
  of('orderRectification', '李办登记的问题', (s) => ({
    findingIds: [s.finding.findingId],
    requirement: '修复',
    acceptanceStandard: '平整',
    dueOn: '2026-12-31',
  })),
  of('acknowledgeRectification', '待签收的整改', (s) => s.ordered),
  of('writeRectification', '方案', (s) => ({ ...s.working, kind: 'plan', text: '改', responsible: '钱卫' })),
  of('writeRectification', '进展', (s) => ({ ...s.working, kind: 'progress', text: '过半' })),
  of('claimRectification', '整改中', (s) => ({ ...s.working, text: '已修复' })),
  of('verifyRectification', '销号', (s) => ({
    ...s.claimed,
    verdict: 'clear',
    verification: 'onSite',
    text: '现场已平整',
  })),
  of('verifyRectification', '退回', (s) => ({ ...s.claimed, verdict: 'return', text: '一处未修' })),
  of('requestRectificationExtension', '整改中', (s) => ({ ...s.working, dueOn: '2027-01-31', reason })),
  of('decideRectificationExtension', '同意', (s) => ({ ...s.asked, verdict: 'extend' })),
  of('decideRectificationExtension', '不同意', (s) => ({ ...s.asked, verdict: 'refuse', reason })),
  of('reopenRectification', '已销号的整改', (s) => ({
    ...s.cleared,
    findingId: s.relapse,
    dueOn: '2027-03-31',
    reason,
  })),
]
