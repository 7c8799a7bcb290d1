import type { DraftUnit, PlanDraft, RegisterUnit } from '../plan/draft'
import { itemsInOrder } from '../plan/draft-order'

export type Addressee = {
  readonly unitId: number
  readonly name: string
  readonly itemKeys: readonly string[]
  readonly indicatorKeys: readonly string[]
}

export type Addressees = {
  /** In the order in which the draft names them. */
  readonly units: readonly Addressee[]
  /** Names that stand for no unit of the register. */
  readonly unmatched: readonly string[]
  readonly dissolved: readonly string[]
  /** Groups without members: nobody could answer for them. */
  readonly emptyGroups: readonly string[]
}

/**
 * Whom a draft concerns: leads and supporters of the tasks to be issued, owners of indicators, members instead of their groups.
 * The office that writes the draft is not asked by itself.
 */
export const addresseesOf = (draft: PlanDraft, register: readonly RegisterUnit[], officeUnitId: number): Addressees => {
  const unitById = new Map(register.map((unit) => [unit.id, unit]))
  const found = new Map<number, { name: string; itemKeys: string[]; indicatorKeys: string[] }>()
  const unmatched = new Set<string>()
  const dissolved = new Set<string>()
  const emptyGroups = new Set<string>()
  const reached = ({ unitId, spelling }: DraftUnit): readonly { readonly id: number; readonly name: string }[] => {
    const unit = unitId === null ? undefined : unitById.get(unitId)
    if (!unit) unmatched.add(spelling)
    else if (unit.dissolved) dissolved.add(unit.name)
    else if (unit.kind !== 'group') return [unit]
    else if (unit.members.length === 0) emptyGroups.add(unit.name)
    else return unit.members
    return []
  }
  const note = (units: readonly DraftUnit[], list: 'itemKeys' | 'indicatorKeys', key: string): void => {
    for (const { id, name } of units.flatMap(reached)) {
      if (id === officeUnitId) continue
      const entry = found.get(id) ?? { name, itemKeys: [], indicatorKeys: [] }
      if (!entry[list].includes(key)) entry[list].push(key)
      found.set(id, entry)
    }
  }
  for (const item of itemsInOrder(draft)) {
    if (item.issue) note([...item.leads, ...item.supports], 'itemKeys', item.key)
  }
  for (const indicator of draft.indicators) note(indicator.owners, 'indicatorKeys', indicator.key)
  return {
    units: [...found].map(([unitId, entry]) => ({ unitId, ...entry })),
    unmatched: [...unmatched],
    dissolved: [...dissolved],
    emptyGroups: [...emptyGroups],
  }
}
