import { narrow, numeral } from './characters'

export type HeadingShape =
  | 'part'
  | 'section'
  | 'cn'
  | 'cnBracket'
  | 'labelled'
  | 'arabic'
  | 'decimal'
  | 'arabicBracket'
  | 'circled'

export type HeadingMark = {
  shape: HeadingShape
  /** As printed, without signs; null where it was lost. */
  number: string | null
  value: number | null
  /** Smaller is further out. */
  rank: number
  /** Characters that the mark takes at the beginning of the text. */
  length: number
}

const CN = '[一二三四五六七八九十]{1,3}'
const SHAPES: [HeadingShape, number, RegExp][] = [
  ['part', 0, new RegExp(`^第\\s*(${CN}|\\d{1,2})\\s*(?:章|篇|部分)[\\s:、]*`)],
  ['section', 1, new RegExp(`^第\\s*(${CN}|\\d{1,2})\\s*节[\\s:、]*`)],
  ['cnBracket', 3, new RegExp(`^\\(\\s*(${CN})\\s*[)\\]][、.]?\\s*`)],
  ['cnBracket', 3, new RegExp(`^(${CN})\\)\\s*`)],
  ['cnBracket', 3, new RegExp(`^\\(\\s*()\\)\\s*(?=[\\u4e00-\\u9fff“])`)],
  ['cnBracket', 3, new RegExp(`^()\\)\\s*(?=[\\u4e00-\\u9fff“])`)],
  ['cn', 2, new RegExp(`^(${CN})\\s*[、.]\\s*`)],
  ['arabicBracket', 5, /^\(\s*(\d{1,2})\s*\)[、.]?\s*/],
  ['arabicBracket', 5, /^(\d{1,2})\)\s*/],
  ['decimal', 4.5, /^(\d{1,2}(?:\.\d{1,2}){1,2})\s+(?=[\u4e00-\u9fff])/],
  ['arabic', 4, /^(\d{1,3})\s*(?:[.、]|,(?=[\u4e00-\u9fff]))(?!\d(?!0\d\d年))\s*/],
  [
    'labelled',
    3.5,
    new RegExp(`^(?:重点|专项)?(?:任务|行动|工程|举措|措施)\\s*(${CN}|\\d{1,2})(?:\\s*[:、.]\\s*|\\s+)`),
  ],
  ['arabic', 4, new RegExp(`^第(${CN}),\\s*(?=[\\u4e00-\\u9fff])`)],
  ['circled', 6, /^([①-⑳])\s*/],
]

/** The numbering sign that a paragraph begins with, in any of the usual shapes; a lone `)` is one that lost its number. */
export function headingMark(text: string): HeadingMark | null {
  const flat = narrow(text)
  for (const [shape, rank, pattern] of SHAPES) {
    const match = pattern.exec(flat)
    if (!match || match[0].length === flat.length) continue
    const number = match[1] || null
    return { shape, rank, number, value: number === null ? null : numeral(number), length: match[0].length }
  }
  return null
}

const BOX = /^专栏\s*(\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:、.]?\s*(.*)$/

/** 专栏 boxes: the title after the label, or null. */
export function boxTitle(text: string): { number: string | null; title: string } | null {
  const match = BOX.exec(narrow(text))
  if (!match || text.length > 60 || /[。;]/.test(match[2] ?? '')) return null
  return { number: match[1] ?? null, title: match[2] ?? '' }
}

const LONGEST_TITLE = 60
const FINAL_SIGNS = /[。.:：;；,，、\s]+$/

export type TitleSplit = { title: string; body: string; runIn: boolean }

/** Cuts a title off: the whole text where it is one short phrase, else what stands before the first full stop. */
export function splitTitle(printed: string): TitleSplit {
  // 重点任务：建设平台。 is called by what follows its label
  const label = /^\s*(?:重点|工作|主要|具体)?(?:任务|措施|举措|内容)\s*[:：]\s*(?=\S)/.exec(printed)?.[0] ?? ''
  const text = printed.slice(label.length)
  const flat = narrow(text)
  const stop = sentenceEnd(flat)
  if (stop < 0 || stop === flat.trimEnd().length - 1) {
    if (flat.length <= LONGEST_TITLE) return { title: text.replace(FINAL_SIGNS, '').trim(), body: '', runIn: false }
  }
  if (stop > 0 && stop <= LONGEST_TITLE) {
    return {
      title: text.slice(0, stop).replace(FINAL_SIGNS, '').trim(),
      body: text.slice(stop + 1).trim(),
      runIn: true,
    }
  }
  const clause = flat.slice(8).search(/[,;:。]/)
  const cut = clause < 0 ? LONGEST_TITLE : Math.min(clause + 8, LONGEST_TITLE)
  return { title: text.slice(0, cut).replace(FINAL_SIGNS, '').trim(), body: text, runIn: true }
}

/** The first full stop outside brackets and quotes; a colon ends a short lead as well. */
function sentenceEnd(flat: string): number {
  let depth = 0
  for (let i = 0; i < flat.length; i++) {
    const sign = flat[i] as string
    if ('(《“['.includes(sign)) depth += 1
    else if (')》”]'.includes(sign)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && (sign === '。' || (sign === ':' && i >= 4 && i <= 30))) return i
  }
  return depth > 0 ? flat.indexOf('。') : -1
}
