import { divisionRole } from '@/lib/domain/plan-text/division-table'
import { columnRole } from '@/lib/domain/plan-text/indicator-columns'
import { type Assigned, assign, type Line } from './pdf-assign'
import { type BlankTable, type Column, cellsOf, GROUPING, isNumber, linePieces, type Piece } from './pdf-columns'
import { joinWrapped, type TextLine } from './pdf-layout'

/** Rows of a table set by blanks: which lines of each column belong together. Depth `d` grows downwards, over pages. */
export type PlacedCell = { text: string; row: number; column: number; rowSpan: number; colSpan: number }

type Grid = { columns: Line[][]; spacing: number; widest: number[] }
type Part = { heading: string } | { lines: { d: number; cells: (Piece | null)[] }[] }

export function rowsOfBlankTable(table: BlankTable): PlacedCell[] {
  const head = headerCells(table)
  const titles = table.columns.map((_, x) =>
    head
      .filter((cell) => cell.column <= x && x < cell.column + cell.colSpan)
      .map((cell) => cell.text)
      .join(''),
  )
  const out = [...head]
  let row = Math.max(1, ...head.map((cell) => cell.row + cell.rowSpan))
  for (const part of partsOf(table, titles)) {
    if ('heading' in part) {
      out.push({ text: part.heading, row, column: 0, rowSpan: 1, colSpan: table.columns.length })
      row += 1
      continue
    }
    const rows = rowsOf(part.lines, table.columns, titles)
    out.push(...rows.cells.map((cell) => ({ ...cell, row: cell.row + row })))
    row += rows.count
  }
  return out
}

/** One row of headings, or two where some stand over several columns. */
function headerCells(table: BlankTable): PlacedCell[] {
  const { columns, header } = table
  const all = header.flatMap((line) =>
    linePieces(line).map((piece) => ({ ...piece, y: line.y, height: line.height, at: columnAt(piece, columns) })),
  )
  const groups = all.flatMap((piece) => {
    if (!GROUPING.test(piece.text)) return []
    const covered = columns.flatMap((column, x) => {
      const own = all.filter((other) => other.at === x && other !== piece)
      const only = own.length > 0 && own.every((other) => other.y < piece.y - piece.height * 0.9)
      return only && !isApart(piece, column, columns) ? [x] : []
    })
    const [first, last] = [covered[0], covered.at(-1)]
    if (first === undefined || last === undefined || covered.length < 2 || last - first + 1 !== covered.length)
      return []
    const middle = ((columns[first] as Column).left + (columns[last] as Column).right) / 2
    return Math.abs(middle - (piece.x + piece.right) / 2) < 40 ? [{ piece, first, last }] : []
  })
  const cells: PlacedCell[] = groups.map(({ piece, first, last }) => ({
    text: piece.text,
    row: 0,
    column: first,
    rowSpan: 1,
    colSpan: last - first + 1,
  }))
  const depth = groups.length > 0 ? 2 : 1
  columns.forEach((_, x) => {
    const under = groups.some((group) => group.first <= x && x <= group.last)
    const own = all.filter((piece) => piece.at === x && !groups.some((group) => group.piece === piece))
    const text = own
      .sort((a, b) => b.y - a.y)
      .map((piece) => piece.text)
      .join('')
    cells.push({ text, row: under ? 1 : 0, column: x, rowSpan: under ? 1 : depth, colSpan: 1 })
  })
  return cells
}

/** A heading reaches no further than its neighbours' columns. */
const isApart = (piece: Piece, column: Column, columns: Column[]): boolean => {
  const width = (columns.at(-1) as Column).right - (columns[0] as Column).left
  return Math.max(column.left - piece.right, piece.x - column.right) > width * 0.35
}

const columnAt = (piece: Piece, columns: Column[]): number => {
  const middle = (piece.x + piece.right) / 2
  const away = columns.map((column) => Math.max(column.left - middle, middle - column.right))
  return away.indexOf(Math.min(...away))
}

/** Headings across the table divide it; between them stand its rows. */
function partsOf(table: BlankTable, titles: string[]): Part[] {
  const parts: Part[] = []
  const { columns } = table
  let last: TextLine | null = null
  let d = 0
  const spacing = spacingOf(table.body)
  const headings = titles.map((title) => title.replace(/\s/g, ''))
  for (const line of table.body) {
    d += last ? (last.page === line.page ? last.y - line.y : spacing) : 0
    last = line
    const cells = cellsOf(line, columns)
    const pieces = linePieces(line)
    const only = pieces.length === 1 ? (pieces[0] as Piece) : null
    // headings printed again at the top of the next page
    if (
      pieces.length > 1 &&
      cells.every((cell, x) => !cell || (headings[x] ?? '').includes(cell.text.replace(/\s/g, '')))
    )
      continue
    const reached = only ? columns.filter((one) => only.x < one.right - 4 && only.right > one.left + 4).length : 0
    if (only && reached >= 2) {
      parts.push({ heading: only.text })
      continue
    }
    const open = parts.at(-1)
    if (open && 'lines' in open) open.lines.push({ d, cells })
    else parts.push({ lines: [{ d, cells }] })
  }
  return parts
}

function spacingOf(lines: TextLine[]): number {
  const gaps = lines
    .slice(1)
    .map((line, i) => (lines[i] as TextLine).y - line.y)
    .filter((gap, i) => gap > (lines[i] as TextLine).height * 0.95)
  return gaps.length > 0 ? Math.min(...gaps) : 16
}

function rowsOf(
  lines: { d: number; cells: (Piece | null)[] }[],
  columns: Column[],
  titles: string[],
): { cells: PlacedCell[]; count: number } {
  const grid = gridOf(lines, columns)
  const number = titles.findIndex((title) => columnRole(title, null).role === 'number')
  const numbers = (grid.columns[number] ?? []).filter((line) => isNumber(line.text))
  const anchors = numbers.length > 0 ? numbers.map((line) => line.d) : startsOf(grid, titles)
  const assigned = (['middle', 'top'] as const).map((mode) =>
    grid.columns.map((column, x) =>
      assign(column, anchors, { mode, spacing: grid.spacing, widest: grid.widest[x] ?? 0 }),
    ),
  )
  const cost = (columnsAssigned: Assigned[]) =>
    columnsAssigned.reduce((sum, one, x) => sum + (isMerged(grid.columns[x] as Line[], anchors) ? 0 : one.cost), 0)
  const [middle, top] = assigned as [Assigned[], Assigned[]]
  const chosen = numbers.length > 0 && cost(middle) < cost(top) - 0.5 ? middle : top
  const extents = anchors.map((anchor, row) => {
    const own = chosen.flatMap((column, x) =>
      isMerged(grid.columns[x] as Line[], anchors) ? [] : (column.rows[row] ?? []),
    )
    return {
      top: Math.min(anchor, ...own.map((line) => line.d)),
      bottom: Math.max(anchor, ...own.map((line) => line.d)),
    }
  })
  const cells = chosen.flatMap((column, x): PlacedCell[] => {
    const spread = isMerged(grid.columns[x] as Line[], anchors)
      ? merged(grid.columns[x] as Line[], extents, grid)
      : null
    if (spread) return spread.map((cell) => ({ ...cell, column: x }))
    return column.rows.map((own, row) => ({
      text: textOf(own, grid.widest[x] ?? 0),
      row,
      column: x,
      rowSpan: 1,
      colSpan: 1,
    }))
  })
  return { cells, count: anchors.length }
}

const textOf = (lines: Line[], widest: number): string => joinWrapped(lines, widest)

function gridOf(lines: { d: number; cells: (Piece | null)[] }[], columns: Column[]): Grid {
  const grid = columns.map((_, x) =>
    lines.flatMap(({ d, cells }) => (cells[x] ? [{ d, text: cells[x].text, width: cells[x].right - cells[x].x }] : [])),
  )
  const gaps = grid
    .flatMap((column) => column.slice(1).map((line, i) => line.d - (column[i] as Line).d))
    .filter((gap) => gap > 4)
  return {
    columns: grid,
    spacing: gaps.length > 0 ? Math.min(...gaps) : 16,
    widest: grid.map((column) => Math.max(0, ...column.map((line) => line.width))),
  }
}

/** Where no number says so, a row begins where its task or measure does: after a short line, or after more than a line's space. */
function startsOf(grid: Grid, titles: string[]): number[] {
  const main = titles.flatMap((title, x) =>
    divisionRole(title) === 'task' || columnRole(title, null).role === 'name' ? [x] : [],
  )
  const x =
    main.find(
      (one) =>
        (grid.columns[one] as Line[]).length === Math.max(...main.map((two) => (grid.columns[two] as Line[]).length)),
    ) ?? 0
  const column = grid.columns[x] as Line[]
  const others = grid.columns.filter((_, other) => other !== x)
  const values = grid.columns.filter((_, at) => /target|baseline/.test(columnRole(titles[at] ?? '', null).role))
  const begins = (line: Line, at: number): boolean => {
    const before = column[at - 1]
    if (!before || line.d - before.d > grid.spacing * 1.25) return true
    if (/[，、：“（—]$/.test(before.text)) return false
    const here = values.filter((value) => value.some((one) => Math.abs(one.d - line.d) < 3))
    if (values.length > 0 && here.length >= values.length * 0.6) return true
    const short = before.width < (grid.widest[x] as number) - 16
    const beside = others.filter((other) => other.some((one) => Math.abs(one.d - line.d) < 3)).length
    return short ? beside >= 1 : beside === others.length
  }
  return column.filter(begins).map((line) => line.d)
}

/** Cells set close together, apart from the next. */
function blocksOf(column: Line[], spacing: number): Line[][] {
  const blocks: Line[][] = []
  for (const line of column) {
    const last = blocks.at(-1)
    if (last && line.d - (last.at(-1) as Line).d <= spacing * 1.25) last.push(line)
    else blocks.push([line])
  }
  return blocks
}

const isMerged = (column: Line[], anchors: number[]): boolean => column.length > 0 && column.length < anchors.length

/** Texts in the middle of the rows that they are for: found where the rows divide exactly so. */
function merged(
  column: Line[],
  extents: { top: number; bottom: number }[],
  grid: Grid,
): Omit<PlacedCell, 'column'>[] | null {
  const cells: Omit<PlacedCell, 'column'>[] = []
  let start = 0
  for (const block of blocksOf(column, grid.spacing)) {
    const middle = ((block[0] as Line).d + (block.at(-1) as Line).d) / 2
    const away = extents.map((extent, end) =>
      end < start ? Number.POSITIVE_INFINITY : Math.abs((extents[start]?.top ?? 0) / 2 + extent.bottom / 2 - middle),
    )
    const end = away.indexOf(Math.min(...away))
    if (start >= extents.length || (away[end] as number) > grid.spacing * 0.45) return null
    cells.push({
      text: textOf(block, Math.max(...column.map((line) => line.width))),
      row: start,
      rowSpan: end - start + 1,
      colSpan: 1,
    })
    start = end + 1
  }
  return start === extents.length ? cells : null
}
