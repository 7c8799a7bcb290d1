import { bare } from './characters'
import { flatDivision } from './flat-division'
import { boxTitle, headingMark } from './heading'
import { type ColumnRole, columnRole } from './indicator-columns'
import type { ReadWarning } from './reading'
import type { SourceBlock, SourceCell, SourceTable } from './source'
import { spacedTable } from './spaced-table'
import { isValueLike } from './target'

type Token = { text: string; line: number }
type Column = ColumnRole & { heading: string }
type Header = { columns: Column[]; from: number; to: number; cells: Token[] }

const LONGEST_HEADING = 14
const MOST_COLUMNS = 10
const MOST_CELLS = 5000
/** Cells looked at in all; headings without tables below them must not cost a document's length each. */
const MOST_TRIED = 60_000

/** A table of one column is a frame around text, as 专栏 boxes are drawn. */
export function withoutFrames(blocks: SourceBlock[]): SourceBlock[] {
  return blocks.flatMap((block): SourceBlock[] => {
    if (block.kind === 'paragraph' || block.rows.some((row) => row.length > 1)) return [block]
    return block.rows
      .flat()
      .flatMap((one) => one.text.split('\n').map((text) => ({ kind: 'paragraph', line: one.line, text })))
  })
}

/** Tables that lost their grid, a cell a line, put back as tables. */
export function restoreFlatTables(
  blocks: SourceBlock[],
  firstYear: number | null,
): { blocks: SourceBlock[]; warnings: ReadWarning[] } {
  const out: SourceBlock[] = []
  const warnings: ReadWarning[] = []
  let tried = 0
  for (let at = 0; at < blocks.length; at++) {
    const division = flatDivision(blocks, at)
    if (division) {
      out.push(division.table)
      at = division.to - 1
      continue
    }
    const spaced = spacedTable(blocks, at, firstYear)
    if (spaced) {
      const inner = restoreFlatTables(spaced.cells, firstYear)
      if (inner.blocks[0]?.kind === 'table') {
        out.push(inner.blocks[0])
        warnings.push(...inner.warnings)
        // what the table did not take up is read on as it was printed
        const rest = inner.blocks.find((block) => block.kind === 'paragraph')?.line
        const next = blocks.findIndex((block, i) => i > at && block.line === rest)
        at = (next < 0 ? spaced.to : next) - 1
        continue
      }
    }
    const header = headerAt(blocks, at, firstYear)
    const body = header && tried < MOST_TRIED ? bodyAfter(blocks, header.to) : null
    tried += body?.tokens.length ?? 0
    const rows = header && body && rowsOf(header, body.tokens, warnings)
    if (!header || !body || !rows || rows.length < 3) {
      out.push(blocks[at] as SourceBlock)
      continue
    }
    const caption = [...out].reverse().find((block) => block.kind === 'paragraph' && block.text.trim() !== '')
    out.push({
      kind: 'table',
      line: header.cells[0]?.line ?? 1,
      caption: caption?.kind === 'paragraph' ? caption.text.trim() : undefined,
      rows: [header.columns.map((column) => cell({ text: column.heading, line: header.cells[0]?.line ?? 1 })), ...rows],
    } satisfies SourceTable)
    at = body.to - 1
  }
  return { blocks: out, warnings }
}

const cell = (token: Token): SourceCell => ({ ...token, rowSpan: 1, colSpan: 1 })

const tokenAt = (block: SourceBlock | undefined): Token | null =>
  block?.kind === 'paragraph'
    ? { text: block.text.replace(/^[\s\u00a0\u3000]+|[\s\u00a0\u3000]+$/g, ''), line: block.line }
    : null

/** A run of short lines that are column headings; a heading may stand on two lines. */
function headerAt(blocks: SourceBlock[], from: number, firstYear: number | null): Header | null {
  const first = tokenAt(blocks[from])
  if (!first || !['domain', 'number', 'name'].includes(columnRole(first.text, firstYear).role) || first.text.length > 8)
    return null
  const columns: Column[] = []
  const cells: Token[] = []
  let to = from
  for (let at = from; at < blocks.length && columns.length < MOST_COLUMNS; at++) {
    const token = tokenAt(blocks[at])
    if (!token) break
    if (token.text === '') continue
    const last = columns.at(-1)
    if (last && continuesHeading(last.heading, token.text)) {
      const heading = last.heading + token.text
      columns[columns.length - 1] = { ...columnRole(heading, firstYear), heading }
    } else {
      const role = columnRole(token.text, firstYear)
      if (
        role.role === 'other' ||
        token.text.length > LONGEST_HEADING ||
        (role.role === 'name' && columns.some((column) => column.role === 'name'))
      )
        break
      columns.push({ ...role, heading: token.text })
    }
    cells.push(token)
    to = at + 1
  }
  const values = columns.filter((column) => column.role === 'baseline' || column.role === 'target')
  if (columns.length < 3 || values.length === 0) return null
  if (!columns.some((column) => column.role === 'name')) {
    // the heading of the names was lost: they stand before the first value
    const place = columns.findIndex((column) => !['domain', 'number'].includes(column.role))
    columns.splice(place, 0, { role: 'name', heading: '指标' })
  }
  return { columns, from, to, cells }
}

const continuesHeading = (heading: string, next: string): boolean =>
  (/(负责|责任|牵头|配合|主管)$/.test(heading) && /^(单位|部门)$/.test(next)) ||
  (/^20\d\d年?$/.test(bare(heading)) && /^(目标值?|基期值?|现状值?|规划值|预期值|年|\(.*\))$/.test(bare(next))) ||
  (/(指标|单位|目标)$/.test(heading) && /^(名称|性质|属性|值|\(.*\))$/.test(next))

function bodyAfter(blocks: SourceBlock[], from: number): { tokens: Token[]; to: number } {
  const tokens: Token[] = []
  let to = from
  for (let at = from; at < blocks.length; at++) {
    const token = tokenAt(blocks[at])
    if (!token || tokens.length >= MOST_CELLS) break
    if (token.text === '') continue
    const mark = headingMark(token.text)
    if (
      /。/.test(token.text) ||
      (mark && mark.rank <= 3 && !headsRows(blocks, at)) ||
      boxTitle(token.text) ||
      /^(注|说明|备注)\s*[:：]/.test(token.text) ||
      token.text.length > 120
    )
      break
    tokens.push(token)
    to = at + 1
  }
  return { tokens, to }
}

const BEGINS = /^(持续|逐年|逐步|不断|稳步|明显|显著|有所|提前|基本|全面|进一步)$/
/** 一、水环境 between the rows: what follows at once is a row, not a paragraph. */
function headsRows(blocks: SourceBlock[], at: number): boolean {
  if ((tokenAt(blocks[at])?.text.length ?? 99) > 16) return false
  const next: string[] = []
  for (let i = at + 1; i < blocks.length && next.length < 4; i++) {
    const token = tokenAt(blocks[i])
    if (!token) break
    if (token.text !== '') next.push(token.text)
  }
  const [first, second, third, fourth] = next
  if (first === undefined || headingMark(first) !== null) return false
  return (
    next.every((text) => text.length <= 60 && !/。/.test(text)) &&
    [second, third, fourth].some((text) => text !== undefined && isValueLike(text))
  )
}

const CONTINUES = /^(控制)?水平$|^平均水平$|^以[上下内]$|^及以[上下]$|^左右$|^(任务|指标|目标)$/

function rowsOf(header: Header, tokens: Token[], warnings: ReadWarning[]): SourceCell[][] {
  const { columns } = header
  const numbered = columns.some((column) => column.role === 'number')
  const rows: SourceCell[][] = []
  let at = 0
  let expected = 1
  const valueAt = (index: number): boolean => {
    const [one, two] = [tokens[index], tokens[index + 1]]
    if (!one) return false
    if (two && BEGINS.test(one.text)) return isValueLike(one.text + two.text)
    return (
      isValueLike(one.text) ||
      (two !== undefined && one.text.length <= 6 && !isValueLike(two.text) && isValueLike(one.text + two.text))
    )
  }
  const isNumberAt = (index: number): boolean =>
    numbered && tokens[index]?.text === String(expected) && tokens[index + 1] !== undefined && !valueAt(index + 1)

  const unitColumn = columns.some((column) => column.role === 'unit')
  /** 一、水环境 between rows; but 1.增速 before a unit is a row's own name. */
  const headsGroup = (index: number): boolean =>
    headingMark(tokens[index]?.text ?? '') !== null && !(unitColumn && valueAt(index + 2))

  while (at < tokens.length) {
    const before = at
    const domain: Token[] = []
    if (numbered) {
      while (at < tokens.length && !isNumberAt(at)) domain.push(tokens[at++] as Token)
    } else {
      while (
        at < tokens.length &&
        !valueAt(at) &&
        !valueAt(at + 1) &&
        ((tokens[at]?.text.length ?? 0) <= 6 || headsGroup(at))
      )
        domain.push(tokens[at++] as Token)
    }
    if (at >= tokens.length) break
    const number = numbered ? (tokens[at++] as Token) : null
    const name: Token[] = []
    while (
      at < tokens.length &&
      !valueAt(at) &&
      !(unitColumn && name.length > 0 && (tokens[at]?.text.length ?? 0) <= 8)
    )
      name.push(tokens[at++] as Token)
    // 民生福祉 4.城镇调查失业率: a number begins the name, what stands before it is the group
    const begins = numbered ? -1 : name.findIndex((token, i) => i > 0 && /^\d{1,2}[.、．]\s*[^\d\s]/.test(token.text))
    if (begins > 0) domain.push(...name.splice(0, begins))
    const cells = new Map<number, Token>()
    const after = columns.findIndex((column) => column.role === 'name') + 1
    const wanted = columns.slice(after)
    const values: Token[] = []
    for (const [offset, column] of wanted.entries()) {
      if (column.role === 'target' || column.role === 'baseline') {
        if (!valueAt(at) || isNumberAt(at)) continue
        let token = tokens[at++] as Token
        if (!isValueLike(token.text)) token = { text: token.text + (tokens[at++]?.text ?? ''), line: token.line }
        while (at < tokens.length && CONTINUES.test(tokens[at]?.text ?? ''))
          token = { text: token.text + (tokens[at++]?.text ?? ''), line: token.line }
        values.push(token)
      } else if (fitsBeside(column, at)) cells.set(after + offset, tokens[at++] as Token)
    }
    const places = wanted.flatMap((column, offset) =>
      column.role === 'target' || column.role === 'baseline' ? [after + offset] : [],
    )
    const missing = places.length - values.length
    // a lost cell is most often the baseline: what is printed are the targets
    values.forEach((value, i) => cells.set(places[i + missing] as number, value))
    const line = name[0]?.line ?? tokens[before]?.line ?? 1
    if (missing > 0 && values.length > 0) {
      warnings.push({
        line,
        code: 'unclearTable',
        message: `指标“${name.map((part) => part.text).join('')}”少${missing}格数值，按目标值在后读入，请核对是哪一格缺失。`,
      })
    }
    if (values.length > 0 && name.length > 0) {
      rows.push(
        columns.map((column, x) => {
          if (column.role === 'domain')
            return cell({ text: domain.map((part) => part.text).join(''), line: domain[0]?.line ?? line })
          if (column.role === 'number') return cell(number ?? { text: '', line })
          if (column.role === 'name') return cell({ text: name.map((part) => part.text).join(''), line })
          return cell(cells.get(x) ?? { text: '', line })
        }),
      )
    }
    if (number) expected += 1
    if (at === before) at += 1
  }
  return rows

  function fitsBeside(column: Column, index: number): boolean {
    const token = tokens[index]
    if (!token || isNumberAt(index)) return false
    if (column.role === 'nature') return /性$|^(约束|预期|引导)/.test(token.text)
    if (column.role === 'unit') return !valueAt(index) || /^[/\-—]$/.test(token.text)
    // the next row's name stands before a value; a cell of this row does not
    return !isValueLike(token.text) && (numbered || !valueAt(index + 1))
  }
}
