import { sql } from 'drizzle-orm'
import type { QueryContext } from './context'
import type { TaskPage } from './get-task'

export type AssignableUnit = {
  readonly id: number
  readonly name: string
  readonly isGroup: boolean
  /** Takes part in the task above already. */
  readonly takesPart: boolean
  readonly members: readonly { readonly id: number; readonly name: string }[]
}

/**
 * Units to whom a part of this task can be given: in force, of the plan's jurisdiction or already taking part; those that
 * take part first. Groups come with their members in force, the actor's own unit left out of both.
 */
export const listAssignableUnits = async (
  { db, actor }: QueryContext,
  { task }: TaskPage,
): Promise<readonly AssignableUnit[]> =>
  db.execute<AssignableUnit>(sql`
    select u.id::int, u.name, u.kind = 'group' as "isGroup",
      exists (select from assignment a where a.task_id = ${task.id} and a.unit_id = u.id) as "takesPart",
      (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name) order by j.path, m.position, m.id), '[]')
        from unit_member um join unit m on m.id = um.member_id and m.dissolved_on is null and m.id <> ${actor.unitId}
        join jurisdiction j on j.id = m.jurisdiction_id
        where um.group_id = u.id) as members
    from unit u
    where u.dissolved_on is null and u.id <> ${actor.unitId}
      and (u.jurisdiction_id = (select jurisdiction_id from plan where id = ${task.planId})
        or exists (select from assignment a where a.task_id = ${task.id} and a.unit_id = u.id))
    order by "takesPart" desc, u.position, u.name collate "zh-x-icu", u.id`)
