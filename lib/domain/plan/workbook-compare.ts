import type { PlanDraft, RegisterUnit } from './draft'
import { digestOf } from './digest'
import { draftRows, fieldOrder, headOf, sheetNames, type WorkbookSheet } from './workbook'
import { isShortened, readStamp, type RowStamp, type WorkbookEntryRow } from './workbook-cells'
import {
  baseHashOf,
  isBlankRow,
  judgeCell,
  type UnitReader,
  unitFields,
  unitReader,
  withOngoing,
} from './workbook-judge'
import type {
  Difference,
  ReadRow,
  ReadSheet,
  ReadWorkbook,
  RefusedRow,
  WorkbookComparison,
  WorkbookField,
} from './workbook-difference'
import { movedKeys } from './workbook-order'

/** A row of another plan; the whole file then, if no row is of this one. */
export const isOfAnotherPlan = (read: ReadWorkbook, planId: number): boolean => {
  const stamps = [...(read.tasks?.rows ?? []), ...(read.indicators?.rows ?? [])].flatMap(
    (row) => readStamp(row.stamp) ?? [],
  )
  return stamps.length > 0 && stamps.every((stamp) => stamp.planId !== planId)
}

type Sides = {
  readonly sheet: WorkbookSheet
  readonly planId: number
  readonly read: ReadSheet
  readonly current: readonly WorkbookEntryRow[]
  readonly units: UnitReader
}
type JudgedRow =
  | { readonly kind: 'refused'; readonly row: ReadRow; readonly title: string; readonly why: string }
  | { readonly kind: 'blank'; readonly row: ReadRow }
  | {
      readonly kind: 'read'
      readonly row: ReadRow
      readonly title: string
      readonly stamp: RowStamp | null
      readonly now: WorkbookEntryRow | null
      readonly changes: readonly (WorkbookField & { readonly isConflict: boolean })[]
      readonly notes: readonly string[]
    }

const titleField = (sheet: WorkbookSheet): string => (sheet === 'tasks' ? 'title' : 'name')

const judgeRow = (row: ReadRow, { sheet, planId, read, current, units }: Sides): JudgedRow => {
  if (isBlankRow(row.texts)) return { kind: 'blank', row }
  const now = current.find((entry) => entry.key === row.key) ?? null
  const stamp = readStamp(row.stamp)
  const title = row.texts[titleField(sheet)] || now?.texts[titleField(sheet)] || ''
  const refuse = (why: string): JudgedRow => ({ kind: 'refused', row, title, why })
  if (stamp && stamp.planId !== planId) return refuse('这一行来自另一份规划')
  if (row.key !== '' && !now && !stamp) return refuse(`隐藏的“标识”列被改动过；如为新行，请清空这一行的“标识”`)
  const isNew = row.key === ''
  const texts = sheet === 'tasks' ? withOngoing(row.texts) : row.texts
  const fields =
    sheet === 'tasks' && texts.ongoing !== undefined ? [...new Set([...read.fields, 'ongoing'])] : read.fields
  const changes: (WorkbookField & { isConflict: boolean })[] = []
  const unknown = new Set<string>()
  let touchedDate = false
  for (const field of fieldOrder(sheet, fields)) {
    const text = texts[field] ?? ''
    const before = now?.texts[field] ?? ''
    const base = isNew ? null : baseHashOf(field, stamp?.hashes ?? { [field]: digestOf(before) }, digestOf(''))
    if (base === digestOf(text)) continue
    const judged = judgeCell(sheet, field, text, { isNew, units })
    if ('why' in judged) return refuse(judged.why)
    const after = judged.text
    if (base === digestOf(after) || (now !== null && after === before)) continue
    if (isNew && after === '') continue
    if (isShortened(before)) return refuse(`“${headOf(sheet, field)}”过长，在表中不完整，请在系统里修改`)
    if (unitFields.has(field)) {
      const had = units.names(before)
      for (const name of units.names(after).filter((one) => !had.includes(one))) {
        const doubt = units.doubt(name)
        if (doubt?.kind === 'dissolved') return refuse(`“${doubt.name}”已撤销，请改为承接其职能的单位`)
        if (doubt) unknown.add(name)
      }
    }
    touchedDate ||= field === 'due' || field === 'ongoing'
    changes.push({
      name: field,
      label: headOf(sheet, field),
      before,
      after,
      isConflict: now !== null && base !== digestOf(before),
    })
  }
  if (touchedDate && judgedText('due') !== '' && judgedText('ongoing') === '是') {
    return refuse('“完成时限”和“长期”只能填一个')
  }
  function judgedText(field: string): string {
    return changes.find((change) => change.name === field)?.after ?? texts[field] ?? now?.texts[field] ?? ''
  }
  if (isNew && !changes.some((change) => change.name === titleField(sheet))) {
    return refuse(`没有填写“${headOf(sheet, titleField(sheet))}”`)
  }
  const notes = unknown.size > 0 ? [`单位库里没有${[...unknown].map((name) => `“${name}”`).join('、')}`] : []
  return { kind: 'read', row, title, stamp, now, changes, notes }
}

const keyNumber = (key: string): number => Number(/\d+$/.exec(key)?.[0] ?? 0)

const refuseDuplicates = (
  rows: readonly ReadRow[],
): { single: readonly ReadRow[]; refused: readonly (readonly [ReadRow, string])[] } => {
  const rowsOf = new Map<string, number[]>()
  for (const { key, row } of rows) if (key !== '') rowsOf.set(key, [...(rowsOf.get(key) ?? []), row])
  const others = ({ key }: ReadRow): readonly number[] => rowsOf.get(key) ?? []
  return {
    single: rows.filter((row) => others(row).length < 2),
    refused: rows
      .filter((row) => others(row).length > 1)
      .map((row) => [
        row,
        `第 ${others(row).join('、')} 行是同一项（通常因复制整行造成）；请删去多余的行，新增的行请清空隐藏的“标识”列`,
      ]),
  }
}

const differencesOf = (judged: Extract<JudgedRow, { kind: 'read' }>, sheet: WorkbookSheet): readonly Difference[] => {
  const { row, title, now, changes, notes } = judged
  const plain = (list: typeof changes): readonly WorkbookField[] =>
    list.map(({ name, label, before, after }) => ({ name, label, before, after }))
  if (row.key === '') {
    return [
      {
        id: `${sheet}:new:${row.row}`,
        sheet,
        kind: 'new',
        key: null,
        row: row.row,
        title,
        fields: plain(changes),
        notes,
        taken: true,
      },
    ]
  }
  const at = { sheet, key: row.key, row: row.row, title }
  if (now === null) {
    // Untouched here and dropped there: what the draft says stands.
    if (changes.length === 0) return []
    const all = Object.entries(row.texts).filter(([, text]) => text !== '')
    const fields = all.map(([name, after]) => ({ name, label: headOf(sheet, name), before: '', after }))
    return [{ id: `${sheet}:returned:${row.key}`, kind: 'returned', ...at, fields, notes, taken: null }]
  }
  const [both, mine] = [changes.filter((field) => field.isConflict), changes.filter((field) => !field.isConflict)]
  return [
    ...(mine.length > 0
      ? [
          {
            id: `${sheet}:changed:${row.key}`,
            kind: 'changed' as const,
            ...at,
            fields: plain(mine),
            notes,
            taken: true,
          },
        ]
      : []),
    ...(both.length > 0
      ? [
          {
            id: `${sheet}:conflict:${row.key}`,
            kind: 'conflict' as const,
            ...at,
            fields: plain(both),
            notes,
            taken: null,
          },
        ]
      : []),
  ]
}

const compareSheet = (sides: Sides): WorkbookComparison => {
  const { sheet, read, current } = sides
  const { single, refused: twice } = refuseDuplicates(read.rows)
  const judged = single.map((row) => judgeRow(row, sides))
  const good = judged.filter((entry) => entry.kind === 'read')
  const refused: RefusedRow[] = [
    ...twice.map(([row, why]) => ({ sheet, row: row.row, title: row.texts[titleField(sheet)] ?? '', why })),
    ...judged.flatMap((entry) =>
      entry.kind === 'refused' ? [{ sheet, row: entry.row.row, title: entry.title, why: entry.why }] : [],
    ),
  ].sort((a, b) => a.row - b.row)
  const cells = good.flatMap((entry) => differencesOf(entry, sheet))
  const copies = new Set(current.map((entry) => JSON.stringify([entry.texts.section, entry.texts[titleField(sheet)]])))
  const sectionAbove = new Map<number | null, string>()
  let heading = ''
  for (const { row } of sheet === 'tasks' ? good : []) {
    sectionAbove.set(row.row, heading)
    heading = row.texts.section || heading
  }
  const changed = cells.map((difference) => {
    if (difference.kind !== 'new') return difference
    const valueOf = (name: string) => difference.fields.find((field) => field.name === name)?.after
    const above = valueOf('section') === undefined ? sectionAbove.get(difference.row) : undefined
    const section = { name: 'above', label: headOf('tasks', 'section'), before: '', after: `同上一行（${above}）` }
    const shown = above ? { ...difference, fields: [section, ...difference.fields] } : difference
    const isCopy = copies.has(JSON.stringify([valueOf('section') ?? above, valueOf(titleField(sheet))]))
    return isCopy ? { ...shown, taken: false, notes: [...shown.notes, '草案里已有同名的一项'] } : shown
  })
  const moves = movedKeys(
    good.flatMap(({ row, now, stamp, changes }) =>
      now === null || changes.some((field) => field.name === 'section')
        ? []
        : [{ key: row.key, group: now.texts.section ?? '', exported: stamp?.position ?? null }],
    ),
    current.map((entry) => entry.key),
  )
  const moved = good
    .filter(({ row }) => moves.keys.has(row.key))
    .map(
      ({ row, title }): Difference => ({
        id: `${sheet}:moved:${row.key}`,
        sheet,
        kind: 'moved',
        key: row.key,
        row: row.row,
        title,
        fields: [],
        notes: moves.isSorted ? ['整张表的次序变了，像是排过序'] : [],
        taken: !moves.isSorted,
      }),
    )
  const stamps = read.rows.flatMap((row) => readStamp(row.stamp) ?? [])
  const exportedKeys = Math.max(0, ...stamps.map((stamp) => stamp.nextKey)) || Infinity
  const present = new Set(read.rows.filter((row) => !isBlankRow(row.texts)).map((row) => row.key))
  const gone = current
    // What came after the export was never in the workbook.
    .filter((entry) => !present.has(entry.key) && keyNumber(entry.key) < exportedKeys)
    .map(
      (entry): Difference => ({
        id: `${sheet}:gone:${entry.key}`,
        sheet,
        kind: 'gone',
        key: entry.key,
        row: null,
        title: entry.texts[titleField(sheet)] ?? '',
        fields: [],
        notes: [],
        taken: false,
      }),
    )
  const touched = new Set([...changed, ...moved].map((difference) => difference.row))
  return {
    differences: [...[...changed, ...moved].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)), ...gone],
    refused,
    same: good.filter(({ row }) => !touched.has(row.row)).length,
    version: stamps.length > 0 ? Math.min(...stamps.map((stamp) => stamp.version)) : null,
  }
}

const nothing: WorkbookComparison = { differences: [], refused: [], same: 0, version: null }

/**
 * Row by row what the workbook says otherwise than the draft. Where the draft moved on since the export, the hidden marks tell
 * who changed what: a cell that only one side changed follows that side, one that both changed is asked about.
 */
export const compareWorkbook = (
  draft: PlanDraft,
  read: ReadWorkbook,
  planId: number,
  register: readonly RegisterUnit[],
): WorkbookComparison => {
  const rows = draftRows(draft)
  const units = unitReader(draft, register)
  const [tasks, indicators] = (Object.keys(sheetNames) as WorkbookSheet[]).map((sheet) => {
    const found = read[sheet]
    return found ? compareSheet({ sheet, planId, read: found, current: rows[sheet], units }) : nothing
  }) as [WorkbookComparison, WorkbookComparison]
  const versions = [tasks.version, indicators.version].filter((version) => version !== null)
  return {
    differences: [...tasks.differences, ...indicators.differences],
    refused: [...tasks.refused, ...indicators.refused],
    same: tasks.same + indicators.same,
    version: versions.length > 0 ? Math.min(...versions) : null,
  }
}
