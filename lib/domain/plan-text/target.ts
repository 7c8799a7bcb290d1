import { bare } from './characters'
import type { IndicatorDirection, ParsedTarget, TargetOp } from './reading'

const NUMBER = '\\d+(?:,\\d{3})*(?:\\.\\d+)?'
const NUM = new RegExp(NUMBER)

type Rule = [RegExp, (match: RegExpExecArray, text: string) => Partial<ParsedTarget> & { op: TargetOp }]

const value = (text: string | undefined): number | null => {
  const found = text === undefined ? null : NUM.exec(text)
  return found ? Number(found[0].replace(/,/g, '')) : null
}

const UP = '提高|提升|增长|增加|上升|增幅|扩大'
const DOWN = '降低|下降|减少|压减|缩减|下调|压缩|降幅'

/** In order: the first that fits says what the target means. */
const RULES: Rule[] = [
  [
    /^(?:完成)?(?:国家|省|市|上级|以?省市)[^\d]{0,8}(?:下达|分配|核定|分解|规定)[^\d]{0,8}(?:指标|任务|目标|要求|计划|数)?$|下达(?:的)?(?:指标|任务|目标)|完成.*(?:分配|下达).*任务/,
    () => ({ op: 'assigned_by_superior' }),
  ],
  [
    /^([A-Da-d])级?(?:及|或)?(?:以上)?$/,
    (match) => ({ op: 'grade_at_least', text: (match[1] as string).toUpperCase() }),
  ],
  [
    /^(?:达到|不低于)?([一二三四五六七八九])(?:级|星)(?:及?以上)?$/,
    (match) => ({ op: 'grade_at_least', text: match[1] as string }),
  ],
  // change against a base: 比2020年提高15%, 2020年基础上增长30%, 提高1岁, 累计下降13.5%
  [
    new RegExp(
      `^(?:在|比|较|与)?(?:(20\\d\\d)年?)?(?:的?基础上|相比|末|水平)?,?(?:累计|平均|年均|总体|力争|至少)?(${UP}|${DOWN})(?:了|幅度|率)?(?:约|不少于|不低于|超过|达|:|：)?(${NUMBER})(个百分点|%|‰)?`,
    ),
    (match) => ({
      op: 'change_by',
      value: (new RegExp(DOWN).test(match[2] as string) ? -1 : 1) * (value(match[3]) as number),
      relative: match[4] === '%' ? 'percent' : 'absolute',
      baseYear: match[1] ? Number(match[1]) : null,
    }),
  ],
  [
    /^(?:≥|≧|>=|⩾|不低于|不少于|不小于|不得低于|至少|达到或超过|达到或大于|大于等于|大于或等于)/,
    (_, text) => ({ op: '>=', value: value(text) }),
  ],
  [
    /^(?:≤|≦|<=|⩽|不高于|不超过|不多于|不大于|不得超过|小于等于|小于或等于|控制在?不超过)/,
    (_, text) => ({ op: '<=', value: value(text) }),
  ],
  [/^(?:>|﹥|高于|超过|大于|突破|多于|优于)/, (_, text) => ({ op: '>', value: value(text) })],
  [/^(?:<|﹤|低于|小于|少于)/, (_, text) => ({ op: '<', value: value(text) })],
  [new RegExp(`(${NUMBER}).*?(?:及|或|\\(含\\))?以上`), (_, text) => ({ op: '>=', value: value(text) })],
  [new RegExp(`(${NUMBER}).*?(?:及|或)?(?:以下|以内|之内|范围内)`), (_, text) => ({ op: '<=', value: value(text) })],
  [
    new RegExp(`(?:接近|大约|约为?|趋近)(${NUMBER})|(${NUMBER}).*左右`),
    (_, text) => ({ op: 'about', value: value(text) }),
  ],
  [
    new RegExp(`(?:不低于|不少于|不小于|至少)[^\\d]{0,6}(${NUMBER})`),
    (match) => ({ op: '>=', value: value(match[1]) }),
  ],
  [new RegExp(`(?:不高于|不超过|控制在)[^\\d]{0,6}(${NUMBER})`), (match) => ({ op: '<=', value: value(match[1]) })],
  [new RegExp(`(?:超过|高于|大于|突破)[^\\d]{0,4}(${NUMBER})`), (match) => ({ op: '>', value: value(match[1]) })],
  [new RegExp(`(?:低于|小于|少于)[^\\d]{0,4}(${NUMBER})`), (match) => ({ op: '<', value: value(match[1]) })],
  [
    new RegExp(`^(${NUMBER})\\((${NUMBER})\\)$|^(${NUMBER})[、/](${NUMBER})$`),
    (match) => ({ op: '=', value: value(match[1] ?? match[3]), value2: value(match[2] ?? match[4]) }),
  ],
  [
    new RegExp(`^(${NUMBER})(?:%|‰)?[—–~～至-]+(${NUMBER})`),
    (match) => ({ op: '=', value: value(match[1]), value2: value(match[2]) }),
  ],
  [new RegExp(`^[^\\d]{0,12}?(${NUMBER})`), (match) => ({ op: '=', value: value(match[1]) })],
  [
    /^(?:明显|显著|有所|大幅|进一步|较大幅度)(?:提高|提升|上升|增长|增加|下降|降低|减少|改善|减缓|好转|增强)|^(?:持续|不断|逐步|逐年|稳步)?(?:改善|好转|优化|向好)$|^(?:提高|提升|改善|下降|降低|减少|减缓|放缓|增强)$/,
    () => ({ op: 'improve' }),
  ],
  [/^(?:同比例|同步)/, () => ({ op: 'unparsed' })],
  [/(?:逐年|持续|不断|稳步|逐步|每年)(?:提高|提升|增加|增长|上升|扩大|增强|提增)/, () => ({ op: 'increase_yearly' })],
  [/(?:逐年|持续|不断|稳步|逐步|每年)(?:下降|降低|减少|减缓|缩小|压减|放缓)/, () => ({ op: 'decrease_yearly' })],
  [/保持|维持|巩固|稳定|控制水平|不降低|不下降|不反弹|基本持平/, () => ({ op: 'maintain' })],
  [/水平$|平均|达到.*(?:标准|水平)|前列|领先|靠前|合理区间|正常范围/, () => ({ op: 'unparsed' })],
  [/实现|完成|建成|达标|消除|消灭|建立|全覆盖|基本具备|合格|创建|通过|落实|启动|全部/, () => ({ op: 'achieve' })],
]

/** A target text in the small algebra; what it does not understand stays `unparsed`. */
export function parseTarget(printed: string): ParsedTarget {
  const text = bare(printed)
    // [85] is a sum over the years
    .replace(/^[[〔【](.*\d.*)[\]〕】]$/, '$1')
    .replace(/^(?:分别|均|都|力争|努力|争取|基本|总体|要)+/, '')
    .replace(
      /^(?:达到|提升到|提升至|提高到|提高至|增加到|增加至|增至|升至|降至|降到|下降到|下降至|降低到|降低至|控制到|稳定在|保持在|维持在|控制在|达|为|是|在)(?=[\d.≥≤<>≧≦不至高低超大小约接近]|[A-D]级)/,
      (verb) => (verb === '控制在' && !/以[上下内]|左右/.test(printed) ? '控制在' : ''),
    )
    .replace(/^(?:达到|保持在?|维持在?)(?=(?:不低于|不少于|≥|≤))/, '')
  const none: ParsedTarget = {
    op: 'unparsed',
    value: null,
    value2: null,
    relative: null,
    baseYear: null,
    text: printed.trim(),
  }
  if (text === '' || isMissing(text)) return none
  for (const [pattern, read] of RULES) {
    const match = pattern.exec(text)
    if (!match) continue
    const found = read(match, text)
    return found.op === 'unparsed' || ('value' in found && found.value === null) ? none : { ...none, ...found }
  }
  return none
}

/** A cell that says there is no value. */
export function isMissing(text: string): boolean {
  return /^[-—–―_/\\*…·.]+$|^(无|暂无|空|n\/a|\/)$/i.test(text.replace(/\s/g, ''))
}

/** 10085 in a percent cell of two measures is 100 and 85: the sign between them was lost. */
export function parseGlued(printed: string, name: string, unit: string | null): ParsedTarget | null {
  const digits = /^(100|\d{2})(\d{2}|100)$/.exec(bare(printed))
  const two = /[,、;和及]/.test(name) && (name.match(/比例|率|数/g)?.length ?? 0) >= 2
  if (!digits || !two || !/%/.test(unit ?? '') || Number(bare(printed)) <= 100) return null
  return {
    op: '=',
    value: Number(digits[1]),
    value2: Number(digits[2]),
    relative: null,
    baseYear: null,
    text: printed.trim(),
  }
}

const QUALITATIVE_TARGET =
  /^(?:持续|逐年|逐步|不断|稳步|明显|显著|有所|大幅|进一步|基本|全面|提前|如期|同比例|同步)?(?:提高|提升|改善|增加|增长|上升|下降|降低|减少|减缓|缩小|巩固|巩固提升|优化|好转|加强|完善|实现|达到|完成|建成|建立|消除|保持|维持|稳定|控制)/

/** Whether a cell could be a value or target: a number with or without comparator, a trend, or nothing. */
export function isValueLike(printed: string): boolean {
  const text = bare(printed).replace(/^[[〔【](.*\d.*)[\]〕】]$/, '$1')
  if (text === '') return false
  if (isMissing(text)) return true
  // 4.居民收入增长 is a numbered name
  if (/^\d{1,2}[.、][\u4e00-\u9fff]{3,}/.test(text)) return false
  if (/^(控制|平均)?水平$/.test(text)) return false
  if (
    /^[≥≤≧≦<>=~约]?(?:不低于|不高于|不少于|不超过|低于|高于|超过|接近|达到|约)?-?\d[\d.,]*(?:%|‰|万|亿)?[^\d]{0,6}(?:\(\d[\d.]*\))?$/.test(
      text,
    ) &&
    !/^\d+[^\d]*(?:率|数|例|度|水平|比重|人口|儿童|岁)/.test(text)
  )
    return true
  if (/^(?:20\d\d年?)?(?:的?基础上|比20\d\d年|较20\d\d年)?(?:提高|增长|降低|下降|提升|减少|增加)\d/.test(text))
    return true
  if (
    text.length <= 14 &&
    /^与.{2,10}同步$|^(?:高于|快于|优于|达到|不低于).{2,8}(?:水平|标准|增速|平均|目标)$/.test(text)
  )
    return true
  if (/下达|分配/.test(text) && /任务|指标/.test(text) && text.length <= 16) return true
  return (
    (text.length <= 14 && QUALITATIVE_TARGET.test(text)) ||
    /^[A-D]级?(?:以上)?$/.test(text) ||
    /^达标$|^合格$|^全覆盖$|^完成$/.test(text)
  )
}

const LOWER =
  /死亡率|发病率|患病率|吸烟率|近视率|迟缓率|发生率|失能|痴呆|肥胖|超重|污染天数|浓度|排放|能耗|失业|贫困|差距|漏损|病死|感染率|违法|投诉|事故|火灾|伤亡|支出占(?:卫生)?总费用|个人.{0,6}支出.*(?:比重|占)|负担|时延|查处|返贫|尘肺病|缺陷|上访|摄入量|发案|犯罪|空置|增长速度|用水量|消耗|密度控制|化肥|农药|损失|辍学|变化幅度/
const MEASURE =
  /率$|率\(|数$|量$|比例|比重|占比|水平|人数|面积|总额|产值|规模|天数|寿命|时间|密度|覆盖|收入|投入|增速|指数|里程|床位|产量|满意度|强度|年限/

export function directionOf(name: string, numeric: boolean): IndicatorDirection {
  if (LOWER.test(name) && !/控制率|知晓率|治疗率|管理率|筛查率|下降率|处置率|治理率|及时率/.test(name))
    return 'lower_better'
  if (numeric || MEASURE.test(name)) return 'higher_better'
  return 'qualitative'
}
