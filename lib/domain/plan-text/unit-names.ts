import { bare } from './characters'
import type { KnownUnit, ReadUnit, ReadWarning } from './reading'
import type { ListedUnit } from './unit-list'
import { isKnownStem, levelPrefix, looksLikeUnit, PARTY_ORGAN, unitKind, youthLeaguePrefix } from './unit-words'

export type UnitMention = ListedUnit & { line: number; list: number }

export type UnitBook = {
  canonical: (mention: { name: string; printed: string; carried: boolean }) => string
  units: ReadUnit[]
  warnings: ReadWarning[]
}

const stemOf = (name: string): string => {
  const prefix = levelPrefix(name)
  const rest = prefix ? name.slice(1) : name
  return rest.replace(/(委员会|局|委|办公室|办|部|厅|中心)$/, '')
}
const withoutPrefix = (name: string): string => (levelPrefix(name) ? name.slice(1) : name)

/** More names than any document has; beyond them spellings are left as they are. */
const MOST_NAMES = 1500

/** Brings the spellings of one document together; register names are only compared with, never put in. */
export function unitBook(mentions: UnitMention[], register: KnownUnit[] = []): UnitBook {
  const counts = new Map<string, number>()
  for (const { name } of mentions) counts.set(name, (counts.get(name) ?? 0) + 1)
  const level = commonLevel(mentions)
  const renamed = new Map<string, string>()
  for (const name of counts.keys()) {
    const full = addLevel(name, level, counts)
    if (full !== name) renamed.set(name, full)
  }
  const totals = new Map<string, number>()
  for (const [name, count] of counts) {
    const to = renamed.get(name) ?? name
    totals.set(to, (totals.get(to) ?? 0) + count)
  }
  const together = sameList(mentions, renamed)
  const warnings: ReadWarning[] = []
  const aliases = new Map<string, string>()
  const names = [...totals.keys()]
    .slice(0, MOST_NAMES)
    .sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0) || b.length - a.length)
  for (const name of names) {
    const other = names.find(
      (more) =>
        more !== name &&
        !aliases.has(more) &&
        better(more, name, totals) &&
        sameUnit(more, name) &&
        !together(more, name),
    )
    if (other) aliases.set(name, other)
    else {
      const near = names.find((more) => !aliases.has(more) && isTypo(name, more, totals) && !together(more, name))
      if (near) {
        aliases.set(name, near)
        const at = mentions.find((mention) => (renamed.get(mention.name) ?? mention.name) === name)
        warnings.push({
          line: at?.line ?? 1,
          code: 'nearUnit',
          message: `“${at?.printed ?? name}”与“${near}”只差一字，按“${near}”读入，请核对。`,
        })
      }
    }
  }
  const canonical = ({ name }: { name: string }): string => {
    const full = renamed.get(name) ?? name
    return aliases.get(full) ?? full
  }
  warnings.push(...registerWarnings(mentions, canonical, register))
  return { canonical, units: collect(mentions, canonical), warnings }
}

/** The level that most lists name first, where the document names one at all. */
function commonLevel(mentions: UnitMention[]): string | null {
  const votes = new Map<string, number>()
  let bareFirst = 0
  const seen = new Set<number>()
  for (const { name, list, carried } of mentions) {
    const prefix = levelPrefix(name) ?? youthLeaguePrefix(name)
    if (prefix && !carried) votes.set(prefix, (votes.get(prefix) ?? 0) + 1)
    if (!seen.has(list) && !prefix && unitKind(name) === 'department') bareFirst += 1
    seen.add(list)
  }
  const [top] = [...votes].sort((a, b) => b[1] - a[1])
  return top && top[1] > bareFirst * 1.5 ? top[0] : null
}

/** 网信办 → 区网信办 where the document prints the longer name as well, or prefixes nearly everything. */
function addLevel(name: string, level: string | null, counts: Map<string, number>): string {
  if (levelPrefix(name) || youthLeaguePrefix(name)) return name
  for (const prefix of level ? [level] : ['市', '区', '县', '省']) {
    const full = PARTY_ORGAN.test(name) ? `${prefix}委${name}` : prefix + name
    if (counts.has(full)) return full
  }
  if (
    !level ||
    !looksLikeUnit(name) ||
    !/(局|委|办)$/.test(name) ||
    /^(国|中|各|有关|相关|省|驻)/.test(name) ||
    !isKnownStem(stemOf(name))
  )
    return name
  return PARTY_ORGAN.test(name) ? `${level}委${name}` : level + name
}

function sameList(mentions: UnitMention[], renamed: Map<string, string>): (a: string, b: string) => boolean {
  const lists = new Map<string, Set<number>>()
  for (const { name, list } of mentions) {
    const full = renamed.get(name) ?? name
    lists.set(full, (lists.get(full) ?? new Set()).add(list))
  }
  return (a, b) => [...(lists.get(a) ?? [])].some((list) => lists.get(b)?.has(list))
}

const better = (a: string, b: string, totals: Map<string, number>): boolean => {
  const [x, y] = [totals.get(a) ?? 0, totals.get(b) ?? 0]
  return x > y || (x === y && a.length > b.length)
}

/** 市场监督管理局 and 市场监管局: the short name's signs stand in the long one in the same order. */
export function sameUnit(a: string, b: string): boolean {
  if (levelPrefix(a) !== levelPrefix(b)) return false
  const [short, long] = [withoutPrefix(a), withoutPrefix(b)].sort((x, y) => x.length - y.length) as [string, string]
  if (short === long || short.length < 3 || short[0] !== long[0]) return false
  const tail = (name: string) =>
    name
      .replace(/委员会$/, '委')
      .replace(/办公室$/, '办')
      .replace(/人民政府$/, '政府')
      .at(-1)
  if (tail(short) !== tail(long) || !/[局委办部厅]$/.test(tail(short) ?? '') || /分局|支局/.test(short + long))
    return false
  let at = 0
  for (const sign of short.replace(/委员会$/, '委')) {
    at = long.indexOf(sign, at) + 1
    if (at === 0) return false
  }
  return true
}

/** One sign differs, the odd name is rare and no department's name, the other is common. */
export function isTypo(name: string, other: string, totals: Map<string, number>): boolean {
  if (name === other || name.length !== other.length || name.length < 4) return false
  // a department's own name is surer evidence than a name that is only printed often
  const sure = name.length >= 6 && isKnownStem(stemOf(other))
  if ((totals.get(name) ?? 0) > 1 || (totals.get(other) ?? 0) < (sure ? 1 : 3)) return false
  const differing = [...name].filter((sign, i) => sign !== other[i]).length
  return (
    differing === 1 &&
    name.at(-1) === other.at(-1) &&
    name[0] === other[0] &&
    !isKnownStem(stemOf(name)) &&
    unitKind(other) === 'department'
  )
}

function registerWarnings(
  mentions: UnitMention[],
  canonical: (mention: UnitMention) => string,
  register: KnownUnit[],
): ReadWarning[] {
  if (register.length === 0) return []
  const known = register.flatMap((unit) => [unit.name, ...(unit.aliases ?? [])]).map(bare)
  const exact = new Set(known)
  const warned = new Set<string>()
  return mentions.flatMap((mention): ReadWarning[] => {
    const name = canonical(mention)
    if (warned.has(name) || exact.has(bare(name)) || unitKind(name) === 'group') return []
    warned.add(name)
    const near = known.find(
      (one) => one.length === name.length && [...one].filter((sign, i) => sign !== name[i]).length === 1,
    )
    return near
      ? [
          {
            line: mention.line,
            code: 'nearUnit',
            message: `“${mention.printed}”与单位名册中的“${near}”只差一字，请核对。`,
          },
        ]
      : [
          {
            line: mention.line,
            code: 'unknownUnit',
            message: `“${mention.printed}”不在单位名册中，请选择对应单位或新增。`,
          },
        ]
  })
}

function collect(mentions: UnitMention[], canonical: (mention: UnitMention) => string): ReadUnit[] {
  const units = new Map<string, Set<string>>()
  for (const mention of mentions) {
    const name = canonical(mention)
    units.set(name, (units.get(name) ?? new Set()).add(mention.printed))
  }
  return [...units].map(([name, spellings]) => ({ name, spellings: [...spellings], kind: unitKind(name) }))
}
