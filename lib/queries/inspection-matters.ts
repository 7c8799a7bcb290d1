import { sql } from 'drizzle-orm'
import { addDays, type CalendarDate } from '@/lib/domain/calendar/date'
import { type InspectionMatter, inspectionsOverlap, OVERLAP_WINDOW_DAYS } from '@/lib/domain/inspection/overlap'
import { roleHas } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'
import { visiblePlans, visibleTasks } from './scope'

export type InspectableTask = { readonly id: number; readonly title: string; readonly unit: string | null }

/** The tasks of a plan from which the matters of an inspection are chosen, each with the unit that leads it. */
export const listInspectableTasks = async (
  { db, actor }: QueryContext,
  planId: number,
): Promise<readonly InspectableTask[]> => {
  if (!roleHas(actor.role, 'inspection.create')) return []
  return db.execute<InspectableTask>(sql`
    select t.id::int as id, t.title, u.name as unit
    from task t join plan p on p.id = t.plan_id left join assignment a on a.task_id = t.id and a.is_primary left join unit u on u.id = a.unit_id
    where t.plan_id = ${planId} and t.parent_id is null and t.state <> 'draft' and ${visiblePlans(actor)} and ${visibleTasks(actor)}
    order by t.position, t.id limit 500`)
}

export type Overlap = {
  readonly id: number
  readonly title: string
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
  /** The units that both look at. */
  readonly units: readonly string[]
}

type Row = Omit<InspectionMatter, 'id'> & {
  readonly id: number
  readonly title: string
  readonly names: readonly string[]
}

/** Inspections that look at the same units and matters within the window (第十五条), while a plan is still being written. */
export const findOverlaps = async ({ db, actor }: QueryContext, own: InspectionMatter): Promise<readonly Overlap[]> => {
  if (!roleHas(actor.role, 'inspection.create') || own.unitIds.length === 0) return []
  const rows = await db.execute<Row>(sql`
    select i.id::int as id, i.title, i.follows_id::int as "followsId", i.plan_id::int as "planId",
      i.starts_on::text as "startsOn", i.ends_on::text as "endsOn",
      (select json_agg(iu.unit_id order by iu.unit_id) from inspection_unit iu where iu.inspection_id = i.id) as "unitIds",
      (select json_agg(u.name order by iu.unit_id) from inspection_unit iu join unit u on u.id = iu.unit_id
        where iu.inspection_id = i.id) as names,
      (select coalesce(json_agg(it.task_id), '[]') from inspection_task it where it.inspection_id = i.id) as "taskIds"
    from inspection i
    where i.state in ('submitted', 'approved', 'underway', 'concluded') and i.id <> ${own.id ?? 0}
      and i.starts_on <= ${addDays(own.endsOn, OVERLAP_WINDOW_DAYS)}::date
      and i.ends_on >= ${addDays(own.startsOn, -OVERLAP_WINDOW_DAYS)}::date
      and exists (select from inspection_unit iu where iu.inspection_id = i.id
        and iu.unit_id = any(${sql.param([...own.unitIds])}::bigint[])
        and iu.unit_id in (select u.id from unit u join jurisdiction j on j.id = u.jurisdiction_id
          where j.path like ${`${actor.jurisdictionPath}%`}))
    order by i.starts_on, i.id limit 20`)
  return rows
    .filter((row) => inspectionsOverlap(own, row))
    .map(({ id, title, startsOn, endsOn, unitIds, names }) => ({
      id,
      title,
      startsOn,
      endsOn,
      units: names.filter((_, index) => own.unitIds.includes(unitIds[index] ?? 0)),
    }))
}
