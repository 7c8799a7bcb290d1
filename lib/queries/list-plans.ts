import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { type Lamp, soonOn } from '@/lib/domain/calendar/lamp'
import { can, roleHas } from '@/lib/domain/permission/can'
import type { PlanState } from '@/lib/domain/plan/states'
import type { QueryContext } from './context'
import { lampSql } from './lamp'
import { visiblePlans, visibleTasks } from './scope'

export type LampCounts = Readonly<Record<Lamp, number>> & { readonly total: number }

export type ListedPlan = {
  readonly id: number
  readonly title: string
  readonly place: string
  readonly office: string
  readonly state: PlanState
  readonly issuedOn: CalendarDate | null
  readonly periodStart: number | null
  readonly periodEnd: number | null
  readonly isSample: boolean
  /** Tasks that the document prints, as far as the actor sees them. */
  readonly counts: LampCounts
}

export type PlanList = {
  readonly plans: readonly ListedPlan[]
  readonly next: string | null
  readonly states: Readonly<Record<PlanState, number>>
  readonly mayImport: boolean
}

const PAGE = 50

/** 行政区从上到下，各自按印发先后。Keyset: place, then id. */
export const listPlans = async (
  ctx: QueryContext,
  filter: { readonly state: PlanState | null; readonly after: string | null },
): Promise<PlanList> => {
  const { actor, today, db } = ctx
  const [, path = null, id = null] = /^([\d.]{1,60})_(\d{1,15})$/.exec(filter.after ?? '') ?? []
  const rows = await db.execute<ListedPlan & { path: string }>(sql`
    with page as (
      select p.*, j.name as place, j.path, u.name as office
      from plan p join jurisdiction j on j.id = p.jurisdiction_id join unit u on u.id = p.office_unit_id
      where ${visiblePlans(actor)}
        and (${filter.state}::text is null or p.state = ${filter.state})
        and (${path}::text is null or (j.path, -p.id) > (${path}, -${id ?? 0}::bigint))
      order by j.path, p.id desc limit ${PAGE + 1}
    ), lamps as (
      select t.plan_id, ${lampSql(today, soonOn(today, ctx.calendar))} as lamp, count(*)::int as n
      from task t where t.plan_id in (select id from page) and t.parent_id is null and t.state <> 'draft' and ${visibleTasks(actor)}
      group by 1, 2
    )
    select page.id::int as id, title, place, path, office, state, issued_on as "issuedOn", period_start as "periodStart",
      period_end as "periodEnd", is_sample as "isSample",
      json_build_object('total', coalesce(sum(n), 0), 'red', coalesce(sum(n) filter (where lamp = 'red'), 0),
        'yellow', coalesce(sum(n) filter (where lamp = 'yellow'), 0), 'green', coalesce(sum(n) filter (where lamp = 'green'), 0),
        'blue', coalesce(sum(n) filter (where lamp = 'blue'), 0), 'grey', coalesce(sum(n) filter (where lamp = 'grey'), 0)) as counts
    from page left join lamps on lamps.plan_id = page.id
    group by page.id, title, place, path, office, state, issued_on, period_start, period_end, is_sample
    order by path, page.id desc`)
  const states = await db.execute<{ state: PlanState; n: number }>(
    sql`select p.state, count(*)::int as n from plan p where ${visiblePlans(actor)} group by 1`,
  )
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  const count = (state: PlanState) => states.find((row) => row.state === state)?.n ?? 0
  return {
    plans: shown,
    next: last ? `${last.path}_${last.id}` : null,
    states: { draft: count('draft'), active: count('active'), archived: count('archived') },
    mayImport: mayImport(ctx),
  }
}

/** Whether the import page is there for this actor; the command decides for good. */
export const mayImport = ({ actor }: QueryContext): boolean =>
  roleHas(actor.role, 'plan.import') && can(actor, 'plan.import', { ownerUnitId: actor.unitId })
