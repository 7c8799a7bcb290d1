/** The refusals of supervision, beside refusals.ts; those that a law asks for name its article. */
export const supervisionRefusals = {
  // lists
  exportTooLong: {
    status: 422,
    text: '符合条件的有 {total} 条，一次最多导出 {most} 条。请先按督查、单位、类型或状态筛选，再分次导出。',
  },
  // inspection
  inspectionBasisMissing: {
    status: 422,
    text: '请写明督查依据：《政府督查工作条例》第七条、第十一条要求由政府督查机构或政府指定的部门，依本级政府决定或行政首长指令开展。',
  },
  inspectionLawMissing: {
    status: 422,
    text: '部门检查请写明所依据的法律、法规条款：《政府督查工作条例》第二十七条规定按有关法律法规执行。',
  },
  inspectionPlanIncomplete: {
    status: 422,
    text: '督查方案还缺：{missing}。《政府督查工作条例》第十五条要求方案明确督查内容、对象和范围。',
  },
  inspectionMethodsMissing: { status: 422, text: '请选择督查方式：《政府督查工作条例》第十二条列有八种，至少选一种。' },
  inspectionHeadMissing: { status: 422, text: '请在督查组成员中指定一位组长。' },
  inspectionMemberRecused: {
    status: 409,
    text: '“{person}”在被督查单位“{unit}”任职，须回避，请从督查组中移出。',
  },
  inspectionOverlaps: {
    status: 409,
    text: '与“{other}”（{when}）在{unit}的同一事项上重复。《政府督查工作条例》第十五条严禁重复督查、多头督查，请并入该项督查或错开时间。',
  },
  inspectionNotUnderway: { status: 409, text: '督查尚未启动或已经结束，不能执行“{action}”。' },
  inspectionUnitInvalid: {
    status: 422,
    text: '“{unit}”不是可督查的单位：须是本行政区或下级行政区内有效的普通单位，不能是本办公室自己。',
  },
  inspectionTaskInvalid: { status: 422, text: '有任务不属于所选规划，请重新选择督查事项。' },
  inspectionPlanInvalid: { status: 422, text: '所选规划不存在或不在本行政区范围内，请重新选择。' },
  inspectionFollowsInvalid: { status: 422, text: '跟踪督查须选择一项已启动的督查作为跟踪对象。' },
  inspectionMemberInvalid: {
    status: 422,
    text: '督查组成员须是在任的办公室人员、经办人、单位负责人或专家，请重新选择。',
  },
  inspectionUnitNotListed: {
    status: 422,
    text: '“{unit}”不在本次督查的对象之内，《政府督查工作条例》第十五条不得随意变更督查对象。',
  },
  drawOnlyRandom: { status: 409, text: '只有随机督查才抽取对象和人员。' },
  drawAlreadyCommitted: { status: 409, text: '抽取已经确定，不能更改。请公布结果，或取消本次督查另行拟定。' },
  drawNotCommitted: { status: 409, text: '请先确定抽取名单和权重，再公布结果。' },
  drawAlreadyRevealed: { status: 409, text: '抽取结果已经公布，不能重新抽取。' },
  drawMissing: { status: 409, text: '随机督查须先抽取对象和人员并公布结果，再报批。' },
  drawFixesTargets: { status: 409, text: '督查对象和人员由随机抽取产生，不能另行更改。' },
  drawTooFew: { status: 422, text: '{what}可供抽取的只有 {available} 个，不足 {wanted} 个，请减少数量或扩大名单。' },
  // on site
  checklistInUse: { status: 409, text: '检查表“{title}”正用于未结束的督查，不能停用。' },
  checklistItemUnknown: { status: 422, text: '有检查项不在本次督查的检查表内，请刷新后重试，已填写的内容没有丢失。' },
  photoWithoutOwner: { status: 422, text: '照片所属的检查项或问题没有找到，请在该项下重新选择照片。' },
  findingFixed: { status: 409, text: '这个问题已写入报批的结论或整改通知，不能再改动。' },
  relapseInvalid: { status: 422, text: '所选的“以前发现的问题”不属于同一单位，请重新选择。' },
  findingTaskInvalid: { status: 422, text: '所选任务与“{unit}”无关，请重新选择。' },
  // conclusion
  conclusionsMissing: {
    status: 409,
    text: '还有被督查单位没有送达结论。《政府督查工作条例》第十六条要求督查结束后作出结论并反馈。',
  },
  conclusionExists: { status: 409, text: '“{unit}”已有一份督查结论，请继续修改那一份。' },
  conclusionIncomplete: {
    status: 422,
    text: '督查结论还没有正文。《政府督查工作条例》第十六条要求事实清楚、证据充分、客观公正。',
  },
  objectionTooLate: {
    status: 409,
    text: '申请复核的期限已过（{due}）。《政府督查工作条例》第十七条规定自收到督查结论之日起30日内提出。',
  },
  amendedTextMissing: { status: 422, text: '变更结论须写明变更后的正文，原文将一并保留。' },
  findingUnknown: { status: 422, text: '有问题不属于这份结论的单位和督查，请刷新后重新选择。' },
  // rectification
  findingOrdered: { status: 409, text: '所选问题已在整改通知“{order}”中，请不要重复下达。' },
  rectificationOneUnit: { status: 422, text: '一份整改通知只发给一个单位，请按责任单位分别下达。' },
  rectificationPlanMissing: { status: 409, text: '请先报送整改方案（措施、责任人、步骤），再执行“{action}”。' },
  rectificationTextMissing: { status: 422, text: '请填写说明。' },
  rectificationEvidenceMissing: { status: 422, text: '验收标准要求提供佐证：{asked}。请上传后再申请销号。' },
  verificationMissing: {
    status: 422,
    text: '请写明核查方式和核查情况：《政府督查工作条例》第十八条要求对整改情况进行核查。',
  },
  rectificationExtensionTooLate: { status: 409, text: '整改时限已过，不能再申请延期。请如实报送进展和逾期原因。' },
  rectificationNotLater: { status: 422, text: '新的时限须晚于{current}。' },
  rectificationExtensionOpen: { status: 409, text: '已有一份延期申请等待答复。' },
  rectificationNoExtension: { status: 409, text: '没有待答复的延期申请，请刷新后查看。' },
  relapseMissing: { status: 422, text: '重开整改须有新登记的、标明为反弹的问题。' },
  findingsStand: { status: 409, text: '整改所依据的问题仍然成立，不能撤销整改。' },
  // consequence
  consequenceWithoutFacts: {
    status: 422,
    text: '请附上事实依据（问题、整改或任务）。《政府督查工作条例》第二十一条要求依据督查结论或核查结果提出。',
  },
  conclusionOpenToObjection: {
    status: 409,
    text: '“{unit}”的督查结论尚在30日复核申请期或复核之中（《政府督查工作条例》第十七条），期满或复核决定后再办理。',
  },
  consequenceApproverInvalid: {
    status: 422,
    text: '批准人须是本行政区或上级的在任分管领导，且不是提出人（《政府督查工作条例》第二十一条）。',
  },
  referralInFuture: { status: 422, text: '移送日期不能晚于今天，请先移送再登记。' },
  consequenceFactInvalid: {
    status: 422,
    text: '所附事实须是本机构督查“{unit}”发现的问题、向其下达的整改或由其承担的任务，请重新选择。',
  },
} as const
