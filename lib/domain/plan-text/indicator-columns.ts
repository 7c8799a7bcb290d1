import { bare } from './characters'
import { type Grid, type GridCell, headerTexts, isTitleRow } from './grid'

export type ColumnRole =
  | { role: 'domain' | 'number' | 'name' | 'unit' | 'nature' | 'source' | 'owner' | 'other' }
  | { role: 'baseline' | 'target'; year: number | null }

export type IndicatorColumns = { headerRows: number; columns: ColumnRole[]; caption: string | null }

/** What a column holds, from its heading. `firstYear` is the first year of the plan: what lies before is baseline. */
export function columnRole(heading: string, firstYear: number | null): ColumnRole {
  const text = bare(heading).replace(/[()]/g, '')
  const year = /(20\d\d)/.exec(text)
  const base = /基期|基线|基准|现状|基数|完成值|实际|当前/.test(text)
  const aim = /目标|预期值|规划值|指标值|标准值|累计|年均/.test(text)
  if (year) {
    const at = Number(year[1])
    const isBase = base || (!/目标|预期|规划值/.test(text) && firstYear !== null && at < firstYear)
    return { role: isBase ? 'baseline' : 'target', year: at }
  }
  if (base) return { role: 'baseline', year: null }
  if (/责任|负责|牵头|部门|单位名称|承担|主管/.test(text)) return { role: 'owner' }
  if (/^(指标)?(领域|类别|分类|维度|方面|大类|一级指标|类型|指标类别|指标类型|目标领域)$/.test(text))
    return { role: text.includes('类型') ? 'nature' : 'domain' }
  if (/^(指标)?(性质|属性|类型)$|约束性|预期性/.test(text)) return { role: 'nature' }
  if (/依据|来源|出处/.test(text)) return { role: 'source' }
  if (/^(计量|指标)?单位$/.test(text)) return { role: 'unit' }
  if (/^(序号|编号|序|NO\.?)$/i.test(text)) return { role: 'number' }
  if (/指标|名称|内容|项目/.test(text) && !aim) return { role: 'name' }
  if (aim) return { role: 'target', year: null }
  return { role: 'other' }
}

/** The columns of an indicator table; null where the table is none. */
export function indicatorColumns(grid: Grid, firstYear: number | null): IndicatorColumns | null {
  let skip = 0
  let caption = grid.caption
  while (skip < grid.rows.length && isTitleRow(grid.rows[skip] as GridCell[])) {
    caption ??= (grid.rows[skip] as GridCell[]).find((cell) => cell.text)?.text ?? null
    skip += 1
  }
  for (const depth of [1, 2, 3]) {
    const headerRows = skip + depth
    if (headerRows >= grid.rows.length) return null
    const shifted: Grid = { ...grid, rows: grid.rows.slice(skip) }
    const columns = headerTexts(shifted, depth).map((text) => columnRole(text, firstYear))
    const merged = mergedDown(shifted, depth)
    if (!merged && complete(columns)) return { headerRows, columns: withoutName(grid, headerRows, columns), caption }
  }
  return null
}

/** A heading that reaches into the next row belongs to a deeper header. */
function mergedDown(grid: Grid, depth: number): boolean {
  const [last, next] = [grid.rows[depth - 1], grid.rows[depth]]
  if (!last || !next) return false
  return next.some((cell, x) => cell.text !== '' && cell.origin === last[x]?.origin) || sameHeadings(last, next)
}

/** 目标值 over two columns with the years below it. */
function sameHeadings(last: GridCell[], next: GridCell[]): boolean {
  const spanned = last.some((cell, x) => x > 0 && cell.text !== '' && cell.origin === last[x - 1]?.origin)
  return spanned && next.filter((cell) => /^(20\d\d年?|.*值|累计|年均.*|目标|现状)$/.test(bare(cell.text))).length >= 2
}

const complete = (columns: ColumnRole[]): boolean => {
  const has = (role: string) => columns.some((column) => column.role === role)
  const values = columns.filter((column) => column.role === 'target' || column.role === 'baseline').length
  return values > 0 && (has('name') || columns.filter((column) => column.role === 'other').length === 1)
}

/** The name column where its heading was lost: the one without a role. */
function withoutName(_grid: Grid, _headerRows: number, columns: ColumnRole[]): ColumnRole[] {
  const names = columns.flatMap((column, x) => (column.role === 'name' ? [x] : []))
  if (names.length === 0) {
    const lost = columns.findIndex((column) => column.role === 'other')
    return columns.map((column, x) => (x === lost ? { role: 'name' } : column))
  }
  // 一级指标 | 二级指标: the last one names the measure, those before it group
  return columns.map((column, x) => (column.role === 'name' && x !== names.at(-1) ? { role: 'domain' } : column))
}
