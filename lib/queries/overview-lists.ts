import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { daysBetween } from '@/lib/domain/calendar/date'
import { workdaysLate } from '@/lib/domain/calendar/deadline'
import { lampReason } from '@/lib/domain/calendar/lamp'
import type { TaskFilter } from '@/lib/domain/task/filter'
import type { TaskState } from '@/lib/domain/task/states'
import type { QueryContext } from './context'
import { visibleReports } from './scope'
import { taskFilterSql } from './task-filter'

export type OverdueTask = {
  readonly id: number
  readonly number: string | null
  readonly title: string
  readonly unitId: number
  readonly unitName: string
  readonly place: string
  readonly planId: number
  readonly planTitle: string
  readonly dueOn: CalendarDate
  readonly workdaysLate: number
  readonly why: string
  /** What the lead unit last submitted about it; null where it never did. */
  readonly lastWord: { readonly text: string; readonly on: CalendarDate; readonly isDifficulty: boolean } | null
  /** Calendar days since the last submission, or since the task was issued. */
  readonly silentDays: number
}

type OverdueRow = Omit<OverdueTask, 'workdaysLate' | 'why' | 'lastWord' | 'silentDays'> & {
  state: TaskState
  stoppedOn: CalendarDate | null
  milestoneTitle: string | null
  ongoing: boolean
  issuedOn: CalendarDate
  submittedOn: CalendarDate | null
  difficulties: string | null
  done: string | null
}

/** The tasks longest due, with the last word of the unit that answers for each. */
export const overdueTasks = async (
  ctx: QueryContext,
  filter: TaskFilter,
  limit: number,
): Promise<readonly OverdueTask[]> => {
  const { today, calendar } = ctx
  const rows = await ctx.db.execute<OverdueRow>(sql`
    select t.id::int, t.number, t.title, t.state, t.ongoing, u.id::int as "unitId", u.name as "unitName", j.name as place, p.id::int as "planId", p.title as "planTitle",
      t.owed_due_on::text as "dueOn", t.owed_stopped_on::text as "stoppedOn", m.title as "milestoneTitle",
      (t.issued_at at time zone 'Asia/Shanghai')::date::text as "issuedOn",
      last.submitted_on::text as "submittedOn", last.difficulties, last.done_text as done
    from (select * from task t where ${taskFilterSql(ctx, { ...filter, lamp: 'red' })} order by t.owed_due_on, t.id limit ${limit}) t
    join plan p on p.id = t.plan_id
    join assignment a on a.task_id = t.id and a.is_primary
    join unit u on u.id = a.unit_id
    join jurisdiction j on j.id = u.jurisdiction_id
    left join milestone m on m.id = t.owed_milestone_id
    left join lateral (
      select r.submitted_on, left(r.difficulties, 200) as difficulties, left(r.done_text, 200) as done_text
      from report r where r.task_id = t.id and r.unit_id = a.unit_id and r.submitted_at is not null and ${visibleReports(ctx.actor)}
        and r.state in ('submitted', 'approved', 'returned')
      order by r.submitted_at desc limit 1) last on true
    order by t.owed_due_on, t.id`)
  return rows.map((row) => {
    const owed = { dueOn: row.dueOn, stoppedOn: row.stoppedOn, milestoneTitle: row.milestoneTitle }
    const word = row.difficulties || row.done
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      unitId: row.unitId,
      unitName: row.unitName,
      place: row.place,
      planId: row.planId,
      planTitle: row.planTitle,
      dueOn: row.dueOn,
      workdaysLate: workdaysLate(owed, today, calendar),
      why: lampReason({ state: row.state, owed, ongoing: row.ongoing }, today, calendar),
      lastWord:
        word && row.submittedOn ? { text: word, on: row.submittedOn, isDifficulty: Boolean(row.difficulties) } : null,
      silentDays: daysBetween(row.submittedOn ?? row.issuedOn, today),
    }
  })
}

export type SilentUnit = {
  readonly unitId: number
  readonly name: string
  readonly place: string
  readonly open: number
  /** Days since its last submission, or since the first of its open tasks was issued. */
  readonly days: number
  readonly hasSpoken: boolean
}

/** Units that lead open tasks and submitted nothing for longer than the shortest reporting cycle asked of them. */
export const silentUnits = async (ctx: QueryContext, filter: TaskFilter): Promise<readonly SilentUnit[]> => {
  const ofPlan = filter.plan
    ? sql`and exists (select from task rt where rt.id = r.task_id and rt.plan_id = ${filter.plan})`
    : sql``
  return ctx.db.execute<SilentUnit>(sql`
    with held as materialized (
      select a.unit_id, count(*) as open, min(t.issued_at) as issued_at,
        min(case p.reporting_cycle when 'month' then 31 when 'quarter' then 92 when 'half' then 184 else 366 end) as cycle
      from task t join plan p on p.id = t.plan_id join assignment a on a.task_id = t.id and a.is_primary
      where ${taskFilterSql(ctx, filter)} and t.state in ('issued', 'active', 'suspended', 'closing')
      group by a.unit_id having bool_or(t.state <> 'suspended')
    )
    select u.id::int as "unitId", u.name, j.name as place, held.open::int, (${ctx.today}::date - since.day)::int as days, last.submitted_on is not null as "hasSpoken"
    from held join unit u on u.id = held.unit_id and u.kind <> 'group' join jurisdiction j on j.id = u.jurisdiction_id
    left join lateral (
      select r.submitted_on from report r where r.unit_id = held.unit_id and r.submitted_at is not null ${ofPlan}
      order by r.submitted_at desc limit 1) last on true
    cross join lateral (select coalesce(last.submitted_on, (held.issued_at at time zone 'Asia/Shanghai')::date) as day) since
    where ${ctx.today}::date - since.day > held.cycle
    order by days desc, held.open desc, u.id`)
}
