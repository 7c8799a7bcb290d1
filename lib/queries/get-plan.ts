import { eq, sql } from 'drizzle-orm'
import { jurisdiction, unit } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { type PlanRow, planSubject } from '@/db/subjects'
import { soonOn } from '@/lib/domain/calendar/lamp'
import { actionsIn } from '@/lib/domain/lifecycle'
import { can } from '@/lib/domain/permission/can'
import type { Action } from '@/lib/domain/permission/table'
import { planLifecycle } from '@/lib/domain/plan/states'
import type { QueryContext } from './context'
import { lampSql } from './lamp'
import type { LampCounts } from './list-plans'
import { visiblePlans, visibleTasks } from './scope'

export type PlanHead = {
  readonly plan: PlanRow
  readonly place: string
  readonly office: string
  readonly parent: { readonly id: number; readonly title: string; readonly visible: boolean } | null
  readonly counts: LampCounts
  readonly tabs: {
    readonly indicators: number
    readonly lines: number
    readonly units: number
    readonly rounds: number
    readonly versions: number
  }
  /** The office that runs it: drafts, consultations and versions are its own. */
  readonly isOffice: boolean
  /** The verbs of the plan that this actor may use now. */
  readonly verbs: readonly Action[]
}

/** What stands at the top of every page of a plan; null where the actor may not see it. */
export const getPlan = async (ctx: QueryContext, id: number): Promise<PlanHead | null> => {
  const { db, actor, today } = ctx
  const [found] = await db
    .select({ plan, place: jurisdiction.name, office: unit.name })
    .from(plan)
    .innerJoin(jurisdiction, eq(jurisdiction.id, plan.jurisdictionId))
    .innerJoin(unit, eq(unit.id, plan.officeUnitId))
    .where(eq(plan.id, id))
  if (!found) return null
  const subject = await planSubject(db, found.plan)
  const isDraft = found.plan.state === 'draft'
  if (!can(actor, isDraft ? 'plan.viewDraft' : 'plan.view', subject)) return null
  const [facts] = await db.execute<{
    counts: LampCounts
    indicators: number
    lines: number
    units: number
    rounds: number
    versions: number
    parent: PlanHead['parent']
  }>(sql`
    with lamps as (
      select ${lampSql(today, soonOn(today, ctx.calendar))} as lamp, count(*)::int as n
      from task t where t.plan_id = ${id} and t.parent_id is null and t.state <> 'draft' and ${visibleTasks(actor)} group by 1
    )
    select (select json_build_object('total', coalesce(sum(n), 0), 'red', coalesce(sum(n) filter (where lamp = 'red'), 0),
        'yellow', coalesce(sum(n) filter (where lamp = 'yellow'), 0), 'green', coalesce(sum(n) filter (where lamp = 'green'), 0),
        'blue', coalesce(sum(n) filter (where lamp = 'blue'), 0), 'grey', coalesce(sum(n) filter (where lamp = 'grey'), 0)) from lamps) as counts,
      (select count(*)::int from indicator where plan_id = ${id}) as indicators,
      (select count(*)::int from source_paragraph where plan_id = ${id}) as lines,
      (select count(distinct a.unit_id)::int from task t join assignment a on a.task_id = t.id
        where t.plan_id = ${id} and t.parent_id is null) as units,
      (select count(*)::int from consultation where plan_id = ${id}) as rounds,
      (select count(*)::int from plan_version where plan_id = ${id}) as versions,
      (select json_build_object('id', p.id, 'title', p.title, 'visible', ${visiblePlans(actor)}) from plan p
        where p.id = ${found.plan.parentPlanId}::bigint) as parent`)
  if (!facts) throw new Error('a list of facts always has a row')
  const { counts, parent, ...tabs } = facts
  const possible: readonly Action[] = [
    ...actionsIn(planLifecycle, found.plan.state),
    ...(found.plan.state === 'active' ? (['plan.openToExpert'] as const) : []),
    ...(found.plan.state === 'archived' ? [] : (['plan.reread'] as const)),
  ]
  const isOffice = can(actor, 'plan.viewDraft', subject)
  return { ...found, parent, counts, tabs, isOffice, verbs: possible.filter((action) => can(actor, action, subject)) }
}
