import { supervisionRefusals } from './supervision-refusals'

/**
 * Every refusal that a person can meet. `status` is the HTTP status of the API; the sentence says what happened and what to do.
 * `{name}` is filled from the refusal's parameters.
 */
export const refusals = {
  // who and whether
  notSignedIn: { status: 401, text: '登录已失效，请重新登录。您填写的内容保留在本页，登录后可继续。' },
  foreignRequest: { status: 403, text: '这个请求来自其他网站的页面，没有执行。请在本系统的页面上操作。' },
  notFound: { status: 404, text: '没有找到这一项，或者它不在您的工作范围内。' },
  wrongRole: { status: 403, text: '您当前的身份不能办理此事。{reason}' },
  stale: { status: 409, text: '{who}在{when}更新了这一项。请查看最新内容后再提交，您填写的内容没有丢失。' },
  wrongState: { status: 409, text: '这一项当前为“{state}”，不能执行“{action}”。请刷新后查看最新状态。' },
  invalidInput: { status: 422, text: '有 {count} 处需要修改，请看标红的栏目。' },
  tooMany: { status: 429, text: '操作过于频繁，请在 {seconds} 秒后再试。' },
  planArchived: { status: 409, text: '规划已归档，其下所有内容只可查看，不可再改。' },
  duplicate: { status: 409, text: '已经存在相同的记录：{what}。' },
  reasonNeeded: { status: 422, text: '请填写理由，对方会看到它。' },
  keyReused: { status: 422, text: '这个 Idempotency-Key 已用于另一个请求，请为每个新请求换一个新的键。' },
  // plan
  planWithoutTasks: { status: 409, text: '草案里没有可交办的任务。请先添加任务，或把条目标为“交办”。' },
  planTasksWithoutLead: { status: 409, text: '还有 {count} 项任务没有牵头单位。请逐项指定，或把它们标为“不交办”。' },
  planUnitsUnmatched: { status: 409, text: '还有 {count} 个单位名称没有对应到单位库。请逐个匹配、新建或移除。' },
  planUnitDissolved: { status: 409, text: '草案里有 {count} 个已撤销的单位。请改为承接其职能的单位。' },
  planHasOpenTasks: { status: 409, text: '还有 {count} 项任务没有办结或终止，不能归档。' },
  draftTargetGone: { status: 409, text: '这一条目已被他人移动或删除。请查看最新草案。' },
  draftOperationInvalid: { status: 422, text: '这一步不能执行：{why}。' },
  draftStale: { status: 409, text: '{who}在{when}改动了草案：{what}。您的修改没有丢失，请载入最新草案后再执行。' },
  nothingToUndo: { status: 409, text: '没有可以{action}的步骤了。' },
  planParentInvalid: { status: 422, text: '上级规划须是本级或上级行政区已发布的规划，且不能形成循环。' },
  // consultation
  consultationAfterIssue: {
    status: 409,
    text: '文本阶段已是“印发”，不再征求意见。如需重新征求，请先把文本阶段调回“征求意见稿”或“送审稿”。',
  },
  consultationOpen: { status: 409, text: '草案正在征求意见。请先结束或取消这一轮征求意见，再办理此事。' },
  consultationWithoutUnits: {
    status: 409,
    text: '草案里没有可以征求意见的单位。请先为任务指定牵头、配合单位，或为指标指定责任单位。',
  },
  consultationUnitsUnmatched: {
    status: 409,
    text: '还有 {count} 个单位名称没有对应到单位库：{names}。请在核对页逐个匹配、新建或移除后再征求意见。',
  },
  consultationEmptyGroups: {
    status: 409,
    text: '集合单位{names}没有成员单位，意见征求不到任何单位。请先由管理员维护成员。',
  },
  consultationPastDue: { status: 409, text: '答复期限（{dueOn}）已过，不能再答复或修改。请联系起草单位延长期限。' },
  consultationNotDue: {
    status: 409,
    text: '还有 {count} 个单位没有回复，答复期限是 {dueOn}。期限过后或全部回复后才能结束；也可以取消本轮。',
  },
  consultationNotLater: { status: 422, text: '新的答复期限须晚于现在的期限（{dueOn}）。' },
  consultationCancelled: { status: 409, text: '这一轮征求意见已取消，其中的意见不再处理。' },
  opinionsUndecided: {
    status: 409,
    text: '还有 {count} 条修改意见没有处理。请在“征求意见”页逐条采纳或不采纳后，再办理此事。',
  },
  opinionDecided: { status: 409, text: '这条意见已由{who}于{when}办理：{what}。您没有重复办理。' },
  opinionPlaceGone: {
    status: 409,
    text: '意见所指的条目已不在草案里，不能直接写入。请选择“采纳，自行修改草案”，或不采纳并说明。',
  },
  opinionPlaceChanged: {
    status: 409,
    text: '这一处在征求意见之后已改为“{now}”，不能直接写入。请选择“采纳，自行修改草案”，或不采纳并说明。',
  },
  opinionNotYours: { status: 422, text: '只能对涉及本单位的任务和指标提出修改意见。' },
  opinionSame: { status: 422, text: '提出的内容与征求意见的文本相同，没有需要修改的地方。' },
  stageSame: { status: 409, text: '文本阶段已经是“{stage}”。' },
  expertUnknown: { status: 422, text: '只能向本行政区内在任的专家开放。' },
  documentRefused: { status: 422, text: '{why}' },
  // a revised version of a plan
  revisionOpen: { status: 409, text: '这个规划有一份修订稿还在核对。请先应用或放弃它，再上传新的。' },
  revisionUnchanged: { status: 409, text: '这份文件就是规划现在的原文，没有可以比较的修订。请上传修订后的文件。' },
  revisionOutdated: {
    status: 409,
    text: '核对期间规划有了变动，系统已重新比较。请查看变动过的各项（已退回“未定”），再应用修订。',
  },
  revisionUndecided: { status: 409, text: '还有 {count} 处没有决定。请逐项或按类选择“采纳”或“不采纳”。' },
  revisionNothingAccepted: { status: 409, text: '没有采纳任何变化。如不需要这份修订稿，请选择“放弃”。' },
  revisionEntryGone: { status: 409, text: '这一处变化已不在比较结果里。请刷新后查看最新的比较。' },
  revisionBlocked: { status: 409, text: '“{title}”不能按修订执行：{why}。请改为“不采纳”，或先办妥后再应用。' },
  // task
  taskWithoutLead: { status: 409, text: '任务没有第一牵头单位，不能交办。' },
  openSubtasks: { status: 409, text: '还有 {count} 项子任务没有办结，不能申请办结。' },
  unverifiedMilestones: { status: 409, text: '还有 {count} 个节点没有核定，不能申请办结。' },
  openRectifications: { status: 409, text: '还有 {count} 项整改没有销号，不能办结。' },
  needsChangeRequest: { status: 409, text: '此项变更须先提出申请并经批准。' },
  alreadyAcknowledged: { status: 409, text: '贵单位已于{when}签收，无需重复签收。' },
  unitDissolved: { status: 409, text: '“{unit}”已撤销，请选择承接其职能的单位。' },
  dueBeforeToday: { status: 422, text: '时限不能早于今天。' },
  dueAfterParent: {
    status: 422,
    text: '时限不能晚于上级任务的时限（{limit}）。需要更晚的，请先为上级任务申请延期。',
  },
  subtaskTooDeep: { status: 409, text: '子任务最多分解两层。' },
  groupWithoutMembers: { status: 409, text: '“{unit}”没有成员单位，请先由管理员维护成员。' },
  acknowledgeFirst: { status: 409, text: '请先签收任务，再作分解。' },
  groupNotInTask: { status: 422, text: '“{unit}”没有列入这项任务，请只分解给任务里的集合单位。' },
  groupChanged: { status: 409, text: '“{unit}”的成员单位刚有变动，请刷新后重新核对。' },
  subtaskForSelf: { status: 422, text: '子任务交给其他单位承担；本单位自己的工作请设为节点。' },
  unitElsewhere: { status: 422, text: '“{unit}”不属于本规划所在的行政区，请重新选择单位。' },
  assignThroughGroup: {
    status: 409,
    text: '贵单位经集合单位承担此任务，不单独指定经办人；任务分解后可在子任务上指定。',
  },
  personNotInUnit: { status: 422, text: '此人已不在本单位任职，请重新选择。' },
  subtaskClosing: { status: 409, text: '子任务“{title}”正在申请办结。请先办结或退回它，再批准终止。' },
  // milestone
  milestoneInUse: { status: 409, text: '节点“{milestone}”已有申报或延期申请，不能删除；可以修改它的内容。' },
  milestoneAfterTask: { status: 422, text: '节点时限不能晚于任务的时限（{limit}）。' },
  evidenceMissing: { status: 409, text: '节点“{milestone}”要求提供佐证材料：{asked}。请上传后再申报完成。' },
  milestonePastDue: { status: 409, text: '节点的时限已过，不能再改动或删除。请如实报送，或说明情况由交办单位处理。' },
  milestoneLaterNeedsExtension: { status: 409, text: '推迟节点时限须提出延期申请。' },
  milestoneWeights: { status: 422, text: '各节点权重之和须为 100，现在是 {sum}。' },
  // report
  reportIncomplete: { status: 422, text: '报送内容不完整：{missing}。' },
  taskTakesNoReports: {
    status: 409,
    text: '任务当前不在办理中，不能{action}。已填写的内容保留，任务恢复后可以继续；已提交的可以退回。',
  },
  reportExists: { status: 409, text: '本期已有一份未审结的报送，请继续填写那一份。' },
  notAwaitingSignOff: { status: 409, text: '这份报送还没有送审签。' },
  signOffRequired: { status: 409, text: '本规划要求单位负责人审签后才能提交，请先送审签。' },
  secondReviewerNeeded: { status: 409, text: '这是本单位自己的报送，须由另一位审核人先复核，不能一人审定。' },
  secondReviewerNotNeeded: { status: 409, text: '这份报送不需要复核，请直接审核。' },
  ownWork: { status: 403, text: '不能审核自己填写或审签的内容，也不能核查本人任职单位的事项，请由同事办理。' },
  claimByLeadOnly: { status: 409, text: '节点由第一牵头单位申报完成。请把进展报给牵头单位，由其汇总。' },
  claimNotPossible: { status: 409, text: '节点“{milestone}”当前为“{state}”，不能申报完成。请刷新后重新选择。' },
  reportNeedsLook: { status: 409, text: '“{task}”的报送申报了节点完成，须逐份审核，不能批量通过。' },
  alreadyDecided: { status: 409, text: '这份报送已由{who}于{when}办理：{what}。您没有重复办理。' },
  periodClosed: { status: 409, text: '这一报送期尚未开始或规划已结束，请选择其他报送期。' },
  // change request
  extensionTooLate: { status: 409, text: '时限已过，不能再申请延期。请如实报送逾期原因。' },
  extensionNotLater: { status: 422, text: '申请的新时限须晚于现在的时限（{current}）。' },
  nothingToAmend: { status: 422, text: '填写的内容与现在相同，没有需要调整的地方。' },
  changeRequestOpen: { status: 409, text: '已有一份申请正在审批，请等待结果或先撤回。' },
  // files
  fileUnknown: { status: 422, text: '上传的文件没有找到或已过期，请重新上传。' },
  fileKindRefused: { status: 422, text: '“{name}”的实际内容不是可接收的文件类型（图片、PDF、Office 文档、文本）。' },
  fileNotReady: { status: 409, text: '“{name}”还没有传完，请等进度到 100% 再保存。' },
  fileUnusable: { status: 422, text: '“{name}”不能使用：{why}。' },
  stagingFull: {
    status: 413,
    text: '您上传后还没有保存的文件已到上限（{count} 个或 {limit} MB），请先保存或移除它们；一天后也会自动清除。',
  },
  fileTooLarge: { status: 413, text: '“{name}”超过 {limit} MB 的上限，请压缩或拆分后上传。' },
  // people and units
  wrongPassword: { status: 401, text: '用户名或密码不正确。连续输错 {limit} 次将锁定 {minutes} 分钟。' },
  accountLocked: { status: 423, text: '账号已锁定，请在{until}后再试，或请管理员重置密码。' },
  accountDisabled: { status: 403, text: '账号已停用，请联系管理员。' },
  noMembership: { status: 403, text: '账号没有有效的任职，请联系管理员。' },
  currentPasswordWrong: { status: 422, text: '原密码不正确。连续输错 {limit} 次将锁定 {minutes} 分钟。' },
  passwordWeak: { status: 422, text: '新密码须至少 10 位，包含字母和数字，且不含用户名，也不能与原密码相同。' },
  separationOfDuties: { status: 409, text: '系统管理员与审计员不能由同一人担任（三员分立）。' },
  auditorByOperator: {
    status: 409,
    text: '审计员的任职和账号不由系统管理员办理（三员分立），请由服务器运维人员用命令行 luoshi user 办理。',
  },
  lastAdmin: { status: 409, text: '这是本行政区最后一位系统管理员，不能停用。' },
  unitNameTaken: { status: 409, text: '“{name}”已是本行政区内的单位名称或别名。' },
  placeParentInvalid: { status: 422, text: '“{parent}”不能作为它的上级：上级的级别须更高，代码须是它的开头。' },
  placeBelongsElsewhere: { status: 422, text: '按代码 {code}，它在“{parent}”之下，请以“{parent}”为上级新增。' },
  placeBelowExists: { status: 409, text: '“{below}”已先建立，不能再在它上面新增“{place}”：上级须先于下级新增。' },
  unitCycle: { status: 409, text: '上级单位或成员关系不能形成循环。' },
  unitIsGroup: { status: 409, text: '“{unit}”是集合单位，不能作为牵头单位或有任职人员。' },
  unitHasNoSuccessor: { status: 409, text: '撤销单位须指定一个有效的承接单位，“{unit}”还有 {count} 项未办结任务。' },
  unitKindFixed: { status: 409, text: '集合单位与普通单位不能互相转换，请另建单位。' },
  unitNotGroup: { status: 409, text: '“{unit}”不是集合单位，没有成员单位。' },
  groupMemberInvalid: { status: 422, text: '“{unit}”不能作为成员：成员须是本行政区或下级行政区内有效的普通单位。' },
  unitRunsPlans: { status: 409, text: '“{unit}”正在承办 {count} 个规划，不能取消督查考核办公室的职能。' },
  parentInvalid: { status: 422, text: '上级单位须是本行政区或上级行政区内有效的普通单位。' },
  successorInvalid: { status: 422, text: '承接单位须是同一行政区内有效的同类单位。' },
  roleNeedsOffice: { status: 422, text: '“{unit}”不是督查考核办公室，不能担任这一角色。请先在单位设置中标明。' },
  notYourself: { status: 409, text: '不能对自己办理此事，请由其他系统管理员办理。' },
  importHasErrors: { status: 422, text: '表格有 {count} 处错误，未写入任何数据。请按逐行说明修改后重新上传。' },
  importFileChanged: { status: 409, text: '核对之后数据发生了变化，请重新核对再导入。' },
  holidayInPast: { status: 409, text: '已过去的日期不能改动，以免改变已认定的逾期天数。' },
  ...supervisionRefusals,
  tokenLimit: { status: 409, text: '每人最多 10 个有效令牌，请先停用不用的。' },
} as const

export type RefusalCode = keyof typeof refusals
export type RefusalParams = Readonly<Record<string, string | number>>

/** The sentence of a refusal with its parameters filled in; a parameter that is missing leaves no trace. */
export const refusalText = (code: RefusalCode, params: RefusalParams = {}): string =>
  refusals[code].text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

/** An expected refusal on its way out of a command. The only error type that reaches a person as it is. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly params: RefusalParams
  /** Messages by input path, for the fields of the form. */
  readonly fields: Readonly<Record<string, string>>

  constructor(code: RefusalCode, params: RefusalParams = {}, fields: Readonly<Record<string, string>> = {}) {
    super(refusalText(code, params))
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.fields = fields
  }

  get status(): number {
    return refusals[this.code].status
  }
}
