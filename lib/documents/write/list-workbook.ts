import type { Cell } from 'exceljs'
import { parseDate } from '@/lib/domain/calendar/date'
import type { ListColumn, ListTable } from '@/lib/domain/list-table'
import { literal } from './plan-workbook'

const line = { style: 'thin' as const, color: { argb: 'FF999999' } }
const border = { top: line, bottom: line, left: line, right: line }
const HEAD = 3

const put = (cell: Cell, kind: ListColumn['kind'], value: string | number | null): void => {
  const day = kind === 'day' && typeof value === 'string' ? parseDate(value) : null
  if (day) {
    cell.value = new Date(`${day}T00:00:00Z`)
    cell.numFmt = 'yyyy-mm-dd'
  } else cell.value = typeof value === 'string' ? (value === '' ? null : literal(value)) : value
  cell.font = { name: '宋体', size: 10 }
  cell.border = border
  cell.alignment = {
    vertical: 'top',
    wrapText: true,
    ...(kind === 'day' || kind === 'number' ? { horizontal: 'center' } : {}),
  }
}

/** A list as an Excel sheet for A4 landscape: title, what it holds, heads on every page, filters. */
export const listWorkbook = async (table: ListTable): Promise<Uint8Array<ArrayBuffer>> => {
  const { default: ExcelJS } = await import('exceljs')
  const file = new ExcelJS.Workbook()
  file.title = table.title
  const sheet = file.addWorksheet(table.title, { views: [{ state: 'frozen', ySplit: HEAD, xSplit: 0 }] })
  const shown = table.columns.length + 1
  sheet.columns = [{ width: 6 }, ...table.columns.map(({ width }) => ({ width }))]
  sheet.mergeCells(1, 1, 1, shown)
  sheet.getCell(1, 1).value = literal(table.title)
  sheet.getCell(1, 1).font = { name: '黑体', size: 16 }
  sheet.getCell(1, 1).alignment = { horizontal: 'center', vertical: 'middle' }
  sheet.getRow(1).height = 32
  sheet.mergeCells(2, 1, 2, shown)
  sheet.getCell(2, 1).value = literal(table.note)
  sheet.getCell(2, 1).font = { name: '宋体', size: 10 }
  for (const [at, head] of ['序号', ...table.columns.map((column) => column.head)].entries()) {
    const cell = sheet.getCell(HEAD, at + 1)
    cell.value = head
    cell.font = { name: '黑体', size: 10 }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } }
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    cell.border = border
  }
  for (const [index, row] of table.rows.entries()) {
    const number = HEAD + 1 + index
    put(sheet.getCell(number, 1), 'number', index + 1)
    for (const [at, column] of table.columns.entries()) put(sheet.getCell(number, at + 2), column.kind, row[at] ?? null)
  }
  const last = Math.max(HEAD + 1, HEAD + table.rows.length)
  sheet.autoFilter = { from: { row: HEAD, column: 1 }, to: { row: last, column: shown } }
  sheet.pageSetup = {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `${HEAD}:${HEAD}`,
    horizontalCentered: true,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
  }
  sheet.headerFooter.oddFooter = '&C第 &P 页，共 &N 页'
  return new Uint8Array((await file.xlsx.writeBuffer()) as ArrayBuffer)
}
