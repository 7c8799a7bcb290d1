import { sql } from 'drizzle-orm'
import type { JurisdictionLevel } from '@/lib/domain/labels'
import type { TaskFilter } from '@/lib/domain/task/filter'
import type { QueryContext } from './context'
import { visiblePlans, visibleTasks, visibleUnits } from './scope'

export type OverviewChoices = {
  /** Places with a plan in sight, from the top down. */
  readonly places: readonly { readonly id: number; readonly name: string; readonly level: JurisdictionLevel }[]
  readonly plans: readonly {
    readonly id: number
    readonly title: string
    readonly place: string
    readonly isArchived: boolean
  }[]
  readonly units: readonly { readonly id: number; readonly name: string; readonly place: string }[]
  /** Of the chosen plan, in its order. */
  readonly sections: readonly { readonly id: number; readonly parentId: number | null; readonly title: string }[]
}

/** What the filters offer: only what the actor may see. */
export const overviewChoices = async (ctx: QueryContext, filter: TaskFilter): Promise<OverviewChoices> => {
  const { actor } = ctx
  const units = filter.plan
    ? sql`u.id in (select a.unit_id from assignment a join task t on t.id = a.task_id where t.plan_id = ${filter.plan} and a.is_primary and ${visibleTasks(actor)})`
    : sql`u.dissolved_on is null and u.kind <> 'group' and ${visibleUnits(actor)}`
  const [row] = await ctx.db.execute<{ choices: OverviewChoices }>(sql`
    with plans as materialized (
      select p.id, p.title, p.state, p.issued_on, j.id as jurisdiction_id, j.name as place, j.path, j.level
      from plan p join jurisdiction j on j.id = p.jurisdiction_id where p.state <> 'draft' and ${visiblePlans(actor)}
    )
    select json_build_object(
      'places', (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'level', level) order by path), '[]')
        from (select distinct jurisdiction_id as id, place as name, level, path from plans) d),
      'plans', (select coalesce(json_agg(json_build_object('id', id, 'title', title, 'place', place, 'isArchived', state = 'archived') order by state, path, id), '[]')
        from plans),
      'units', (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'place', j.name) order by j.path, u.position, u.id), '[]')
        from unit u join jurisdiction j on j.id = u.jurisdiction_id where ${units}),
      'sections', (select coalesce(json_agg(json_build_object('id', s.id, 'parentId', s.parent_id, 'title', s.title) order by s.position, s.id), '[]')
        from section s where s.plan_id = ${filter.plan ?? null}::bigint and s.plan_id in (select id from plans))
    ) as choices`)
  if (!row) throw new Error('a list of choices always has a row')
  return row.choices
}
