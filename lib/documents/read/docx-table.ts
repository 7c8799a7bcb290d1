import type { SourceBlock, SourceCell, SourceTable } from '@/lib/domain/plan-text/source'

/** A table of a Word file while it is read. */
export type OpenTable = {
  rows: SourceCell[][]
  row: SourceCell[]
  column: number
  line: number
  /** Cells of earlier rows that may reach down, by column. */
  above: Map<number, SourceCell>
  cell: OpenCell | null
  /** The row under way is taken out by a tracked change. */
  deleted: boolean
  nested: Map<SourceCell, (string | OpenTable)[]>
}
type OpenCell = {
  parts: (string | OpenTable)[]
  line: number
  colSpan: number
  merge: 'restart' | 'continue' | null
  joinsLeft: boolean
}

export const openTable = (line: number): OpenTable => ({
  rows: [],
  row: [],
  column: 0,
  line,
  above: new Map(),
  cell: null,
  deleted: false,
  nested: new Map(),
})

export function openRow(table: OpenTable) {
  table.row = []
  table.column = 0
  table.deleted = false
}

export function closeRow(table: OpenTable) {
  if (!table.deleted) table.rows.push(table.row)
}

/** Rows that begin further right. */
export function skipColumns(table: OpenTable, columns: number, line: number) {
  const colSpan = Math.min(64, columns)
  if (colSpan < 1) return
  table.row.push({ text: '', line, rowSpan: 1, colSpan })
  table.column += colSpan
}

export function closeCell(table: OpenTable) {
  const open = table.cell as OpenCell
  table.cell = null
  const above = table.above.get(table.column)
  const left = table.row.at(-1)
  if (table.deleted) return
  if (open.joinsLeft && left) left.colSpan += open.colSpan
  else if (open.merge === 'continue' && above) above.rowSpan += 1
  else {
    const cell: SourceCell = { text: textOf(open.parts).trim(), line: open.line, rowSpan: 1, colSpan: open.colSpan }
    table.row.push(cell)
    if (open.parts.some((part) => typeof part !== 'string')) table.nested.set(cell, open.parts)
    if (open.merge === 'restart') table.above.set(table.column, cell)
    else table.above.delete(table.column)
  }
  table.column += open.colSpan
}

/** A table in a cell is layout: its text belongs to the cell. */
const textOf = (parts: (string | OpenTable)[]): string =>
  parts
    .flatMap((part) =>
      typeof part === 'string' ? [part] : part.rows.map((row) => row.map((cell) => cell.text).join('\t')),
    )
    .join('\n')

/** A frame of one column round other tables gives these back as tables. */
export function tableBlocks(table: OpenTable): SourceBlock[] {
  const frame = table.nested.size > 0 && table.rows.every((row) => row.length <= 1)
  if (!frame) return [{ kind: 'table', line: table.line, rows: table.rows } satisfies SourceTable]
  return table.rows
    .flat()
    .flatMap((cell) =>
      (table.nested.get(cell) ?? cell.text.split('\n')).flatMap((part): SourceBlock[] =>
        typeof part === 'string' ? [{ kind: 'paragraph', line: cell.line, text: part }] : tableBlocks(part),
      ),
    )
}
