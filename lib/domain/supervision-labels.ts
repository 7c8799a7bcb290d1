import type { ConclusionState, ObjectionOutcome } from './conclusion/states'
import type { ConsequenceKind, ConsequenceState } from './consequence/states'
import type { RiskFacts } from './inspection/risk'
import type {
  CheckVerdict,
  FindingSeverity,
  InspectionKind,
  InspectionMethod,
  InspectionState,
  StatutoryKind,
} from './inspection/states'
import type { RectificationEntryKind, RectificationState, VerificationMethod } from './rectification/states'

/** The Chinese of supervision (DESIGN §2), beside labels.ts. */
export const inspectionKindLabels: Readonly<Record<InspectionKind, string>> = {
  special: '专项督查',
  followUp: '跟踪督查',
  random: '随机督查',
}

export const statutoryKindLabels: Readonly<Record<StatutoryKind, string>> = {
  comprehensive: '综合督查',
  special: '专项督查',
  daily: '日常督办',
  clue: '线索核查',
  departmental: '部门检查',
}

export const inspectionMethodLabels: Readonly<Record<InspectionMethod, string>> = {
  selfCheck: '要求自查、说明情况',
  briefing: '听取汇报',
  siteCheck: '检查、访谈、暗访',
  meeting: '座谈、听证、统计、评估',
  records: '调阅、复制资料',
  clues: '收集线索',
  interview: '约谈负责人',
  internet: '“互联网＋督查”',
}

export const inspectionStateLabels: Readonly<Record<InspectionState, string>> = {
  draft: '方案草稿',
  submitted: '待批准',
  approved: '已批准',
  underway: '进行中',
  concluded: '已结束',
  cancelled: '已取消',
}

export const findingSeverityLabels: Readonly<Record<FindingSeverity, string>> = {
  minor: '轻微',
  general: '一般',
  serious: '严重',
}

export const checkVerdictLabels: Readonly<Record<CheckVerdict, string>> = {
  met: '符合',
  partly: '部分符合',
  unmet: '不符合',
  notApplicable: '不适用',
}

export const conclusionStateLabels: Readonly<Record<ConclusionState, string>> = {
  draft: '草稿',
  submitted: '待批准',
  approved: '已批准，待送达',
  sent: '已送达',
  objected: '复核中',
  decided: '已复核',
}

export const objectionOutcomeLabels: Readonly<Record<ObjectionOutcome, string>> = {
  upheld: '维持',
  amended: '变更',
  revoked: '撤销',
}

export const rectificationStateLabels: Readonly<Record<RectificationState, string>> = {
  ordered: '待签收',
  acknowledged: '整改中',
  claimed: '待核查',
  cleared: '已销号',
  returned: '退回再改',
  revoked: '已撤销',
}

export const rectificationEntryLabels: Readonly<Record<RectificationEntryKind, string>> = {
  order: '下达整改',
  acknowledge: '签收',
  plan: '整改方案',
  progress: '整改进展',
  claim: '申请销号',
  clear: '核查销号',
  return: '退回',
  requestExtension: '申请延期',
  extend: '同意延期',
  refuseExtension: '不同意延期',
  reopen: '反弹重开',
  revoke: '撤销',
}

export const verificationMethodLabels: Readonly<Record<VerificationMethod, string>> = {
  paper: '书面核查',
  onSite: '现场核查',
}

export const consequenceKindLabels: Readonly<Record<ConsequenceKind, string>> = {
  praise: '通报表扬',
  criticism: '通报批评',
  interview: '约谈',
  accountability: '追责建议',
}

export const consequenceStateLabels: Readonly<Record<ConsequenceState, string>> = {
  proposed: '待批准',
  approved: '已批准，待印发',
  rejected: '未批准',
  issued: '已印发',
}

export const riskReasonLabels: Readonly<Record<keyof RiskFacts, string>> = {
  overdueTasks: '逾期任务',
  workdaysLate: '逾期工作日',
  returnedReports: '退回的报送',
  claimedGap: '自报与核定之差',
  daysSinceVisit: '距上次督查',
}

export const supervisionActionLabels: Readonly<Record<string, string>> = {
  'inspection.create': '拟定督查方案',
  'inspection.edit': '修改督查方案',
  'inspection.commitDraw': '确定随机抽取',
  'inspection.revealDraw': '公布抽取结果',
  'inspection.submit': '报批督查方案',
  'inspection.approve': '批准督查',
  'inspection.return': '退回督查方案',
  'inspection.start': '启动督查',
  'inspection.conclude': '督查结束',
  'inspection.cancel': '取消督查',
  'checklist.save': '保存检查表',
  'checklist.retire': '停用检查表',
  'visit.open': '开始现场检查',
  'visit.save': '保存现场记录',
  'finding.record': '登记问题',
  'finding.edit': '修改问题',
  'finding.remove': '撤销问题',
  'conclusion.draft': '起草督查结论',
  'conclusion.save': '修改督查结论',
  'conclusion.submit': '报批督查结论',
  'conclusion.approve': '批准督查结论',
  'conclusion.return': '退回督查结论',
  'conclusion.send': '送达督查结论',
  'conclusion.object': '申请复核',
  'conclusion.decideObjection': '作出复核决定',
  'rectification.order': '下达整改',
  'rectification.acknowledge': '签收整改',
  'rectification.plan': '报送整改方案',
  'rectification.progress': '报送整改进展',
  'rectification.claim': '申请销号',
  'rectification.clear': '核查销号',
  'rectification.return': '退回整改',
  'rectification.requestExtension': '申请整改延期',
  'rectification.extend': '同意整改延期',
  'rectification.refuseExtension': '不同意整改延期',
  'rectification.reopen': '反弹重开',
  'rectification.revoke': '撤销整改',
  'consequence.propose': '提出处理建议',
  'consequence.approve': '批准处理建议',
  'consequence.reject': '不予批准处理建议',
  'consequence.issue': '印发处理决定',
  'referral.make': '移送线索',
}

/** Fields of the record of supervision, for the history pages and the auditor. */
export const supervisionFieldLabels: Readonly<Record<string, string>> = {
  statutoryKind: '法定类型',
  legalBasis: '督查依据',
  content: '督查内容',
  scope: '督查范围',
  methods: '督查方式',
  startsOn: '开始日期',
  endsOn: '结束日期',
  startedOn: '启动日期',
  concludedOn: '结束日期',
  visitedOn: '检查日期',
  severity: '严重程度',
  standard: '对照标准',
  fact: '事实',
  body: '正文',
  sentOn: '送达日期',
  filedOn: '申请复核日期',
  outcome: '复核结果',
  orderNo: '整改编号',
  acceptanceStandard: '验收标准',
  evidenceAsked: '要求的佐证',
  responsible: '责任人',
  commitment: '种子摘要',
  seed: '种子',
  subjects: '抽取范围（权重）',
  inspectors: '可参加人员',
  recusals: '回避',
  drawnSubjects: '抽中的对象',
  drawnInspectors: '抽中的人员',
  toBody: '移送机关',
  referredOn: '移送日期',
  items: '检查项',
}

/** Values of the record that are codes of supervision. */
export const supervisionValueLabels: Readonly<Record<string, string>> = {
  ...inspectionKindLabels,
  ...statutoryKindLabels,
  ...inspectionMethodLabels,
  ...findingSeverityLabels,
  ...objectionOutcomeLabels,
}
