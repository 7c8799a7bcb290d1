import { can } from '@/lib/domain/permission/can'
import type { TaskFilter } from '@/lib/domain/task/filter'
import type { QueryContext } from './context'
import { countReviews } from './list-reviews'
import { type OverviewChoices, overviewChoices } from './overview-choices'
import { type GroupCounts, type LampCounts, type OverviewCounts, overviewCounts } from './overview-counts'
import { type OverdueTask, overdueTasks, type SilentUnit, silentUnits } from './overview-lists'

/** A row of the matrix with the filter that its numbers lead to. */
export type MatrixRow = LampCounts & {
  readonly key: string
  readonly label: string
  readonly filter: TaskFilter | null
}

export type Overview = {
  readonly filter: TaskFilter
  /** What the sentence and the lists count; the numbers' links are made from it. */
  readonly counted: TaskFilter
  readonly counts: OverviewCounts
  readonly overdue: readonly OverdueTask[]
  readonly silent: readonly SilentUnit[]
  readonly matrix: { readonly by: 'section' | 'plan'; readonly rows: readonly MatrixRow[] }
  /** What waits in the actor's own review queue. */
  readonly decisions: number
  readonly choices: OverviewChoices
}

const OVERDUE_SHOWN = 8
const SECTIONS_SHOWN = 24

/**
 * Only these of a filter belong to the page as a whole; the others are what its numbers add. What is not among the choices
 * (a section of the plan chosen before, someone else's unit) is let go instead of showing nothing.
 */
const overviewFilter = (asked: TaskFilter, choices: OverviewChoices): TaskFilter => {
  const known = (id: number | undefined, list: readonly { readonly id: number }[]) =>
    list.some((entry) => entry.id === id) ? id : undefined
  const { plan } = choices
  const unit = known(asked.unit, choices.units)
  const section = known(asked.section, choices.sections)
  const jurisdiction = known(asked.jurisdiction, choices.places)
  const level = choices.places.some((place) => place.level === asked.level) ? asked.level : undefined
  return {
    ...(plan ? { plan } : {}),
    ...(plan && section ? { section } : {}),
    ...(unit ? { unit } : {}),
    ...(jurisdiction ? { jurisdiction } : {}),
    ...(level ? { level } : {}),
  }
}

const sumOf = (rows: readonly GroupCounts[]): LampCounts => {
  const sum = { total: 0, red: 0, yellow: 0, green: 0, blue: 0, grey: 0 }
  for (const row of rows) for (const key of Object.keys(sum) as (keyof LampCounts)[]) sum[key] += row[key]
  return sum
}

/**
 * Sections that hold all tasks between them, as far in as they still make a short list: a section gives way to those below it
 * unless it holds tasks itself. Each row counts the section with all below it, as the filter `section` does.
 */
const sectionRows = (choices: OverviewChoices, groups: readonly GroupCounts[], counted: TaskFilter): MatrixRow[] => {
  const direct = new Map(groups.map((group) => [group.id, group]))
  const below = (id: number): GroupCounts[] => [
    ...(direct.get(id) ? [direct.get(id) as GroupCounts] : []),
    ...choices.sections.filter((section) => section.parentId === id).flatMap((section) => below(section.id)),
  ]
  const holding = (parent: number | null) =>
    choices.sections.filter((section) => section.parentId === parent && below(section.id).length > 0)
  const chosen = choices.sections.filter((section) => section.id === counted.section)
  let rows = chosen.length ? chosen : holding(null)
  for (;;) {
    const further = rows.flatMap((section) => (direct.has(section.id) ? [section] : holding(section.id)))
    if (further.length > SECTIONS_SHOWN || further.every((section) => rows.includes(section))) break
    rows = further
  }
  const rowOf = (id: number | null, label: string, counts: readonly GroupCounts[]): MatrixRow => ({
    key: `s${id ?? ''}`,
    label,
    filter: id === null ? null : { ...counted, section: id },
    ...sumOf(counts),
  })
  const loose = direct.get(null)
  return [
    ...rows.map(({ id, title }) => rowOf(id, title, below(id))),
    ...(loose ? [rowOf(null, '未列入章节', [loose])] : []),
  ]
}

const planRows = (choices: OverviewChoices, groups: readonly GroupCounts[], counted: TaskFilter): MatrixRow[] =>
  choices.plans.flatMap(({ id, title }) => {
    const group = groups.find((entry) => entry.id === id)
    return group ? [{ ...group, key: `p${id}`, label: title, filter: { ...counted, plan: id } }] : []
  })

/** The leader's page (issue 2, step 8). Null for whoever has no overview. A fixed number of statements, whatever they count. */
export const getOverview = async (ctx: QueryContext, asked: TaskFilter): Promise<Overview | null> => {
  if (!can(ctx.actor, 'overview.view', { jurisdictionPath: ctx.actor.jurisdictionPath })) return null
  const choices = await overviewChoices(ctx, asked)
  const filter = overviewFilter(asked, choices)
  // A unit answers for all that it leads; else tasks count once, as the plans print them, and not again in their parts.
  const counted: TaskFilter = filter.unit ? filter : { ...filter, depth: 'top' }
  const [counts, overdue, silent, waiting] = await Promise.all([
    overviewCounts(ctx, filter),
    overdueTasks(ctx, counted, OVERDUE_SHOWN),
    silentUnits(ctx, filter),
    countReviews(ctx),
  ])
  const rows = filter.plan ? sectionRows(choices, counts.groups, counted) : planRows(choices, counts.groups, counted)
  return {
    filter,
    counted,
    counts,
    overdue,
    silent,
    matrix: { by: filter.plan ? 'section' : 'plan', rows },
    decisions: waiting.reduce((sum, entry) => sum + entry.count, 0),
    choices,
  }
}
