import type { DraftIndicator, DraftItem, DraftSection, PlanDraft } from '../plan/draft'
import type { DifferenceEntry, PlanDifference } from '../plan/compare-plans'
import { pathIn } from '../plan/compared'
import { itemsInOrder } from '../plan/draft-order'
import { foldPath } from '../plan/likeness'
import { mergeOrder } from './merge-order'

type Accepted = ReadonlyMap<string, { readonly entry: DifferenceEntry; readonly fields: ReadonlySet<string> }>

const changedItem = (
  old: DraftItem,
  fresh: DraftItem,
  fields: ReadonlySet<string>,
  sectionKey: string | null,
): DraftItem => ({
  ...old,
  ...(fields.has('title') ? { title: fresh.title } : {}),
  ...(fields.has('number') ? { number: fresh.number } : {}),
  ...(fields.has('text') ? { text: fresh.text } : {}),
  ...(fields.has('kind') ? { kind: fresh.kind } : {}),
  ...(fields.has('leads') ? { leads: fresh.leads } : {}),
  ...(fields.has('supports') ? { supports: fresh.supports } : {}),
  ...(fields.has('leads') || fields.has('supports') ? { unitsText: fresh.unitsText } : {}),
  ...(fields.has('due') ? { dueOn: fresh.dueOn, ongoing: fresh.ongoing, deadlineText: fresh.deadlineText } : {}),
  ...(fields.has('heading') ? { sectionKey } : {}),
})

const changedIndicator = (old: DraftIndicator, fresh: DraftIndicator, fields: ReadonlySet<string>): DraftIndicator => ({
  ...old,
  ...(fields.has('name') ? { name: fresh.name } : {}),
  ...(fields.has('number') ? { number: fresh.number } : {}),
  ...(fields.has('domain') ? { domain: fresh.domain } : {}),
  ...(fields.has('unit') ? { unit: fresh.unit } : {}),
  ...(fields.has('baseline') ? { baselineYear: fresh.baselineYear, baselineText: fresh.baselineText } : {}),
  ...(fields.has('nature') ? { nature: fresh.nature } : {}),
  ...(fields.has('source') ? { source: fresh.source } : {}),
  ...(fields.has('owners') ? { owners: fresh.owners } : {}),
  targets: [
    ...old.targets.filter((target) => !fields.has(`target:${target.year}`)),
    ...fresh.targets.filter((target) => fields.has(`target:${target.year}`)),
  ].sort((a, b) => (a.year ?? 0) - (b.year ?? 0)),
})

export type RevisedDraft = {
  readonly draft: PlanDraft
  /** The reading under the keys of the draft: what later readings are compared with. */
  readonly asRead: PlanDraft
}

/**
 * What was accepted of a revised version, written into the draft under correction. Lines count in the new document from now on;
 * an entry that only the old one has is left without its place.
 */
export const applyToDraft = (
  current: PlanDraft,
  content: PlanDraft,
  difference: PlanDifference,
  accepted: Accepted,
  revisionId: number,
): RevisedDraft => {
  let nextKey = current.nextKey
  const keyFor = (prefix: string) => `${prefix}${nextKey++}`
  const entries = [...accepted.values()]
  const takenOf = (about: DifferenceEntry['about'], kind: DifferenceEntry['kind']) =>
    entries.filter(({ entry }) => entry.about === about && entry.kind === kind)

  // Headings: renamed, found by their words, or written where an accepted entry needs one.
  const renamed = new Map(
    takenOf('heading', 'changed').map(({ entry }) => [foldPath(entry.path), entry.fields[0]?.after ?? '']),
  )
  const byPath = new Map(
    current.sections.map((section) => [foldPath(pathIn(current.sections, section.key)), section.key]),
  )
  const freshPath = new Map(content.sections.map((section) => [section.key, pathIn(content.sections, section.key)]))
  for (const path of freshPath.values()) {
    const old = difference.placeOf(path)
    const key = old.length === path.length ? byPath.get(foldPath(old)) : undefined
    if (key !== undefined && !byPath.has(foldPath(path))) byPath.set(foldPath(path), key)
  }
  const added: DraftSection[] = []
  const placeFor = (sectionKey: string | null): string | null => {
    const path = sectionKey === null ? undefined : freshPath.get(sectionKey)
    const fresh = content.sections.find((section) => section.key === sectionKey)
    if (!path || !fresh) return null
    const known = byPath.get(foldPath(path))
    if (known !== undefined) return known
    const parentKey = placeFor(fresh.parentKey)
    const key = keyFor('s')
    added.push({ key, parentKey, title: fresh.title, line: fresh.line })
    byPath.set(foldPath(path), key)
    return key
  }

  const oldOf = difference.items
  const items = new Map(current.items.map((item) => [item.key, item]))
  const freshItems = new Map(content.items.map((item) => [item.key, item]))
  for (const item of items.values()) items.set(item.key, { ...item, sourceStart: null, sourceEnd: null })
  for (const [newKey, oldKey] of oldOf) {
    const old = items.get(oldKey)
    const fresh = freshItems.get(newKey)
    if (old && fresh) items.set(oldKey, { ...old, sourceStart: fresh.sourceStart, sourceEnd: fresh.sourceEnd })
  }
  for (const { entry, fields } of takenOf('item', 'changed')) {
    const old = items.get(entry.oldKey ?? '')
    const fresh = freshItems.get(entry.newKey ?? '')
    if (!old || !fresh) continue
    items.set(old.key, changedItem(old, fresh, fields, fields.has('heading') ? placeFor(fresh.sectionKey) : null))
  }
  const keyOf = new Map(oldOf)
  for (const { entry } of takenOf('item', 'new')) {
    const fresh = freshItems.get(entry.newKey ?? '')
    if (!fresh) continue
    const key = keyFor('t')
    keyOf.set(fresh.key, key)
    items.set(key, { ...fresh, key, sectionKey: placeFor(fresh.sectionKey) })
  }
  const gone = new Set(takenOf('item', 'gone').map(({ entry }) => entry.oldKey))
  const order = mergeOrder(
    itemsInOrder(current).map((item) => item.key),
    itemsInOrder(content).flatMap((item) => keyOf.get(item.key) ?? []),
  ).filter((key) => !gone.has(key))

  const indicators = new Map(current.indicators.map((row) => [row.key, row]))
  const freshIndicators = new Map(content.indicators.map((row) => [row.key, row]))
  for (const [newKey, oldKey] of difference.indicators) {
    const old = indicators.get(oldKey)
    const fresh = freshIndicators.get(newKey)
    if (old && fresh) indicators.set(oldKey, { ...old, startLine: fresh.startLine, endLine: fresh.endLine })
  }
  for (const { entry, fields } of takenOf('indicator', 'changed')) {
    const old = indicators.get(entry.oldKey ?? '')
    const fresh = freshIndicators.get(entry.newKey ?? '')
    if (old && fresh) indicators.set(old.key, changedIndicator(old, fresh, fields))
  }
  const indicatorKeyOf = new Map(difference.indicators)
  for (const { entry } of takenOf('indicator', 'new')) {
    const fresh = freshIndicators.get(entry.newKey ?? '')
    if (!fresh) continue
    const key = keyFor('i')
    indicatorKeyOf.set(fresh.key, key)
    indicators.set(key, { ...fresh, key })
  }
  const goneIndicators = new Set(takenOf('indicator', 'gone').map(({ entry }) => entry.oldKey))
  const indicatorOrder = mergeOrder(
    current.indicators.map((row) => row.key),
    content.indicators.flatMap((row) => indicatorKeyOf.get(row.key) ?? []),
  ).filter((key) => !goneIndicators.has(key))

  const lineOf = new Map(
    content.sections.map((section) => [byPath.get(foldPath(freshPath.get(section.key) ?? [])), section.line]),
  )
  const sections = [...current.sections, ...added].map((section) => ({
    ...section,
    title: renamed.get(foldPath(pathIn(current.sections, section.key))) ?? section.title,
    line: lineOf.get(section.key) ?? (added.includes(section) ? section.line : null),
  }))
  const sectionOrder = mergeOrder(
    sections.map((section) => section.key),
    [...new Set(content.sections.flatMap((section) => byPath.get(foldPath(freshPath.get(section.key) ?? [])) ?? []))],
  )
  const pick = <T>(map: ReadonlyMap<string, T>, keys: readonly string[]): T[] =>
    keys.flatMap((key) => map.get(key) ?? [])
  const wasNew = new Set(takenOf('item', 'new').map(({ entry }) => entry.newKey))
  const draft: PlanDraft = {
    ...current,
    sections: pick(new Map(sections.map((section) => [section.key, section])), sectionOrder),
    items: pick(items, order),
    indicators: pick(indicators, indicatorOrder),
    // A commitment goes with its task; what new tasks promise comes with them.
    targets: [
      ...current.targets.filter((target) => target.itemKey === null || !gone.has(target.itemKey)),
      ...content.targets
        .filter((target) => target.itemKey !== null && wasNew.has(target.itemKey))
        .map((target) => ({ ...target, key: keyFor('c'), itemKey: keyOf.get(target.itemKey ?? '') ?? null })),
    ],
    warnings: content.warnings.map((warning) => ({ ...warning, key: keyFor('w') })),
    nextKey,
    sourceRevisionId: revisionId,
  }
  const asRead: PlanDraft = {
    ...content,
    items: content.items.map((item) => ({ ...item, key: keyOf.get(item.key) ?? `x${item.key}` })),
    targets: content.targets.map((target) => ({
      ...target,
      itemKey: target.itemKey === null ? null : (keyOf.get(target.itemKey) ?? `x${target.itemKey}`),
    })),
  }
  return { draft: { ...draft, nextKey }, asRead }
}
