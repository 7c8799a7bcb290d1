import { indicatorDirectionLabels, taskKindLabels } from '../labels'
import type { DraftUnit, PlanDraft, RegisterUnit } from './draft'
import { unitFinder } from './draft-units'
import { headOf, isTargetField, sectionPath, sectionTitles, type WorkbookSheet } from './workbook'
import {
  type EntryTexts,
  isShortened,
  joinUnits,
  readCellDate,
  readYesNo,
  splitUnits,
  tidyCell,
} from './workbook-cells'

/** How names in cells become units: as the entry has them, as the draft has matched them, as the register knows them. */
export type UnitReader = {
  readonly names: (cell: string) => readonly string[]
  readonly unit: (name: string, own: readonly DraftUnit[]) => DraftUnit
  readonly doubt: (
    name: string,
  ) => { readonly kind: 'unknown' } | { readonly kind: 'dissolved'; readonly name: string } | null
}

export const unitReader = (draft: PlanDraft, register: readonly RegisterUnit[]): UnitReader => {
  const find = unitFinder(register)
  const byId = new Map(register.map((unit) => [unit.id, unit]))
  const matched = new Map<string, DraftUnit>()
  const lists = [
    ...draft.items.flatMap((item) => [item.leads, item.supports]),
    ...draft.indicators.map((indicator) => indicator.owners),
  ]
  for (const unit of lists.flat()) if (unit.unitId !== null) matched.set(tidyCell(unit.spelling), unit)
  const known = [
    ...lists.flat().map((unit) => tidyCell(unit.spelling)),
    ...register.flatMap((unit) => [unit.name, ...unit.aliases]),
  ]
  const unit = (name: string, own: readonly DraftUnit[]): DraftUnit =>
    own.find((entry) => tidyCell(entry.spelling) === name) ??
    matched.get(name) ?? { spelling: name, unitId: find(name)?.id ?? null }
  return {
    names: (cell) => splitUnits(cell, known),
    unit,
    doubt: (name) => {
      const { unitId } = unit(name, [])
      const found = unitId === null ? undefined : byId.get(unitId)
      if (!found) return { kind: 'unknown' }
      return found.dissolved ? { kind: 'dissolved', name: found.name } : null
    },
  }
}

export const unitFields: ReadonlySet<string> = new Set(['leads', 'supports', 'owners'])

const limits: Readonly<Record<string, number>> = { number: 20, title: 300, name: 300 }
const shortest = 300

const oneOf = (labels: Readonly<Record<string, string>>, text: string): string | null =>
  Object.values(labels).find((label) => label === text) ?? null

export type Judged = { readonly text: string } | { readonly why: string }

/** A cell that was changed, as it will stand in the draft; or why it cannot. */
export const judgeCell = (
  sheet: WorkbookSheet,
  field: string,
  text: string,
  { isNew, units }: { readonly isNew: boolean; readonly units: UnitReader },
): Judged => {
  const head = headOf(sheet, field)
  if (unitFields.has(field)) {
    const names = units.names(text)
    const long = names.find((name) => name.length > 100)
    if (long) return { why: `“${head}”里的名称“${long.slice(0, 20)}…”超过 100 字，请用顿号隔开各单位` }
    if (names.length > 300) return { why: `“${head}”超过 300 个单位` }
    return { text: joinUnits(names) }
  }
  switch (field) {
    case 'due': {
      const date = readCellDate(text)
      if (!date) return { why: `看不懂“${head}”里的“${text.slice(0, 40)}”，请写成 2027-12-31、2027年底前 或 长期坚持` }
      return { text: date.due }
    }
    case 'ongoing':
    case 'issue': {
      const said = text === '' && (field === 'ongoing' || isNew) ? field === 'issue' : readYesNo(text)
      if (said === null) return { why: `“${head}”请填“是”或“否”` }
      return { text: said ? '是' : field === 'ongoing' ? '' : '否' }
    }
    case 'kind': {
      const label = text === '' && isNew ? taskKindLabels.task : oneOf(taskKindLabels, text)
      return label ? { text: label } : { why: `“${head}”请填${Object.values(taskKindLabels).join('、')}之一` }
    }
    case 'direction': {
      const label = text === '' && isNew ? '' : oneOf(indicatorDirectionLabels, text)
      return label === null
        ? { why: `“${head}”请填${Object.values(indicatorDirectionLabels).join('、')}之一` }
        : { text: label }
    }
    case 'baselineYear': {
      const year = /^((?:19|20)\d\d)(?:\.0+)?年?$/.exec(text)
      return text === '' || year ? { text: year?.[1] ?? '' } : { why: `“${head}”请填四位年份，如 2025` }
    }
    case 'section': {
      const titles = sectionTitles(text)
      if (titles.some((title) => title.length > shortest)) return { why: `“${head}”里的名称超过 ${shortest} 字` }
      return { text: sectionPath(titles) }
    }
    case 'text':
      return isShortened(text) ? { why: `“${head}”在表中不完整，请在系统里修改` } : { text }
  }
  const plain = field === 'title' || field === 'name' ? text.replace(/\s*\n\s*/g, '') : text
  if (plain === '' && (field === 'title' || field === 'name')) return { why: `没有填写“${head}”` }
  const most = limits[field] ?? shortest
  if (plain.length > most) return { why: `“${head}”超过 ${most} 字` }
  return { text: plain }
}

/** 长期坚持 in the column of dates says what the other column asks. */
export const withOngoing = (texts: EntryTexts): EntryTexts =>
  texts.due !== undefined && readCellDate(texts.due)?.ongoing ? { ...texts, due: '', ongoing: '是' } : texts

export const isBlankRow = (texts: EntryTexts): boolean => Object.values(texts).every((text) => text === '')

/** New target columns may be added by whoever edits; a fresh one says nothing where it is empty. */
export const baseHashOf = (field: string, hashes: Readonly<Record<string, string>>, empty: string): string | null =>
  hashes[field] ?? (isTargetField(field) ? empty : null)
