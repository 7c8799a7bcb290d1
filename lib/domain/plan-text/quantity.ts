/** A number with its verb, unit and comparator, as clauses of plans print it: 达到95%以上, 分别不低于22%和30%. */
export type Quantity = {
  /** Verb or comparator before the number; a shared one is repeated for every number. */
  verb: string
  /** The verb stands right before this number in print. */
  ownVerb: boolean
  number: string
  unit: string
  suffix: string
  index: number
  end: number
}

const VERBS =
  '不低于|不少于|不小于|不高于|不超过|不大于|不多于|达到或超过|低于|高于|少于|多于|大于|小于|超过|突破|至少|控制在|稳定在|保持在|维持在|达到|提高到|提升到|提高至|提升至|增加到|增加至|增长到|上升到|增至|升至|下降到|下降至|降低到|降低至|降至|降到|减少到|减少至|压减到|提高|提升|增加|增长|降低|下降|减少|压减|接近|实现|完成|建成|新建|新增|建设|培训|培育|打造|创建|覆盖|达|为|超|约'
const QUANTITY = new RegExp(
  `(${VERBS})?(了|约|全市|全区|到)?([≥≤<>])?(\\d+(?:\\.\\d+)?(?:[—~～-]\\d+(?:\\.\\d+)?)?)(\\/10万|个百分点|万亿元|亿元|万元|[%‰]|万?[人名张个所家元户条座处次项件吨亩台套辆门岁天亿]次?|平方米|平方公里|公里|万?千瓦时?|立方米|小时|分钟|公顷|批次|[级]|万|倍|名|班|床|部|支|片|场)?((?:及|或|含)?以[上下内]|左右|之内)?`,
  'g',
)

/** Numbers that qualify people or things, and say nothing of an aim. */
const QUALIFIES = /^(岁|年|周岁|分钟|日|月|时|周|级|类|次及以上|型|G|A|度|”|期|、\d+号|号|—\d)/

export function quantities(clause: string): Quantity[] {
  const text = clause.replace(/《[^《》]{0,120}》/g, (title) => '＊'.repeat(title.length))
  const found: Quantity[] = []
  for (const match of text.matchAll(QUANTITY)) {
    const [whole, verb = '', filler = '', sign = '', number = '', unit = '', suffix = ''] = match
    const index = match.index ?? 0
    const before = text[index - 1] ?? ''
    const rest = text.slice(index + whole.length)
    const bareNumber = verb === '' && sign === ''
    if (/[\dA-Za-z.〔(第]/.test(before) && bareNumber) continue
    if (unit === '' && QUALIFIES.test(rest)) continue
    if (
      (unit === '岁' || unit === '次' || unit === '小时' || unit === '分钟' || unit === '人') &&
      /^(以上|及以上|以下|及以下)?(的|儿童|老年|老人|人群|人口|学生|常住)/.test(suffix + rest) &&
      !/达|为/.test(verb)
    )
      continue
    if (unit === '岁' && suffix !== '' && bareNumber) continue
    if (/^20[1-5]\d$/.test(number) && unit === '' && suffix === '') continue
    // a decimal stands for a measure even where its unit was lost
    if (unit === '' && suffix === '' && bareNumber && !/^\d+\.\d+$/.test(number)) continue
    found.push({
      verb: verb + sign,
      ownVerb: verb + sign !== '',
      number,
      unit,
      suffix,
      index: index + (verb ? 0 : filler.length),
      end: index + whole.length,
    })
  }
  // 分别不低于22%和30%: the verb holds for what follows it directly
  for (let i = 1; i < found.length; i++) {
    const [last, here] = [found[i - 1] as Quantity, found[i] as Quantity]
    if (!here.ownVerb && /^[和、及与]$/.test(text.slice(last.end, here.index))) here.verb = last.verb
  }
  return found
}

export function quantityText(quantity: Quantity): string {
  const value = `${quantity.number}${quantity.unit}${quantity.suffix}`
  const plain = /^(达到?|为|实现|建成|完成)$/.test(quantity.verb)
  const keepsVerb = /^(保持|稳定|维持)/.test(quantity.verb) || (quantity.suffix === '' && quantity.ownVerb && !plain)
  return keepsVerb ? quantity.verb + value : value
}

/** Pairs 2022 and 2030 with the values printed for them in turn; one value holds for every year. */
export function byYear<T>(years: number[], values: T[]): { year: number; value: T }[] {
  if (years.length < 2 || values.length < 2) return years.flatMap((year) => values.map((value) => ({ year, value })))
  if (values.length % years.length === 0)
    return values.map((value, i) => ({ year: years[i % years.length] as number, value }))
  return values.map((value) => ({ year: years.at(-1) as number, value }))
}
