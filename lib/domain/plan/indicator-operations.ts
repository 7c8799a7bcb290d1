import { isMissing, parseTarget } from '../plan-text/target'
import type { IndicatorTarget } from '../plan-text/reading'
import { Refusal } from '../refusals'
import type { DraftIndicator, IndicatorFields, IndicatorOperation, PlanDraft } from './draft'
import { type DraftChange, impossible, quoted } from './draft-change'
import { distinctUnits, sameUnit } from './draft-units'

const indicatorsOf = (draft: PlanDraft, keys: readonly string[]): readonly [DraftIndicator, ...DraftIndicator[]] => {
  const found = draft.indicators.filter((entry) => keys.includes(entry.key))
  const [first, ...rest] = found
  if (!first || found.length !== new Set(keys).size) throw new Refusal('draftTargetGone')
  return [first, ...rest]
}

const named = (indicators: readonly DraftIndicator[]): string =>
  indicators.length === 1 ? `指标${quoted(indicators[0]?.name ?? '')}` : `${indicators.length} 项指标`

const replaced = (draft: PlanDraft, fresh: DraftIndicator): PlanDraft => ({
  ...draft,
  indicators: draft.indicators.map((entry) => (entry.key === fresh.key ? fresh : entry)),
})

/** What was read with the row around it (a lost sign, two values in one cell) stays as long as nobody writes it anew. */
const targetsFrom = (
  before: readonly IndicatorTarget[],
  given: NonNullable<IndicatorFields['targets']>,
): IndicatorTarget[] =>
  given
    .map(({ year, text }) => ({ year, text: text.trim() }))
    .filter(({ text }) => text !== '')
    .map(({ year, text }) => ({
      year,
      text,
      parsed: before.find((target) => target.text === text)?.parsed ?? parseTarget(text),
    }))

const fieldNames: readonly (readonly [keyof IndicatorFields, string])[] = [
  ['domain', '领域'],
  ['number', '编号'],
  ['name', '名称'],
  ['unit', '计量单位'],
  ['baselineYear', '基期年'],
  ['baselineText', '基期值'],
  ['nature', '性质'],
  ['source', '数据来源'],
  ['direction', '方向'],
  ['owners', '责任单位'],
  ['targets', '目标值'],
]

const textOr = (given: string | null | undefined, before: string | null): string | null =>
  given === undefined ? before : given?.trim() || null

const edit = (draft: PlanDraft, key: string, fields: IndicatorFields): DraftChange => {
  const [before] = indicatorsOf(draft, [key])
  const name = fields.name?.trim()
  if (name === '') throw impossible('指标须有名称')
  const years = (fields.targets ?? []).map((target) => target.year)
  if (new Set(years).size < years.length) throw impossible('同一年份只能有一个目标值')
  const changed = fieldNames.flatMap(([field, word]) => (fields[field] === undefined ? [] : [word]))
  return {
    draft: replaced(draft, {
      ...before,
      name: name ?? before.name,
      domain: textOr(fields.domain, before.domain),
      number: textOr(fields.number, before.number),
      unit: textOr(fields.unit, before.unit),
      baselineYear: fields.baselineYear === undefined ? before.baselineYear : fields.baselineYear,
      baselineText: textOr(fields.baselineText, before.baselineText),
      nature: textOr(fields.nature, before.nature),
      source: textOr(fields.source, before.source),
      direction: fields.direction ?? before.direction,
      owners: fields.owners ? distinctUnits(fields.owners, []).leads : before.owners,
      targets: fields.targets ? targetsFrom(before.targets, fields.targets) : before.targets,
    }),
    summary: `改${named([before])}的${changed.join('、')}`,
  }
}

const add = (draft: PlanDraft, given: string, afterKey: string | null): DraftChange => {
  const name = given.trim()
  if (!name) throw impossible('指标须有名称')
  const [after] = afterKey === null ? [null] : indicatorsOf(draft, [afterKey])
  const at = after ? draft.indicators.indexOf(after) + 1 : draft.indicators.length
  const line = after?.endLine ?? draft.indicators.at(-1)?.endLine ?? 1
  const fresh: DraftIndicator = {
    key: `i${draft.nextKey}`,
    from: 'table',
    domain: (after ?? draft.indicators.at(-1))?.domain ?? null,
    number: null,
    name,
    unit: null,
    baselineYear: null,
    baselineText: null,
    targets: [],
    nature: null,
    source: null,
    direction: 'higher_better',
    owners: [],
    startLine: line,
    endLine: line,
  }
  return {
    draft: {
      ...draft,
      indicators: [...draft.indicators.slice(0, at), fresh, ...draft.indicators.slice(at)],
      nextKey: draft.nextKey + 1,
    },
    summary: `新增指标${quoted(name)}`,
  }
}

/** The first value that one of the rows holds; a dash in a cell is none. */
const firstText = (values: readonly (string | null)[]): string | null =>
  values.find((value) => value !== null && !isMissing(value)) ?? values.find((value) => value !== null) ?? null

const merge = (draft: PlanDraft, keys: readonly string[]): DraftChange => {
  const rows = indicatorsOf(draft, keys)
  const [first] = rows
  if (rows.length < 2) throw impossible('请至少选择两项指标')
  const years = [...new Set(rows.flatMap((row) => row.targets.map((target) => target.year)))]
  const merged: DraftIndicator = {
    ...first,
    // A name that was broken over two rows is one word again; one that was printed twice stands once.
    name: rows.reduce((name, row) => (name.includes(row.name) ? name : name + row.name), ''),
    domain: firstText(rows.map((row) => row.domain)),
    number: firstText(rows.map((row) => row.number)),
    unit: firstText(rows.map((row) => row.unit)),
    baselineYear: rows.find((row) => row.baselineYear !== null)?.baselineYear ?? null,
    baselineText: firstText(rows.map((row) => row.baselineText)),
    nature: firstText(rows.map((row) => row.nature)),
    source: firstText(rows.map((row) => row.source)),
    targets: years
      .sort((a, b) => (a ?? 0) - (b ?? 0))
      .flatMap((year) => {
        const given = rows.flatMap((row) => row.targets.filter((target) => target.year === year))
        return given.find((target) => target.parsed.op !== 'unparsed') ?? given[0] ?? []
      }),
    owners: distinctUnits(
      rows.flatMap((row) => row.owners),
      [],
    ).leads,
    startLine: Math.min(...rows.map((row) => row.startLine)),
    endLine: Math.max(...rows.map((row) => row.endLine)),
  }
  return {
    draft: {
      ...draft,
      indicators: draft.indicators.flatMap((row) =>
        row.key === first.key ? [merged] : keys.includes(row.key) ? [] : [row],
      ),
    },
    summary: `把 ${rows.length} 行合并为指标${quoted(merged.name)}`,
  }
}

const move = (draft: PlanDraft, key: string, beforeKey: string | null): DraftChange => {
  const [moved] = indicatorsOf(draft, [key])
  const rest = draft.indicators.filter((entry) => entry.key !== key)
  const at = beforeKey === null ? rest.length : rest.findIndex((entry) => entry.key === beforeKey)
  if (at < 0) throw new Refusal('draftTargetGone')
  return {
    draft: { ...draft, indicators: [...rest.slice(0, at), moved, ...rest.slice(at)] },
    summary: `移动${named([moved])}`,
  }
}

export const changeIndicators = (draft: PlanDraft, operation: IndicatorOperation): DraftChange => {
  switch (operation.kind) {
    case 'editIndicator': {
      const { kind: _, key, ...fields } = operation
      return edit(draft, key, fields)
    }
    case 'addIndicator':
      return add(draft, operation.name, operation.afterKey)
    case 'dropIndicators':
      return {
        draft: { ...draft, indicators: draft.indicators.filter((entry) => !operation.keys.includes(entry.key)) },
        summary: `删除${named(indicatorsOf(draft, operation.keys))}`,
      }
    case 'mergeIndicators':
      return merge(draft, operation.keys)
    case 'moveIndicator':
      return move(draft, operation.key, operation.beforeKey)
    case 'addOwner': {
      const rows = indicatorsOf(draft, operation.keys)
      return {
        draft: {
          ...draft,
          indicators: draft.indicators.map((entry) =>
            operation.keys.includes(entry.key) && !entry.owners.some((owner) => sameUnit(owner, operation.unit))
              ? { ...entry, owners: [...entry.owners, operation.unit] }
              : entry,
          ),
        },
        summary: `为${named(rows)}添加责任单位${quoted(operation.unit.spelling)}`,
      }
    }
  }
}
