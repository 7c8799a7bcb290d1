import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { ReportState } from '@/lib/domain/report/states'
import type { QueryContext } from './context'
import { owesReport, ownTasks } from './owed-reports'
import { visibleReports } from './scope'

/** `awaiting`: drafts that wait for the head; otherwise a state of the report. */
export type ReportFilter = {
  readonly whose?: 'own' | 'others'
  readonly state?: ReportState | 'awaiting'
  readonly plan?: number
  readonly unit?: number
  readonly period?: string
  readonly task?: number
}

export type ReportLine = {
  readonly id: number
  readonly taskId: number
  readonly number: string | null
  readonly title: string
  readonly planTitle: string
  readonly unitName: string
  readonly periodKey: string
  readonly dueOn: CalendarDate
  readonly state: ReportState
  readonly awaitsSignOff: boolean
  readonly isSentBack: boolean
  readonly selfPercent: number | null
  readonly claims: number
  readonly files: number
  readonly submittedOn: CalendarDate | null
  readonly reviewerName: string
}

const pageSize = 50

const conditions = (ctx: QueryContext, filter: ReportFilter): SQL => {
  const parts: SQL[] = [visibleReports(ctx.actor)]
  if (filter.whose === 'own') parts.push(sql`r.unit_id = ${ctx.actor.unitId}`)
  if (filter.whose === 'others') parts.push(sql`r.unit_id <> ${ctx.actor.unitId}`)
  if (filter.state === 'awaiting') parts.push(sql`r.state = 'draft' and r.ready_at is not null`)
  else if (filter.state === 'draft') parts.push(sql`r.state = 'draft' and r.ready_at is null`)
  else if (filter.state) parts.push(sql`r.state = ${filter.state}`)
  if (filter.plan) parts.push(sql`t.plan_id = ${filter.plan}`)
  if (filter.unit) parts.push(sql`r.unit_id = ${filter.unit}`)
  if (filter.task) parts.push(sql`r.task_id = ${filter.task}`)
  if (filter.period) parts.push(sql`r.period_id in (select id from reporting_period where key = ${filter.period})`)
  return sql.join(parts, sql` and `)
}

/** Newest first, by the number of the report; `after` is the last one of the page before, `before` the first of the page after. */
export const listReports = async (
  ctx: QueryContext,
  filter: ReportFilter,
  at: { readonly after?: number; readonly before?: number } = {},
) => {
  const where = conditions(ctx, filter)
  const keyset = at.after ? sql`and r.id < ${at.after}` : at.before ? sql`and r.id > ${at.before}` : sql``
  const order = at.before ? sql`asc` : sql`desc`
  const [rows, [counted]] = await Promise.all([
    ctx.db.execute<ReportLine & Record<string, unknown>>(sql`
      select r.id::int, r.task_id::int "taskId", t.number, t.title, p.title "planTitle", u.name "unitName",
        rp.key "periodKey", rp.due_on::text "dueOn", r.state, (r.state = 'draft' and r.ready_at is not null) "awaitsSignOff",
        (r.state = 'draft' and r.sent_back_reason is not null) "isSentBack", r.self_percent "selfPercent",
        (select count(*)::int from milestone_claim mc where mc.report_id = r.id) claims,
        (select count(*)::int from evidence e where e.report_id = r.id and e.removed_at is null) files,
        r.submitted_on::text "submittedOn", ru.name "reviewerName"
      from (
        select r.id from report r join task t on t.id = r.task_id
        where ${where} ${keyset} order by r.id ${order} limit ${pageSize + 1}
      ) page
      join report r on r.id = page.id
      join task t on t.id = r.task_id
      join plan p on p.id = t.plan_id
      join unit u on u.id = r.unit_id
      join unit ru on ru.id = r.reviewing_unit_id
      join reporting_period rp on rp.id = r.period_id
      order by r.id ${order}`),
    ctx.db.execute<{ total: number }>(
      // Beyond a thousand nobody reads the number: counting stops there, so that it never costs more than the page.
      sql`select count(*)::int total from (select 1 from report r join task t on t.id = r.task_id where ${where} limit 1001) q`,
    ),
  ])
  const page = rows.slice(0, pageSize)
  if (at.before) page.reverse()
  const more = rows.length > pageSize
  return {
    rows: page as readonly ReportLine[],
    total: counted?.total ?? 0,
    before: (at.before ? more : at.after !== undefined) ? page[0]?.id : undefined,
    after: (at.before ? true : more) ? page.at(-1)?.id : undefined,
  }
}

export type PeriodTally = {
  readonly periodKey: string
  readonly dueOn: CalendarDate
  readonly owed: number
  readonly submitted: number
  readonly awaiting: number
  readonly drafts: number
}

/** For a unit: how the reports that it owes for the running periods stand; a task counts once in each. */
export const tallyCurrentPeriod = async (ctx: QueryContext): Promise<readonly PeriodTally[]> => {
  const { actor, db, today } = ctx
  const rows = await db.execute<PeriodTally & Record<string, unknown>>(sql`
    select key "periodKey", min(due_on)::text "dueOn", count(*)::int owed,
      count(*) filter (where state in ('submitted', 'approved'))::int submitted,
      count(*) filter (where state in ('draft', 'signedOff') and ready_at is not null)::int awaiting,
      count(*) filter (where state = 'returned' or (state = 'draft' and ready_at is null))::int drafts
    from (
      select distinct on (t.id) rp.key, rp.due_on, r.state, r.ready_at
      from ${ownTasks(actor)}
      join plan p on p.id = t.plan_id and p.state = 'active'
      join reporting_period rp on rp.plan_id = p.id and ${today}::date between rp.starts_on and rp.ends_on
      left join report r on r.task_id = t.id and r.unit_id = ${actor.unitId} and r.period_id = rp.id
      where ${owesReport(actor)}
      order by t.id, r.id desc
    ) q group by key order by min(due_on), key`)
  return [...rows]
}

export type UnwrittenTask = {
  readonly taskId: number
  readonly number: string | null
  readonly title: string
  readonly planTitle: string
  readonly periodKey: string
  readonly dueOn: CalendarDate
}

/** Reports owed for the running periods of which nothing has been written yet. */
export const listUnwritten = async (ctx: QueryContext): Promise<readonly UnwrittenTask[]> => {
  const { actor, db, today } = ctx
  const rows = await db.execute<UnwrittenTask & Record<string, unknown>>(sql`
    select t.id::int "taskId", t.number, t.title, p.title "planTitle", rp.key "periodKey", rp.due_on::text "dueOn"
    from ${ownTasks(actor)}
    join plan p on p.id = t.plan_id and p.state = 'active'
    join reporting_period rp on rp.plan_id = p.id and ${today}::date between rp.starts_on and rp.ends_on
    where ${owesReport(actor)}
      and not exists (
        select from report r where r.task_id = t.id and r.unit_id = ${actor.unitId} and r.period_id = rp.id)
    order by rp.due_on, p.id, t.position, t.id limit 100`)
  return [...rows]
}

export type ReportChoices = {
  readonly plans: readonly { id: number; title: string }[]
  readonly units: readonly { id: number; name: string }[]
  readonly periods: readonly string[]
}

/** What the filters offer: only what the list could hold. */
export const listReportChoices = async (ctx: QueryContext, withUnits: boolean): Promise<ReportChoices> => {
  const { actor, db, today } = ctx
  const [plans, units, periods] = await Promise.all([
    db.execute<{ id: number; title: string }>(sql`
      select p.id::int, p.title from plan p where p.id in (
        select t.plan_id from report r join task t on t.id = r.task_id where ${visibleReports(actor)}) order by p.title limit 200`),
    withUnits
      ? db.execute<{ id: number; name: string }>(sql`
          select u.id::int, u.name from unit u where u.id in (
            select r.unit_id from report r join task t on t.id = r.task_id where ${visibleReports(actor)})
          order by u.position, u.name collate "zh-x-icu" limit 500`)
      : [],
    db.execute<{ key: string }>(sql`
      select distinct key from reporting_period where starts_on <= ${today}::date and plan_id in (
        select t.plan_id from report r join task t on t.id = r.task_id where ${visibleReports(actor)}) order by key desc limit 60`),
  ])
  return { plans: [...plans], units: [...units], periods: periods.map((row) => row.key) }
}
