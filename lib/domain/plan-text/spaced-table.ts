import { narrow } from './characters'
import { boxTitle, headingMark } from './heading'
import { columnRole } from './indicator-columns'
import type { SourceBlock, SourceParagraph } from './source'

const MOST_LINES = 400
const LONGEST_LINE = 120

/** A table whose cells stand beside one another with blanks between them, a row a line, as PDF text gives it: its cells one by one. */
export function spacedTable(
  blocks: SourceBlock[],
  from: number,
  firstYear: number | null,
): { cells: SourceParagraph[]; to: number } | null {
  const header = blocks[from]
  if (header?.kind !== 'paragraph' || !isHeader(header.text, firstYear)) return null
  const cells: SourceParagraph[] = []
  let to = from
  for (let at = from; at < blocks.length && at < from + MOST_LINES; at++) {
    const block = blocks[at] as SourceBlock
    if (block.kind !== 'paragraph' || (at > from && endsTable(block.text))) break
    // the head of the next page repeats the headings
    if (at === from || !isHeader(block.text, firstYear))
      for (const text of tokensOf(block.text)) cells.push({ kind: 'paragraph', line: block.line, text })
    to = at + 1
  }
  return { cells, to }
}

function isHeader(text: string, firstYear: number | null): boolean {
  if (text.length > LONGEST_LINE || !/\s/.test(text.trim())) return false
  const roles = tokensOf(text).map((token) => columnRole(token, firstYear).role)
  return (
    roles.length >= 3 &&
    ['domain', 'number', 'name'].includes(roles[0] as string) &&
    !roles.includes('other') &&
    roles.some((role) => role === 'target' || role === 'baseline')
  )
}

function endsTable(text: string): boolean {
  const flat = narrow(text).trim()
  const mark = headingMark(flat)
  return (
    flat.includes('。') ||
    flat.length > LONGEST_LINE ||
    boxTitle(flat) !== null ||
    /^(注|说明|备注)\s*:|^表\s*\d/.test(flat) ||
    (mark !== null && mark.rank <= 3 && tokensOf(flat.slice(mark.length)).length < 3)
  )
}

/** Blanks divide cells, but not a number from its comparator, its sign or 年. */
export function tokensOf(text: string): string[] {
  return narrow(text)
    .trim()
    .replace(/(20\d\d)\s+(?=年)/g, '$1')
    .replace(/年\s+(?=(?:目标|基期|规划|现状|预期|完成)?值)/g, '年')
    .replace(/([≥≤<>≧≦＞＜])\s+(?=\d)/g, '$1')
    .replace(/(\d)\s+(?=(?:%|‰|左右|及?以[上下内]))/g, '$1')
    .replace(/\s+(?=[(][^()\s]{1,12}[)])/g, '')
    .split(/\s+/)
    .filter(Boolean)
}
