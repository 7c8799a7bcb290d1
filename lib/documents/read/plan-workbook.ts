import type { Cell, Row, Worksheet } from 'exceljs'
import { fieldOfHead, headOf, keyHead, sheetNames, stampHead, type WorkbookSheet } from '@/lib/domain/plan/workbook'
import { type EntryTexts, tidyCell, unguarded } from '@/lib/domain/plan/workbook-cells'
import type { ReadRow, ReadSheet, ReadWorkbook } from '@/lib/domain/plan/workbook-difference'
import { DocumentRefused } from './refused'
import { openArchive } from './zip'

const MOST_ROWS = 5000
const MOST_COLUMNS = 80
const HEAD_WITHIN = 10

/** What a plan's table needs none of; a list drawn over a whole column would be unfolded cell by cell. */
const ignored = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'legacyDrawing',
  'picture',
  'autoFilter',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'extLst',
  'sheetProtection',
]

const dayOf = (value: Date): string => value.toISOString().slice(0, 10)

const numberOf = (value: number, format: string | undefined): string =>
  /%/.test(format ?? '') ? `${Number((value * 100).toPrecision(12))}%` : String(Number(value.toPrecision(15)))

/** What the cell shows, whichever way the program that saved it wrote it down. */
const cellText = (cell: Cell): string => {
  const { value } = cell
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dayOf(value)
  if (typeof value === 'number') return numberOf(value, cell.numFmt)
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'string') return value
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('error' in value) return String(value.error)
  if ('hyperlink' in value) return String(value.text ?? '')
  const { result } = value as { result?: unknown }
  if (result instanceof Date) return dayOf(result)
  if (typeof result === 'number') return numberOf(result, cell.numFmt)
  if (typeof result === 'object' && result !== null) return String((result as { error?: unknown }).error ?? '')
  return String(result ?? '')
}

const textOf = (cell: Cell): string => unguarded(tidyCell(cellText(cell)))

const headsOf = (row: Row): ReadonlyMap<string, number> => {
  const heads = new Map<string, number>()
  row.eachCell((cell, at) => {
    const name = cellText(cell)
      .replace(/\s/g, '')
      .replace(/[*＊]$/, '')
    if (at <= MOST_COLUMNS && name !== '' && !heads.has(name)) heads.set(name, at)
  })
  return heads
}

const readSheet = (sheet: Worksheet, kind: WorkbookSheet): ReadSheet => {
  const named = headOf(kind, kind === 'tasks' ? 'title' : 'name')
  const place = Array.from({ length: HEAD_WITHIN }, (_, at) => at + 1).find((row) =>
    headsOf(sheet.getRow(row)).has(named),
  )
  if (place === undefined) {
    throw new DocumentRefused(
      'missing',
      `工作表“${sheet.name}”前 ${HEAD_WITHIN} 行里没有“${named}”这一列，请保留导出时的表头。`,
    )
  }
  const heads = headsOf(sheet.getRow(place))
  const [keyAt, stampAt] = [heads.get(keyHead), heads.get(stampHead)]
  if (keyAt === undefined) {
    throw new DocumentRefused(
      'missing',
      `工作表“${sheet.name}”里没有隐藏的“${keyHead}”列，无法与草案逐行对照。请在“导出分工表”得到的文件上修改。`,
    )
  }
  const columns = [...heads].flatMap(([head, at]) => {
    const field = fieldOfHead(kind, head)
    return field === null ? [] : [[field, at] as const]
  })
  if (sheet.actualRowCount > MOST_ROWS) {
    throw new DocumentRefused('tooLarge', `工作表“${sheet.name}”超过 ${MOST_ROWS} 行，请分次导入。`)
  }
  const rows: ReadRow[] = []
  sheet.eachRow((line, row) => {
    if (row <= place) return
    const texts: EntryTexts = Object.fromEntries(columns.map(([field, at]) => [field, textOf(line.getCell(at))]))
    const key = textOf(line.getCell(keyAt)).slice(0, 20)
    if (key === '' && Object.values(texts).every((text) => text === '')) return
    rows.push({ row, key, stamp: stampAt === undefined ? '' : cellText(line.getCell(stampAt)).slice(0, 2000), texts })
  })
  return { fields: columns.map(([field]) => field), rows }
}

/** The rows of 任务分工表 and 指标表 as texts by field. @throws DocumentRefused */
export const readPlanWorkbook = async (bytes: Uint8Array): Promise<ReadWorkbook> => {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw new DocumentRefused(
      'wrongExtension',
      '请把分工表另存为 Excel 工作簿（.xlsx）后上传，不要用 .xls 或 .et 格式。',
    )
  }
  const archive = await openArchive(bytes)
  // Every part is unpacked once within the allowance before the library sees the file.
  for (const name of archive.names.filter((one) => one.endsWith('.xml'))) await archive.text(name)
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  try {
    await book.xlsx.load(Buffer.from(bytes) as never, { ignoreNodes: ignored })
  } catch {
    throw new DocumentRefused('damaged', '这不是可以读取的 Excel 工作簿。请另存为 .xlsx 后重新上传。')
  }
  const find = (kind: WorkbookSheet): ReadSheet | null => {
    const sheet = book.worksheets.find((one) => one.name.trim() === sheetNames[kind])
    return sheet ? readSheet(sheet, kind) : null
  }
  const read = { tasks: find('tasks'), indicators: find('indicators') }
  if (!read.tasks && !read.indicators) {
    throw new DocumentRefused(
      'missing',
      `没有找到名为“${sheetNames.tasks}”或“${sheetNames.indicators}”的工作表，请保留导出时的工作表名称。`,
    )
  }
  return read
}
