import { bare, splitOutside } from './characters'
import { type DivisionRole, divisionRole } from './division-table'
import { timeLimit } from './due-date'
import { boxTitle, headingMark } from './heading'
import type { SourceBlock, SourceCell, SourceTable } from './source'
import { tokensOf } from './spaced-table'
import { looksLikeUnit } from './unit-words'

type Token = { text: string; line: number; block: number }

const LONGEST_HEADING = 10
const MOST_COLUMNS = 9
const MOST_TOKENS_A_ROW = 24
const MOST_BLOCKS = 6000

/** A division-of-work table that lost its grid, a cell a line or a row a line, put back as a table. Its rows are told by their numbers. */
export function flatDivision(blocks: SourceBlock[], from: number): { table: SourceTable; to: number } | null {
  const header = headerAt(blocks, from)
  if (!header) return null
  const { roles, headings } = header
  const cells: SourceCell[][] = []
  let at = header.to
  let expected = 1
  for (;;) {
    const row = rowAt(blocks, at, expected, roles.length, header.beside)
    if (!row) break
    const placed = place(row.tokens, roles)
    cells.push(placed.map((text) => cellOf(text, row.line)))
    at = row.to
    expected += 1
  }
  if (cells.length < 2) return null
  const line = blocks[from]?.line ?? 1
  const table: SourceTable = { kind: 'table', line, rows: [headings.map((text) => cellOf(text, line)), ...cells] }
  return { table, to: at }
}

const cellOf = (text: string, line: number): SourceCell => ({ text, line, rowSpan: 1, colSpan: 1 })

type Header = { roles: DivisionRole[]; headings: string[]; to: number; beside: boolean }

function headerAt(blocks: SourceBlock[], from: number): Header | null {
  const first = textOf(blocks[from])
  if (first === null || !/^(序号|编号|序)(\s|$)/.test(first)) return null
  const headings: string[] = []
  let to = from
  const beside = tokensOf(first).length > 1
  for (let at = from; at < blocks.length && headings.length < MOST_COLUMNS; at++) {
    const text = textOf(blocks[at])
    if (text === null || (beside && at > from)) break
    if (text === '') continue
    const tokens = beside ? tokensOf(text) : [text]
    if (tokens.some((token) => token.length > LONGEST_HEADING || /^\d+$/.test(token) || /[。、,，]/.test(token))) break
    headings.push(...tokens)
    to = at + 1
  }
  const roles = headings.map(divisionRole)
  const carries = roles.includes('lead') || roles.includes('flat')
  return headings.length >= 3 && roles.includes('task') && carries ? { roles, headings, to, beside } : null
}

const textOf = (block: SourceBlock | undefined): string | null =>
  block?.kind === 'paragraph' ? block.text.replace(/^[\s\u00a0\u3000]+|[\s\u00a0\u3000]+$/g, '') : null

/** The cells from one number to the next; the last row ends where the table's cells are used up. */
function rowAt(
  blocks: SourceBlock[],
  from: number,
  expected: number,
  columns: number,
  beside: boolean,
): { tokens: Token[]; to: number; line: number } | null {
  const tokens: Token[] = []
  let started = false
  for (let at = from; at < Math.min(blocks.length, from + MOST_BLOCKS); at++) {
    const text = textOf(blocks[at])
    const line = blocks[at]?.line ?? 1
    if (text === null) break
    if (text === '') continue
    const here = beside ? tokensOf(text) : [text]
    if (!started) {
      if (here[0] !== String(expected)) return null
      started = true
      tokens.push(...here.slice(1).map((one) => ({ text: one, line, block: at })))
      continue
    }
    if (here[0] === String(expected + 1)) return { tokens, to: at, line: lineOf(tokens, blocks, from) }
    const mark = headingMark(text)
    const full = tokens.length >= columns - 1
    if (/^附\s*件|^(注|说明|备注)\s*[:：]/.test(text) || boxTitle(text) || (mark && mark.rank <= 3 && full) || full)
      return { tokens, to: at, line: lineOf(tokens, blocks, from) }
    if (tokens.length >= MOST_TOKENS_A_ROW) return null
    tokens.push(...here.map((one) => ({ text: one, line, block: at })))
  }
  return started && tokens.length >= 2
    ? { tokens, to: (tokens.at(-1)?.block ?? from) + 1, line: lineOf(tokens, blocks, from) }
    : null
}

const lineOf = (tokens: Token[], blocks: SourceBlock[], from: number): number =>
  tokens[0]?.line ?? blocks[from]?.line ?? 1

function fit(text: string, role: DivisionRole): number {
  const time = timeLimit(bare(text)) !== null
  const names = splitOutside(bare(text), '、,;').filter(Boolean)
  const units = names.length > 0 && names.every((name) => looksLikeUnit(name.replace(/等$/, '')))
  if (role === 'deadline') return time ? 3 : -3
  if (role === 'lead' || role === 'flat' || role === 'support') return units ? 2 : /^[-—–/无]+$/.test(text) ? 1 : -3
  if (role === 'group') return time || text.length > 16 ? -3 : units ? -1 : 1
  if (role === 'task') return time ? -2 : units ? -1 : 1.2
  return 0
}

/** Every piece into a column, none going back: the placing that fits best. Pieces of one wrapped cell share a column. */
function place(tokens: Token[], roles: DivisionRole[]): string[] {
  const first = roles[0] === 'number' ? 1 : 0
  const width = roles.length - first
  type Best = { score: number; columns: number[] }
  let best: (Best | null)[] = Array.from({ length: width }, () => null)
  tokens.forEach((token, at) => {
    const fits = roles.slice(first).map((role) => fit(token.text, role))
    const next: (Best | null)[] = fits.map((score, x) => {
      if (at === 0) return { score: score - x * 0.6, columns: [x] }
      let found: Best | null = null
      for (let before = 0; before <= x; before++) {
        const earlier = best[before]
        if (!earlier) continue
        const whole = before === x ? -0.8 : -(x - before - 1) * 0.6
        const total = earlier.score + score + whole
        if (!found || total > found.score) found = { score: total, columns: [...earlier.columns, x] }
      }
      return found
    })
    best = next
  })
  const chosen = best.reduce<Best | null>((a, b) => (b && (!a || b.score > a.score) ? b : a), null)
  const row = roles.map(() => '')
  tokens.forEach((token, at) => {
    const x = first + (chosen?.columns[at] ?? 0)
    row[x] = (row[x] ?? '') + token.text
  })
  return row
}
