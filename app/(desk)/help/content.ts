import type { Lamp } from '@/lib/domain/calendar/lamp'
import type { Role } from '@/lib/domain/permission/table'

type Step = { readonly text: string; readonly href?: string }

/** What each role comes here for, in the order of a working day. */
export const roleSteps: Readonly<Record<Role, readonly Step[]>> = {
  officer: [
    { text: '打开待办：先看逾期，再看临期、退回和待签收。', href: '/' },
    { text: '签收新任务；牵头的任务分解为节点，写明日期、成果、权重，确需佐证的写明要什么、为什么。' },
    { text: '按报送期填写进展：做了什么、困难、下一步；没有变化的，一句话说明原因。' },
    { text: '节点完成了，在报送里申报并附佐证材料，送负责人审签。' },
    {
      text: '规划草案征求意见时，只看涉及本单位的任务和指标：没有意见一键答复，有意见逐条提出并说明理由。',
      href: '/consultations',
    },
    { text: '赶不上的，在时限到来之前申请延期，说明理由和新的时限。' },
    {
      text: '收到督查结论的，30 天内可以申请复核；收到整改通知的，签收、报整改方案、整改后申请销号。',
      href: '/inspections',
    },
    { text: '节点全部核定、子任务全部办结后，申请办结。' },
  ],
  head: [
    { text: '打开待办：送审签的报送排在前面。', href: '/' },
    { text: '审签即提交审核；不妥的写明意见退回经办人。', href: '/reports?state=awaiting' },
    { text: '答复规划草案的征求意见；谁答复、以什么身份，都有记录。', href: '/consultations' },
    { text: '把任务指定给本单位的经办人。', href: '/tasks' },
  ],
  office: [
    { text: '导入规划文件，核对草案，发布即交办。', href: '/plans/new' },
    {
      text: '草案可导出为任务分工表（Excel），用 WPS 或 Excel 改好再导回：逐行对照，勾选后写入，一步可撤销。',
      href: '/plans?state=draft',
    },
    {
      text: '草案发给点到的单位征求意见，逐条采纳或不采纳；采纳的直接写入草案，各版文本留存并可比较。',
      href: '/plans',
    },
    { text: '审核进展：最早提交的在前，按 a 通过、r 退回。', href: '/reviews' },
    { text: '审批延期、调整、终止和办结申请。', href: '/reviews' },
    {
      text: '本办自己牵头的任务由“经办人”“单位负责人”签收和报送：请管理员给办理的人另加这一任职，登录后在右上角切换身份。',
    },
    { text: '由集合单位牵头的任务，由本办分解给每个成员单位；需要延期的由本办一人申请、另一人审批。', href: '/tasks' },
    { text: '督查：拟方案报批、启动、登记问题、送达结论、下达整改、核查销号。', href: '/inspections' },
    { text: '问题清单、整改清单、销号清单按筛选结果导出 Excel，一次最多 5000 条。', href: '/rectifications' },
    {
      text: '要向社会公开的规划，在规划设置里打开“公开页面”：不登录可看任务、牵头单位、核定进度和已销号的问题，不出现个人姓名。',
      href: '/plans',
    },
    { text: '全部办结或终止后归档，归档后只可查看。', href: '/plans' },
  ],
  leader: [
    { text: '打开总览：第一句话是全局，往下是逾期清单、单位和沉默单位。', href: '/overview' },
    { text: '每个数字都能点进去，看到它所数的任务。' },
    { text: '批准督查方案和督查结论，对单位的异议作复核决定，批准处理建议。', href: '/inspections' },
    { text: '筛选写在地址栏里，可以收藏、转发和打印。' },
  ],
  expert: [
    { text: '查看向您开放的规划和任务、已提交的报送和佐证材料。', href: '/plans' },
    { text: '在任务页或报送页提出意见，督查考核办公室、牵头单位和分管领导可以看到。' },
  ],
  admin: [
    { text: '维护单位：上下级、别名、集合单位的成员、撤并和承接。', href: '/admin' },
    { text: '维护人员和任职，重置密码；可用 Excel 批量导入，先核对、后写入。', href: '/admin' },
    { text: '维护节假日和调休（全系统一套，由最上级行政区的系统管理员调整）。', href: '/admin/calendar' },
  ],
  auditor: [{ text: '查阅操作记录，核验记录是否完整、是否被改动。', href: '/admin/audit' }],
}

export const lampHelp: Readonly<Record<Lamp, string>> = {
  green: '在办，没有临近或超过时限的事项。',
  yellow: '10 个工作日内有事项到期。',
  red: '任务本身或它的某个节点已超过时限，仍未完成或逾期后才申报。',
  blue: '已办结。',
  grey: '还没有签收，或已中止、终止，旁边的字会写明。',
}

export const glossary = [
  { term: '牵头单位', meaning: '第一个列名的是第一牵头单位：签收后任务启动，由它分解、汇总、申请办结。' },
  { term: '配合单位', meaning: '签收并向第一牵头单位反馈进展。' },
  { term: '集合单位', meaning: '如“各乡镇政府”，代表它的每个成员；一步分解为每个成员一项子任务。' },
  {
    term: '征求意见',
    meaning: '草案发给它点到的单位，各看各的部分；到期未回复的记为未回复，只有规划设置写明才视为同意。',
  },
  { term: '文本阶段', meaning: '征求意见稿、送审稿、印发；每次调整、每轮征求意见都留存当时的文本。' },
  { term: '节点', meaning: '有日期、有成果、有权重的一步；核定后计入核定进度。' },
  { term: '核定进度', meaning: '已核定节点（和子任务）的权重之和，由审核得出。' },
  { term: '自报进度', meaning: '单位自己填写的百分比，与核定进度并列显示。' },
  { term: '佐证材料', meaning: '证明节点完成的文件；只在节点写明需要时才要求。' },
  { term: '审签', meaning: '单位负责人放行本单位的报送；每个规划可设置是否需要。' },
  { term: '延期', meaning: '时限到来之前提出，批准后改变时限；原定时限始终保留。' },
  { term: '督查', meaning: '有依据、有方案、经批准的检查：专项、跟踪、随机三类；不同于日常的审核。' },
  { term: '双随机', meaning: '督查对象和督查人员都随机抽取；先公布种子的指纹，后公布种子。' },
  { term: '销号', meaning: '整改经与问题无关的人核查、达到事先定好的标准，从整改清单里销去。' },
  { term: '反弹', meaning: '此前发现过的问题再次出现；登记时指明是哪一个。' },
  { term: '办结', meaning: '节点全部核定、子任务全部办结之后，由交办单位确认。' },
] as const
