import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '@/lib/domain/permission/can'

/** Tasks of which the unit leads a part as a subtask: it reports there. Computed once a statement. */
const handedOn = (actor: Actor): SQL => sql`
  t.id in (select c.parent_id from assignment ca join task c on c.id = ca.task_id
    where ca.unit_id = ${actor.unitId} and ca.is_primary and c.parent_id is not null)`

const leads = (actor: Actor): SQL =>
  sql`t.id in (select la.task_id from assignment la where la.unit_id = ${actor.unitId} and la.is_primary)`

/**
 * Whether the actor's unit, which takes part in `task t` itself or through a group, owes a report on it for the
 * `reporting_period rp`: while the task is worked on, was issued before the period's day, and is not worked on by this unit as
 * a subtask of its own. The to-do page, its sentence and the list of reports all count by this; a task that waits for its
 * closing takes reports, and asks for none.
 */
export const owesReport = (actor: Actor): SQL => sql`(
  t.state = 'active' and (t.issued_at at time zone 'Asia/Shanghai')::date <= rp.due_on
  and (${leads(actor)} or not ${handedOn(actor)}))`

/**
 * `from` the tasks `t` in which the unit takes part, itself or through a group. They come first and by themselves: as one
 * condition among others, all tasks were read to find these few.
 */
export const ownTasks = (actor: Actor): SQL => sql`
  (select distinct task_id from assignment where unit_id = any(${sql.param([...actor.unitIds])}::bigint[]) offset 0) own_task
  cross join lateral (select * from task where id = own_task.task_id offset 0) t`
