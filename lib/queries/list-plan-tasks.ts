import { sql } from 'drizzle-orm'
import { type CalendarDate } from '@/lib/domain/calendar/date'
import { type Lamp, soonOn } from '@/lib/domain/calendar/lamp'
import type { TaskKind } from '@/lib/domain/plan-text/reading'
import type { TaskState } from '@/lib/domain/task/states'
import type { QueryContext } from './context'
import { lampSql, workdaysLateSql } from './lamp'
import { visibleTasks } from './scope'

export type PlanTask = {
  readonly id: number
  readonly number: string | null
  readonly title: string
  readonly kind: TaskKind
  readonly state: TaskState
  readonly lamp: Lamp
  readonly workdaysLate: number
  readonly dueOn: CalendarDate | null
  readonly owedDueOn: CalendarDate | null
  readonly ongoing: boolean
  readonly verifiedPercent: number
  /** Null where the lead has not reported yet. */
  readonly selfPercent: number | null
  readonly sourceStart: number | null
  /** Number of the revised version that the line counts in; null: the first document. */
  readonly sourceRevision: number | null
  readonly position: number
  readonly lead: string | null
  readonly otherLeads: number
  readonly supports: number
  /** Headings from the outermost. */
  readonly path: readonly string[]
}

const PAGE = 200

/** The plan's own tasks in the order of the document, with their headings. Keyset: position. */
export const listPlanTasks = async (
  ctx: QueryContext,
  planId: number,
  after: number,
): Promise<{ readonly tasks: readonly PlanTask[]; readonly next: number | null }> => {
  const { today, actor } = ctx
  const rows = await ctx.db.execute<PlanTask>(sql`
    with recursive heading(id, path) as (
      select s.id, array[s.title] from section s where s.plan_id = ${planId} and s.parent_id is null
      union all select s.id, heading.path || s.title from section s join heading on s.parent_id = heading.id
    )
    select t.id::int as id, t.number, t.title, t.kind, t.state, ${lampSql(today, soonOn(today, ctx.calendar))} as lamp,
      ${workdaysLateSql(today)} as "workdaysLate", t.due_on as "dueOn", t.owed_due_on as "owedDueOn", t.ongoing,
      t.verified_percent as "verifiedPercent", case when units.reported then t.self_percent end as "selfPercent", t.source_start as "sourceStart",
      (select r.number from plan_revision r where r.id = t.source_revision_id) as "sourceRevision", t.position,
      units.lead, units."otherLeads", units.supports, coalesce(to_json(heading.path), '[]') as path
    from task t left join heading on heading.id = t.section_id
    cross join lateral (
      select max(u.name) filter (where a.is_primary) as lead,
        count(*) filter (where a.role = 'lead' and not a.is_primary)::int as "otherLeads",
        count(*) filter (where a.role = 'support')::int as supports,
        bool_or(a.is_primary and exists (
          select from report r where r.task_id = t.id and r.unit_id = a.unit_id and r.submitted_at is not null)) as reported
      from assignment a join unit u on u.id = a.unit_id where a.task_id = t.id
    ) units
    where t.plan_id = ${planId} and t.parent_id is null and t.state <> 'draft' and t.position > ${after} and ${visibleTasks(actor)}
    order by t.position, t.id limit ${PAGE + 1}`)
  const tasks = rows.slice(0, PAGE)
  return { tasks, next: rows.length > PAGE ? (tasks.at(-1)?.position ?? null) : null }
}
