/** Width folding that keeps every offset: rules match on the narrow text and cut from the printed one. */
export function narrow(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u2000-\u200a\u202f\t]/g, ' ')
    .replace(
      /[﹐﹑﹒﹔﹕﹙﹚]/g,
      (sign) => ({ '﹐': ',', '﹑': '、', '﹒': '.', '﹔': ';', '﹕': ':', '﹙': '(' })[sign] ?? ')',
    )
}

/** For comparing names: width, blanks and quotation marks folded away. */
export function bare(text: string): string {
  return narrow(text).replace(/[\s“”"'‘’]/g, '')
}

const DIGITS = '〇一二三四五六七八九'

/** 十二 → 12, 12 → 12; null for anything else. */
export function numeral(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  const circled = text.charCodeAt(0) - 0x2460
  if (text.length === 1 && circled >= 0 && circled < 20) return circled + 1
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text.replace('两', '二'))
  if (!match || text === '') return null
  const [, tens, ten, ones] = match
  if (!ten) return tens && !ones ? DIGITS.indexOf(tens) : null
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0)
}

/** A list of units is long, but no chapter. */
const LONGEST_BRACKET = 3000

/** Where the bracket opened at `from` closes; -1 where it never does. */
export function closingBracket(text: string, from: number): number {
  let depth = 0
  for (let i = from; i < Math.min(text.length, from + LONGEST_BRACKET); i++) {
    if (text[i] === '(' || text[i] === '[' || text[i] === '【' || text[i] === '〔') depth += 1
    if (text[i] === ')' || text[i] === ']' || text[i] === '】' || text[i] === '〕') depth -= 1
    if (depth === 0) return i
  }
  return -1
}

/** Splits on the given signs, but not inside brackets, book titles or quotes. */
export function splitOutside(text: string, signs: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const sign of text) {
    if ('([【〔《“'.includes(sign)) depth += 1
    if (')]】〕》”'.includes(sign)) depth = Math.max(0, depth - 1)
    if (depth === 0 && signs.includes(sign)) {
      parts.push(part)
      part = ''
    } else part += sign
  }
  return [...parts, part]
}
