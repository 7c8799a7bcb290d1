import { sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { RiskFacts } from '@/lib/domain/inspection/risk'

type Row = { id: number } & { [K in keyof RiskFacts]: RiskFacts[K] }

const late = (today: CalendarDate) =>
  sql`t.owed_due_on is not null and coalesce(t.owed_stopped_on, ${today}::date) > t.owed_due_on`
const workdays = (today: CalendarDate) => sql`coalesce((select greatest(until.workday_no - due.workday_no, 0)
  from calendar_day until, calendar_day due
  where until.day = coalesce(t.owed_stopped_on, ${today}::date) and due.day = t.owed_due_on), 0)`

const lastVisit = (today: CalendarDate, unitId: ReturnType<typeof sql>) =>
  sql`(select (${today}::date - max(v.visited_on))::int from visit v where v.unit_id = ${unitId} and v.visited_on <= ${today}::date)`

/** What weighs a unit in a draw: the open tasks that it leads, its returned reports, its last visit. */
export const riskFactsOfUnits = async (
  db: Db | Tx,
  unitIds: readonly number[],
  today: CalendarDate,
): Promise<ReadonlyMap<number, RiskFacts>> => {
  const rows = await db.execute<Row>(sql`
    select u.id::int as id,
      coalesce(sum(case when ${late(today)} then 1 else 0 end), 0)::int as "overdueTasks",
      coalesce(sum(case when ${late(today)} then ${workdays(today)} else 0 end), 0)::int as "workdaysLate",
      (select count(*)::int from report r where r.unit_id = u.id and (r.state = 'returned' or r.revision > 1)) as "returnedReports",
      greatest(coalesce(max(t.self_percent - t.verified_percent), 0), 0)::int as "claimedGap",
      ${lastVisit(today, sql`u.id`)} as "daysSinceVisit"
    from unit u
    left join assignment a on a.unit_id = u.id and a.is_primary
    left join task t on t.id = a.task_id and t.state in ('issued', 'active', 'suspended', 'closing')
    where u.id = any(${sql.param([...unitIds])}::bigint[])
    group by u.id`)
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

/** The same of single tasks, with the last visit of the unit that leads each. */
export const riskFactsOfTasks = async (
  db: Db | Tx,
  tasks: readonly { readonly id: number }[],
  today: CalendarDate,
): Promise<ReadonlyMap<number, RiskFacts>> => {
  const rows = await db.execute<Row>(sql`
    select t.id::int as id,
      (case when ${late(today)} then 1 else 0 end)::int as "overdueTasks",
      (case when ${late(today)} then ${workdays(today)} else 0 end)::int as "workdaysLate",
      (select count(*)::int from report r where r.task_id = t.id and (r.state = 'returned' or r.revision > 1)) as "returnedReports",
      greatest(t.self_percent - t.verified_percent, 0)::int as "claimedGap",
      ${lastVisit(today, sql`a.unit_id`)} as "daysSinceVisit"
    from task t join assignment a on a.task_id = t.id and a.is_primary
    where t.id = any(${sql.param(tasks.map((entry) => entry.id))}::bigint[])`)
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}
