import { bare, splitOutside } from './characters'
import { type DivisionRole, divisionRole } from './division-table'
import { timeLimit } from './due-date'
import { boxTitle, headingMark } from './heading'
import type { SourceBlock, SourceCell, SourceTable } from './source'
import { tokensOf } from './spaced-table'
import { looksLikeUnit } from './unit-words'

const LONGEST_HEADING = 10
const MOST_COLUMNS = 9
const MOST_TOKENS_A_ROW = 24

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
    cells.push(placed.map((text, x) => cellOf(roles[x] === 'number' ? String(expected) : text, row.line)))
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
): { tokens: string[]; to: number; line: number } | null {
  const lines: { at: number; cells: string[] }[] = []
  let count = 0
  let ends = -1
  for (let at = from; at < blocks.length && count <= MOST_TOKENS_A_ROW; at++) {
    const text = textOf(blocks[at])
    if (text === null || /^附\s*件|^(注|说明|备注)\s*[:：]/.test(text) || boxTitle(text)) break
    if (text === '') continue
    const cells = beside ? tokensOf(text) : [text]
    if (lines.length === 0 && cells[0] !== String(expected)) return null
    if (lines.length > 0 && cells[0] === String(expected + 1)) {
      ends = at
      break
    }
    lines.push({ at, cells: lines.length === 0 ? cells.slice(1) : cells })
    count += cells.length
  }
  const tokens: string[] = []
  let to = from
  for (const { at, cells } of lines) {
    const mark = headingMark(cells.join(' '))
    if (ends < 0 && (tokens.length >= columns - 1 || (mark && mark.rank <= 3))) break
    tokens.push(...cells)
    to = at + 1
  }
  if (tokens.length < 2) return null
  const first = lines.find((one) => one.cells.length > 0)
  return { tokens, to: ends < 0 ? to : ends, line: blocks[first?.at ?? from]?.line ?? 1 }
}

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
function place(tokens: string[], roles: DivisionRole[]): string[] {
  const first = roles[0] === 'number' ? 1 : 0
  const width = roles.length - first
  type Best = { score: number; columns: number[] }
  let best: (Best | null)[] = Array.from({ length: width }, () => null)
  tokens.forEach((token, at) => {
    const fits = roles.slice(first).map((role) => fit(token, role))
    const next: (Best | null)[] = fits.map((score, x) => {
      if (at === 0) return { score: score - x * 0.6, columns: [x] }
      let found: Best | null = null
      for (let before = 0; before <= x; before++) {
        const earlier = best[before]
        if (!earlier) continue
        const whole = before === x ? (/[、,，]$/.test(tokens[at - 1] as string) ? 0.5 : -1.2) : -(x - before - 1) * 0.6
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
    row[x] = (row[x] ?? '') + token
  })
  return row
}
