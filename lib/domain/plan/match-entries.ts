import { containment, foldPath, foldText, likeness, type Pairs, pairsOf, withoutNumber } from './likeness'

/** What two versions of an entry are recognised by. */
export type Entry = {
  readonly key: string
  readonly number: string | null
  readonly title: string
  /** Headings above it. */
  readonly path: readonly string[]
  readonly text: string
}

/** What the office said about a doubtful one: the entry that it was before, or null: a new one. */
export type Partners = Readonly<Record<string, string | null>>

export type Matching = {
  /** Key of the new entry to key of the old. */
  readonly pairs: ReadonlyMap<string, string>
  /** Key of the new entry to the old ones that it may have been, the likeliest first. */
  readonly doubtful: ReadonlyMap<string, readonly string[]>
}

const ENOUGH = 0.5
/** Two candidates nearer to each other than this are for a person to tell apart. */
const MARGIN = 0.06
/** Too short to recognise an entry by its words alone. */
const SHORT = 8

type Known = {
  readonly entry: Entry
  readonly at: number
  readonly title: string
  readonly path: string
  readonly body: string
  readonly titlePairs: Pairs
  readonly bodyPairs: Pairs
}

/** The text without number and title, which print repeats in front of it. */
export const bodyOf = ({ title, text }: Pick<Entry, 'title' | 'text'>): string => {
  const folded = foldText(withoutNumber(text))
  const own = foldText(withoutNumber(title))
  return own !== '' && folded.startsWith(own) ? folded.slice(own.length) : folded
}

const know = (entries: readonly Entry[]): Known[] =>
  entries.map((entry, at) => {
    const title = foldText(withoutNumber(entry.title))
    const body = bodyOf(entry)
    return { entry, at, title, path: foldPath(entry.path), body, titlePairs: pairsOf(title), bodyPairs: pairsOf(body) }
  })

const score = (a: Known, b: Known): number => {
  const titles = likeness(a.titlePairs, b.titlePairs)
  const isShort = a.body.length < SHORT || b.body.length < SHORT
  // A text that grew or shrank still holds the other.
  const inside = isShort
    ? 0
    : Math.max(containment(a.bodyPairs, b.bodyPairs), containment(b.bodyPairs, a.bodyPairs)) * 0.8
  const bodies = isShort ? titles : Math.max(likeness(a.bodyPairs, b.bodyPairs), inside)
  const samePath = a.path === b.path
  const sameNumber = samePath && a.entry.number !== null && a.entry.number === b.entry.number
  return 0.45 * titles + 0.4 * bodies + (samePath ? 0.05 : 0) + (sameNumber ? 0.1 : 0)
}

type Candidate = { readonly before: Known; readonly after: Known; readonly score: number }

const groupBy = (entries: Iterable<Known>, keyOf: (entry: Known) => string): ReadonlyMap<string, Known[]> => {
  const groups = new Map<string, Known[]>()
  for (const entry of entries) {
    const key = keyOf(entry)
    if (key !== '') groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return groups
}

/**
 * Which entry of the new version is which of the old: first what is printed alike, then what is most alike, nearest in the
 * document first. Numbers and places may change; two that are alike to nearly the same degree are left to a person.
 */
export const matchEntries = (olds: readonly Entry[], news: readonly Entry[], partners: Partners = {}): Matching => {
  const left = { old: new Map<string, Known>(), new: new Map<string, Known>() }
  for (const entry of know(olds)) left.old.set(entry.entry.key, entry)
  for (const entry of know(news)) left.new.set(entry.entry.key, entry)
  const pairs = new Map<string, string>()
  const settledNew = new Set<string>()
  const pair = (before: Known, after: Known) => {
    pairs.set(after.entry.key, before.entry.key)
    left.old.delete(before.entry.key)
    left.new.delete(after.entry.key)
  }
  for (const [newKey, oldKey] of Object.entries(partners)) {
    const after = left.new.get(newKey)
    const before = oldKey === null ? undefined : left.old.get(oldKey)
    if (after && before) pair(before, after)
    else if (after && oldKey === null) settledNew.add(newKey)
  }
  for (const key of settledNew) left.new.delete(key)

  /** Groups of the same size on both sides pair up, the same text first, the rest in order. */
  const pairAlike = (keyOf: (entry: Known) => string, most: number) => {
    const before = groupBy(left.old.values(), keyOf)
    for (const [key, after] of groupBy(left.new.values(), keyOf)) {
      const found = before.get(key) ?? []
      if (found.length !== after.length || after.length > most) continue
      const rest = [...found]
      for (const one of after) {
        const same = rest.findIndex((other) => other.body === one.body)
        if (same >= 0) pair(rest.splice(same, 1)[0] as Known, one)
      }
      after.filter((one) => left.new.has(one.entry.key)).forEach((one, at) => pair(rest[at] as Known, one))
    }
  }
  pairAlike((entry) => `${entry.path}|${entry.title}|${entry.body}`, Number.POSITIVE_INFINITY)
  pairAlike((entry) => `${entry.title}|${entry.body}`, 1)
  pairAlike((entry) => (entry.title === '' ? '' : `${entry.path}|${entry.title}`), Number.POSITIVE_INFINITY)
  pairAlike((entry) => (entry.title.length < 3 ? '' : entry.title), 1)
  pairAlike((entry) => (entry.body.length < 2 * SHORT ? '' : entry.body), 1)

  const candidates: readonly Candidate[] = [...left.new.values()]
    .flatMap((after) => [...left.old.values()].map((before) => ({ before, after, score: score(before, after) })))
    .filter((candidate) => candidate.score >= ENOUGH)
    .sort(
      (a, b) =>
        b.score - a.score ||
        Math.abs(a.before.at - a.after.at) - Math.abs(b.before.at - b.after.at) ||
        a.after.at - b.after.at ||
        a.before.at - b.before.at,
    )
  const byNew = new Map<Known, Candidate[]>()
  const byOld = new Map<Known, Candidate[]>()
  for (const candidate of candidates) {
    byNew.set(candidate.after, [...(byNew.get(candidate.after) ?? []), candidate])
    byOld.set(candidate.before, [...(byOld.get(candidate.before) ?? []), candidate])
  }
  const isOpen = ({ before, after }: Candidate) => left.old.has(before.entry.key) && left.new.has(after.entry.key)
  const doubtful = new Map<string, readonly string[]>()
  for (const candidate of candidates) {
    if (!isOpen(candidate)) continue
    const { before, after } = candidate
    const isNear = (other: Candidate) => isOpen(other) && other.score > candidate.score - MARGIN
    const rivals = (byNew.get(after) ?? []).filter((other) => other.before !== before && isNear(other))
    const heirs = (byOld.get(before) ?? []).filter((other) => other.after !== after && isNear(other))
    if (rivals.length === 0 && heirs.length === 0) {
      pair(before, after)
      continue
    }
    const unsure = [after, ...heirs.map((other) => other.after)].map(
      (one) => [one, (byNew.get(one) ?? []).filter(isNear).map((other) => other.before.entry.key)] as const,
    )
    for (const [one, may] of unsure) {
      doubtful.set(one.entry.key, may)
      left.new.delete(one.entry.key)
    }
  }
  return { pairs, doubtful }
}
