import { SaxesParser } from 'saxes'

type Level = { format: string; text: string; start: number; legal: boolean; restartAfter: number | null }
/** Word has nine levels, counted from 0. */
const DEEPEST = 8

export type Numbering = { label: (numId: string, level: number) => string }
export type Styles = Map<
  string,
  { name: string; level: number | null; numId: string | null; ilvl: number; basedOn: string | null }
>

const CHINESE = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

export function chineseNumber(value: number): string {
  if (value <= 0 || value >= 200) return String(value)
  if (value >= 100)
    return `一百${value === 100 ? '' : value < 110 ? `零${CHINESE[value - 100]}` : `${value < 120 ? '一' : ''}${chineseNumber(value - 100)}`}`
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  if (tens === 0) return CHINESE[ones] as string
  return `${tens === 1 ? '' : CHINESE[tens]}十${CHINESE[ones]}`
}

const HEAVENLY = '甲乙丙丁戊己庚辛壬癸'
const LEGAL = ['', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']

function roman(value: number): string {
  const steps: [number, string][] = [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let left = value
  let text = ''
  for (const [worth, sign] of steps)
    while (left >= worth && text.length < 20) {
      text += sign
      left -= worth
    }
  return text
}

/** Signs that Unicode holds in a row, the first for 1. */
const row = (first: number, last: number) => (value: number) =>
  value >= 1 && value <= last ? String.fromCharCode(first + value - 1) : String(value)

const PRINTED: [RegExp, (value: number) => string][] = [
  [/ideographEnclosedCircle/i, row(0x3280, 10)],
  [/decimalEnclosedCircle/i, row(0x2460, 20)],
  [/decimalEnclosedParen/i, row(0x2474, 20)],
  [/decimalEnclosedFullstop/i, row(0x2488, 20)],
  [/ideographTraditional/i, (value) => HEAVENLY[value - 1] ?? String(value)],
  [/chineseLegal|ideographLegal/i, (value) => LEGAL[value] ?? chineseNumber(value)],
  [/chinese|ideographDigital|taiwanese|japanese/i, chineseNumber],
  [/upperLetter/, (value) => String.fromCharCode(64 + value)],
  [/lowerLetter/, (value) => String.fromCharCode(96 + value)],
  [/upperRoman/, roman],
  [/lowerRoman/, (value) => roman(value).toLowerCase()],
  [/decimalZero/, (value) => String(value).padStart(2, '0')],
]

const printed = (value: number, format: string): string =>
  PRINTED.find(([pattern]) => pattern.test(format))?.[1](value) ?? String(value)

/** Numbers that Word counts itself and that stand in no text. */
export function readNumbering(xml: string | null): Numbering {
  const abstracts = new Map<string, Level[]>()
  const numbers = new Map<string, { abstract: string; starts: Map<number, number> }>()
  // a list style keeps its levels in another definition
  const styleLists = new Map<string, string>()
  const linked = new Map<string, string>()
  let abstract = ''
  let num = ''
  let level = 0
  if (xml) {
    const parser = new SaxesParser()
    parser.on('opentag', ({ name, attributes }) => {
      const value = String(attributes['w:val'] ?? '')
      if (name === 'w:abstractNum') {
        abstract = String(attributes['w:abstractNumId'])
        abstracts.set(abstract, [])
        num = ''
      } else if (name === 'w:num') {
        num = String(attributes['w:numId'])
        numbers.set(num, { abstract: '', starts: new Map() })
      } else if (name === 'w:abstractNumId' && num) (numbers.get(num) as { abstract: string }).abstract = value
      else if (name === 'w:lvl' || name === 'w:lvlOverride') {
        level = Math.min(DEEPEST, Math.max(0, Number(attributes['w:ilvl'] ?? 0) || 0))
        if (!num)
          (abstracts.get(abstract) as Level[])[level] = {
            format: 'decimal',
            text: '',
            start: 1,
            legal: false,
            restartAfter: null,
          }
      } else if (name === 'w:startOverride' && num) numbers.get(num)?.starts.set(level, Number(value))
      else if (!num && abstract) {
        const at = abstracts.get(abstract)?.[level]
        if (at && name === 'w:numFmt') at.format = value
        if (at && name === 'w:lvlText') at.text = value
        if (at && name === 'w:start') at.start = Number(value)
        if (at && name === 'w:isLgl') at.legal = true
        if (at && name === 'w:lvlRestart') at.restartAfter = Number(value)
        if (name === 'w:styleLink') styleLists.set(value, abstract)
        if (name === 'w:numStyleLink') linked.set(abstract, value)
      }
    })
    parser.write(xml).close()
  }
  const counters = new Map<string, number[]>()
  const label = (numId: string, at: number): string => {
    const number = numbers.get(numId)
    const definition = number && (styleLists.get(linked.get(number.abstract) ?? '') ?? number.abstract)
    const levels = definition === undefined ? undefined : abstracts.get(definition)
    const here = levels?.[at]
    if (!number || !levels || !here || here.format === 'bullet' || here.format === 'none') return ''
    // lists of one definition go on counting, unless a list starts anew
    const key = number.starts.size > 0 ? `num${numId}` : `abstract${definition}`
    const counts = counters.get(key) ?? []
    const startOf = (index: number) => number.starts.get(index) ?? levels[index]?.start ?? 1
    for (let index = 0; index < at; index++) counts[index] ??= startOf(index)
    counts[at] = counts[at] === undefined ? startOf(at) : (counts[at] as number) + 1
    // levels below begin again, but for those that a definition lets run on
    for (let index = at + 1; index < counts.length; index++) if (levels[index]?.restartAfter !== 0) delete counts[index]
    counters.set(key, counts)
    const label = here.text.replace(/%(\d)/g, (_, digit: string) => {
      const index = Number(digit) - 1
      return printed(counts[index] ?? startOf(index), here.legal ? 'decimal' : (levels[index]?.format ?? 'decimal'))
    })
    return /\d$/.test(label) ? `${label} ` : label
  }
  return { label }
}

export function readStyles(xml: string | null): Styles {
  const styles: Styles = new Map()
  if (!xml) return styles
  let id = ''
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const value = String(attributes['w:val'] ?? '')
    if (name === 'w:style') {
      id = String(attributes['w:styleId'] ?? '')
      styles.set(id, { name: '', level: null, numId: null, ilvl: 0, basedOn: null })
      return
    }
    const style = styles.get(id)
    if (!style) return
    if (name === 'w:name') style.name = value
    if (name === 'w:basedOn') style.basedOn = value
    if (name === 'w:outlineLvl') style.level = Number(value) + 1
    if (name === 'w:numId') style.numId = value
    if (name === 'w:ilvl') style.ilvl = Number(value)
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'w:style') id = ''
  })
  parser.write(xml).close()
  return styles
}
