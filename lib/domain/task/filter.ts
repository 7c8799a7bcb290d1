import { type CalendarDate, parseDate } from '../calendar/date'
import type { Lamp } from '../calendar/lamp'
import { jurisdictionLevels, type JurisdictionLevel, taskKinds } from '../labels'
import type { TaskKind } from '../plan-text/reading'
import { openTaskStates, taskStates, type TaskState } from './states'

const lamps = ['red', 'yellow', 'green', 'blue', 'grey'] as const satisfies readonly Lamp[]
const parts = ['lead', 'support', 'any'] as const
const depths = ['top', 'sub'] as const
const weeks = ['closed', 'returned'] as const
const pendings = ['extension'] as const

/**
 * Which tasks a list shows and a number counts. It stands in the address, so that every number of the overview can lead to
 * the list that it counts: the same filter there gives the same total.
 */
export type TaskFilter = {
  /** Words of the title; all of them must be there. */
  readonly q?: string
  /** Without it archived plans are left out. */
  readonly plan?: number
  /** The section and what stands below it. */
  readonly section?: number
  readonly unit?: number
  /** How the unit takes part; primary lead where nothing is said. A group's supporters include its members. */
  readonly part?: (typeof parts)[number]
  readonly lamp?: Lamp
  readonly state?: TaskState | 'open'
  readonly kind?: TaskKind
  /** The plan's jurisdiction and everything below it. */
  readonly jurisdiction?: number
  /** Only plans of this level. */
  readonly level?: JurisdictionLevel
  /** `top`: as the plan prints them; `sub`: broken down from another. Both where nothing is said. */
  readonly depth?: (typeof depths)[number]
  /** Overdue today and not a week ago. */
  readonly newly?: true
  /** Closed, or something of it returned, within the last week. */
  readonly week?: (typeof weeks)[number]
  /** Waits for a decision on an extension. */
  readonly pending?: (typeof pendings)[number]
  readonly archived?: true
  /** What is owed next, or the task where nothing is, falls due on or after, on or before this day. */
  readonly dueFrom?: CalendarDate
  readonly dueTo?: CalendarDate
}

/** What Next and the API hand over: one value, several, or none. */
type Params = Readonly<Record<string, string | readonly string[] | undefined>>

const firstOf = (params: Params, name: string): string | undefined => {
  const value = params[name]
  return (typeof value === 'string' ? value : value?.[0])?.trim() || undefined
}

const oneOf = <T extends string>(value: string | undefined, list: readonly T[]): T | undefined =>
  list.find((candidate) => candidate === value)

const idOf = (value: string | undefined): number | undefined =>
  value && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : undefined

const withoutEmpty = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T

/** What is not understood is left out: an address is typed by people and must never break a page. */
export const readTaskFilter = (params: Params): TaskFilter =>
  withoutEmpty({
    q: firstOf(params, 'q')?.slice(0, 100),
    plan: idOf(firstOf(params, 'plan')),
    section: idOf(firstOf(params, 'section')),
    unit: idOf(firstOf(params, 'unit')),
    part: oneOf(firstOf(params, 'part'), parts),
    lamp: oneOf(firstOf(params, 'lamp'), lamps),
    state: oneOf(firstOf(params, 'state'), [...taskStates, 'open'] as const),
    kind: oneOf(firstOf(params, 'kind'), taskKinds),
    jurisdiction: idOf(firstOf(params, 'jurisdiction')),
    level: oneOf(firstOf(params, 'level'), jurisdictionLevels),
    depth: oneOf(firstOf(params, 'depth'), depths),
    newly: firstOf(params, 'newly') === '1' ? (true as const) : undefined,
    week: oneOf(firstOf(params, 'week'), weeks),
    pending: oneOf(firstOf(params, 'pending'), pendings),
    archived: firstOf(params, 'archived') === '1' ? (true as const) : undefined,
    dueFrom: parseDate(firstOf(params, 'dueFrom') ?? '') ?? undefined,
    dueTo: parseDate(firstOf(params, 'dueTo') ?? '') ?? undefined,
  })

/** The address parameters that give this filter back. */
export const taskFilterParams = (filter: TaskFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value === true ? '1' : String(value)]),
  )

/** The list of tasks that a number counts. */
export const tasksHref = (filter: TaskFilter): string => {
  const query = new URLSearchParams(taskFilterParams(filter)).toString()
  return query ? `/tasks?${query}` : '/tasks'
}

export const statesOf = (state: TaskState | 'open'): readonly TaskState[] =>
  state === 'open' ? openTaskStates : [state]
