import { type SQL, sql } from 'drizzle-orm'
import { roleHas } from '@/lib/domain/permission/can'
import type { UnitKind } from '@/lib/domain/plan-text/reading'
import type { QueryContext } from './context'
import { isOverdueSql } from './lamp'
import { visibleTasks, visibleUnits } from './scope'
import { nameContains } from './task-filter'

export type UnitFilter = {
  readonly q?: string
  readonly jurisdiction?: number
  readonly kind?: UnitKind
  /** Dissolved units are left out unless asked for. */
  readonly dissolved?: boolean
  /** The last unit of the page before. */
  readonly after?: number
}

export type UnitRow = {
  readonly id: number
  readonly name: string
  readonly kind: UnitKind
  readonly place: string
  readonly isOffice: boolean
  readonly dissolvedOn: string | null
  readonly members: number
  readonly led: number
  readonly red: number
  readonly supported: number
}

export type UnitList = {
  readonly rows: readonly UnitRow[]
  readonly total: number
  readonly next: number | null
  readonly places: readonly { readonly id: number; readonly name: string }[]
  /** Whether the reader sees tasks at all, and whether all tasks of the units or only those it takes part in. */
  readonly sight: 'all' | 'own' | 'none'
}

const PAGE = 50

const sightOf = ({ actor }: QueryContext): UnitList['sight'] => {
  if (roleHas(actor.role, 'overview.view')) return 'all'
  return roleHas(actor.role, 'task.view') ? 'own' : 'none'
}

/** Units of the actor's place and below, in the order in which the places print them, with what they lead and support. */
export const listUnits = async (ctx: QueryContext, filter: UnitFilter): Promise<UnitList> => {
  const { actor, today } = ctx
  const conditions: SQL[] = [visibleUnits(actor)]
  if (!filter.dissolved) conditions.push(sql`u.dissolved_on is null`)
  if (filter.kind) conditions.push(sql`u.kind = ${filter.kind}`)
  if (filter.jurisdiction) conditions.push(sql`u.jurisdiction_id = ${filter.jurisdiction}`)
  if (filter.q?.trim()) {
    conditions.push(
      sql`(${nameContains(sql`u.name`, filter.q)} or u.id in (select al.unit_id from unit_alias al where position(lower(${filter.q.trim()}) in lower(al.spelling)) > 0))`,
    )
  }
  const where = sql.join(conditions, sql` and `)
  const after = filter.after
    ? sql`and (j.path, u.position, u.id) > (select aj.path, au.position, au.id from unit au join jurisdiction aj on aj.id = au.jurisdiction_id where au.id = ${filter.after})`
    : sql``
  const [rows, [count], places] = await Promise.all([
    ctx.db.execute<UnitRow>(sql`
      with shown as materialized (
        select u.id, u.name, u.kind, u.is_office, u.dissolved_on, u.position, j.name as place, j.path
        from unit u join jurisdiction j on j.id = u.jurisdiction_id where ${where} ${after}
        order by j.path, u.position, u.id limit ${PAGE + 1}
      ), taking_part as (
        select a.unit_id, count(*) filter (where a.is_primary) as led, count(*) filter (where a.is_primary and ${isOverdueSql(today)}) as red,
          count(*) filter (where not a.is_primary) as supported
        from assignment a join task t on t.id = a.task_id
        where a.unit_id in (select id from shown) and t.plan_id in (select id from plan where state = 'active') and ${visibleTasks(actor)}
        group by a.unit_id
      )
      select s.id::int, s.name, s.kind, s.place, s.is_office as "isOffice", s.dissolved_on::text as "dissolvedOn",
        (select count(*)::int from unit_member m where m.group_id = s.id) as members,
        coalesce(k.led, 0)::int as led, coalesce(k.red, 0)::int as red, coalesce(k.supported, 0)::int as supported
      from shown s left join taking_part k on k.unit_id = s.id order by s.path, s.position, s.id`),
    ctx.db.execute<{ total: number }>(sql`select count(*)::int as total from unit u where ${where}`),
    ctx.db.execute<{ id: number; name: string }>(
      sql`select j.id::int, j.name from jurisdiction j where j.path like ${`${actor.jurisdictionPath}%`} and exists (select from unit u where u.jurisdiction_id = j.id) order by j.path`,
    ),
  ])
  const page = rows.slice(0, PAGE)
  return {
    rows: page,
    total: count?.total ?? 0,
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    places,
    sight: sightOf(ctx),
  }
}
