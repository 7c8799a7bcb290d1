import { parseDate } from '../calendar/date'
import { indicatorDirectionLabels, indicatorDirections, taskKindLabels, taskKinds } from '../labels'
import { directionOf } from '../plan-text/target'
import { Refusal } from '../refusals'
import { applyDraft } from './apply-draft'
import type { DraftIndicator, DraftItem, DraftUnit, PlanDraft, RegisterUnit } from './draft'
import { distinctUnits } from './draft-units'
import { isTargetField, yearOfField } from './workbook'
import { tidyCell } from './workbook-cells'
import type { Difference, ReadRow, ReadWorkbook } from './workbook-difference'
import { type UnitReader, unitReader } from './workbook-judge'
import { sectionAt } from './workbook-sections'

type Values = ReadonlyMap<string, string>

const unitsFrom = (cell: string, own: readonly DraftUnit[], units: UnitReader): readonly DraftUnit[] =>
  units.names(cell).map((name) => units.unit(name, own))

const changedItem = (item: DraftItem, values: Values, units: UnitReader): DraftItem => {
  const own = [...item.leads, ...item.supports]
  const text = (field: string, before: string): string => values.get(field) ?? before
  const unitsOf = (field: 'leads' | 'supports') => {
    const cell = values.get(field)
    return cell === undefined ? item[field] : unitsFrom(cell, own, units)
  }
  const ongoing = values.has('ongoing') ? values.get('ongoing') === '是' : item.ongoing
  const due = values.has('due') ? parseDate(values.get('due') ?? '') : item.dueOn
  return {
    ...item,
    number: values.has('number') ? values.get('number') || null : item.number,
    kind: taskKinds.find((kind) => taskKindLabels[kind] === values.get('kind')) ?? item.kind,
    title: text('title', item.title),
    text: text('text', item.text),
    ...(values.has('leads') || values.has('supports') ? distinctUnits(unitsOf('leads'), unitsOf('supports')) : {}),
    dueOn: ongoing ? null : due,
    ongoing,
    issue: values.has('issue') ? values.get('issue') === '是' : item.issue,
  }
}

const emptyItem = (key: string): DraftItem => ({
  key,
  sectionKey: null,
  kind: 'task',
  number: null,
  title: '',
  text: '',
  leads: [],
  supports: [],
  unitsText: null,
  deadlineText: null,
  dueOn: null,
  ongoing: false,
  sourceStart: null,
  sourceEnd: null,
  issue: true,
})

/** Through the draft's own operation, which reads targets into numbers. */
const changeIndicator = (draft: PlanDraft, key: string, values: Values, units: UnitReader): PlanDraft => {
  const before = draft.indicators.find((entry) => entry.key === key)
  if (!before) throw new Refusal('draftTargetGone')
  const plain = (field: string): string | null | undefined =>
    values.has(field) ? values.get(field) || null : undefined
  const years = [...values.keys()].filter(isTargetField)
  // One cell a year: where the document prints two values of a year, the cell holds both.
  const byYear = new Map<number | null, string>()
  for (const { year, text } of before.targets) {
    const other = byYear.get(year)
    byYear.set(year, other ? `${other}；${text}` : text)
  }
  for (const field of years) byYear.set(yearOfField(field), values.get(field) ?? '')
  const targets = [...byYear]
    .map(([year, text]) => ({ year, text }))
    .sort((a, b) => (a.year ?? 9999) - (b.year ?? 9999))
  const baselineYear = values.get('baselineYear')
  const owners = values.get('owners')
  const direction = indicatorDirections.find((one) => indicatorDirectionLabels[one] === values.get('direction'))
  const { draft: changed } = applyDraft(draft, {
    kind: 'editIndicator',
    key,
    name: values.get('name'),
    domain: plain('domain'),
    number: plain('number'),
    unit: plain('unit'),
    baselineYear: baselineYear === undefined ? undefined : baselineYear === '' ? null : Number(baselineYear),
    baselineText: plain('baseline'),
    nature: plain('nature'),
    source: plain('source'),
    direction,
    owners: owners === undefined ? undefined : [...unitsFrom(owners, before.owners, units)],
    targets: years.length > 0 ? targets : undefined,
  })
  return changed
}

const emptyIndicator = (key: string, name: string, near: DraftIndicator | undefined): DraftIndicator => ({
  key,
  from: 'table',
  domain: null,
  number: null,
  name,
  unit: null,
  baselineYear: null,
  baselineText: null,
  targets: [],
  nature: null,
  source: null,
  direction: directionOf(name, true),
  owners: [],
  startLine: near?.endLine ?? 1,
  endLine: near?.endLine ?? 1,
})

const put = <T extends { readonly key: string }>(list: readonly T[], entry: T, at: number): readonly T[] => [
  ...list.slice(0, at),
  entry,
  ...list.slice(at),
]

type Chosen = {
  readonly values: (row: ReadRow) => Values
  readonly adds: (row: ReadRow) => boolean
  readonly moves: (row: ReadRow) => boolean
  /** Moved in the sheet and not to be moved: its place there says nothing. */
  readonly isElsewhere: (row: ReadRow) => boolean
}

const choose = (differences: readonly Difference[], take: ReadonlySet<string>): Chosen => {
  const byRow = new Map<string, Difference[]>()
  for (const difference of differences) {
    const at = `${difference.row}`
    byRow.set(at, [...(byRow.get(at) ?? []), difference])
  }
  const of = (row: ReadRow) => byRow.get(`${row.row}`) ?? []
  const taken = (row: ReadRow) => of(row).filter((difference) => take.has(difference.id))
  return {
    values: (row) =>
      new Map(taken(row).flatMap((one) => one.fields.map((field) => [field.name, field.after] as const))),
    adds: (row) => taken(row).some((one) => one.kind === 'new' || one.kind === 'returned'),
    moves: (row) => taken(row).some((one) => one.kind === 'moved'),
    isElsewhere: (row) => of(row).some((one) => one.kind === 'moved' && !take.has(one.id)),
  }
}

const applyTasks = (given: PlanDraft, rows: readonly ReadRow[], chosen: Chosen, units: UnitReader): PlanDraft => {
  let draft = given
  let above: DraftItem | null = null
  const lastIn = new Map<string | null, string>()
  for (const row of rows) {
    const values = chosen.values(row)
    const isAdded = chosen.adds(row)
    const known = draft.items.find((item) => item.key === row.key)
    if (!isAdded && !known) continue
    const before: DraftItem = known ?? emptyItem(`t${draft.nextKey}`)
    if (!known) draft = { ...draft, nextKey: draft.nextKey + 1 }
    let sectionKey: string | null = known || !above ? before.sectionKey : above.sectionKey
    const path = values.get('section')
    if (path !== undefined) ({ draft, sectionKey } = sectionAt(draft, path, above?.sectionKey ?? null))
    const item: DraftItem = { ...changedItem(before, values, units), sectionKey }
    if (!known || sectionKey !== before.sectionKey || chosen.moves(row)) {
      const rest = draft.items.filter((entry) => entry.key !== item.key)
      const after = lastIn.get(sectionKey)
      const first = rest.findIndex((entry) => entry.sectionKey === sectionKey)
      const near: string | undefined = above?.key
      const place =
        after !== undefined
          ? rest.findIndex((entry) => entry.key === after) + 1
          : first >= 0
            ? first
            : rest.findIndex((entry) => entry.key === near) + 1
      draft = { ...draft, items: put(rest, item, place) }
    } else {
      draft = { ...draft, items: draft.items.map((entry) => (entry.key === item.key ? item : entry)) }
    }
    if (chosen.isElsewhere(row)) continue
    lastIn.set(sectionKey, item.key)
    above = item
  }
  return draft
}

const applyIndicators = (given: PlanDraft, rows: readonly ReadRow[], chosen: Chosen, units: UnitReader): PlanDraft => {
  let draft = given
  let above: string | null = null
  for (const row of rows) {
    const values = chosen.values(row)
    const known = draft.indicators.find((entry) => entry.key === row.key)
    if (!chosen.adds(row) && !known) continue
    const near: DraftIndicator | undefined =
      draft.indicators.find((entry) => entry.key === above) ?? draft.indicators.at(-1)
    const entry: DraftIndicator = known ?? emptyIndicator(`i${draft.nextKey}`, tidyCell(values.get('name') ?? ''), near)
    if (!known || chosen.moves(row)) {
      const rest = draft.indicators.filter((one) => one.key !== entry.key)
      const place = rest.findIndex((one) => one.key === above) + 1
      draft = { ...draft, nextKey: draft.nextKey + (known ? 0 : 1), indicators: put(rest, entry, place) }
    }
    if (values.size > 0) draft = changeIndicator(draft, entry.key, values, units)
    if (!chosen.isElsewhere(row)) above = entry.key
  }
  return draft
}

/** The draft with the differences that were chosen; the others leave no trace. */
export const applyWorkbook = (
  draft: PlanDraft,
  read: ReadWorkbook,
  differences: readonly Difference[],
  take: ReadonlySet<string>,
  register: readonly RegisterUnit[],
): PlanDraft => {
  const units = unitReader(draft, register)
  const of = (sheet: Difference['sheet']) => differences.filter((difference) => difference.sheet === sheet)
  const withTasks = applyTasks(draft, read.tasks?.rows ?? [], choose(of('tasks'), take), units)
  const withBoth = applyIndicators(withTasks, read.indicators?.rows ?? [], choose(of('indicators'), take), units)
  const gone = new Set(
    differences.flatMap((one) =>
      one.kind === 'gone' && take.has(one.id) && one.key ? [`${one.sheet}:${one.key}`] : [],
    ),
  )
  return {
    ...withBoth,
    items: withBoth.items.filter((item) => !gone.has(`tasks:${item.key}`)),
    indicators: withBoth.indicators.filter((entry) => !gone.has(`indicators:${entry.key}`)),
  }
}

const words: readonly (readonly [readonly Difference['kind'][], string])[] = [
  [['new', 'returned'], '新增'],
  [['changed', 'conflict'], '修改'],
  [['moved'], '移动'],
  [['gone'], '删除'],
]

/** What taking it did, as the step is called. */
export const workbookSummary = (taken: readonly Difference[]): string => {
  const parts = words.flatMap(([kinds, word]) => {
    const keys = new Set(taken.filter((one) => kinds.includes(one.kind)).map((one) => one.key ?? one.id))
    return keys.size > 0 ? [`${word} ${keys.size} 项`] : []
  })
  return `导入分工表：${parts.join('，')}`
}
