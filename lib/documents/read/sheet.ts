import type { Cell, Worksheet } from 'exceljs'
import type { SourceBlock, SourceCell, SourceDocument, SourceTable } from '@/lib/domain/plan-text/source'
import { DocumentRefused } from './refused'
import { cleanText, decodeText } from './text'
import { openArchive } from './zip'

const MOST_ROWS = 20_000
const MOST_COLUMNS = 60

export async function readXlsx(bytes: Uint8Array): Promise<SourceDocument> {
  const archive = await openArchive(bytes)
  // every part is unpacked once within the allowance before the library sees the file
  for (const name of archive.names.filter((one) => one.endsWith('.xml'))) await archive.text(name)
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(Buffer.from(bytes) as never)
  } catch {
    throw new DocumentRefused('damaged', 'Excel 文件已损坏，请用办公软件重新保存后上传。')
  }
  const blocks: SourceBlock[] = []
  let line = 0
  for (const sheet of workbook.worksheets) {
    if (sheet.state !== 'visible') continue
    if (sheet.rowCount > MOST_ROWS)
      throw new DocumentRefused('tooLarge', `工作表“${sheet.name}”超过 ${MOST_ROWS} 行，请只保留规划内容后重新上传。`)
    const rows = sheetRows(sheet, line)
    if (rows.length > 0) blocks.push(...sheetBlocks(rows, line))
    line += sheet.rowCount
  }
  if (blocks.length === 0) throw new DocumentRefused('empty', '工作簿中没有内容，请重新选择文件。')
  return { format: 'xlsx', blocks, meta: {} }
}

function sheetRows(sheet: Worksheet, offset: number): SourceCell[][] {
  const rows: SourceCell[][] = []
  const width = Math.min(sheet.columnCount, MOST_COLUMNS)
  for (let y = 1; y <= sheet.rowCount; y++) {
    const cells: SourceCell[] = []
    for (let x = 1; x <= width; x++) {
      const cell = sheet.getCell(y, x)
      if (cell.isMerged && cell.master.address !== cell.address) continue
      const span = cell.isMerged ? spanOf(sheet, cell, y, x, width) : { rowSpan: 1, colSpan: 1 }
      cells.push({ text: cleanText(cellText(cell)).trim(), line: offset + y, ...span })
    }
    rows.push(cells)
  }
  return rows
}

function spanOf(
  sheet: Worksheet,
  master: Cell,
  y: number,
  x: number,
  width: number,
): { rowSpan: number; colSpan: number } {
  let colSpan = 1
  while (x + colSpan <= width && sheet.getCell(y, x + colSpan).master?.address === master.address) colSpan += 1
  let rowSpan = 1
  while (y + rowSpan <= sheet.rowCount && sheet.getCell(y + rowSpan, x).master?.address === master.address) rowSpan += 1
  return { rowSpan, colSpan }
}

function cellText(cell: Cell): string {
  const { value } = cell
  if (value === null || value === undefined) return ''
  if (typeof value === 'object' && 'richText' in value) return value.richText.map((part) => part.text).join('')
  if (typeof value === 'number' && /%/.test(cell.numFmt ?? '')) return `${Number((value * 100).toFixed(6))}%`
  if (value instanceof Date) return `${value.getUTCFullYear()}年${value.getUTCMonth() + 1}月${value.getUTCDate()}日`
  if (typeof value === 'object' && 'result' in value) return String(value.result ?? '')
  if (typeof value === 'object' && 'hyperlink' in value) return String(value.text ?? '')
  if (typeof value === 'object' && 'error' in value) return ''
  return String(value)
}

/** Rows with a single text above and below the table are its title and notes. */
function sheetBlocks(rows: SourceCell[][], offset: number): SourceBlock[] {
  const blocks: SourceBlock[] = []
  let table: SourceCell[][] = []
  const flush = () => {
    if (table.length > 0)
      blocks.push({ kind: 'table', line: table[0]?.[0]?.line ?? offset + 1, rows: table } satisfies SourceTable)
    table = []
  }
  for (const row of rows) {
    const filled = row.filter((cell) => cell.text !== '')
    if (filled.length === 0 && row.every((cell) => cell.rowSpan === 1) && !insideMerge(table)) continue
    const only = filled[0]
    if (
      filled.length === 1 &&
      only &&
      table.length === 0 &&
      (only.colSpan > 1 || row.length === filled.length || row.indexOf(only) === 0)
    ) {
      blocks.push({ kind: 'paragraph', line: only.line, text: only.text })
    } else table.push(row)
  }
  flush()
  return blocks
}

function insideMerge(table: SourceCell[][]): boolean {
  return table.some((row, y) => row.some((cell) => cell.rowSpan > table.length - y))
}

/** RFC 4180: quotes around cells with commas or line breaks, doubled inside. */
export function readCsv(bytes: Uint8Array): SourceDocument {
  return { format: 'csv', blocks: csvBlocks(decodeText(bytes)), meta: {} }
}

export function csvBlocks(text: string): SourceBlock[] {
  const rows: SourceCell[][] = []
  let row: SourceCell[] = []
  let cell = ''
  let quoted = false
  let line = 1
  const signs = cleanText(text)
  const endCell = () => {
    row.push({ text: cell.trim(), line, rowSpan: 1, colSpan: 1 })
    cell = ''
  }
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i] as string
    if (quoted) {
      if (sign === '"' && signs[i + 1] === '"') {
        cell += '"'
        i += 1
      } else if (sign === '"') quoted = false
      else cell += sign
    } else if (sign === '"' && cell.trim() === '') quoted = true
    else if (sign === ',') endCell()
    else if (sign === '\n') {
      endCell()
      rows.push(row)
      row = []
      line += 1
    } else if (sign !== '\r') cell += sign
  }
  if (cell !== '' || row.length > 0) {
    endCell()
    rows.push(row)
  }
  if (rows.length > MOST_ROWS)
    throw new DocumentRefused('tooLarge', `文件超过 ${MOST_ROWS} 行，请只保留规划内容后重新上传。`)
  return sheetBlocks(rows, 0)
}
