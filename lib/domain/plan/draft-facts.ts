import type { CalendarDate } from '../calendar/date'
import { Refusal } from '../refusals'
import type { DraftItem, PlanDraft, RegisterUnit } from './draft'
import { itemsInOrder } from './draft-order'
import { primaryLead } from './draft-units'
import type { PlanFacts } from './states'

export type SpotKind = 'unmatched' | 'noLead' | 'dissolved' | 'emptyGroup' | 'pastDue' | 'warning'

/** A place that a person should look at. Those that block stand in the way of publication. */
export type DraftSpot = {
  readonly key: string
  readonly kind: SpotKind
  readonly blocks: boolean
  readonly itemKey: string | null
  readonly line: number | null
  readonly text: string
  readonly spelling?: string
  readonly warningKey?: string
}

export type DraftSummary = {
  /** Tasks that will be issued, and all entries. */
  readonly tasks: number
  readonly items: number
  /** Places where a unit is named in tasks to be issued. */
  readonly unitPlaces: number
  /** Units that get work: groups counted by their members. */
  readonly units: number
  readonly indicators: number
  readonly spots: readonly DraftSpot[]
  readonly facts: PlanFacts
}

const unitsOf = (item: DraftItem) => [...item.leads, ...item.supports]

const covers = (item: DraftItem, line: number): boolean =>
  item.sourceStart !== null && item.sourceStart <= line && line <= (item.sourceEnd ?? item.sourceStart)

const unitSpots = (items: readonly DraftItem[], unitById: ReadonlyMap<number, RegisterUnit>): readonly DraftSpot[] => {
  const spots = new Map<string, DraftSpot>()
  const add = (spot: DraftSpot) => {
    if (!spots.has(spot.key)) spots.set(spot.key, spot)
  }
  for (const item of items) {
    const at = { itemKey: item.key, line: item.sourceEnd }
    for (const { spelling, unitId } of unitsOf(item)) {
      const unit = unitId === null ? undefined : unitById.get(unitId)
      if (!unit) {
        const text = `“${spelling}”没有对应到单位库。`
        add({ key: `unmatched:${spelling}`, kind: 'unmatched', blocks: true, ...at, text, spelling })
      } else if (unit.dissolved) {
        const heir = unit.successorId === null ? undefined : unitById.get(unit.successorId)
        const text = `“${unit.name}”已撤销${heir ? `，由“${heir.name}”承接` : ''}。`
        add({ key: `dissolved:${unit.id}`, kind: 'dissolved', blocks: true, ...at, text, spelling })
      } else if (unit.kind === 'group' && unit.members.length === 0) {
        const text = `集合单位“${unit.name}”没有成员，任务不会到达任何单位。`
        add({ key: `emptyGroup:${unit.id}`, kind: 'emptyGroup', blocks: false, ...at, text, spelling })
      }
    }
  }
  return [...spots.values()]
}

const itemSpots = (item: DraftItem, today: CalendarDate): readonly DraftSpot[] => {
  const at = { itemKey: item.key, line: item.sourceStart }
  return [
    ...(item.leads.length === 0
      ? [
          {
            key: `noLead:${item.key}`,
            kind: 'noLead' as const,
            blocks: true,
            ...at,
            text: `“${item.title}”没有牵头单位。`,
          },
        ]
      : []),
    ...(item.dueOn !== null && item.dueOn < today
      ? [
          {
            key: `pastDue:${item.key}`,
            kind: 'pastDue' as const,
            blocks: false,
            ...at,
            text: `“${item.title}”的时限早于今天，发布后即为逾期。`,
          },
        ]
      : []),
  ]
}

/** What publication will do and what is still doubtful, in the order of the document. */
export const summarise = (draft: PlanDraft, register: readonly RegisterUnit[], today: CalendarDate): DraftSummary => {
  const unitById = new Map(register.map((unit) => [unit.id, unit]))
  const ordered = itemsInOrder(draft)
  const issued = ordered.filter((item) => item.issue)
  const named = unitSpots(issued, unitById)
  const place = new Map(ordered.map((item, at) => [item.key, at]))
  const warnings = draft.warnings
    .filter((warning) => !warning.isSettled)
    .map(
      (warning): DraftSpot => ({
        key: `warning:${warning.key}`,
        kind: 'warning',
        blocks: false,
        itemKey: ordered.find((item) => covers(item, warning.line))?.key ?? null,
        line: warning.line,
        text: warning.message,
        warningKey: warning.key,
      }),
    )
  const spots = [...named, ...issued.flatMap((item) => itemSpots(item, today)), ...warnings].sort(
    (a, b) => (place.get(a.itemKey ?? '') ?? -1) - (place.get(b.itemKey ?? '') ?? -1),
  )
  const reached = new Set<number>()
  for (const { unitId } of issued.flatMap(unitsOf)) {
    const unit = unitId === null ? undefined : unitById.get(unitId)
    if (unit?.kind === 'group') for (const { id } of unit.members) reached.add(id)
    else if (unit) reached.add(unit.id)
  }
  const count = (kind: SpotKind): number => spots.filter((spot) => spot.kind === kind).length
  return {
    tasks: issued.length,
    items: ordered.length,
    unitPlaces: issued.reduce((sum, item) => sum + unitsOf(item).length, 0),
    units: reached.size,
    indicators: draft.indicators.length,
    spots,
    facts: {
      issuableTasks: issued.length,
      tasksWithoutLead: issued.filter((item) => primaryLead(item.leads, unitById) === null).length,
      unmatchedSpellings: count('unmatched'),
      dissolvedUnits: count('dissolved'),
      openTasks: 0,
    },
  }
}

const countOf: Readonly<Record<string, keyof PlanFacts>> = {
  planTasksWithoutLead: 'tasksWithoutLead',
  planUnitsUnmatched: 'unmatchedSpellings',
  planUnitDissolved: 'dissolvedUnits',
  planHasOpenTasks: 'openTasks',
}

/** The refusal of a guard of the plan's life cycle, with the number that it speaks of. */
export const planRefusal = (code: ConstructorParameters<typeof Refusal>[0], facts: PlanFacts): Refusal => {
  const name = countOf[code]
  return new Refusal(code, name ? { count: facts[name] } : {})
}
