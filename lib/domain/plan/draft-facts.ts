import type { CalendarDate } from '../calendar/date'
import { Refusal } from '../refusals'
import { hasDate } from './completeness'
import type { DraftIndicator, DraftItem, PlanDraft, RegisterUnit } from './draft'
import { itemsInOrder } from './draft-order'
import { primaryLead } from './draft-units'
import { noPlanFacts, type PlanFacts } from './states'

export type SpotKind =
  | 'unmatched'
  | 'noLead'
  | 'dissolved'
  | 'emptyGroup'
  | 'pastDue'
  | 'unclearTarget'
  | 'unmatchedOwner'
  | 'warning'
  | 'noDate'

/** A place that a person should look at. Those that block stand in the way of publication. */
export type DraftSpot = {
  readonly key: string
  readonly kind: SpotKind
  readonly blocks: boolean
  readonly itemKey: string | null
  readonly indicatorKey: string | null
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
  /** Doubts that nobody has settled, in the order of the document. */
  readonly spots: readonly DraftSpot[]
  /** Tasks without a date: many plans mean it so, hence no doubt, but the list of what is open names them. */
  readonly gaps: readonly DraftSpot[]
  readonly facts: PlanFacts
}

const unitsOf = (item: DraftItem) => [...item.leads, ...item.supports]

type Lines = { readonly start: number | null; readonly end: number | null }
const covers = ({ start, end }: Lines, line: number): boolean =>
  start !== null && start <= line && line <= (end ?? start)
const linesOf = (item: DraftItem): Lines => ({ start: item.sourceStart, end: item.sourceEnd })

const unitSpots = (items: readonly DraftItem[], unitById: ReadonlyMap<number, RegisterUnit>): readonly DraftSpot[] => {
  const spots = new Map<string, DraftSpot>()
  const add = (spot: DraftSpot) => {
    if (!spots.has(spot.key)) spots.set(spot.key, spot)
  }
  for (const item of items) {
    const at = { itemKey: item.key, indicatorKey: null, line: item.sourceEnd }
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
  const spot = (kind: SpotKind, blocks: boolean, text: string): DraftSpot => ({
    key: `${kind}:${item.key}`,
    kind,
    blocks,
    itemKey: item.key,
    indicatorKey: null,
    line: item.sourceStart,
    text,
  })
  return [
    ...(item.leads.length === 0 ? [spot('noLead', true, `“${item.title}”没有牵头单位。`)] : []),
    ...(item.dueOn !== null && item.dueOn < today
      ? [spot('pastDue', false, `“${item.title}”的时限早于今天，发布后即为逾期。`)]
      : []),
    ...(hasDate(item) ? [] : [spot('noDate', false, `“${item.title}”没有时限，也不是长期坚持。`)]),
  ]
}

/** An owner who is matched nowhere gets no indicator; the name stays in the document. */
const indicatorSpots = (
  indicators: readonly DraftIndicator[],
  unitById: ReadonlyMap<number, RegisterUnit>,
  elsewhere: ReadonlySet<string>,
): readonly DraftSpot[] => {
  const said = new Set(elsewhere)
  return indicators.flatMap((indicator) => {
    const at = { blocks: false, itemKey: null, indicatorKey: indicator.key, line: indicator.startLine }
    return [
      ...indicator.targets
        .filter((target) => target.parsed.op === 'unparsed')
        .map(({ year, text }) => ({
          key: `unclearTarget:${indicator.key}:${year}:${text}`,
          kind: 'unclearTarget' as const,
          ...at,
          text: `指标“${indicator.name}”${year === null ? '' : `${year}年`}的目标“${text}”无法判定是否完成。`,
        })),
      ...indicator.owners.flatMap(({ spelling, unitId }) => {
        const key = `unmatched:${spelling}`
        if (said.has(key) || (unitId !== null && unitById.has(unitId))) return []
        said.add(key)
        const text = `指标的责任单位“${spelling}”没有对应到单位库。`
        return [{ key: `unmatchedOwner:${spelling}`, kind: 'unmatchedOwner' as const, ...at, text, spelling }]
      }),
    ]
  })
}

/** What the reader doubted and what nobody needs to look at any more because the draft itself says it by now. */
const warningSpots = (draft: PlanDraft, ordered: readonly DraftItem[]): readonly DraftSpot[] =>
  draft.warnings.flatMap((warning): DraftSpot[] => {
    if (warning.isSettled) return []
    const item = ordered.find((entry) => covers(linesOf(entry), warning.line))
    const about = draft.indicators.filter((entry) =>
      covers({ start: entry.startLine, end: entry.endLine }, warning.line),
    )
    // A missing lead and a target that is not understood are checked live, above.
    if (warning.code === 'unitsMissing' && item) return []
    if (warning.code === 'unclearTarget' && about.length > 0) {
      const asked = about
        .flatMap((entry) => entry.targets)
        .some((target) => target.parsed.op !== 'unparsed' && warning.message.includes(`“${target.text}”`))
      if (!asked) return []
    }
    return [
      {
        key: `warning:${warning.key}`,
        kind: 'warning',
        blocks: false,
        itemKey: item?.key ?? null,
        indicatorKey: item ? null : (about[0]?.key ?? null),
        line: warning.line,
        text: warning.message,
        warningKey: warning.key,
      },
    ]
  })

/** What publication will do and what is still doubtful, in the order of the document. */
export const summarise = (draft: PlanDraft, register: readonly RegisterUnit[], today: CalendarDate): DraftSummary => {
  const unitById = new Map(register.map((unit) => [unit.id, unit]))
  const ordered = itemsInOrder(draft)
  const issued = ordered.filter((item) => item.issue)
  const named = unitSpots(issued, unitById)
  const place = new Map(
    [...ordered, ...draft.indicators].map((entry, at): readonly [string, number] => [entry.key, at]),
  )
  const placeOf = (spot: DraftSpot): number => place.get(spot.itemKey ?? spot.indicatorKey ?? '') ?? -1
  const settled = new Set(draft.settled)
  const all = [
    ...named,
    ...issued.flatMap((item) => itemSpots(item, today)),
    ...indicatorSpots(draft.indicators, unitById, new Set(named.map((spot) => spot.key))),
    ...warningSpots(draft, ordered),
  ]
    // What blocks is not settled by a word.
    .filter((spot) => spot.blocks || !settled.has(spot.key))
    .sort((a, b) => placeOf(a) - placeOf(b))
  const spots = all.filter((spot) => spot.kind !== 'noDate')
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
    gaps: all.filter((spot) => spot.kind === 'noDate'),
    facts: {
      ...noPlanFacts,
      issuableTasks: issued.length,
      tasksWithoutLead: issued.filter((item) => primaryLead(item.leads, unitById) === null).length,
      unmatchedSpellings: count('unmatched'),
      dissolvedUnits: count('dissolved'),
    },
  }
}

const countOf: Readonly<Record<string, Exclude<keyof PlanFacts, 'isIssuedText'>>> = {
  planTasksWithoutLead: 'tasksWithoutLead',
  planUnitsUnmatched: 'unmatchedSpellings',
  planUnitDissolved: 'dissolvedUnits',
  planHasOpenTasks: 'openTasks',
  opinionsUndecided: 'undecidedOpinions',
}

/** The refusal of a guard of the plan's life cycle, with the number that it speaks of. */
export const planRefusal = (code: ConstructorParameters<typeof Refusal>[0], facts: PlanFacts): Refusal => {
  const name = countOf[code]
  return new Refusal(code, name ? { count: facts[name] } : {})
}
