import { join } from 'node:path'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import type { SourceBlock, SourceCell, SourceDocument, SourceTable } from '@/lib/domain/plan-text/source'
import {
  fillTables,
  type Glyphs,
  linesOf,
  type PageTable,
  paragraphsOf,
  type TextLine,
  withoutPageFurniture,
} from './pdf-layout'
import { blankTables } from './pdf-columns'
import { type PlacedCell, rowsOfBlankTable } from './pdf-rows'
import { drawnSegments, ruledTables } from './pdf-rules'
import { DocumentRefused } from './refused'
import { cleanText } from './text'

const MOST_PAGES = 600
const LONGEST_MS = 60_000
/** Where a whole file ends; programs leave some more behind it. */
const END = 65_536
/** Character maps of the Chinese encodings that PDFs name without carrying them (GBK-EUC-H and its like). */
const CHARACTER_MAPS = `${join(import.meta.dirname, 'pdf-cmaps')}/`

/** pdf.js wants this from Node 21 on; without it every page that embeds a font stops short on Node 20. */
function supplyTransfer() {
  const prototype = ArrayBuffer.prototype as ArrayBuffer & { transferToFixedLength?: (length?: number) => ArrayBuffer }
  prototype.transferToFixedLength ??= function (this: ArrayBuffer, length = this.byteLength) {
    const copy = new ArrayBuffer(length)
    new Uint8Array(copy).set(new Uint8Array(this).subarray(0, length))
    return copy
  }
}

export async function readPdf(bytes: Uint8Array): Promise<SourceDocument> {
  if (!Buffer.from(bytes.subarray(Math.max(0, bytes.length - END))).includes('%%EOF'))
    throw new DocumentRefused('damaged', 'PDF 不完整，可能没有下载完，请重新下载或重新导出后上传。')
  supplyTransfer()
  const { OPS } = await getResolvedPDFJS()
  const pdf = await open(bytes)
  if (pdf.numPages > MOST_PAGES) {
    throw new DocumentRefused(
      'tooManyPages',
      `文件有 ${pdf.numPages} 页，超过 ${MOST_PAGES} 页，请只上传规划正文和指标表所在的页。`,
    )
  }
  const started = performance.now()
  const pages: TextLine[][] = []
  const tables: PageTable[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    if (performance.now() - started > LONGEST_MS)
      throw new DocumentRefused('tooLarge', '文件内容过多，读取超时，请拆分后重新上传。')
    const page = await pdf.getPage(number)
    const content = await page.getTextContent()
    const glyphs = content.items.flatMap((item): Glyphs[] =>
      'str' in item
        ? [
            {
              text: cleanText(item.str),
              x: item.transform[4] as number,
              y: item.transform[5] as number,
              width: item.width,
              height: item.height || Math.abs(item.transform[3] as number),
            },
          ]
        : [],
    )
    // only columns of text can be a table's; drawing instructions of plain pages are slow and say nothing
    const gaps = linesOf(glyphs, number).filter((line) => line.text.includes('\t')).length
    const mayHold = gaps >= 2 || tables.some((table) => table.page === number - 1)
    const ruled = !mayHold
      ? []
      : ruledTables(drawnSegments(await page.getOperatorList(), OPS as unknown as Record<string, number>))
    const { rest, filled } = fillTables(
      glyphs.filter((one) => one.text.trim() !== ''),
      ruled,
      number,
    )
    pages.push(linesOf(rest, number))
    tables.push(...filled)
    page.cleanup()
  }
  await pdf.loadingTask.destroy()
  const signs = pages.flat().reduce((sum, line) => sum + line.text.length, 0) + tables.length * 20
  if (signs < 20 * pages.length) {
    throw new DocumentRefused('scanned', '这个 PDF 是扫描图片，没有文字可读，请上传 Word 版或经文字识别的 PDF。')
  }
  return { format: 'pdf', blocks: assemble(withoutPageFurniture(pages), tables), meta: {} }
}

async function open(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), {
      isEvalSupported: false,
      verbosity: 0,
      disableFontFace: true,
      cMapUrl: CHARACTER_MAPS,
      cMapPacked: true,
    })
  } catch (error) {
    if ((error as Error).name === 'PasswordException')
      throw new DocumentRefused('encrypted', 'PDF 设有密码，请取消密码后重新上传。')
    throw new DocumentRefused('damaged', 'PDF 已损坏，无法打开，请重新导出或重新下载后上传。')
  }
}

type Placed = { page: number; y: number; text: string } | { page: number; y: number; cells: PlacedCell[] }

function assemble(pages: TextLine[][], tables: PageTable[]): SourceBlock[] {
  const blank = blankTables(pages.flat())
  const used = new Set(blank.flatMap((table) => [...table.header, ...table.body]))
  const rest = pages.map((lines) => lines.filter((line) => !used.has(line)))
  const placed: Placed[] = [
    ...paragraphsOf(rest),
    ...joinAcrossPages(tables, pages).map((table) => ({ page: table.page, y: table.table.top, cells: table.rows })),
    ...blank.map((table) => {
      const [first] = table.header as [TextLine]
      return { page: first.page, y: first.y, cells: rowsOfBlankTable(table) }
    }),
  ].sort((a, b) => a.page - b.page || b.y - a.y)
  let line = 0
  return placed.map((one): SourceBlock => {
    line += 1
    if ('text' in one) return { kind: 'paragraph', line, text: one.text }
    const start = line
    const rows: SourceCell[][] = []
    for (const cell of [...one.cells].sort((a, b) => a.row - b.row || a.column - b.column)) {
      const row = (rows[cell.row] ??= [])
      row.push({ text: cell.text, line: start + cell.row, rowSpan: cell.rowSpan, colSpan: cell.colSpan })
    }
    for (let y = 0; y < rows.length; y++) rows[y] ??= []
    line += Math.max(0, rows.length - 1)
    return { kind: 'table', line: start, rows } satisfies SourceTable
  })
}

/** A table that goes on at the top of the next page is one table; a row cut by the page is one row. */
function joinAcrossPages(tables: PageTable[], pages: TextLine[][]): PageTable[] {
  const joined: PageTable[] = []
  for (const table of tables) {
    const last = joined.at(-1)
    const lastPage = last ? last.page + Math.max(0, (last as PageTable & { more?: number }).more ?? 0) : 0
    const between =
      (pages[table.page - 1] ?? []).some((line) => line.y > table.table.top) ||
      (last && (pages[lastPage - 1] ?? []).some((line) => line.y < last.table.bottom))
    const sameGrid =
      last &&
      last.table.xs.length === table.table.xs.length &&
      last.table.xs.every((x, i) => Math.abs(x - (table.table.xs[i] as number)) <= 6)
    if (!last || !sameGrid || between || lastPage !== table.page - 1) {
      joined.push(table)
      continue
    }
    const offset = last.table.rows - (isCutRow(last, table) ? 1 : 0)
    for (const cell of table.rows) {
      const above =
        cell.row === 0
          ? last.rows.find((one) => one.column === cell.column && one.row + one.rowSpan === last.table.rows)
          : undefined
      const cut = offset < last.table.rows
      if (above && (cut || (cell.text === '' && cell.rowSpan > 1))) {
        // a merged cell goes on over the page, and so does the text of a row that the page cuts
        above.text += cell.text
        above.rowSpan = offset + cell.rowSpan - above.row
      } else last.rows.push({ ...cell, row: cell.row + offset })
    }
    last.table = { ...last.table, rows: offset + table.table.rows, bottom: table.table.bottom }
    ;(last as PageTable & { more?: number }).more = table.page - last.page
  }
  return joined
}

/** The first row of the new page only fills what the last row left empty, or goes on with its text. */
function isCutRow(last: PageTable, next: PageTable): boolean {
  const end = last.rows.filter((cell) => cell.row === last.table.rows - 1 && cell.rowSpan === 1)
  const start = next.rows.filter((cell) => cell.row === 0)
  const empty = end.filter((cell) => cell.text === '').length + start.filter((cell) => cell.text === '').length
  const complementary = end.every(
    (cell) =>
      cell.text === '' || (start.find((one) => one.column === cell.column)?.text ?? '') === '' || cell.text.length > 6,
  )
  return (
    empty > 0 &&
    complementary &&
    end.length === start.filter((cell) => end.some((one) => one.column === cell.column)).length
  )
}
