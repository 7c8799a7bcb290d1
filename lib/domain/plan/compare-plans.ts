import { documentFields, type FieldChange, fieldChanges, indicatorFields, itemFields } from './compare-fields'
import type { ComparedIndicator, ComparedItem, ComparedPlan } from './compared'
import { digestOf } from './digest'
import { containment, pairsOf } from './likeness'
import { bodyOf, matchEntries, type Partners } from './match-entries'
import { matchPlaces } from './section-match'

/** One thing to decide: an entry of the plan, or a heading, or the facts of the document. */
export type DifferenceEntry = {
  /** Stable while the two versions stay the same. */
  readonly key: string
  readonly about: 'item' | 'indicator' | 'heading' | 'document'
  readonly kind: 'changed' | 'new' | 'gone' | 'doubtful'
  readonly title: string
  readonly oldKey: string | null
  readonly newKey: string | null
  readonly fields: readonly FieldChange[]
  /** Of a doubtful one: the old entries that it may have been. */
  readonly candidates: readonly string[]
  /** Of a new one: the old entry whose text it was cut from; of one gone: the new entry that took its text in. */
  readonly kin: string | null
  /** Of a heading: the old titles down to it. */
  readonly path: readonly string[]
  /** Changes with what the entry says: a decision holds for what was shown. */
  readonly digest: string
}

export type PlanDifference = {
  readonly entries: readonly DifferenceEntry[]
  /** New key to old key, unchanged ones too. */
  readonly items: ReadonlyMap<string, string>
  readonly indicators: ReadonlyMap<string, string>
  /** Where a new entry belongs, in the headings of the old version. */
  readonly placeOf: (path: readonly string[]) => readonly string[]
  readonly unchanged: { readonly items: number; readonly indicators: number }
  /** Of the whole: what is applied is what was seen. */
  readonly digest: string
}

export type CompareOptions = {
  readonly partners?: Partners
  /** The entry as the version had it that the old one was made from; null where that is not known. */
  readonly baseOf?: (oldKey: string) => ComparedItem | null
}

type Draft = Omit<DifferenceEntry, 'digest'>

const blank = { oldKey: null, newKey: null, fields: [], candidates: [], kin: null, path: [] } as const

const sealed = (entry: Draft): DifferenceEntry => ({ ...entry, digest: digestOf(JSON.stringify(entry)) })

/** Half of a text is not enough to say that it went elsewhere. */
const MOST = 0.7
const LONG = 12

const kinOf = (
  body: string,
  among: readonly { readonly key: string; readonly pairs: ReturnType<typeof pairsOf> }[],
): string | null => {
  if (body.length < LONG) return null
  const own = pairsOf(body)
  const [best] = among
    .map(({ key, pairs }) => ({ key, share: containment(own, pairs) }))
    .filter(({ share }) => share >= MOST)
    .sort((a, b) => b.share - a.share)
  return best?.key ?? null
}

const compareItems = (old: ComparedPlan, fresh: ComparedPlan, { partners, baseOf }: CompareOptions) => {
  const { pairs, doubtful } = matchEntries(old.items, fresh.items, partners)
  const oldByKey = new Map(old.items.map((item) => [item.key, item]))
  const freshByKey = new Map(fresh.items.map((item) => [item.key, item]))
  const { placeOf, renamed } = matchPlaces(
    old.items.map((item) => item.path),
    [...pairs].map(([newKey, oldKey]) => ({
      before: (oldByKey.get(oldKey) as ComparedItem).path,
      after: (freshByKey.get(newKey) as ComparedItem).path,
    })),
  )
  const oldBodies = old.items.map((item) => ({ key: item.key, pairs: pairsOf(bodyOf(item)) }))
  const freshBodies = fresh.items.map((item) => ({ key: item.key, pairs: pairsOf(bodyOf(item)) }))
  const entries: Draft[] = renamed.map((heading) => ({
    ...blank,
    key: `h:${digestOf(JSON.stringify(heading.path))}`,
    about: 'heading',
    kind: 'changed',
    title: heading.before,
    path: heading.path,
    fields: [{ field: 'heading', before: heading.before, after: heading.after, conflict: false }],
  }))
  for (const item of fresh.items) {
    const may = doubtful.get(item.key)
    const oldKey = pairs.get(item.key)
    const about = 'item' as const
    if (may) {
      entries.push({
        ...blank,
        key: `d:${item.key}`,
        about,
        kind: 'doubtful',
        title: item.title,
        newKey: item.key,
        candidates: may,
      })
    } else if (oldKey === undefined) {
      const kin = kinOf(bodyOf(item), oldBodies)
      entries.push({ ...blank, key: `n:${item.key}`, about, kind: 'new', title: item.title, newKey: item.key, kin })
    } else {
      const before = oldByKey.get(oldKey) as ComparedItem
      const base = baseOf?.(oldKey) ?? null
      const fields = fieldChanges(
        itemFields(before, before.path),
        itemFields(item, placeOf(item.path)),
        base && itemFields(base, placeOf(base.path)),
      )
      if (fields.length > 0) {
        entries.push({
          ...blank,
          key: `c:${oldKey}`,
          about,
          kind: 'changed',
          title: before.title,
          oldKey,
          newKey: item.key,
          fields,
        })
      }
    }
  }
  const kept = new Set([...pairs.values(), ...[...doubtful.values()].flat()])
  for (const item of old.items) {
    if (kept.has(item.key)) continue
    const kin = kinOf(bodyOf(item), freshBodies)
    entries.push({
      ...blank,
      key: `g:${item.key}`,
      about: 'item',
      kind: 'gone',
      title: item.title,
      oldKey: item.key,
      kin,
    })
  }
  return { entries, pairs, placeOf }
}

const asEntry = (indicator: ComparedIndicator) => ({
  key: indicator.key,
  number: indicator.number,
  title: indicator.name,
  path: indicator.domain === null ? [] : [indicator.domain],
  text: '',
})

const compareIndicators = (old: ComparedPlan, fresh: ComparedPlan, partners: Partners | undefined) => {
  const { pairs, doubtful } = matchEntries(old.indicators.map(asEntry), fresh.indicators.map(asEntry), partners)
  const oldByKey = new Map(old.indicators.map((indicator) => [indicator.key, indicator]))
  const entries: Draft[] = []
  for (const indicator of fresh.indicators) {
    const { key: newKey, name: title } = indicator
    const about = 'indicator' as const
    const may = doubtful.get(newKey)
    const oldKey = pairs.get(newKey)
    if (may) entries.push({ ...blank, key: `id:${newKey}`, about, kind: 'doubtful', title, newKey, candidates: may })
    else if (oldKey === undefined) entries.push({ ...blank, key: `in:${newKey}`, about, kind: 'new', title, newKey })
    else {
      const before = oldByKey.get(oldKey) as ComparedIndicator
      const fields = fieldChanges(indicatorFields(before), indicatorFields(indicator))
      if (fields.length > 0) {
        entries.push({
          ...blank,
          key: `ic:${oldKey}`,
          about,
          kind: 'changed',
          title: before.name,
          oldKey,
          newKey,
          fields,
        })
      }
    }
  }
  const kept = new Set([...pairs.values(), ...[...doubtful.values()].flat()])
  for (const indicator of old.indicators) {
    if (kept.has(indicator.key)) continue
    entries.push({
      ...blank,
      key: `ig:${indicator.key}`,
      about: 'indicator',
      kind: 'gone',
      title: indicator.name,
      oldKey: indicator.key,
    })
  }
  return { entries, pairs }
}

/**
 * What a new version of a plan changes in the old one: task by task and indicator by indicator, the same for the same two
 * versions whenever it is asked. Entries come in the order of the new version, those gone at the end in the order of the old.
 */
export const comparePlans = (old: ComparedPlan, fresh: ComparedPlan, options: CompareOptions = {}): PlanDifference => {
  const items = compareItems(old, fresh, options)
  const indicators = compareIndicators(old, fresh, options.partners)
  const document = fieldChanges(documentFields(old.document), documentFields(fresh.document)).filter(
    // A version that does not say its number or its date leaves them as they are.
    (change) => change.after !== '',
  )
  const drafts: Draft[] = [
    ...(document.length > 0
      ? [
          {
            ...blank,
            key: 'document',
            about: 'document' as const,
            kind: 'changed' as const,
            title: '文件信息',
            fields: document,
          },
        ]
      : []),
    ...items.entries,
    ...indicators.entries,
  ]
  const entries = drafts.map(sealed)
  const count = (about: DifferenceEntry['about'], kind: DifferenceEntry['kind']) =>
    entries.filter((entry) => entry.about === about && entry.kind === kind).length
  return {
    entries,
    items: items.pairs,
    indicators: indicators.pairs,
    placeOf: items.placeOf,
    unchanged: {
      items: items.pairs.size - count('item', 'changed'),
      indicators: indicators.pairs.size - count('indicator', 'changed'),
    },
    digest: digestOf(entries.map((entry) => `${entry.key}:${entry.digest}`).join('\n')),
  }
}
