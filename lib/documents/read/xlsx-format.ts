import { SaxesParser } from 'saxes'

/** Number formats that Excel knows by number alone; the Chinese ones among them show dates. */
const BUILT_IN: Record<number, string> = {
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

/** The format code of every cell style, null for the general one. */
export function formatsOf(xml: string): (string | null)[] {
  const codes = new Map<number, string>(Object.entries(BUILT_IN).map(([id, code]) => [Number(id), code]))
  const styles: (string | null)[] = []
  let inCells = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const tag = name.slice(name.indexOf(':') + 1)
    if (tag === 'numFmt') codes.set(Number(attributes.numFmtId), String(attributes.formatCode ?? ''))
    if (tag === 'cellXfs') inCells = true
    if (tag === 'xf' && inCells) styles.push(codes.get(Number(attributes.numFmtId)) ?? null)
  })
  parser.on('closetag', ({ name }) => {
    if (name.endsWith('cellXfs')) inCells = false
  })
  parser.write(xml).close()
  return styles
}

/** A number as its cell shows it, as far as a plan's rules need it: dates, percents, and words that the format adds. */
export function displayed(value: number, format: string | null, from1904: boolean): string {
  if (!Number.isFinite(value)) return ''
  const section = (format ?? '').split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)[0] ?? ''
  const words = section.replace(/\[[^\]]*\]/g, '')
  const signs = words.replace(/"[^"]*"|\\./g, '')
  if (/[yd]|m/i.test(signs) && !/[#?]|general/i.test(signs) && value > 0 && value < 2_958_466)
    return dateText(value + (from1904 ? 1462 : 0), signs)
  const plain = (number: number) => String(Number(number.toPrecision(12)))
  if (signs.includes('%')) return `${plain(value * 100)}%`
  const literal = (part: string) =>
    [...part.replace(/_.|\*./g, '').matchAll(/"([^"]*)"|\\(.)/g)]
      .map((match) => (match[1] ?? match[2] ?? '').trim())
      .join('')
  const digits = /(?:general|[#0?][#0?,.]*)/i.exec(words)
  if (!digits) return plain(value)
  return `${literal(words.slice(0, digits.index))}${plain(value)}${literal(words.slice(digits.index + digits[0].length))}`
}

function dateText(serial: number, signs: string): string {
  const date = new Date(Date.UTC(1899, 11, 30) + Math.round(serial * 86_400) * 1000)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const [hasYear, hasMonth, hasDay] = [/y/i.test(signs), /m/i.test(signs), /d/i.test(signs)]
  if (!hasYear && !hasDay) return String(serial)
  return `${hasYear ? `${year}年` : ''}${hasMonth ? `${month}月` : ''}${hasDay ? `${day}日` : ''}`
}
