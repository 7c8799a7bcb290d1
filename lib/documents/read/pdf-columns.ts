import { bare } from '@/lib/domain/plan-text/characters'
import { headingMark } from '@/lib/domain/plan-text/heading'
import { columnRole } from '@/lib/domain/plan-text/indicator-columns'
import { headsTable, isHeading, LONGEST_HEADING } from './table-heading'
import { type Glyphs, splitAtBlanks, splitAtBorders, type TextLine } from './pdf-layout'

/** Tables set by blanks alone: where one begins, how far it goes, and where its columns stand. All lengths in points. */
export type Piece = { text: string; x: number; right: number }
export type Column = { left: number; right: number }
export type BlankTable = { header: TextLine[]; body: TextLine[]; columns: Column[] }

const MOST_LINES = 20_000

/** What stands together in a line; between cells is more than blanks between words. */
export function piecesOf(runs: Glyphs[], height: number): Piece[] {
  const pieces: Piece[] = []
  for (const run of runs) {
    const last = pieces.at(-1)
    if (last && run.x - last.right <= height * 0.8) {
      last.text += run.text
      last.right = Math.max(last.right, run.x + run.width)
    } else pieces.push({ text: run.text, x: run.x, right: run.x + run.width })
  }
  return pieces
}

export const linePieces = (line: TextLine): Piece[] => piecesOf(line.runs.flatMap(splitAtBlanks), line.height)

/** Headings that stand under one another are one, as narrow columns wrap them. */
export function stacked<T extends Piece>(pieces: T[]): T[] {
  const out: T[] = []
  for (const piece of pieces) {
    const above = out.find((one) => overlap({ left: one.x, right: one.right }, piece) > 0)
    if (above) {
      above.text += piece.text
      above.x = Math.min(above.x, piece.x)
      above.right = Math.max(above.right, piece.right)
    } else out.push({ ...piece })
  }
  return out
}

const heads = (pieces: Piece[]): boolean => headsTable(pieces.map((piece) => piece.text))

/** A heading alone on its line: beside the others' middle, or over several columns. */
const beginsHeader = (line: TextLine, next: TextLine | undefined): boolean => {
  const pieces = linePieces(line)
  const close = next !== undefined && next.page === line.page && line.y - next.y < line.height * 0.95
  if (pieces.length >= 2) return pieces.filter((piece) => isHeading(piece.text)).length >= 2 || close
  return close || /^(规划|预期)?(目标值?|指标值|现状值?|年度目标)$/.test(bare(pieces[0]?.text ?? ''))
}

const REST_OF_HEADING =
  /^(名称|单位|部门|值|目标值?|基期值?|现状值?|性质|属性|时限|内容|年|主体|\(.{1,12}\)|20\d\d年?)$/

export function blankTables(lines: TextLine[]): BlankTable[] {
  const found: BlankTable[] = []
  for (let at = 0; at < lines.length; at++) {
    const table = tableAt(lines, at)
    if (!table) continue
    found.push(table)
    at += table.header.length + table.body.length - 1
  }
  return found
}

function tableAt(lines: TextLine[], from: number): BlankTable | null {
  const first = lines[from] as TextLine
  if (!beginsHeader(first, lines[from + 1])) return null
  let size = 0
  for (let count = 1; count <= 4 && size === 0; count++) {
    const window = lines.slice(from, from + count)
    if (window.some((line) => line.page !== first.page || first.y - line.y > first.height * 4)) return null
    if (heads(window.flatMap(linePieces)) || heads(stacked(window.flatMap(linePieces)))) size = count
  }
  if (size === 0) return null
  const numbered = headingSpan(lines.slice(from, from + Math.min(size + 1, 4)))
  while (from + size < lines.length && goesOnHeading(lines[from + size - 1], lines[from + size], numbered)) size += 1
  const header = lines.slice(from, from + size)
  const body = bodyAfter(lines, from + size, header)
  const columns = body.length >= 2 ? columnsOf(header, body) : []
  return columns.length >= 2 ? { header, body, columns } : null
}

/** Where 序号 stands. */
const headingSpan = (header: TextLine[]): Piece | null =>
  stacked(header.flatMap(linePieces)).find((piece) => columnRole(piece.text, null).role === 'number') ?? null

function goesOnHeading(last: TextLine | undefined, line: TextLine | undefined, number: Piece | null): boolean {
  if (!last || !line || line.page !== last.page) return false
  const pieces = linePieces(line)
  const numbers =
    number && pieces.some((piece) => piece.right > number.x && piece.x < number.right && isNumber(piece.text))
  if (numbers || pieces.some((piece) => piece.text.length > LONGEST_HEADING)) return false
  if (pieces.every((piece) => REST_OF_HEADING.test(bare(piece.text)))) return true
  // narrow columns wrap their headings by the sign
  const wrapped = (piece: Piece) => piece.text.length <= 2 && /^[\u4e00-\u9fff]+$/.test(piece.text)
  if (pieces.length >= 2 && pieces.some(wrapped) && pieces.every((piece) => wrapped(piece) || isHeading(piece.text)))
    return last.y - line.y < line.height * 2
  return number !== null && last.y - line.y < line.height * 0.95 && pieces.every((piece) => isHeading(piece.text))
}

export const isNumber = (text: string): boolean => /^[(（]?\d{1,3}[)）]?[.．、]?$/.test(text.trim())

function bodyAfter(lines: TextLine[], from: number, header: TextLine[]): TextLine[] {
  const headings = header.flatMap(linePieces)
  const [left, right] = [Math.min(...headings.map((one) => one.x)), Math.max(...headings.map((one) => one.right))]
  const body: TextLine[] = []
  let spacing = Number.POSITIVE_INFINITY
  for (let at = from; at < lines.length && body.length < MOST_LINES; at++) {
    const line = lines[at] as TextLine
    const last = body.at(-1) ?? (header.at(-1) as TextLine)
    const gap = last.page === line.page ? last.y - line.y : 0
    const pieces = linePieces(line)
    const only = pieces.length === 1 ? (pieces[0] as Piece) : null
    if (line.page > last.page + 1 || gap > Math.max(line.height * 4.5, Math.min(spacing, line.height * 4) * 2.2)) break
    if (only && (only.right - only.x > (right - left) * 0.62 || /^(注|说明|备注|资料来源)\s*[:：]/.test(only.text)))
      break
    // text at the top of a new page is the table's only where it keeps to the columns
    if (line.page > last.page && only && headingMark(only.text) !== null && only.text.length > 4) break
    if (headsAnother(pieces, headings)) break
    if (gap > line.height * 0.95) spacing = Math.min(spacing, gap)
    body.push(line)
  }
  const across = (line: TextLine): boolean => {
    const pieces = linePieces(line)
    return (
      pieces.length === 1 &&
      (headingMark(line.text) !== null || /^[附表专]|[:：]$/.test(line.text) || line.x < left - line.height * 1.5)
    )
  }
  while (body.length > 0 && across(body.at(-1) as TextLine)) body.pop()
  return body
}

/** The headings of another table; the same ones are only printed again. */
function headsAnother(pieces: Piece[], headings: Piece[]): boolean {
  const own = headings.map((one) => one.text).join('')
  return heads(pieces) && pieces.filter((piece) => !own.includes(piece.text)).length >= 2
}

/** Columns are what blank corridors through all rows leave between them, one for each heading. */
function columnsOf(header: TextLine[], body: TextLine[]): Column[] {
  const rows = body.filter((line) => linePieces(line).length > 1)
  const em = header[0]?.height ?? 10
  const spans = rows.flatMap((line) =>
    line.runs.flatMap(splitAtBlanks).map((run) => ({ left: run.x, right: run.x + run.width })),
  )
  const leaves = leafHeadings(header)
  let columns = merged(spans, em * (rows.length >= 4 ? 0.12 : 0.3))
  for (const leaf of leaves)
    if (!columns.some((column) => overlap(column, leaf) > 0)) columns.push({ left: leaf.x, right: leaf.right })
  columns.sort((a, b) => a.left - b.left)
  columns = columns.flatMap((column) => {
    const own = leaves.filter((leaf) => overlap(column, leaf) > (leaf.right - leaf.x) * 0.5)
    return own.length < 2 ? [column] : parted(column, own, spans)
  })
  return withHeading(columns, leaves)
}

const overlap = (column: Column, piece: Piece): number =>
  Math.min(column.right, piece.right) - Math.max(column.left, piece.x)

function merged(spans: Column[], nearest: number): Column[] {
  const out: Column[] = []
  for (const span of [...spans].sort((a, b) => a.left - b.left)) {
    const last = out.at(-1)
    if (last && span.left - last.right < nearest) last.right = Math.max(last.right, span.right)
    else out.push({ ...span })
  }
  return out
}

/** Two headings over one column: some cell reaches into its neighbour. The border is where the fewest do. */
function parted(column: Column, headings: Piece[], spans: Column[]): Column[] {
  const ordered = [...headings].sort((a, b) => a.x - b.x)
  const borders = ordered.slice(1).map((next, i) => {
    const before = ordered[i] as Piece
    const [from, to] = [(before.x + before.right) / 2, (next.x + next.right) / 2]
    const crossing = (x: number) => spans.filter((span) => span.left < x - 0.5 && span.right > x + 0.5).length
    let best = (from + to) / 2
    for (let x = from; x <= to; x += 1.5) if (crossing(x) < crossing(best)) best = x
    return best
  })
  return [column.left, ...borders].map((left, i) => ({ left, right: borders[i] ?? column.right }))
}

/** A column without a heading belongs to the nearest that has one. */
function withHeading(columns: Column[], leaves: Piece[]): Column[] {
  const headed = columns.filter((column) => leaves.some((leaf) => overlap(column, leaf) > 0))
  for (const column of columns) {
    if (headed.includes(column)) continue
    const near = [...headed].sort((a, b) => distance(a, column) - distance(b, column))[0]
    if (near && distance(near, column) < 12) {
      near.left = Math.min(near.left, column.left)
      near.right = Math.max(near.right, column.right)
    } else headed.push(column)
  }
  return headed.sort((a, b) => a.left - b.left)
}

const distance = (a: Column, b: Column): number => Math.max(a.left - b.right, b.left - a.right)

/** Headings that stand over several columns. */
export const GROUPING = /目标|现状|规划|基期|年度|指标值|责任|分工|单位/

/** The lowest headings; those above several of them only group. */
function leafHeadings(header: TextLine[]): Piece[] {
  const all = header.flatMap((line) => linePieces(line).map((piece) => ({ ...piece, y: line.y })))
  const lowest = all.filter((piece) => {
    const below = all.filter(
      (other) => other.y < piece.y - 1 && other.x < piece.right + 60 && other.right > piece.x - 60,
    )
    const between = below.filter(
      (other) =>
        !all.some(
          (third) =>
            third !== piece && third.y >= other.y + 1 && overlap({ left: other.x, right: other.right }, third) > 0,
        ),
    )
    return !(between.length >= 2 && GROUPING.test(piece.text))
  })
  return stacked(lowest.sort((a, b) => a.x - b.x))
}

/** The texts of a line by column. */
export function cellsOf(line: TextLine, columns: Column[]): (Piece | null)[] {
  const borders = columns.slice(1).map((column, i) => ((columns[i] as Column).right + column.left) / 2)
  const cells: (Piece | null)[] = columns.map(() => null)
  for (const run of line.runs.flatMap((one) => splitAtBorders(one, borders))) {
    const middle = run.x + run.width / 2
    const at = borders.filter((border) => border < middle).length
    const cell = cells[at]
    if (cell) {
      cell.text += (/[A-Za-z]$/.test(cell.text) && /^[A-Za-z]/.test(run.text) ? ' ' : '') + run.text.trim()
      cell.right = run.x + run.width
    } else cells[at] = { text: run.text.trim(), x: run.x, right: run.x + run.width }
  }
  return cells
}
