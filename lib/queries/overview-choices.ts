import { sql } from 'drizzle-orm'
import type { JurisdictionLevel } from '@/lib/domain/labels'
import type { TaskFilter } from '@/lib/domain/task/filter'
import type { QueryContext } from './context'
import { visiblePlans, visibleTasks, visibleUnits } from './scope'

export type OverviewChoices = {
  /** The plan that was asked for, or the only one in force. */
  readonly plan: number | null
  /** Places with a plan in sight, from the top down. */
  readonly places: readonly { readonly id: number; readonly name: string; readonly level: JurisdictionLevel }[]
  readonly plans: readonly {
    readonly id: number
    readonly title: string
    readonly place: string
    readonly isArchived: boolean
    readonly isSample: boolean
  }[]
  readonly units: readonly { readonly id: number; readonly name: string; readonly place: string }[]
  /** Of the chosen plan, in its order. */
  readonly sections: readonly { readonly id: number; readonly parentId: number | null; readonly title: string }[]
}

/** What the filters offer: only what the actor may see. A single plan in force is chosen by itself. */
export const overviewChoices = async (ctx: QueryContext, asked: TaskFilter): Promise<OverviewChoices> => {
  const { actor } = ctx
  const [row] = await ctx.db.execute<{ choices: OverviewChoices }>(sql`
    with plans as materialized (
      select p.id, p.title, p.state, p.is_sample, p.issued_on, j.id as jurisdiction_id, j.name as place, j.path, j.level
      from plan p join jurisdiction j on j.id = p.jurisdiction_id where p.state <> 'draft' and ${visiblePlans(actor)}
    ), chosen as materialized (
      select coalesce((select id from plans where id = ${asked.plan ?? null}::bigint),
        (select min(id) from plans where state = 'active' having count(*) = 1)) as id
    )
    select json_build_object(
      'plan', (select id from chosen),
      'places', (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'level', level) order by path), '[]')
        from (select distinct jurisdiction_id as id, place as name, level, path from plans) d),
      'plans', (select coalesce(json_agg(json_build_object('id', id, 'title', title, 'place', place, 'isArchived', state = 'archived', 'isSample', is_sample) order by state, path, id), '[]')
        from plans),
      'units', (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'place', j.name) order by j.path, u.position, u.id), '[]')
        from unit u join jurisdiction j on j.id = u.jurisdiction_id
        where case when (select id from chosen) is null then u.dissolved_on is null and u.kind <> 'group' and ${visibleUnits(actor)}
          else u.id in (select a.unit_id from assignment a join task t on t.id = a.task_id
            where t.plan_id = (select id from chosen) and a.is_primary and ${visibleTasks(actor)}) end),
      'sections', (select coalesce(json_agg(json_build_object('id', s.id, 'parentId', s.parent_id, 'title', s.title) order by s.position, s.id), '[]')
        from section s where s.plan_id = (select id from chosen))
    ) as choices`)
  if (!row) throw new Error('a list of choices always has a row')
  return row.choices
}
