import { SaxesParser } from 'saxes'
import { displayed, formatsOf } from './xlsx-format'
import { DocumentRefused } from './refused'
import { cleanText } from './text'
import type { Archive } from './zip'

/** A sheet as it is seen: hidden rows and columns left out, a merged cell once at its first place. */
export type SheetCell = { text: string; row: number; colSpan: number; rowSpan: number }
export type Sheet = { name: string; rows: SheetCell[][] }

const MOST_ROWS = 20_000
const MOST_COLUMNS = 60
const MOST_CELLS = 400_000
/** One string may stand in every cell. */
const MOST_SIGNS = 10_000_000
const MOST_MERGES = 10_000
const LONGEST_MERGE = 2000

type Raw = { row: number; column: number; text: string }
type Merge = { top: number; left: number; bottom: number; right: number }

const tooLarge = (name: string) =>
  new DocumentRefused('tooLarge', `工作表“${name}”内容过多，请只保留规划内容后重新上传。`)

export async function readSheets(archive: Archive): Promise<Sheet[]> {
  const book = workbook(await archive.text('xl/workbook.xml'))
  const targets = archive.has('xl/_rels/workbook.xml.rels')
    ? relations(await archive.text('xl/_rels/workbook.xml.rels'))
    : new Map()
  const strings = archive.has('xl/sharedStrings.xml') ? sharedStrings(await archive.text('xl/sharedStrings.xml')) : []
  const formats = archive.has('xl/styles.xml') ? formatsOf(await archive.text('xl/styles.xml')) : []
  const sheets: Sheet[] = []
  for (const { name, id, visible } of book.sheets) {
    const target = targets.get(id)?.replace(/^\/?(xl\/)?/, 'xl/')
    if (!visible || !target || !archive.has(target) || !target.includes('worksheets/')) continue
    const xml = await archive.text(target)
    sheets.push({ name, rows: sheetRows(xml, name, { strings, formats, from1904: book.from1904 }) })
  }
  return sheets
}

/** Names without their prefix: some programs write x:row for row. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function parse(
  xml: string,
  on: {
    open?: (name: string, attributes: Record<string, string>) => void
    close?: (name: string) => void
    text?: (text: string) => void
  },
) {
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => on.open?.(local(name), attributes as Record<string, string>))
  parser.on('closetag', ({ name }) => on.close?.(local(name)))
  parser.on('text', (text) => on.text?.(text))
  try {
    parser.write(xml).close()
  } catch (error) {
    if (error instanceof DocumentRefused) throw error
    throw new DocumentRefused('damaged', 'Excel 文件已损坏，请用办公软件重新保存后上传。')
  }
}

function workbook(xml: string): { sheets: { name: string; id: string; visible: boolean }[]; from1904: boolean } {
  const sheets: { name: string; id: string; visible: boolean }[] = []
  let from1904 = false
  parse(xml, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name === 'sheet')
        sheets.push({
          name: attributes.name ?? '',
          id: Object.entries(attributes).find(([key]) => /^\w+:id$/.test(key))?.[1] ?? '',
          visible: !/hidden/i.test(attributes.state ?? ''),
        })
    },
  })
  return { sheets, from1904 }
}

function relations(xml: string): Map<string, string> {
  const targets = new Map<string, string>()
  parse(xml, {
    open: (name, { Id, Target, TargetMode }) => {
      if (name === 'Relationship' && Id && Target && TargetMode !== 'External') targets.set(Id, Target)
    },
  })
  return targets
}

/** _x000D_ and its like stand for signs that XML does not carry. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  let inText = false
  let phonetic = 0
  parse(xml, {
    open: (name) => {
      if (name === 'si') strings.push('')
      if (name === 'rPh') phonetic += 1
      inText = name === 't'
    },
    close: (name) => {
      if (name === 'rPh') phonetic -= 1
      if (name === 't') inText = false
    },
    text: (text) => {
      if (inText && phonetic === 0 && strings.length > 0) strings[strings.length - 1] += text
    },
  })
  return strings.map(unescaped)
}

type Book = { strings: string[]; formats: (string | null)[]; from1904: boolean }

function sheetRows(xml: string, name: string, book: Book): SheetCell[][] {
  const cells: Raw[] = []
  const merges: Merge[] = []
  const hiddenRows = new Set<number>()
  const hiddenColumns = new Set<number>()
  let filtered = false
  let row = 0
  let column = 0
  let open: { type: string; style: number; value: string; inline: string } | null = null
  let into: 'value' | 'inline' | null = null
  let count = 0
  let signs = 0
  parse(xml, {
    open: (tag, attributes) => {
      if (tag === 'col' && attributes.hidden === '1') {
        const to = Math.min(Number(attributes.max), MOST_COLUMNS * 4)
        for (let x = Number(attributes.min); x <= to; x++) hiddenColumns.add(x)
      } else if (tag === 'autoFilter') filtered = true
      else if (tag === 'row') {
        row = Number(attributes.r) || row + 1
        column = 0
        if (attributes.hidden === '1' && hiddenRows.size < MOST_ROWS) hiddenRows.add(row)
      } else if (tag === 'c') {
        count += 1
        if (count > MOST_CELLS) throw tooLarge(name)
        column = columnOf(attributes.r ?? '') ?? column + 1
        open = { type: attributes.t ?? 'n', style: Number(attributes.s ?? -1), value: '', inline: '' }
      } else if (tag === 'v') into = 'value'
      else if (tag === 't' && open?.type === 'inlineStr') into = 'inline'
      else if (tag === 'mergeCell') {
        const merge = rangeOf(attributes.ref ?? '')
        if (merge) merges.push(merge)
        if (merges.length > MOST_MERGES) throw tooLarge(name)
      }
    },
    text: (text) => {
      if (open && into === 'value') open.value += text
      else if (open && into === 'inline') open.inline += text
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') into = null
      if (tag !== 'c' || !open) return
      const shown = cellText(open, book)
      signs += shown.length
      if (signs > MOST_SIGNS) throw tooLarge(name)
      const text = cleanText(shown).replace(/\r\n?/g, '\n').trim()
      if (text !== '' && column <= MOST_COLUMNS * 4) cells.push({ row, column, text })
      open = null
    },
  })
  // rows that a filter hides are rows of the table all the same
  if (filtered) hiddenRows.clear()
  return placed(cells, merges, { hiddenRows, hiddenColumns }, name)
}

function cellText(cell: { type: string; style: number; value: string; inline: string }, book: Book): string {
  const { type, value } = cell
  if (type === 's') return book.strings[Number(value)] ?? ''
  if (type === 'inlineStr') return unescaped(cell.inline)
  if (type === 'str') return unescaped(value)
  if (type === 'b') return value === '1' ? '是' : '否'
  if (type === 'e' || value === '') return ''
  if (type === 'd') return value.replace(/^(\d{4})-0?(\d+)-0?(\d+).*/, '$1年$2月$3日')
  return displayed(Number(value), book.formats[cell.style] ?? null, book.from1904)
}

function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) : null
}

function rangeOf(reference: string): Merge | null {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!match) return null
  const [left, right] = [columnOf(match[1] as string) ?? 1, columnOf(match[3] as string) ?? 1]
  return { top: Number(match[2]), left, bottom: Number(match[4]), right }
}

/** Rows between the first and the last that hold a text; a merge counts what is seen of it. */
function placed(
  cells: Raw[],
  merges: Merge[],
  hidden: { hiddenRows: Set<number>; hiddenColumns: Set<number> },
  name: string,
): SheetCell[][] {
  const starts = new Set(merges.map((merge) => `${merge.top},${merge.left}`))
  const seen = cells.filter((cell) => !hidden.hiddenRows.has(cell.row) || starts.has(`${cell.row},${cell.column}`))
  if (seen.length === 0) return []
  const lastRow = seen.reduce((last, cell) => Math.max(last, cell.row), 0)
  const lastColumn = Math.min(
    MOST_COLUMNS,
    seen.reduce((last, cell) => Math.max(last, cell.column), 0),
  )
  const filledRows = new Set(seen.map((cell) => cell.row)).size
  if (filledRows > MOST_ROWS) throw tooLarge(name)
  const rowNumbers = visibleRows(seen, merges, hidden.hiddenRows, lastRow)
  const columns = Array.from({ length: lastColumn }, (_, x) => x + 1).filter((x) => !hidden.hiddenColumns.has(x))
  const texts = new Map(seen.map((cell) => [`${cell.row},${cell.column}`, cell.text]))
  const rowAt = new Map(rowNumbers.map((row, at) => [row, at]))
  const columnAt = new Map(columns.map((column, at) => [column, at]))
  const covered = new Set<string>()
  const masters = new Map<string, { text: string; rowSpan: number; colSpan: number }>()
  for (const merge of merges) {
    const rows = rowNumbers.filter((row) => row >= merge.top && row <= merge.bottom)
    const across = columns.filter((column) => column >= merge.left && column <= merge.right)
    if (rows.length === 0 || across.length === 0 || rows.length * across.length > MOST_CELLS) continue
    const [y, x] = [rowAt.get(rows[0] as number) as number, columnAt.get(across[0] as number) as number]
    if (covered.has(`${y},${x}`)) continue
    for (const row of rows) for (const column of across) covered.add(`${rowAt.get(row)},${columnAt.get(column)}`)
    if (covered.size > MOST_CELLS * 2) throw tooLarge(name)
    masters.set(`${y},${x}`, {
      text: texts.get(`${merge.top},${merge.left}`) ?? '',
      rowSpan: rows.length,
      colSpan: across.length,
    })
  }
  return rowNumbers.map((row, y) =>
    columns.flatMap((column, x): SheetCell[] => {
      const master = masters.get(`${y},${x}`)
      if (master) return [{ ...master, row }]
      if (covered.has(`${y},${x}`)) return []
      return [{ text: texts.get(`${row},${column}`) ?? '', row, rowSpan: 1, colSpan: 1 }]
    }),
  )
}

/** Rows with texts, those that a merge reaches, and one empty row where there are any between. */
function visibleRows(cells: Raw[], merges: Merge[], hiddenRows: Set<number>, lastRow: number): number[] {
  const rows = new Set<number>()
  for (const cell of cells) {
    rows.add(cell.row)
    rows.add(cell.row - 1)
  }
  for (const merge of merges)
    if (merge.bottom - merge.top < LONGEST_MERGE)
      for (let row = merge.top; row <= Math.min(merge.bottom, lastRow); row++) rows.add(row)
  return [...rows].filter((row) => row >= 1 && row <= lastRow && !hiddenRows.has(row)).sort((a, b) => a - b)
}
