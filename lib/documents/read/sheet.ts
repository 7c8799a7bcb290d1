import type { SourceBlock, SourceCell, SourceDocument, SourceTable } from '@/lib/domain/plan-text/source'
import { DocumentRefused } from './refused'
import { headsTable } from './table-heading'
import { cleanText, decodeText } from './text'
import { readSheets } from './xlsx'
import { openArchive } from './zip'

const MOST_ROWS = 20_000
const MOST_CELLS = 400_000

export async function readXlsx(bytes: Uint8Array): Promise<SourceDocument> {
  const archive = await openArchive(bytes)
  if (!archive.has('xl/workbook.xml'))
    throw new DocumentRefused('damaged', '这个 Excel 文件没有工作表，请用办公软件另存为 .xlsx 后重新上传。')
  const sheets = (await readSheets(archive)).filter((sheet) => sheet.rows.length > 0)
  if (sheets.length === 0) throw new DocumentRefused('empty', '工作簿中没有内容，请重新选择文件。')
  const blocks: SourceBlock[] = []
  let line = 0
  for (const sheet of sheets) {
    const offset = line
    const rows = sheet.rows.map((row) =>
      row.map(({ row: number, ...cell }): SourceCell => ({ ...cell, line: offset + number })),
    )
    const section = sheets.length > 1 && !NO_SECTION.test(sheet.name.trim()) ? sheet.name.trim() : undefined
    for (const block of sheetBlocks(rows))
      blocks.push(block.kind === 'table' && section ? { ...block, section } : block)
    line = offset + (sheet.rows.at(-1)?.[0]?.row ?? sheet.rows.length)
  }
  return { format: 'xlsx', blocks, meta: {} }
}

/** Names of sheets that say what kind of sheet it is, not which part of the plan. */
const NO_SECTION =
  /^(sheet|工作表|附?表)?\s*[\d一二三四五六七八九十]*$|分工|任务(表|清单)|清单|台账|汇总|总表|指标|说明|目录|封面/i

/** Rows with a single text above and below the table are its title and notes; a sheet may hold several tables. */
function sheetBlocks(rows: SourceCell[][]): SourceBlock[] {
  const blocks: SourceBlock[] = []
  let table: SourceCell[][] = []
  const flush = () => {
    if (table.length > 0) blocks.push({ kind: 'table', line: lineOf(table[0]), rows: table } satisfies SourceTable)
    table = []
  }
  rows.forEach((row, at) => {
    const filled = row.filter((cell) => cell.text !== '')
    if (filled.length === 0 && row.every((cell) => cell.rowSpan === 1) && !insideMerge(table)) return
    const next = nextHeader(rows, at)
    if (table.length > 0 && next > 0 && !insideMerge(table)) flush()
    const only = filled[0]
    const above = table.length === 0 && (next > 0 || (filled.length === 1 && only && isTitle(row, only)))
    if (above) blocks.push({ kind: 'paragraph', line: lineOf(filled), text: filled.map((cell) => cell.text).join(' ') })
    else table.push(row)
  })
  flush()
  return blocks
}

const lineOf = (row: SourceCell[] | undefined): number => row?.[0]?.line ?? 1

const isTitle = (row: SourceCell[], only: SourceCell): boolean =>
  only.colSpan > 1 || row.length === 1 || row.indexOf(only) === 0

const FEW = 3

/** How many rows below this one, which is no part of a table itself, the headings of a table stand; 0 where none do. */
function nextHeader(rows: SourceCell[][], at: number): number {
  const texts = (row: SourceCell[]) => row.flatMap((cell) => (cell.text === '' ? [] : [cell.text.replace(/\s/g, '')]))
  const here = texts(rows[at] as SourceCell[])
  if (here.length > 2 || here.length === 0 || headsTable(here)) return 0
  for (let ahead = 1; ahead <= FEW; ahead++) {
    const row = texts(rows[at + ahead] ?? [])
    if (headsTable(row)) return ahead
    if (row.length > 2) return 0
  }
  return 0
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
  let count = 0
  const endCell = () => {
    count += 1
    if (count > MOST_CELLS) throw new DocumentRefused('tooLarge', '表格的单元格过多，请只保留规划内容后重新上传。')
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
  return sheetBlocks(rows)
}
