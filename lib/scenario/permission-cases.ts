import type { CommandKey } from './all-commands'
import { supervisionCases } from './permission-cases-supervision'
import type { PermissionStage } from './permission-stage'
import { sampleReading } from './read-plan'

export type PermissionCase = {
  readonly command: CommandKey
  /** What it is done to, in words that tell the cases of one command apart. */
  readonly on: string
  readonly input: (stage: PermissionStage) => unknown
}

const reason = '经核实'

const of = (command: CommandKey, on: string, input: PermissionCase['input']): PermissionCase => ({ command, on, input })

const planCases: readonly PermissionCase[] = [
  of('importPlan', '本单位', () => ({ uploadId: 'ffffffffffffffffffffffffffffffff' })),
  of('importReading', '本单位', () => ({ fileName: '另一方案.docx', reading: sampleReading([{}]) })),
  of('editDraft', '草案', (s) => ({
    planId: s.plans.draft,
    version: 1,
    operation: { kind: 'drop', keys: [s.draftKey] },
  })),
  of('applyWorkbook', '草案', (s) => ({ planId: s.plans.draft, uploadId: 'ffffffffffffffffffffffffffffffff' })),
  of('matchUnit', '草案', (s) => ({
    planId: s.plans.draft,
    version: 1,
    spelling: '区体育中心',
    unitId: s.units.sports.id,
  })),
  of('createPlanUnit', '草案', (s) => ({
    planId: s.plans.draft,
    version: 1,
    spelling: '区体育中心',
    name: '区体育中心',
    kind: 'institution',
  })),
  of('publishPlan', '草案', (s) => ({ planId: s.plans.draft, version: 1 })),
  of('discardPlan', '草案', (s) => ({ planId: s.plans.draft, version: 1, reason })),
  of('configurePlan', '草案', (s) => ({ planId: s.plans.draft, version: 1, ...s.settings })),
  of('configurePlan', '实施中的规划', (s) => ({ planId: s.plans.active, version: 1, ...s.settings })),
  of('archivePlan', '没有未办结任务的规划', (s) => ({ planId: s.plans.done, version: 1 })),
  of('openPlanToExpert', '实施中的规划', (s) => ({
    planId: s.plans.active,
    version: 1,
    personId: s.cast.closedExpert.actor.personId,
    open: true,
  })),
]

const consultationCases: readonly PermissionCase[] = [
  of('openConsultation', '待征求意见的草案', (s) => ({ planId: s.consultation.plan, version: 1, dueOn: '2026-11-30' })),
  of('moveStage', '待征求意见的草案', (s) => ({ planId: s.consultation.plan, version: 1, stage: 'review' })),
  of('extendConsultation', '征求中', (s) => ({
    consultationId: s.consultation.round,
    version: 1,
    dueOn: '2026-12-31',
  })),
  of('closeConsultation', '征求中，尚未到期', (s) => ({ consultationId: s.consultation.round, version: 1 })),
  of('cancelConsultation', '征求中', (s) => ({ consultationId: s.consultation.round, version: 1, reason })),
  of('agreeToConsultation', '征求中', (s) => ({ consultationId: s.consultation.round, version: 1 })),
  of('proposeChange', '卫健委牵头、教体局配合的任务', (s) => ({
    consultationId: s.consultation.round,
    version: 1,
    subjectKey: s.consultation.about,
    field: 'title',
    text: '建设健身步道',
    reason,
  })),
  of('withdrawOpinion', '卫健委的意见', (s) => ({ opinionId: s.consultation.opinionId, version: 1 })),
  of('decideOpinion', '卫健委的意见', (s) => ({ opinionId: s.consultation.opinionId, version: 1, verdict: 'accept' })),
]

const revised = (planId: number) => ({ planId, fileName: '修订稿.docx', reading: sampleReading([{}]) })

const revisionCases: readonly PermissionCase[] = [
  of('rereadPlan', '没有未办结任务的规划', (s) => ({
    planId: s.plans.done,
    uploadId: 'ffffffffffffffffffffffffffffffff',
  })),
  of('rereadReading', '没有未办结任务的规划', (s) => revised(s.plans.done)),
  of('rereadReading', '草案', (s) => revised(s.plans.draft)),
  of('decideRevision', '核对中的修订稿', (s) => ({ ...s.revision, entries: {} })),
  of('applyRevision', '核对中的修订稿', (s) => ({ ...s.revision, digest: 'x' })),
  of('discardRevision', '核对中的修订稿', (s) => ({ ...s.revision, reason })),
]

const taskCases: readonly PermissionCase[] = [
  of('acknowledgeTasks', '待签收的任务', (s) => ({ taskIds: [s.tasks.issued] })),
  of('acknowledgeTasks', '别区的任务', (s) => ({ taskIds: [s.tasks.foreign] })),
  of('assignPerson', '办理中的任务', (s) => ({ ...s.verbs.active, membershipId: null })),
  of('planMilestones', '办理中的任务', (s) => ({ ...s.verbs.talked, milestones: [] })),
  of('planMilestones', '子任务', (s) => ({ ...s.verbs.subtask, milestones: [] })),
  of('createSubtasks', '办理中的任务', (s) => ({
    ...s.verbs.active,
    subtasks: [{ title: '另一项', leadUnitId: s.units.town1.id, dueOn: '2027-03-31' }],
  })),
  of('fanOutTask', '办理中的任务', (s) => ({ ...s.verbs.active, ...s.fanOut })),
  of('fanOutTask', '集合单位牵头的任务', (s) => ({ ...s.verbs.groupLed, ...s.fanOut })),
  of('claimCompletion', '办理中的任务', (s) => s.verbs.talked),
  of('claimCompletion', '集合单位牵头的任务', (s) => s.verbs.groupLed),
  of('closeTask', '申请办结的任务', (s) => s.verbs.closing),
  of('closeTask', '申请办结的子任务', (s) => s.verbs.subtaskClosing),
  of('closeTask', '别区的任务', (s) => s.verbs.foreign),
  of('returnClosing', '申请办结的任务', (s) => ({ ...s.verbs.closing, reason })),
  of('suspendTask', '办理中的任务', (s) => ({ ...s.verbs.active, reason })),
  of('resumeTask', '中止的任务', (s) => s.verbs.suspended),
]

const reportCases: readonly PermissionCase[] = [
  of('saveReport', '牵头和配合的任务，尚无草稿', (s) => ({ ...s.said, taskId: s.tasks.freed })),
  of('saveReport', '别区的任务', (s) => ({ ...s.said, taskId: s.tasks.foreign, periodId: s.periods.foreign })),
  of('attachEvidence', '草稿', (s) => ({ reportId: s.reports.draft, files: [{ uploadId: s.upload }] })),
  of('linkEvidence', '草稿', (s) => ({
    reportId: s.reports.draft,
    evidenceId: s.evidence,
    milestoneId: s.milestones[0],
  })),
  of('removeEvidence', '草稿的佐证', (s) => ({ evidenceId: s.evidence })),
  of('requestSignOff', '草稿', (s) => ({ reportId: s.reports.draft })),
  of('sendBackReport', '待审签的草稿', (s) => ({ reportId: s.reports.awaiting, reason })),
  of('signOffReport', '待审签的草稿', (s) => ({ reportId: s.reports.awaiting })),
  of('submitReport', '不须审签的草稿', (s) => ({ reportId: s.reports.direct })),
  of('withdrawReport', '待审核的报送', (s) => ({ reportId: s.reports.submitted })),
  of('reviseReport', '退回的报送', (s) => ({ reportId: s.reports.returned })),
]

const reviewCases: readonly PermissionCase[] = [
  of('approveReport', '草稿', (s) => ({ reportId: s.reports.draft })),
  of('approveReport', '牵头单位的报送', (s) => ({ reportId: s.reports.submitted })),
  of('approveReport', '配合单位的报送', (s) => ({ reportId: s.reports.supporting })),
  of('approveReports', '牵头单位的报送', (s) => ({ reportIds: [s.reports.plain] })),
  of('returnReport', '牵头单位的报送', (s) => ({ reportId: s.reports.submitted, reason })),
  of('returnReport', '配合单位的报送', (s) => ({ reportId: s.reports.supporting, reason })),
  of('endorseReport', '办公室自己的报送', (s) => ({ reportId: s.reports.own })),
  of('approveReport', '已由王办复核的报送', (s) => ({ reportId: s.reports.endorsed })),
]

const changeCases: readonly PermissionCase[] = [
  of('requestChange', '办理中的任务，存草稿', (s) => ({ ...s.extension, taskId: s.tasks.active })),
  of('requestChange', '办理中的任务，提交', (s) => ({ ...s.extension, taskId: s.tasks.active, submit: true })),
  of('requestChange', '已存的草稿', (s) => ({
    ...s.extension,
    taskId: s.tasks.talked,
    changeRequestId: s.changes.draft,
    submit: true,
  })),
  of('withdrawChange', '草稿', (s) => ({ changeRequestId: s.changes.draft, version: s.changes.draftVersion })),
  of('withdrawChange', '待审批的申请', (s) => ({ changeRequestId: s.changes.submitted, version: s.changes.version })),
  of('decideChange', '批准', (s) => ({
    changeRequestId: s.changes.submitted,
    version: s.changes.version,
    verdict: 'approve',
  })),
  of('decideChange', '不批准', (s) => ({
    changeRequestId: s.changes.submitted,
    version: s.changes.version,
    verdict: 'reject',
    reason,
  })),
]

const expertCases: readonly PermissionCase[] = [
  of('addExpertComment', '办理中的任务', (s) => ({ taskId: s.tasks.active, text: '建议补充数据来源。' })),
]

const adminCases: readonly PermissionCase[] = [
  of('createPlace', '本区之下', (s) => ({
    parentId: s.place.id,
    code: '990101100',
    name: '新湖镇',
    level: 'township',
  })),
  of('createPlace', '最高一级', () => ({ code: '98', name: '示例省', level: 'province' })),
  of('createUnit', '本区', (s) => ({ jurisdictionId: s.place.id, name: '区新设局', kind: 'department' })),
  of('editUnit', '本区单位', (s) => ({
    id: s.units.sports.id,
    version: s.unitVersion,
    name: '区教体局（改）',
    kind: 'department',
  })),
  of('setUnitMembers', '本区集合单位', (s) => ({ id: s.units.towns.id, version: 1, memberIds: [s.units.town1.id] })),
  of('dissolveUnit', '本区单位', (s) => ({
    id: s.units.sports.id,
    version: s.unitVersion,
    successorId: s.units.health.id,
    reason: '机构改革',
  })),
  of('createPerson', '本区单位', (s) => ({
    unitId: s.units.sports.id,
    role: 'officer',
    userName: 'fresh',
    name: '新人',
  })),
  of('editPerson', '本区人员', (s) => ({
    id: s.people.newcomer.id,
    version: 1,
    userName: 'newcomer',
    name: '新来的人',
  })),
  of('resetPassword', '本区人员', (s) => ({ id: s.people.newcomer.id, version: 1 })),
  of('disablePerson', '本区人员', (s) => ({ id: s.people.newcomer.id, version: 1, reason })),
  of('enablePerson', '本区停用的人员', (s) => ({ id: s.people.disabled.id, version: 1 })),
  of('addMembership', '本区人员', (s) => ({
    personId: s.people.newcomer.id,
    unitId: s.units.health.id,
    role: 'officer',
  })),
  of('addMembership', '本区人员到别区单位', (s) => ({
    personId: s.people.newcomer.id,
    unitId: s.units.otherHealth.id,
    role: 'officer',
  })),
  of('endMembership', '本区任职', (s) => ({ id: s.people.newcomerPost.id, version: 1, reason })),
  of('importOrganisation', '本区', (s) => ({
    jurisdictionId: s.place.id,
    units: [{ row: 2, name: '区新设局', kind: '政府部门', parent: '', isOffice: '', aliases: '', position: '' }],
    people: [],
    confirm: true,
  })),
  of('changeCalendarDay', '全国日历', () => ({ day: '2026-12-25', kind: 'off', name: '调休' })),
]

const accountCases: readonly PermissionCase[] = [
  of('changePassword', '自己的', () => ({
    currentPassword: 'x',
    newPassword: 'Abcdef123456',
    repeated: 'Abcdef123456',
  })),
  of('createToken', '自己的', () => ({ name: '对接', expiresOn: '2027-06-30' })),
  of('revokeToken', '赵卫的令牌', (s) => ({ id: s.token })),
  of('endOtherSessions', '自己的', () => ({})),
  of('switchMembership', '赵卫的任职', (s) => ({ membershipId: s.cast.leadOfficer.actor.membershipId })),
]

const consequenceCases: readonly PermissionCase[] = [
  of('proposeConsequence', '区卫健委', (s) => s.consequences.proposal),
  of('decideConsequence', '待批准的处理建议', (s) => ({ consequenceId: s.consequences.proposed, verdict: 'approve' })),
  of('issueConsequence', '已批准的处理建议', (s) => ({
    consequenceId: s.consequences.approved,
    docNumber: '示督〔2026〕1号',
  })),
  of('referClue', '进行中的督查', (s) => ({
    inspectionId: s.consequences.inspection,
    toBody: '区纪委监委',
    subject: '涉嫌虚报',
    referredOn: '2026-11-01',
  })),
]

export const permissionCases: readonly PermissionCase[] = [
  ...planCases,
  ...revisionCases,
  ...consultationCases,
  ...taskCases,
  ...reportCases,
  ...reviewCases,
  ...changeCases,
  ...expertCases,
  ...adminCases,
  ...consequenceCases,
  ...accountCases,
  ...supervisionCases,
]
