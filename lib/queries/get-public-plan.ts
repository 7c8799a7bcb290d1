import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { type Lamp, soonOn } from '@/lib/domain/calendar/lamp'
import type { PlanState } from '@/lib/domain/plan/states'
import { withoutNames } from '@/lib/domain/without-names'
import type { QueryContext } from './context'
import { lampSql } from './lamp'

/** What everybody may read, without an account. Each field is named here: nothing else leaves the house. */
export type PublicPlan = {
  readonly title: string
  readonly isSample: boolean
  readonly state: PlanState
  readonly issuer: string | null
  readonly docNumber: string | null
  readonly periodStart: number | null
  readonly periodEnd: number | null
  readonly place: string
  readonly counts: Readonly<Record<Lamp, number>> & { readonly total: number }
  readonly tasks: readonly PublicTask[]
  readonly next: number | null
  readonly orders: { readonly total: number; readonly cleared: number }
  readonly cleared: readonly ClearedProblem[]
}

export type PublicTask = {
  readonly id: number
  readonly number: string | null
  readonly title: string
  readonly leads: string
  readonly dueOn: CalendarDate | null
  readonly ongoing: boolean
  readonly lamp: Lamp
  readonly verifiedPercent: number
  readonly position: number
}

export type ClearedProblem = {
  readonly id: number
  readonly unit: string
  readonly fact: string
  readonly clearedOn: CalendarDate
}

const TASKS = 200
const PROBLEMS = 200

type Head = Omit<PublicPlan, 'tasks' | 'next' | 'cleared'>

/** The public page of a plan; null unless its office opened it. Read without an actor: `is_public` is the whole permission. */
export const getPublicPlan = async (
  { db, today, calendar }: Omit<QueryContext, 'actor'>,
  id: number,
  after = -1,
): Promise<PublicPlan | null> => {
  const lamp = lampSql(today, soonOn(today, calendar))
  const [head] = await db.execute<Head>(sql`
    select p.title, p.is_sample as "isSample", p.state, p.issuer, p.doc_number as "docNumber",
      p.period_start as "periodStart", p.period_end as "periodEnd", j.name as place,
      (select json_build_object('total', count(*), 'red', count(*) filter (where lamp = 'red'),
          'yellow', count(*) filter (where lamp = 'yellow'), 'green', count(*) filter (where lamp = 'green'),
          'blue', count(*) filter (where lamp = 'blue'), 'grey', count(*) filter (where lamp = 'grey'))
        from (select ${lamp} as lamp from task t where t.plan_id = p.id and t.parent_id is null and t.state <> 'draft') x) as counts,
      (select json_build_object('total', count(*), 'cleared', count(*) filter (where g.state = 'cleared'))
        from rectification g join inspection i on i.id = g.inspection_id where i.plan_id = p.id and g.state <> 'revoked') as orders
    from plan p join jurisdiction j on j.id = p.jurisdiction_id
    where p.id = ${id} and p.is_public and p.state <> 'draft'`)
  if (!head) return null
  const tasks = await db.execute<PublicTask>(sql`
    select t.id::int as id, t.number, t.title, t.due_on::text as "dueOn", t.ongoing, ${lamp} as lamp,
      t.verified_percent as "verifiedPercent", t.position,
      coalesce((select string_agg(u.name, '、' order by a.is_primary desc, a.position, u.id)
        from assignment a join unit u on u.id = a.unit_id where a.task_id = t.id and a.role = 'lead'), '') as leads
    from task t where t.plan_id = ${id} and t.parent_id is null and t.state <> 'draft' and t.position > ${after}
    order by t.position, t.id limit ${TASKS + 1}`)
  const problems = await db.execute<ClearedProblem & { names: readonly string[] }>(sql`
    select f.id::int as id, u.name as unit, f.fact, g.cleared_on::text as "clearedOn",
      array(select h.name from person h where strpos(f.fact, h.name) > 0) as names
    from rectification g join inspection i on i.id = g.inspection_id
      join rectification_finding rf on rf.rectification_id = g.id join finding f on f.id = rf.finding_id
      join unit u on u.id = f.unit_id
    where i.plan_id = ${id} and g.state = 'cleared' and f.removed_at is null
      and exists (select from conclusion k where k.inspection_id = i.id and k.unit_id = f.unit_id
        and k.state in ('sent', 'objected', 'decided'))
    order by g.cleared_on desc, f.id desc limit ${PROBLEMS}`)
  const shown = tasks.slice(0, TASKS)
  return {
    ...head,
    tasks: shown,
    next: tasks.length > TASKS ? (shown.at(-1)?.position ?? null) : null,
    cleared: problems.map(({ names, fact, ...problem }) => ({ ...problem, fact: withoutNames(fact, names) })),
  }
}
