import { bare, narrow } from './characters'
import type { Grid, GridCell } from './grid'
import { type ColumnRole, columnRole, indicatorColumns } from './indicator-columns'
import { splitUnit, unitInName } from './indicator-name'
import type { IndicatorTarget, ReadIndicator, ReadWarning } from './reading'
import { directionOf, isMissing, parseGlued, parseTarget } from './target'

export type IndicatorRow = {
  domain: string | null
  number: string | null
  name: string
  unit: string | null
  baseline: { year: number | null; text: string } | null
  targets: { year: number | null; text: string }[]
  nature: string | null
  source: string | null
  owners: string | null
  startLine: number
  endLine: number
}

/** Years of the plan, for columns that name none. */
export type PlanYears = { start: number | null; end: number | null }

export type TableReading = { indicators: (ReadIndicator & { owners: string | null })[]; warnings: ReadWarning[] }

export function readIndicatorTable(grid: Grid, years: PlanYears): TableReading | null {
  const turned = transposed(grid, years)
  const found = indicatorColumns(turned, years.start)
  if (!found) return null
  const carried = {
    domain: null as string | null,
    owners: null as string | null,
    nature: null as string | null,
    source: null as string | null,
  }
  const rows: IndicatorRow[] = []
  for (const cells of turned.rows.slice(found.headerRows)) {
    if (isRepeatedHeader(cells, found.columns, years.start)) continue
    const row = rowOf(cells, found.columns, years, carried)
    if (row) rows.push(row)
  }
  const warnings: ReadWarning[] = []
  return rows.length > 0 ? { indicators: rows.map((row) => indicatorOf(row, warnings)), warnings } : null
}

/** Years down the first column and measures across: turned over. */
function transposed(grid: Grid, years: PlanYears): Grid {
  const first = grid.rows.slice(1).map((row) => bare(row[0]?.text ?? ''))
  const yearRows = first.filter((text) => /^(20\d\d年?(目标)?(值)?|基期值?|目标值?)$/.test(text)).length
  if (yearRows < 2 || yearRows < first.length - 1 || (grid.rows[0]?.length ?? 0) < 2) return grid
  if (columnRole(grid.rows[0]?.[1]?.text ?? '', years.start).role === 'target') return grid
  const width = grid.rows[0]?.length ?? 0
  const rows = Array.from({ length: width }, (_, x) => grid.rows.map((row) => row[x] as GridCell))
  const corner = rows[0]?.[0]
  if (corner) rows[0] = [{ ...corner, text: '指标' }, ...(rows[0] as GridCell[]).slice(1)]
  return { ...grid, rows }
}

const withoutMark = (text: string): string =>
  text.replace(/^([一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十]{1,3}[)）])\s*/, '')

function isRepeatedHeader(cells: GridCell[], columns: ColumnRole[], firstYear: number | null): boolean {
  const same = cells.filter(
    (cell, x) =>
      cell.text !== '' && columnRole(cell.text, firstYear).role === columns[x]?.role && columns[x]?.role !== 'other',
  )
  return same.length >= Math.max(2, cells.filter((cell) => cell.text !== '').length * 0.6)
}

function rowOf(
  cells: GridCell[],
  columns: ColumnRole[],
  years: PlanYears,
  carried: { domain: string | null; owners: string | null; nature: string | null; source: string | null },
): IndicatorRow | null {
  const texts = (role: ColumnRole['role']) =>
    columns.flatMap((column, x) =>
      column.role === role && cells[x]?.text ? [(cells[x] as GridCell).text.replace(/\s*\n\s*/g, '')] : [],
    )
  const domain = [...new Set(texts('domain'))].join(' ').replace(/(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])/g, '')
  if (domain) carried.domain = withoutMark(domain)
  let name = texts('name').join('')
  const filled = new Set(cells.filter((cell) => cell.text !== '').map((cell) => cell.origin))
  // one cell across the row is a group's heading, or a note below the table
  if (filled.size === 1) {
    const only = cells.find((cell) => cell.text !== '')?.text ?? ''
    if (only.length <= 30 && !only.startsWith('注')) carried.domain = withoutMark(only)
    return null
  }
  let number = texts('number')[0] ?? null
  const inName = /^\(?(\d{1,3})\)?[.、)]?\s*(?=[\u4e00-\u9fff“])/.exec(narrow(name))
  if (number === null && inName && /^[(]|[.、)]/.test(inName[0].trim())) {
    number = inName[1] as string
    name = name.slice(inName[0].length)
  }
  if (bare(name) === '') return null
  const take = (role: 'owner' | 'nature' | 'source', key: 'owners' | 'nature' | 'source') => {
    const text = texts(role).join('、')
    return text || (cellMerged(columns, cells, role) ? carried[key] : null)
  }
  const valueCells = columns.flatMap((column, x) =>
    column.role === 'baseline' || column.role === 'target' ? [{ column, cell: cells[x] as GridCell }] : [],
  )
  const base = valueCells.find(({ column }) => column.role === 'baseline')
  const targets = valueCells
    .filter(({ column, cell }) => column.role === 'target' && cell.text !== '')
    .map(({ column, cell }) => ({
      year: ('year' in column ? column.year : null) ?? years.end,
      text: cell.text.replace(/\s*\n\s*/g, ''),
    }))
  if (targets.length === 0 && !base?.cell.text) return null
  const lines = cells.filter((cell, x) => cell.text && columns[x]?.role !== 'domain').map((cell) => cell.line)
  const row: IndicatorRow = {
    domain: carried.domain,
    number,
    name,
    unit: texts('unit')[0] ?? null,
    baseline: base?.cell.text
      ? { year: 'year' in base.column ? base.column.year : null, text: base.cell.text.replace(/\s*\n\s*/g, '') }
      : null,
    targets: distinctYears(targets),
    nature: take('nature', 'nature'),
    source: take('source', 'source'),
    owners: take('owner', 'owners'),
    startLine: Math.min(...lines),
    endLine: Math.max(...lines),
  }
  carried.owners = row.owners
  carried.nature = row.nature
  carried.source = row.source
  return row
}

const cellMerged = (_columns: ColumnRole[], _cells: GridCell[], role: string): boolean => role === 'owner'

/** 年均 or 累计 beside the end year: kept only where the year's own cell says nothing. */
function distinctYears(targets: { year: number | null; text: string }[]): { year: number | null; text: string }[] {
  const said = targets.filter((target) => !isMissing(target.text))
  if (said.length > 0 && new Set(said.map((target) => target.year)).size === said.length) return said
  return targets.filter((target, at) => {
    const same = targets.filter((other) => other.year === target.year)
    if (same.length === 1) return true
    const first = same.find((other) => !isMissing(other.text)) ?? same[0]
    return targets.indexOf(first as typeof target) === at
  })
}

/** A percent sign in every value says the unit that name and heading leave out. */
function unitInValues(row: IndicatorRow): string | null {
  const values = [row.baseline?.text ?? '', ...row.targets.map((target) => target.text)]
    .map(bare)
    .filter((text) => /\d/.test(text) && !/百分点/.test(text))
  const sign = /[%‰]/.exec(values[0] ?? '')?.[0]
  return sign && values.every((text) => text.includes(sign)) ? sign : null
}

export function indicatorOf(row: IndicatorRow, warnings: ReadWarning[]): ReadIndicator & { owners: string | null } {
  const split = splitUnit(row.name)
  const unitCell = row.unit && !isMissing(row.unit) ? row.unit.trim() : null
  const unit = unitCell ?? split.unit ?? unitInName(split.name) ?? unitInValues(row)
  if (split.lost) {
    warnings.push({
      line: row.startLine,
      code: 'lostCharacter',
      message: `指标“${split.name}”的计量单位处缺字${unit ? `，按“${unit}”读入` : ''}，请核对。`,
    })
  }
  const targets: IndicatorTarget[] = row.targets.map(({ year, text }) => {
    const parsed = parseGlued(text, split.name, unit) ?? parseTarget(text)
    if (parsed.op === 'unparsed' || parsed.value2 !== null) {
      warnings.push({
        line: row.endLine,
        code: 'unclearTarget',
        message: `指标“${split.name}”的目标“${text}”${parsed.op === 'unparsed' ? '没有可以判定的数值' : '含有两个数值'}，请核对。`,
      })
    }
    return { year, text, parsed }
  })
  const numeric = targets.some((target) => target.parsed.value !== null)
  const direction = targets.some((target) => target.parsed.op === 'grade_at_least')
    ? 'qualitative'
    : directionOf(split.name, numeric)
  return {
    from: 'table',
    domain: row.domain,
    number: row.number,
    name: split.name,
    unit,
    baselineYear: row.baseline?.year ?? null,
    baselineText: row.baseline?.text ?? null,
    targets,
    nature: row.nature,
    source: row.source,
    direction,
    responsibleUnits: [],
    owners: row.owners,
    startLine: row.startLine,
    endLine: row.endLine,
  }
}
