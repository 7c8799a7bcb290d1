import { sql } from 'drizzle-orm'
import { soonOn } from '@/lib/domain/calendar/lamp'
import type { TaskFilter } from '@/lib/domain/task/filter'
import type { QueryContext } from './context'
import { lampSql } from './lamp'
import { isNewlyOverdueSql } from './newly-overdue'
import { closedThisWeek, extensionPending, returnedThisWeek, taskFilterSql } from './task-filter'

export type LampCounts = {
  readonly total: number
  readonly red: number
  readonly yellow: number
  readonly green: number
  readonly blue: number
  readonly grey: number
}

export type WeekCounts = {
  readonly newly: number
  readonly closed: number
  readonly returned: number
  readonly extension: number
}

export type UnitCounts = {
  readonly unitId: number
  readonly name: string
  readonly place: string
  readonly total: number
  readonly red: number
}
export type GroupCounts = LampCounts & { readonly id: number | null }

export type OverviewCounts = {
  /** Tasks as the plans print them; of one unit, everything that it leads. */
  readonly top: LampCounts & WeekCounts & { readonly stopped: number }
  /** What was broken down from these; empty counts for one unit, whose tasks stand in `top` already. */
  readonly sub: LampCounts
  /** Primary leads with what they lead, subtasks included; most overdue first. */
  readonly units: readonly UnitCounts[]
  /** By section of the one plan that was chosen, else by plan; only the tasks of `top`. */
  readonly groups: readonly GroupCounts[]
}

const lampCounts = sql`'total', count(*), 'red', count(*) filter (where lamp = 'red'), 'yellow', count(*) filter (where lamp = 'yellow'),
  'green', count(*) filter (where lamp = 'green'), 'blue', count(*) filter (where lamp = 'blue'), 'grey', count(*) filter (where lamp = 'grey')`

/** Every count of the page in one statement over one pass of the tasks in sight. */
export const overviewCounts = async (ctx: QueryContext, filter: TaskFilter): Promise<OverviewCounts> => {
  const { today } = ctx
  const isTop = filter.unit ? sql`true` : sql`x.is_top`
  const [row] = await ctx.db.execute<{ counts: OverviewCounts }>(sql`
    with x as materialized (
      select t.id, t.plan_id, t.section_id, t.parent_id is null as is_top, t.state,
        ${lampSql(today, soonOn(today, ctx.calendar))} as lamp,
        ${isNewlyOverdueSql(today)} as is_newly, ${closedThisWeek(today)} as is_closed_now,
        ${returnedThisWeek(today)} as is_returned, ${extensionPending} as has_extension
      from task t where ${taskFilterSql(ctx, filter)}
    )
    select json_build_object(
      'top', (select json_build_object(${lampCounts}, 'newly', count(*) filter (where is_newly), 'closed', count(*) filter (where is_closed_now),
          'returned', count(*) filter (where is_returned), 'extension', count(*) filter (where has_extension),
          'stopped', count(*) filter (where state in ('suspended', 'terminated'))) from x where ${isTop}),
      'sub', (select json_build_object(${lampCounts}) from x where not ${isTop}),
      'units', (select coalesce(json_agg(json_build_object('unitId', by_unit.unit_id, 'name', u.name, 'place', j.name, 'total', by_unit.total, 'red', by_unit.red)
          order by by_unit.red desc, by_unit.red::float8 / by_unit.total desc, by_unit.total desc, by_unit.unit_id), '[]')
        from (select a.unit_id, count(*) as total, count(*) filter (where x.lamp = 'red') as red
          from x join assignment a on a.task_id = x.id and a.is_primary group by a.unit_id) by_unit
        join unit u on u.id = by_unit.unit_id join jurisdiction j on j.id = u.jurisdiction_id),
      'groups', (select coalesce(json_agg(counts), '[]') from (
          select json_build_object('id', group_id, ${lampCounts}) as counts
          from (select *, ${filter.plan ? sql`section_id` : sql`plan_id`} as group_id from x) x where ${isTop} group by group_id) g)
    ) as counts`)
  if (!row) throw new Error('a count always has a row')
  return row.counts
}
