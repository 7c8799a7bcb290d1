import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { type Lamp, lampReason, lampWord, soonOn } from '@/lib/domain/calendar/lamp'
import type { PlanState } from '@/lib/domain/plan/states'
import type { TaskState } from '@/lib/domain/task/states'
import type { QueryContext } from './context'
import { lampSql } from './lamp'
import { visiblePlans, visibleUnits } from './scope'
import { nameContains, taskFilterSql, titleContains } from './task-filter'

export type FoundTask = {
  readonly id: number
  readonly number: string | null
  readonly title: string
  readonly planTitle: string
  readonly unitName: string
  readonly lamp: Lamp
  readonly word: string
  readonly why: string
}
export type FoundUnit = {
  readonly id: number
  readonly name: string
  readonly place: string
  readonly dissolvedOn: string | null
}
export type FoundPlan = {
  readonly id: number
  readonly title: string
  readonly place: string
  readonly state: PlanState
}

export type Found = {
  readonly words: string
  readonly tasks: readonly FoundTask[]
  readonly units: readonly FoundUnit[]
  readonly plans: readonly FoundPlan[]
  /** A list that holds this many may go on; it is then said so. */
  readonly cap: number
}

const CAP = 50

type TaskFacts = Omit<FoundTask, 'why' | 'word'> & {
  state: TaskState
  dueOn: CalendarDate | null
  stoppedOn: CalendarDate | null
  milestoneTitle: string | null
  ongoing: boolean
}

/** Tasks, units and plans by name, each as far as the actor sees it and at most fifty; archived plans included. */
export const search = async (ctx: QueryContext, words: string): Promise<Found> => {
  const asked = words.trim().slice(0, 100)
  if (!asked) return { words: '', tasks: [], units: [], plans: [], cap: CAP }
  const { actor, today } = ctx
  const [tasks, units, plans] = await Promise.all([
    // The words first, by their index; else the planner may look them up once for every plan in sight.
    ctx.db.execute<TaskFacts>(sql`
      with hits as materialized (select h.id from task h where ${titleContains(sql`h.title`, asked)})
      select t.id::int, t.number, t.title, p.title as "planTitle", u.name as "unitName", t.state, t.ongoing, t.owed_due_on::text as "dueOn",
        t.owed_stopped_on::text as "stoppedOn", m.title as "milestoneTitle", ${lampSql(today, soonOn(today, ctx.calendar))} as lamp
      from (select t.* from task t where t.id in (select id from hits) and ${taskFilterSql(ctx, { archived: true })} order by t.id desc limit ${CAP}) t
      join plan p on p.id = t.plan_id join assignment a on a.task_id = t.id and a.is_primary join unit u on u.id = a.unit_id
      left join milestone m on m.id = t.owed_milestone_id
      order by p.state, t.id desc`),
    ctx.db.execute<FoundUnit>(sql`
      select u.id::int, u.name, j.name as place, u.dissolved_on::text as "dissolvedOn" from unit u join jurisdiction j on j.id = u.jurisdiction_id
      where ${visibleUnits(actor)} and (${nameContains(sql`u.name`, asked)}
        or u.id in (select al.unit_id from unit_alias al where position(lower(${asked}) in lower(al.spelling)) > 0))
      order by u.dissolved_on is not null, j.path, u.position, u.id limit ${CAP}`),
    ctx.db.execute<FoundPlan>(sql`
      select p.id::int, p.title, j.name as place, p.state from plan p join jurisdiction j on j.id = p.jurisdiction_id
      where ${visiblePlans(actor)} and position(lower(${asked}) in lower(p.title)) > 0 order by p.state, j.path, p.id limit ${CAP}`),
  ])
  return {
    words: asked,
    tasks: tasks.map(({ state, dueOn, stoppedOn, milestoneTitle, ongoing, ...row }) => ({
      ...row,
      word: lampWord(row.lamp, state),
      why: lampReason(
        { state, ongoing, owed: dueOn ? { dueOn, stoppedOn, milestoneTitle } : null },
        today,
        ctx.calendar,
      ),
    })),
    units,
    plans,
    cap: CAP,
  }
}
