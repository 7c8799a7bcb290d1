/** Invented words of the sample's supervision (示例); they fit any plan for people's health. */
export const sampleChecklist = {
  title: '健康促进场所现场检查表（示例）',
  items: [
    { title: '责任落实', standard: '有分管领导、责任科室和年度工作安排', clause: '实施方案·组织领导' },
    { title: '台账资料', standard: '任务台账完整，与报送内容一致', clause: '实施方案·监测评估' },
    {
      title: '设施现场',
      standard: '设施完好、标识清楚、免费开放',
      clause: '实施方案·重点任务',
      asksPlace: true,
      asksPhoto: true,
    },
    { title: '群众知晓', standard: '随机询问群众，多数知晓服务内容', clause: '实施方案·宣传引导' },
    { title: '资金使用', standard: '专项资金按用途支出，手续完备', clause: '实施方案·保障措施' },
  ],
}

export const sampleFindings = [
  {
    severity: 'serious',
    standard: '设施完好、标识清楚、免费开放',
    fact: '【示例】抽查的 3 处健身设施中有 2 处损坏未修，其中 1 处停用超过三个月，现场无提示。',
  },
  {
    severity: 'general',
    standard: '任务台账完整，与报送内容一致',
    fact: '【示例】上报培训 4 场，台账只有 2 场的签到和照片，数量对不上。',
  },
  {
    severity: 'general',
    standard: '有分管领导、责任科室和年度工作安排',
    fact: '【示例】年度工作安排未印发，责任科室之间分工不清，一项配合事项无人承接。',
  },
  {
    severity: 'minor',
    standard: '随机询问群众，多数知晓服务内容',
    fact: '【示例】随机询问 10 人，4 人不知道服务时间和地点。',
  },
  {
    severity: 'general',
    standard: '专项资金按用途支出，手续完备',
    fact: '【示例】一笔宣传经费的验收单未签字，资料不全。',
  },
  {
    severity: 'serious',
    standard: '任务台账完整，与报送内容一致',
    fact: '【示例】自报完成比例与现场核实相差较大，3 个点位尚未开工即报完成。',
  },
  {
    severity: 'minor',
    standard: '随机询问群众，多数知晓服务内容',
    fact: '【示例】2 处宣传栏内容两年未更新，其中 1 处被遮挡。',
  },
] as const

export const sampleOrders = [
  {
    requirement: '【示例】修复或更换损坏的设施，恢复开放并公示报修电话。',
    acceptanceStandard: '抽查点位全部可用，现场有公示',
    evidenceAsked: '修复前后照片',
  },
  {
    requirement: '【示例】逐场核对培训台账，更正报送数据并说明原因。',
    acceptanceStandard: '台账与报送一致，更正说明经单位负责人签字',
  },
  {
    requirement: '【示例】印发年度工作安排，明确责任科室和联系人。',
    acceptanceStandard: '文件印发并报送，配合事项逐项有人承接',
  },
  {
    requirement: '【示例】在村居公告栏和公众号公布服务时间、地点。',
    acceptanceStandard: '复查时随机询问 10 人，8 人以上知晓',
  },
  { requirement: '【示例】补齐验收手续，自查同类支出。', acceptanceStandard: '验收单签字齐全，自查报告报送' },
  // The sixth finding falls with the decision on the objection.
  {},
  { requirement: '【示例】更新宣传栏内容，清除遮挡。', acceptanceStandard: '全部宣传栏为本年度内容，无遮挡' },
] as const

export const sampleAnswers = [
  { verdict: 'met', note: '' },
  { verdict: 'partly', note: '【示例】培训台账少 2 场' },
  { verdict: 'unmet', note: '【示例】2 处损坏' },
  { verdict: 'partly', note: '【示例】10 人中 6 人知晓' },
  { verdict: 'met', note: '' },
] as const
