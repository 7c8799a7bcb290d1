import type { Lamp } from './calendar/lamp'
import type { ChangeRequestKind, ChangeRequestState } from './change-request/states'
import type { OpinionField } from './consultation/opinion'
import type { AnswerState, ConsultationState, OpinionState } from './consultation/states'
import type { SubjectType } from './events'
import type { MilestoneState } from './milestone/states'
import type { Role } from './permission/table'
import type { IndicatorDirection, TaskKind, UnitKind } from './plan-text/reading'
import type { PlanState } from './plan/states'
import type { ReportField } from './report/content'
import type { ReportState } from './report/states'
import type { RevisionState } from './revision/states'
import { supervisionActionLabels } from './supervision-labels'
import type { TaskState } from './task/states'

/** The Chinese of every term that a screen, a document or a refusal shows (DESIGN §2). */
export const roleLabels: Readonly<Record<Role, string>> = {
  officer: '经办人',
  head: '单位负责人',
  office: '督查考核办公室',
  leader: '分管领导',
  expert: '专家',
  admin: '系统管理员',
  auditor: '审计员',
}

export const planStateLabels: Readonly<Record<PlanState, string>> = {
  draft: '草案',
  active: '实施中',
  archived: '已归档',
}

export const taskStateLabels: Readonly<Record<TaskState, string>> = {
  draft: '草案',
  issued: '待签收',
  active: '办理中',
  suspended: '已中止',
  closing: '申请办结',
  closed: '已办结',
  terminated: '已终止',
}

export const reportStateLabels: Readonly<Record<ReportState, string>> = {
  draft: '草稿',
  signedOff: '已审签',
  submitted: '待审核',
  approved: '审核通过',
  returned: '已退回',
}

export const reportFieldLabels: Readonly<Record<ReportField, string>> = {
  selfPercent: '自报进度',
  doneText: '本期进展',
  difficulties: '困难和问题',
  nextSteps: '下一步安排',
  isNoChange: '本期无变化',
  noChangeReason: '无变化的原因',
}

export const milestoneStateLabels: Readonly<Record<MilestoneState, string>> = {
  pending: '未完成',
  claimed: '待核定',
  verified: '已核定',
  returned: '已退回',
}

export const changeRequestStateLabels: Readonly<Record<ChangeRequestState, string>> = {
  draft: '草稿',
  submitted: '待审批',
  approved: '已批准',
  rejected: '未批准',
  withdrawn: '已撤回',
}

export const changeRequestKindLabels: Readonly<Record<ChangeRequestKind, string>> = {
  extend: '延期',
  amend: '调整',
  terminate: '终止',
}

export const revisionStateLabels: Readonly<Record<RevisionState, string>> = {
  open: '核对中',
  applied: '已应用',
  discarded: '已放弃',
}

export const lampLabels: Readonly<Record<Lamp, string>> = {
  green: '正常',
  yellow: '临期',
  red: '逾期',
  blue: '办结',
  grey: '未启动',
}

export const taskKinds = ['task', 'safeguard', 'project'] as const satisfies readonly TaskKind[]
export const taskKindLabels: Readonly<Record<TaskKind, string>> = {
  task: '任务',
  safeguard: '保障措施',
  project: '专栏项目',
}

export const indicatorDirections = [
  'higher_better',
  'lower_better',
  'qualitative',
] as const satisfies readonly IndicatorDirection[]
export const indicatorDirectionLabels: Readonly<Record<IndicatorDirection, string>> = {
  higher_better: '越高越好',
  lower_better: '越低越好',
  qualitative: '定性',
}

export const unitKinds = [
  'department',
  'party',
  'mass organisation',
  'government',
  'institution',
  'enterprise',
  'group',
] as const satisfies readonly UnitKind[]
export const unitKindLabels: Readonly<Record<UnitKind, string>> = {
  department: '政府部门',
  party: '党委部门',
  'mass organisation': '群团组织',
  government: '政府、街道、园区',
  institution: '事业单位',
  enterprise: '企业',
  group: '集合单位',
}

export const jurisdictionLevels = ['province', 'city', 'county', 'township'] as const
export type JurisdictionLevel = (typeof jurisdictionLevels)[number]
export const jurisdictionLevelLabels: Readonly<Record<JurisdictionLevel, string>> = {
  province: '省',
  city: '市',
  county: '县（市、区）',
  township: '乡镇（街道）',
}

export const reportingCycles = ['month', 'quarter', 'half', 'year'] as const
export const reportingCycleLabels = { month: '每月', quarter: '每季度', half: '每半年', year: '每年' } as const

export const planStages = ['consultation', 'review', 'issued'] as const
export type PlanStage = (typeof planStages)[number]
export const planStageLabels: Readonly<Record<PlanStage, string>> = {
  consultation: '征求意见稿',
  review: '送审稿',
  issued: '印发',
}

export const consultationStateLabels: Readonly<Record<ConsultationState, string>> = {
  open: '征求中',
  closed: '已结束',
  cancelled: '已取消',
}

export const answerStateLabels: Readonly<Record<AnswerState, string>> = {
  pending: '未回复',
  agreed: '无意见',
  proposed: '有意见',
}

export const opinionStateLabels: Readonly<Record<OpinionState, string>> = {
  proposed: '待处理',
  accepted: '已采纳',
  declined: '未采纳',
  withdrawn: '已撤回',
}

export const opinionFieldLabels: Readonly<Record<OpinionField, string>> = {
  title: '名称',
  text: '内容',
  deadline: '时限',
  leads: '牵头单位',
  supports: '配合单位',
  issue: '是否交办',
  target: '目标值',
  owners: '责任单位',
  free: '其他意见',
}

export const subjectLabels: Readonly<Record<SubjectType, string>> = {
  plan: '规划',
  task: '任务',
  milestone: '节点',
  report: '报送',
  changeRequest: '变更申请',
  unit: '单位',
  person: '人员',
  membership: '任职',
  calendar: '节假日',
  token: '令牌',
  session: '登录',
  jurisdiction: '行政区',
  consultation: '征求意见',
  inspection: '督查',
  checklist: '检查表',
  visit: '现场记录',
  finding: '问题',
  conclusion: '督查结论',
  rectification: '整改',
  consequence: '处理建议',
  referral: '线索移送',
}

/** Verbs as they stand on buttons, in diagrams and in the record. A key is an action of the permission table or a recorded event. */
export const actionLabels: Readonly<Record<string, string>> = {
  'plan.import': '导入规划',
  'plan.editDraft': '修改草案',
  'plan.discard': '删除草案',
  'plan.publish': '发布并交办',
  'plan.configure': '修改规划设置',
  'plan.archive': '归档',
  'plan.reread': '上传修订稿',
  'plan.decideRevision': '核对修订稿',
  'plan.applyRevision': '应用修订',
  'plan.discardRevision': '放弃修订稿',
  'plan.renameSection': '修改章节标题',
  'plan.indicatorAdded': '新增指标',
  'plan.indicatorChanged': '修改指标',
  'plan.indicatorEnded': '取消指标',
  'plan.openToExpert': '向专家开放',
  'plan.moveStage': '调整文本阶段',
  'consultation.open': '发起征求意见',
  'consultation.extend': '延长答复期限',
  'consultation.close': '结束征求意见',
  'consultation.cancel': '取消征求意见',
  'consultation.answer': '答复征求意见',
  'consultation.agree': '答复无意见',
  'consultation.propose': '提出修改意见',
  'consultation.takeBack': '撤回修改意见',
  'consultation.takeBackLast': '撤回修改意见',
  'consultation.decide': '处理修改意见',
  'opinion.accept': '采纳意见',
  'opinion.decline': '不采纳意见',
  'opinion.withdraw': '撤回修改意见',
  'task.issue': '交办',
  'task.acknowledge': '签收',
  'task.acknowledgeSupport': '签收（配合）',
  'task.breakDown': '分解任务',
  'task.fanOut': '分解到成员单位',
  'task.assignPerson': '指定经办人',
  'task.claimCompletion': '申请办结',
  'task.close': '办结',
  'task.returnClosing': '退回办结申请',
  'task.suspend': '中止',
  'task.resume': '恢复',
  'task.extend': '延期',
  'task.amend': '调整',
  'task.terminate': '终止',
  'task.revise': '按规划修订调整',
  'task.succeed': '职能承接',
  'milestone.add': '新增节点',
  'milestone.edit': '修改节点',
  'milestone.drop': '删除节点',
  'milestone.claim': '申报节点完成',
  'milestone.unclaim': '撤回节点申报',
  'milestone.verify': '核定节点',
  'milestone.return': '退回节点',
  'milestone.extend': '节点延期',
  'report.save': '保存报送',
  'report.requestSignOff': '送审签',
  'report.sendBack': '审签退回',
  'report.signOff': '审签',
  'report.submit': '提交审核',
  'report.withdraw': '撤回报送',
  'report.endorse': '复核同意',
  'report.approve': '审核通过',
  'report.return': '退回报送',
  'report.revise': '修改后重报',
  'evidence.add': '添加佐证材料',
  'evidence.remove': '移除佐证材料',
  'changeRequest.save': '填写申请',
  'changeRequest.submit': '提交申请',
  'changeRequest.withdraw': '撤回申请',
  'changeRequest.approve': '批准申请',
  'changeRequest.reject': '不予批准',
  'unit.create': '新增单位',
  'unit.edit': '修改单位',
  'unit.alias': '登记别名',
  'unit.members': '调整成员单位',
  'unit.dissolve': '撤销单位',
  'unit.import': '批量导入单位',
  'person.create': '新增人员',
  'person.edit': '修改人员',
  'person.disable': '停用账号',
  'person.enable': '启用账号',
  'person.resetPassword': '重置密码',
  'person.changePassword': '修改密码',
  'person.changePasswordFailed': '修改密码时原密码错误',
  'person.bindIdentity': '绑定统一身份认证',
  'person.import': '批量导入人员',
  'membership.add': '新增任职',
  'membership.end': '结束任职',
  'expertComment.add': '提出专家意见',
  'expertComment.view': '查看专家意见',
  'calendar.edit': '调整节假日',
  'token.create': '新建令牌',
  'token.revoke': '停用令牌',
  'session.signIn': '登录',
  'session.signInFailed': '登录失败',
  'session.lock': '账号锁定',
  'session.signOut': '退出',
  'session.switch': '切换身份',
  'session.endOthers': '结束其他登录',
  'jurisdiction.create': '新增行政区',
  ...supervisionActionLabels,
}

/** The Chinese of an action; the code itself where none is listed, so that nothing is ever hidden. */
export const actionLabel = (action: string): string => actionLabels[action] ?? action
