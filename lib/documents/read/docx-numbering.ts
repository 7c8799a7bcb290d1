import { SaxesParser } from 'saxes'

type Level = { format: string; text: string; start: number }
export type Numbering = { label: (numId: string, level: number) => string }
export type Styles = Map<
  string,
  { name: string; level: number | null; numId: string | null; ilvl: number; basedOn: string | null }
>

const CHINESE = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

export function chineseNumber(value: number): string {
  if (value <= 0 || value >= 100) return String(value)
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  if (tens === 0) return CHINESE[ones] as string
  return `${tens === 1 ? '' : CHINESE[tens]}十${CHINESE[ones]}`
}

function printed(value: number, format: string): string {
  if (/chinese|ideographDigital|taiwanese|japanese/i.test(format)) return chineseNumber(value)
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese')
    return value <= 20 ? String.fromCharCode(0x245f + value) : String(value)
  if (format === 'upperLetter') return String.fromCharCode(64 + value)
  if (format === 'lowerLetter') return String.fromCharCode(96 + value)
  if (format === 'decimalFullWidth') return String(value)
  return String(value)
}

/** Numbers that Word counts itself and that stand in no text. */
export function readNumbering(xml: string | null): Numbering {
  const abstracts = new Map<string, Level[]>()
  const numbers = new Map<string, { abstract: string; starts: Map<number, number> }>()
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
        level = Number(attributes['w:ilvl'] ?? 0)
        if (!num) (abstracts.get(abstract) as Level[])[level] = { format: 'decimal', text: '', start: 1 }
      } else if (name === 'w:startOverride' && num) numbers.get(num)?.starts.set(level, Number(value))
      else if (!num && abstract) {
        const at = abstracts.get(abstract)?.[level]
        if (at && name === 'w:numFmt') at.format = value
        if (at && name === 'w:lvlText') at.text = value
        if (at && name === 'w:start') at.start = Number(value)
      }
    })
    parser.write(xml).close()
  }
  const counters = new Map<string, number[]>()
  const label = (numId: string, at: number): string => {
    const number = numbers.get(numId)
    const levels = number && abstracts.get(number.abstract)
    const here = levels?.[at]
    if (!number || !levels || !here || here.format === 'bullet' || here.format === 'none') return ''
    // lists of one definition go on counting, unless a list starts anew
    const key = number.starts.size > 0 ? `num${numId}` : `abstract${number.abstract}`
    const counts = counters.get(key) ?? []
    const startOf = (index: number) => number.starts.get(index) ?? levels[index]?.start ?? 1
    for (let index = 0; index < at; index++) counts[index] ??= startOf(index)
    counts[at] = counts[at] === undefined ? startOf(at) : (counts[at] as number) + 1
    counts.length = at + 1
    counters.set(key, counts)
    return here.text.replace(/%(\d)/g, (_, digit: string) => {
      const index = Number(digit) - 1
      return printed(counts[index] ?? startOf(index), levels[index]?.format ?? 'decimal')
    })
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
