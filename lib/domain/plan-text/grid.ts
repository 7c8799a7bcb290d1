import type { SourceTable } from './source'

export type GridCell = {
  text: string
  line: number /** Where a merged cell began; its copies carry the same origin. */
  origin: string
}
export type Grid = { rows: GridCell[][]; line: number; caption: string | null }

const MAX_COLUMNS = 64

/** A rectangular table: merged cells stand in every place that they cover. */
export function gridOf(table: SourceTable): Grid {
  const rows: GridCell[][] = table.rows.map(() => [])
  table.rows.forEach((cells, y) => {
    let x = 0
    for (const cell of cells) {
      const row = rows[y] as GridCell[]
      while (row[x] !== undefined) x += 1
      if (x >= MAX_COLUMNS) break
      for (let down = 0; down < Math.max(1, cell.rowSpan) && y + down < rows.length; down++) {
        for (let right = 0; right < Math.max(1, cell.colSpan) && x + right < MAX_COLUMNS; right++) {
          ;(rows[y + down] as GridCell[])[x + right] = { text: cell.text.trim(), line: cell.line, origin: `${y},${x}` }
        }
      }
      x += Math.max(1, cell.colSpan)
    }
  })
  const width = Math.max(0, ...rows.map((row) => row.length))
  for (const [y, row] of rows.entries()) {
    const line = row.find((cell) => cell)?.line ?? table.line
    for (let x = 0; x < width; x++) row[x] ??= { text: '', line, origin: `${y},${x}` }
  }
  return {
    rows: rows.filter((row) => row.some((cell) => cell.text !== '')),
    line: table.line,
    caption: table.caption ?? null,
  }
}

/** One text a column, the cells of all header rows put together; a cell merged over rows counts once. */
export function headerTexts(grid: Grid, headerRows: number): string[] {
  const width = grid.rows[0]?.length ?? 0
  return Array.from({ length: width }, (_, x) => {
    const seen = new Set<string>()
    let text = ''
    for (const row of grid.rows.slice(0, headerRows)) {
      const cell = row[x] as GridCell
      if (seen.has(cell.origin)) continue
      seen.add(cell.origin)
      text += cell.text.replace(/\s/g, '')
    }
    return text
  })
}

/** A title row over the whole width, which Excel and Word tables often begin with. */
export function isTitleRow(row: GridCell[]): boolean {
  const filled = row.filter((cell) => cell.text !== '')
  return filled.length > 0 && new Set(filled.map((cell) => cell.origin)).size === 1 && row.length > 1
}
