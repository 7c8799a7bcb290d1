import { headingMark } from '@/lib/domain/plan-text/heading'
import { bare } from '@/lib/domain/plan-text/characters'
import { looksLikeUnit } from '@/lib/domain/plan-text/unit-words'
import type { RuledTable } from './pdf-rules'

export type Glyphs = { text: string; x: number; y: number; width: number; height: number }
export type TextLine = {
  text: string
  x: number
  right: number
  y: number
  height: number
  page: number
  runs: Glyphs[]
}
export type PageTable = {
  rows: { text: string; row: number; column: number; rowSpan: number; colSpan: number }[]
  table: RuledTable
  page: number
}

/** Glyph runs of a page put into lines, from top to bottom; wide gaps become tabs. */
export function linesOf(glyphs: Glyphs[], page: number): TextLine[] {
  const visible = glyphs.filter((one) => one.text.trim() !== '')
  const sorted = [...visible].sort((a, b) => b.y - a.y || a.x - b.x)
  const lines: Glyphs[][] = []
  for (const one of sorted) {
    const last = lines.at(-1)
    const base = last?.[0]
    // Chinese and Latin of one line differ in baseline by a few points
    if (last && base && Math.abs(base.y - one.y) <= Math.max(base.height, one.height) * 0.45) last.push(one)
    else lines.push([one])
  }
  return lines.map((line) => {
    line.sort((a, b) => a.x - b.x)
    const height = Math.max(...line.map((one) => one.height)) || 10
    let text = ''
    let right = Number.NEGATIVE_INFINITY
    for (const one of line) {
      const gap = one.x - right
      if (text !== '' && gap > height * 1.8) text += '\t'
      else if (text !== '' && gap > height * 0.15 && /[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(one.text)) text += ' '
      text += one.text
      right = Math.max(right, one.x + one.width)
    }
    const first = line[0] as Glyphs
    return { text: tidy(text), x: first.x, right, y: first.y, height, page, runs: line }
  })
}

/** Blanks that justify a line stand beside Chinese signs and digits. */
function tidy(text: string): string {
  const numbered = /^\s*(0\d|\d{1,2}(\.\d{1,2})+) +(?=[^\x21-\x7e])/.exec(text)
  const rest = numbered ? text.slice(numbered[0].length) : text
  const plain = rest
    .replace(/ +/g, ' ')
    .replace(/(?<=[^\x21-\x7e]) | (?=[^\x21-\x7e])/g, '')
    .trim()
  // 01 公办园扩容工程: the blank says that the number is none of the text's
  return numbered ? `${numbered[1]} ${plain}` : plain
}

/** Takes the glyphs of every ruled cell out of the page. */
export function fillTables(
  runs: Glyphs[],
  tables: RuledTable[],
  page: number,
): { rest: Glyphs[]; filled: PageTable[] } {
  const used = new Set<Glyphs>()
  const borders = tables.flatMap((table) => table.cells.map((cell) => cell.right))
  const glyphs = runs.flatMap((one) => splitAtBorders(one, borders))
  const filled = tables.flatMap((table): PageTable[] => {
    const rows = table.cells.map((cell) => {
      const inside = glyphs.filter((one) => {
        const [x, y] = [one.x + one.width / 2, one.y + one.height * 0.35]
        return !used.has(one) && x >= cell.left - 1 && x <= cell.right + 1 && y <= cell.top + 1 && y >= cell.bottom - 1
      })
      for (const one of inside) used.add(one)
      const lines = linesOf(inside, page).map((line) => ({
        text: line.text.replace(/\t/g, ''),
        width: line.right - line.x,
      }))
      return {
        text: joinWrapped(lines, cell.right - cell.left - 12),
        row: cell.row,
        column: cell.column,
        rowSpan: cell.rowSpan,
        colSpan: cell.colSpan,
      }
    })
    return rows.some((cell) => cell.text !== '') ? [{ rows, table, page }] : []
  })
  return { rest: glyphs.filter((one) => !used.has(one)), filled }
}

/** pdf.js runs the texts of neighbouring cells together, a blank between them. */
export function splitAtBorders(run: Glyphs, borders: number[]): Glyphs[] {
  return borders.some((x) => x > run.x + 2 && x < run.x + run.width - 2) ? splitAtBlanks(run) : [run]
}

export function splitAtBlanks(run: Glyphs): Glyphs[] {
  if (!/\S\s+\S/.test(run.text)) return [run]
  const measure = (text: string) => [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0xff ? 2 : 1), 0)
  const scale = run.width / measure(run.text)
  return [...run.text.matchAll(/\S+/g)].map((part) => ({
    ...run,
    text: part[0],
    x: run.x + measure(run.text.slice(0, part.index)) * scale,
    width: measure(part[0]) * scale,
  }))
}

/** A box of one column keeps its paragraphs apart; a narrow cell's lines are one text, unless each is a unit's name. */
export function joinWrapped(lines: { text: string; width: number }[], widest: number): string {
  let text = ''
  lines.forEach((line, at) => {
    const last = lines[at - 1]
    const apart = /[。;；]$/.test(text) || (text !== '' && headingMark(line.text) !== null) || text.startsWith('专栏')
    const names =
      last !== undefined && last.width < widest - 16 && [last, line].every((one) => looksLikeUnit(bare(one.text)))
    text += (text !== '' && (apart || names) ? '\n' : '') + line.text
  })
  return text
}

const PAGE_NUMBER = /^[-—–－·•\s]*\d{1,4}[-—–－·•\s]*$|^第?\s*\d+\s*页|^\d+\s*\/\s*\d+$/

/** Running heads and page numbers: at the edge of the page, and the same on most pages. */
export function withoutPageFurniture(pages: TextLine[][]): TextLine[][] {
  const edges = new Map<string, number>()
  const key = (line: TextLine) => line.text.replace(/\d+/g, '#')
  const ends = (lines: TextLine[]) =>
    [lines[0], lines[1], lines.at(-1), lines.at(-2)].filter((line): line is TextLine => line !== undefined)
  for (const lines of pages)
    for (const text of new Set(ends(lines).map(key))) edges.set(text, (edges.get(text) ?? 0) + 1)
  return pages.map((lines) => {
    const atEdge = new Set(ends(lines))
    return lines.filter((line) => {
      if (!atEdge.has(line)) return true
      if (PAGE_NUMBER.test(line.text) && (line === lines[0] || line === lines.at(-1))) return false
      return !(
        pages.length >= 3 &&
        line.text.length <= 40 &&
        (edges.get(key(line)) ?? 0) >= Math.max(3, pages.length * 0.6)
      )
    })
  })
}

export type Paragraph = { text: string; y: number; page: number }

/** Lines put back into paragraphs by what fills the measure, by indents and by spacing. */
export function paragraphsOf(pages: TextLine[][]): Paragraph[] {
  const lines = pages.flat().filter((line) => !line.text.includes('\t'))
  const left = leftmost(lines.map((line) => Math.round(line.x)))
  const right = percentile(
    lines.map((line) => line.right),
    0.9,
  )
  const widest = percentile(
    lines.map((line) => line.right),
    1,
  )
  const spacing = commonest(
    pages
      .flatMap((page) => page.slice(1).map((line, i) => Math.round((page[i] as TextLine).y - line.y)))
      .filter((gap) => gap > 4),
  )
  const paragraphs: (Paragraph & { last: TextLine })[] = []
  for (const line of pages.flat()) {
    const open = paragraphs.at(-1)
    if (open && continues(open.last, line, open.text, { left, right, widest, spacing })) {
      open.text += (/[A-Za-z]$/.test(open.text) && /^[A-Za-z]/.test(line.text) ? ' ' : '') + line.text
      open.last = line
    } else paragraphs.push({ text: line.text, y: line.y, page: line.page, last: line })
  }
  return paragraphs.map(({ text, y, page }) => ({ text, y, page }))
}

function continues(
  last: TextLine,
  line: TextLine,
  text: string,
  measure: { left: number; right: number; widest: number; spacing: number },
): boolean {
  const em = line.height
  if (last.text.includes('\t') || line.text.includes('\t')) return false
  if (last.right < measure.right - em * 2.2) return false
  if (line.x > measure.left + em * 1.2) return false
  if (Math.abs(last.height - line.height) > em * 0.3) return false
  const samePage = last.page === line.page
  if (samePage && last.y - line.y > measure.spacing * 1.25 + 1) return false
  // where most lines are short, only the widest show the measure
  const maybeHeading = headingMark(line.text) !== null
  if (maybeHeading && last.right < measure.widest - em * 1.2) return false
  return !(maybeHeading && /[。;；)）:：]$/.test(text))
}

function commonest(values: number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** Where lines begin that go on: plans of short paragraphs begin most of their lines further in. */
function leftmost(values: number[]): number {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const enough = Math.max(2, values.length * 0.04)
  return (
    sorted.find((value) => values.filter((other) => Math.abs(other - value) <= 2).length >= enough) ?? sorted[0] ?? 0
  )
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0
}
