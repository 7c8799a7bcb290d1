import { indicatorDirectionLabels, taskKindLabels } from '../labels'
import type { DraftIndicator, DraftItem, DraftUnit, PlanDraft } from './draft'
import { itemsInOrder } from './draft-order'
import { type EntryTexts, joinUnits, shortened, tidyCell, type WorkbookEntryRow } from './workbook-cells'

export type WorkbookSheet = 'tasks' | 'indicators'
export const sheetNames: Readonly<Record<WorkbookSheet, string>> = { tasks: '任务分工表', indicators: '指标表' }

/** Heads of the hidden columns by which a row is known again. */
export const keyHead = '标识'
export const stampHead = '核验'

export const taskHeads = {
  number: '编号',
  section: '章节',
  kind: '类别',
  title: '重点任务',
  text: '具体内容',
  leads: '牵头单位',
  supports: '配合单位',
  due: '完成时限',
  ongoing: '长期',
  issue: '是否交办',
} as const
export const indicatorHeads = {
  domain: '领域',
  number: '序号',
  name: '指标名称',
  unit: '单位',
  baselineYear: '基期年',
  baseline: '基期值',
  nature: '性质',
  source: '来源',
  direction: '方向',
  owners: '责任单位',
} as const

/** The column of a year's target; 0 where the document names no year. */
export const targetField = (year: number | null): string => `y${year ?? 0}`
export const targetHead = (field: string): string => (field === 'y0' ? '目标值' : `${field.slice(1)}年目标`)
export const yearOfField = (field: string): number | null => (field === 'y0' ? null : Number(field.slice(1)))
export const isTargetField = (field: string): boolean => /^y\d+$/.test(field)

/** The field that a head of the sheet means; null for what is not ours, such as the running number. */
export const fieldOfHead = (sheet: WorkbookSheet, head: string): string | null => {
  const heads: Readonly<Record<string, string>> = sheet === 'tasks' ? taskHeads : indicatorHeads
  const known = Object.keys(heads).find((field) => heads[field] === head)
  if (known || sheet === 'tasks') return known ?? null
  const year = /^((?:19|20|21)\d\d)年?(?:目标值?)?$/.exec(head)
  return year ? `y${year[1]}` : head === '目标值' ? 'y0' : null
}

export const headOf = (sheet: WorkbookSheet, field: string): string => {
  const heads: Readonly<Record<string, string>> = sheet === 'tasks' ? taskHeads : indicatorHeads
  return heads[field] ?? targetHead(field)
}

const between = ' › '
/** Headings from the outermost, as one cell says them. */
export const sectionPath = (titles: readonly string[]): string => tidyCell(titles.join(between))
export const sectionTitles = (path: string): readonly string[] =>
  path
    .split(/\s*›\s*/)
    .map((title) => title.trim())
    .filter(Boolean)

/** The path of each section's headings by its key. */
export const sectionPaths = (draft: Pick<PlanDraft, 'sections'>): ReadonlyMap<string, string> => {
  const byKey = new Map(draft.sections.map((section) => [section.key, section]))
  const titlesOf = (key: string): readonly string[] => {
    const section = byKey.get(key)
    if (!section) return []
    return [...(section.parentKey === null ? [] : titlesOf(section.parentKey)), section.title]
  }
  return new Map(draft.sections.map((section) => [section.key, sectionPath(titlesOf(section.key))]))
}

const spellings = (units: readonly DraftUnit[]): string => joinUnits(units.map((unit) => unit.spelling))

const taskTexts = (item: DraftItem, paths: ReadonlyMap<string, string>): EntryTexts => ({
  number: tidyCell(item.number ?? ''),
  section: item.sectionKey === null ? '' : (paths.get(item.sectionKey) ?? ''),
  kind: taskKindLabels[item.kind],
  title: tidyCell(item.title),
  text: shortened(tidyCell(item.text)),
  leads: spellings(item.leads),
  supports: spellings(item.supports),
  due: item.dueOn ?? '',
  ongoing: item.ongoing ? '是' : '',
  issue: item.issue ? '是' : '否',
})

const indicatorTexts = (indicator: DraftIndicator): EntryTexts => {
  const targets: Record<string, string> = {}
  for (const { year, text } of indicator.targets) {
    const field = targetField(year)
    targets[field] = tidyCell(targets[field] ? `${targets[field]}；${text}` : text)
  }
  return {
    domain: tidyCell(indicator.domain ?? ''),
    number: tidyCell(indicator.number ?? ''),
    name: tidyCell(indicator.name),
    unit: tidyCell(indicator.unit ?? ''),
    baselineYear: indicator.baselineYear === null ? '' : String(indicator.baselineYear),
    baseline: tidyCell(indicator.baselineText ?? ''),
    ...targets,
    nature: tidyCell(indicator.nature ?? ''),
    source: tidyCell(indicator.source ?? ''),
    direction: indicatorDirectionLabels[indicator.direction],
    owners: spellings(indicator.owners),
  }
}

/** The draft as the rows of its workbook, in the order of the screen. */
export const draftRows = (
  draft: PlanDraft,
): { readonly tasks: readonly WorkbookEntryRow[]; readonly indicators: readonly WorkbookEntryRow[] } => {
  const paths = sectionPaths(draft)
  return {
    tasks: itemsInOrder(draft).map((item) => ({ key: item.key, texts: taskTexts(item, paths) })),
    indicators: draft.indicators.map((indicator) => ({ key: indicator.key, texts: indicatorTexts(indicator) })),
  }
}

/** The target columns that the indicators need, the earliest year first, the yearless one last. */
export const targetFieldsOf = (rows: readonly WorkbookEntryRow[]): readonly string[] =>
  [...new Set(rows.flatMap((row) => Object.keys(row.texts).filter(isTargetField)))].sort(
    (a, b) => (yearOfField(a) ?? 9999) - (yearOfField(b) ?? 9999),
  )

/** The given fields as their columns stand, targets after the baseline. */
export const fieldOrder = (sheet: WorkbookSheet, fields: readonly string[]): readonly string[] => {
  const heads = Object.keys(sheet === 'tasks' ? taskHeads : indicatorHeads)
  const order = heads.flatMap((field) =>
    field === 'baseline' ? [field, ...fields.filter(isTargetField).sort()] : [field],
  )
  return order.filter((field) => fields.includes(field))
}
