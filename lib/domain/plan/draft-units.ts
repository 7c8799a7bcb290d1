import type { DraftUnit, PlanDraft, RegisterUnit } from './draft'

/** Full width, blanks and brackets as typists vary them; nothing that could make two units one. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[()〔〕[\]]/g, '')

/** Finds the unit that a name or an alias of the register means; a unit in force before a dissolved one. */
export const unitFinder = (register: readonly RegisterUnit[]): ((spelling: string) => RegisterUnit | null) => {
  const known = new Map<string, RegisterUnit>()
  const inOrder = [...register].sort((a, b) => Number(b.dissolved) - Number(a.dissolved))
  for (const unit of inOrder) for (const alias of unit.aliases) known.set(foldName(alias), unit)
  for (const unit of inOrder) known.set(foldName(unit.name), unit)
  return (spelling) => known.get(foldName(spelling)) ?? null
}

export const sameUnit = (a: DraftUnit, b: DraftUnit): boolean =>
  a.unitId === null || b.unitId === null ? a.spelling === b.spelling : a.unitId === b.unitId

/** Each unit once a task; who leads does not support as well. */
export const distinctUnits = (
  leads: readonly DraftUnit[],
  supports: readonly DraftUnit[],
): { leads: readonly DraftUnit[]; supports: readonly DraftUnit[] } => {
  const once = (units: readonly DraftUnit[], taken: readonly DraftUnit[]): DraftUnit[] =>
    units.reduce<DraftUnit[]>(
      (kept, unit) => ([...taken, ...kept].some((other) => sameUnit(other, unit)) ? kept : [...kept, unit]),
      [],
    )
  const first = once(leads, [])
  return { leads: first, supports: once(supports, first) }
}

/** How alike two names are, 0 to 1: the share of signs that stand in both in the same order. */
const likeness = (a: string, b: string): number => {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const sign of a) {
    const next = [0]
    for (let at = 0; at < b.length; at++) {
      next.push(sign === b[at] ? (row[at] as number) + 1 : Math.max(row[at + 1] as number, next[at] as number))
    }
    row = next
  }
  return (2 * (row[b.length] as number)) / (a.length + b.length || 1)
}

/** Units in force that a spelling may mean, the most alike first. */
export const suggestUnits = (
  spelling: string,
  register: readonly RegisterUnit[],
  most = 5,
): readonly RegisterUnit[] => {
  const wanted = foldName(spelling)
  return register
    .filter((unit) => !unit.dissolved)
    .map((unit) => ({
      unit,
      alike: Math.max(...[unit.name, ...unit.aliases].map((name) => likeness(wanted, foldName(name)))),
    }))
    .filter(({ alike }) => alike >= 0.6)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, most)
    .map(({ unit }) => unit)
}

/** The lead that answers for the task: the first that is no group, for a group has no people of its own. */
export const primaryLead = (
  leads: readonly DraftUnit[],
  unitById: ReadonlyMap<number, RegisterUnit>,
): DraftUnit | null =>
  leads.find((lead) => lead.unitId !== null && unitById.get(lead.unitId)?.kind !== 'group') ?? leads[0] ?? null

/** Printed names that stand for a unit by an alias of it, not by its own name. */
export const rememberedNames = (
  draft: PlanDraft,
  register: readonly RegisterUnit[],
): readonly { readonly spelling: string; readonly name: string }[] => {
  const unitById = new Map(register.map((unit) => [unit.id, unit]))
  const named = [
    ...draft.items.flatMap((item) => [...item.leads, ...item.supports]),
    ...draft.indicators.flatMap((indicator) => indicator.owners),
  ]
  const found = new Map<string, string>()
  for (const { spelling, unitId } of named) {
    const unit = unitId === null ? undefined : unitById.get(unitId)
    const printed = foldName(spelling)
    if (unit && foldName(unit.name) !== printed && unit.aliases.some((alias) => foldName(alias) === printed))
      found.set(spelling, unit.name)
  }
  return [...found].map(([spelling, name]) => ({ spelling, name }))
}
