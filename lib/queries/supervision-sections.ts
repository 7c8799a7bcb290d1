import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { ConclusionState } from '@/lib/domain/conclusion/states'
import type { QueryContext } from './context'
import { getSupervisionWall, type WallCounts } from './get-supervision-wall'
import { findingConditions, findingsFrom, type ListedFinding, listFindings, stageSql } from './list-findings'
import { type ListedInspection, listInspections } from './list-inspections'
import { type ListedRectification, listRectifications } from './list-rectifications'
import { visibleConclusions } from './supervision-scope'

/** What other pages show of supervision; each list comes with the total of the list page behind it. */
const SHOWN = 5

export type TaskSupervision = {
  readonly inspections: readonly ListedInspection[]
  readonly findings: readonly ListedFinding[]
  readonly findingsTotal: number
  /** Open orders: while there is one, the task does not close. */
  readonly open: readonly ListedRectification[]
  readonly openTotal: number
}

/** Null for the many tasks that no inspection has looked at: one question instead of six. */
export const taskSupervision = async (ctx: QueryContext, taskId: number): Promise<TaskSupervision | null> => {
  const [known] = await ctx.db.execute<{ some: boolean }>(sql`
    select exists (select from inspection_task where task_id = ${taskId})
      or exists (select from finding where task_id = ${taskId}) as some`)
  if (!known?.some) return null
  const [inspections, findings, open] = await Promise.all([
    listInspections(ctx, { task: taskId }),
    listFindings(ctx, { task: taskId }, undefined, SHOWN),
    listRectifications(ctx, { task: taskId, view: 'open' }, undefined, SHOWN),
  ])
  return {
    inspections: inspections.items.slice(0, SHOWN),
    findings: findings.items,
    findingsTotal: findings.total,
    open: open.items,
    openTotal: open.total,
  }
}

export type UnitSupervision = {
  readonly counts: WallCounts
  readonly relapses: number
  readonly inspections: readonly ListedInspection[]
  readonly inspectionsTotal: number
  readonly open: readonly ListedRectification[]
  readonly openTotal: number
  readonly conclusions: readonly {
    readonly id: number
    readonly inspection: string
    readonly state: ConclusionState
    readonly sentOn: CalendarDate | null
  }[]
}

/** The record of a unit, as far as the actor sees it. */
export const unitSupervision = async (ctx: QueryContext, unitId: number): Promise<UnitSupervision> => {
  const [[counts], inspections, open, conclusions] = await Promise.all([
    countStages(ctx, { unit: unitId }),
    listInspections(ctx, { unit: unitId }),
    listRectifications(ctx, { unit: unitId, view: 'open' }, undefined, SHOWN),
    ctx.db.execute<UnitSupervision['conclusions'][number]>(sql`
      select k.id::int as id, i.title as inspection, k.state, k.sent_on::text as "sentOn"
      from conclusion k join inspection i on i.id = k.inspection_id
      where k.unit_id = ${unitId} and ${visibleConclusions(ctx.actor)} order by k.id desc limit ${SHOWN}`),
  ])
  const { relapses, ...wall } = counts ?? { found: 0, ordered: 0, claimed: 0, cleared: 0, late: 0, relapses: 0 }
  return {
    counts: wall,
    relapses,
    inspections: inspections.items.slice(0, SHOWN),
    inspectionsTotal: inspections.total,
    open: open.items,
    openTotal: open.total,
    conclusions,
  }
}

const countStages = (ctx: QueryContext, filter: Parameters<typeof findingConditions>[1]) => {
  const { ordered, claimed, cleared, late, relapse } = stageSql(ctx.today)
  return ctx.db.execute<WallCounts & { relapses: number }>(sql`
    select count(*)::int as found, count(*) filter (where ${ordered})::int as ordered,
      count(*) filter (where ${claimed})::int as claimed, count(*) filter (where ${cleared})::int as cleared,
      count(*) filter (where ${late})::int as late, count(*) filter (where ${relapse})::int as relapses
    from ${findingsFrom} where ${findingConditions(ctx, filter)}`)
}

export type OverviewSupervision = {
  readonly total: WallCounts
  readonly units: Awaited<ReturnType<typeof getSupervisionWall>>['units']
  readonly late: readonly ListedRectification[]
  readonly lateTotal: number
  readonly relapses: readonly ListedFinding[]
  readonly relapsesTotal: number
}

/** Open problems, late rectification, relapses, for the leader's page. */
export const overviewSupervision = async (ctx: QueryContext, plan?: number): Promise<OverviewSupervision> => {
  const [wall, late, relapses] = await Promise.all([
    getSupervisionWall(ctx, { plan }),
    listRectifications(ctx, { plan, view: 'open', late: true }, undefined, SHOWN),
    listFindings(ctx, { plan, stage: 'relapse' }, undefined, SHOWN),
  ])
  return {
    total: wall.total,
    units: wall.units,
    late: late.items,
    lateTotal: late.total,
    relapses: relapses.items,
    relapsesTotal: relapses.total,
  }
}
