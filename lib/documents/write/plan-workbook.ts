import type { Cell, DataValidation, Worksheet } from 'exceljs'
import { indicatorDirectionLabels, taskKindLabels } from '@/lib/domain/labels'
import { parseDate } from '@/lib/domain/calendar/date'
import {
  fieldOrder,
  headOf,
  indicatorHeads,
  keyHead,
  sheetNames,
  stampHead,
  targetFieldsOf,
  taskHeads,
  type WorkbookSheet,
} from '@/lib/domain/plan/workbook'
import { guarded, writeStamp } from '@/lib/domain/plan/workbook-cells'
import type { PlanWorkbook } from '@/lib/domain/plan/workbook-content'

const unitSheet = '单位名单'
const noteSheet = '填写说明'
/** Rows below the last that still offer their lists. */
const SPARE_ROWS = 100

const widths: Readonly<Record<string, number>> = {
  number: 8,
  section: 18,
  kind: 10,
  title: 24,
  text: 48,
  leads: 18,
  supports: 22,
  due: 13,
  ongoing: 7,
  issue: 10,
  domain: 14,
  name: 32,
  unit: 10,
  baselineYear: 9,
  baseline: 12,
  nature: 10,
  source: 16,
  direction: 11,
  owners: 24,
}
const middle = new Set(['number', 'kind', 'due', 'ongoing', 'issue', 'baselineYear', 'unit', 'nature', 'direction'])
/** Excel makes a date of 1-2 and a number of 3.10 unless a cell says that it is text. */
const asText = new Set(['number', 'baseline'])

/** Over a range at once: cell by cell the library writes ranges that overlap. Its own types leave this out. */
type WithRanges = Worksheet & {
  readonly dataValidations: { readonly add: (range: string, validation: DataValidation) => void }
}

const listOf = (values: readonly string[]): DataValidation => ({
  type: 'list',
  allowBlank: true,
  formulae: [`"${values.join(',')}"`],
  showErrorMessage: true,
  errorTitle: '请从列表中选',
  error: `可填：${values.join('、')}`,
})

const validationOf = (field: string, units: number): DataValidation | null => {
  if (field === 'kind') return listOf(Object.values(taskKindLabels))
  if (field === 'direction') return listOf(Object.values(indicatorDirectionLabels))
  if (field === 'ongoing' || field === 'issue') return listOf(['是', '否'])
  if (!['leads', 'supports', 'owners'].includes(field) || units === 0) return null
  // A help only: several units stand in one cell.
  return { type: 'list', allowBlank: true, showErrorMessage: false, formulae: [`'${unitSheet}'!$A$2:$A$${units + 1}`] }
}

/** Nothing may be typed there; rows can still be sorted and deleted, which a protected sheet would refuse. */
const untouchable: DataValidation = {
  type: 'custom',
  allowBlank: false,
  showErrorMessage: true,
  errorTitle: '请勿填写',
  error: '这一列供系统对照，请勿改动',
  formulae: ['FALSE'],
}

const line = { style: 'thin' as const, color: { argb: 'FF999999' } }
const font = { name: '宋体', size: 10 }

/** The format writes signs as _x000D_; a text that says so itself is escaped the same way. */
export const literal = (text: string): string => guarded(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

const put = (cell: Cell, field: string, text: string): void => {
  const day = field === 'due' ? parseDate(text) : null
  if (day) {
    cell.value = new Date(`${day}T00:00:00Z`)
    cell.numFmt = 'yyyy-mm-dd'
  } else if (field === 'baselineYear' && text !== '') cell.value = Number(text)
  else {
    cell.value = text === '' ? null : literal(text)
    if (asText.has(field) || /^y\d+$/.test(field)) cell.numFmt = '@'
  }
}

const writeSheet = (sheet: Worksheet, kind: WorkbookSheet, book: PlanWorkbook): void => {
  const rows = book[kind]
  const heads = Object.keys(kind === 'tasks' ? taskHeads : indicatorHeads)
  const fields = fieldOrder(kind, [...heads, ...(kind === 'indicators' ? targetFieldsOf(rows) : [])])
  const lead = kind === 'tasks' ? 1 : 0
  const hidden = book.origin ? 2 : 0
  const shown = lead + fields.length
  sheet.columns = [
    ...(lead ? [{ width: 6 }] : []),
    ...fields.map((field) => ({ width: widths[field] ?? 12 })),
    ...(hidden
      ? [
          { width: 8, hidden: true },
          { width: 8, hidden: true },
        ]
      : []),
  ]
  sheet.mergeCells(1, 1, 1, shown)
  const top = sheet.getCell(1, 1)
  top.value = literal(`${book.title}${sheetNames[kind]}`)
  top.font = { name: '黑体', size: 16 }
  top.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  sheet.getRow(1).height = 32
  const names = [...(lead ? ['序号'] : []), ...fields.map((field) => headOf(kind, field))]
  for (const [at, name] of [...names, ...(hidden ? [keyHead, stampHead] : [])].entries()) {
    const cell = sheet.getCell(2, at + 1)
    cell.value = name
    cell.font = { name: '黑体', size: 10 }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } }
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    cell.border = { top: line, bottom: line, left: line, right: line }
  }
  for (const [index, row] of rows.entries()) {
    const number = index + 3
    if (lead) sheet.getCell(number, 1).value = index + 1
    for (const [at, field] of fields.entries()) put(sheet.getCell(number, lead + at + 1), field, row.texts[field] ?? '')
    for (let at = 1; at <= shown; at += 1) {
      const cell = sheet.getCell(number, at)
      const isMiddle = at <= lead || middle.has(fields[at - lead - 1] ?? '')
      cell.font = font
      cell.alignment = { vertical: 'top', wrapText: true, ...(isMiddle ? { horizontal: 'center' } : {}) }
      cell.border = { top: line, bottom: line, left: line, right: line }
    }
    if (!book.origin) continue
    sheet.getCell(number, shown + 1).value = row.key
    sheet.getCell(number, shown + 2).value = writeStamp({ ...book.origin, position: index }, row.texts)
  }
  const last = rows.length + 2 + (book.origin ? SPARE_ROWS : 0)
  for (const [at, field] of [...fields, ...(hidden ? [keyHead, stampHead] : [])].entries()) {
    const validation = at >= fields.length ? untouchable : book.origin ? validationOf(field, book.units.length) : null
    const column = sheet.getColumn(lead + at + 1).letter
    if (validation) (sheet as WithRanges).dataValidations.add(`${column}3:${column}${last}`, validation)
  }
  sheet.autoFilter = { from: { row: 2, column: 1 }, to: { row: Math.max(3, rows.length + 2), column: shown } }
  const end = sheet.getColumn(shown).letter
  sheet.pageSetup = {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '2:2',
    printArea: `A1:${end}${rows.length + 2}`,
    horizontalCentered: true,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
  }
  sheet.headerFooter.oddFooter = '&C第 &P 页，共 &N 页'
}

/** 任务分工表 with its indicators, an explanation and the list of units, as people edit it in WPS or Excel. */
export const planWorkbook = async (book: PlanWorkbook): Promise<Uint8Array<ArrayBuffer>> => {
  const { default: ExcelJS } = await import('exceljs')
  const file = new ExcelJS.Workbook()
  file.title = book.title
  for (const kind of ['tasks', 'indicators'] as const) {
    if (kind === 'indicators' && book.indicators.length === 0 && !book.origin) continue
    const views = [{ state: 'frozen' as const, ySplit: 2, xSplit: 0 }]
    writeSheet(file.addWorksheet(sheetNames[kind], { views }), kind, book)
  }
  const notes = file.addWorksheet(noteSheet)
  notes.columns = [{ width: 100 }]
  for (const [at, text] of book.notes.entries()) {
    const cell = notes.getCell(at + 1, 1)
    cell.value = literal(text)
    cell.font = { name: '宋体', size: at === 0 ? 14 : 11, bold: at === 0 }
    cell.alignment = { wrapText: true, vertical: 'top' }
  }
  if (book.origin && book.units.length > 0) {
    const units = file.addWorksheet(unitSheet)
    units.columns = [{ width: 40 }]
    units.getCell(1, 1).value = '单位全称（填写牵头、配合、责任单位时照此书写）'
    units.getCell(1, 1).font = { name: '黑体', size: 10 }
    for (const [at, name] of book.units.entries()) units.getCell(at + 2, 1).value = literal(name)
  }
  return new Uint8Array((await file.xlsx.writeBuffer()) as ArrayBuffer)
}
