import { sql } from 'drizzle-orm'
import { addDays, type CalendarDate } from '@/lib/domain/calendar/date'
import { soonOn } from '@/lib/domain/calendar/lamp'
import type { QueryContext } from './context'
import { owesReport, ownTasks } from './owed-reports'

/** How many lines of one kind a page shows; the count beside it is of all. */
const SHOWN = 100
/** Days for which a missed report and a decision that was taken stay in sight. */
const MISSED_DAYS = 30
const DECIDED_DAYS = 14

export type DatedItem = {
  readonly kind: 'milestone' | 'task' | 'report'
  readonly id: number
  readonly taskId: number
  readonly number: string | null
  readonly title: string
  readonly plan: string
  /** Title of the milestone, or the key of the period. */
  readonly detail: string | null
  readonly dueOn: CalendarDate
  readonly isPrimary: boolean
  /** A report's draft is there; a milestone was returned. */
  readonly isBegun: boolean
  readonly person: string | null
  readonly isLate: boolean
  /** Of all that are late, or of all that are soon due, this line's kind included. */
  readonly whole: number
}

const unitIds = ({ actor }: QueryContext) => sql`${sql.param([...actor.unitIds])}::bigint[]`

/**
 * What the unit must do by a day that has passed or is near: milestones and ends of the tasks that it leads, reports of all
 * tasks that it takes part in. A unit that was given its part as a subtask reports there and is not asked twice.
 */
export const datedItems = async (ctx: QueryContext): Promise<readonly DatedItem[]> => {
  const { actor, today, calendar } = ctx
  const soon = soonOn(today, calendar)
  return ctx.db.execute<DatedItem>(sql`
    with mine as materialized (
      select distinct on (t.id) t.id, t.number, t.title, t.state, t.due_on, t.issued_at, t.plan_id, p.title as plan, who.name as person,
        a.is_primary and a.unit_id = ${actor.unitId} as is_primary, a.role = 'lead' and a.unit_id = ${actor.unitId} as leads
      from assignment a join task t on t.id = a.task_id join plan p on p.id = t.plan_id and p.state = 'active'
      left join membership held on held.id = a.membership_id and a.unit_id = ${actor.unitId}
      left join person who on who.id = held.person_id
      where a.unit_id = any(${unitIds(ctx)}) and t.state in ('issued', 'active')
      order by t.id, a.unit_id = ${actor.unitId} desc
    ), steps as (
      select t.id as task_id, m.id, m.title, m.due_on, m.state
      from mine t cross join lateral (select * from milestone where task_id = t.id offset 0) m
      where t.leads and t.state = 'active' and m.state in ('pending', 'returned') and m.due_on <= ${soon}::date
    ), items as (
      select 'milestone' as kind, s.id, t.id as task_id, t.number, t.title, t.plan, s.title as detail, s.due_on, t.is_primary,
        s.state = 'returned' as is_begun, t.person
      from steps s join mine t on t.id = s.task_id and t.leads
      union all
      select 'task', t.id, t.id, t.number, t.title, t.plan, null, t.due_on, t.is_primary, false, t.person
      from mine t where t.leads and t.due_on <= ${soon}::date and not exists (select from steps s where s.task_id = t.id)
      union all
      select 'report', rp.id, t.id, t.number, t.title, t.plan, rp.key, rp.due_on, t.is_primary,
        exists (select from report r where r.task_id = t.id and r.unit_id = ${actor.unitId} and r.period_id = rp.id), t.person
      from mine t
      join lateral (select id, key, due_on from reporting_period where plan_id = t.plan_id and starts_on <= ${today}::date
        order by starts_on desc limit 2) rp on rp.due_on between ${addDays(today, -MISSED_DAYS)}::date and ${soon}::date
      where ${owesReport(actor)}
        and not exists (select from report r where r.task_id = t.id and r.unit_id = ${actor.unitId} and r.period_id = rp.id
          and (r.state <> 'draft' or r.ready_at is not null or r.sent_back_reason is not null))
    )
    select kind, id::int, task_id::int as "taskId", number, title, plan, detail, due_on::text as "dueOn", is_primary as "isPrimary",
      is_begun as "isBegun", person, due_on < ${today}::date as "isLate",
      (count(*) over (partition by due_on < ${today}::date))::int as whole
    from items order by due_on < ${today}::date desc, due_on, kind, id, task_id limit ${2 * SHOWN}`)
}

export type BackItem = {
  readonly kind: 'report' | 'sentBack' | 'milestone' | 'closing' | 'change'
  readonly id: number
  readonly taskId: number
  readonly number: string | null
  readonly title: string
  readonly detail: string | null
  readonly reason: string
  readonly on: CalendarDate | null
}

/** What came back with a reason: from the reviewers, from the head, from the issuer. */
export const backItems = async (ctx: QueryContext): Promise<readonly BackItem[]> => {
  const { actor, today } = ctx
  const day = (column: string) => sql.raw(`(${column} at time zone 'Asia/Shanghai')::date`)
  return ctx.db.execute<BackItem>(sql`
    with back as (
      select case when r.state = 'returned' then 'report' else 'sentBack' end as kind, r.id, r.task_id, rp.key as detail,
        coalesce(case when r.state = 'returned' then r.return_reason else r.sent_back_reason end, '') as reason,
        ${day('r.decided_at')} as on_day
      from report r join reporting_period rp on rp.id = r.period_id
      where r.unit_id = ${actor.unitId}
        and (r.state = 'returned' or (r.state = 'draft' and r.ready_at is null and r.sent_back_reason is not null))
      union all
      select 'milestone', m.id, m.task_id, m.title, coalesce(m.return_reason, ''), null
      from milestone m join assignment a on a.task_id = m.task_id and a.is_primary and a.unit_id = ${actor.unitId}
      where m.state = 'returned' and m.due_on >= ${today}::date and not exists (select from milestone_claim mc join report r on r.id = mc.report_id
        where mc.milestone_id = m.id and r.unit_id = ${actor.unitId} and r.state in ('returned', 'draft'))
      union all
      select 'closing', t.id, t.id, null, t.state_reason, null
      from task t join assignment a on a.task_id = t.id and a.is_primary and a.unit_id = ${actor.unitId}
      where t.state = 'active' and t.state_reason is not null
      union all
      select 'change', c.id, c.task_id, c.kind, coalesce(c.decision_reason, ''), ${day('c.decided_at')}
      from change_request c
      where c.unit_id = ${actor.unitId} and c.state = 'rejected' and ${day('c.decided_at')} > ${addDays(today, -DECIDED_DAYS)}::date
    )
    select b.kind, b.id::int, b.task_id::int as "taskId", t.number, t.title, b.detail, b.reason, b.on_day::text as "on"
    from back b join task t on t.id = b.task_id join plan p on p.id = t.plan_id and p.state = 'active'
    where t.state in ('issued', 'active', 'closing')
    order by b.on_day nulls first, b.kind, b.id limit ${SHOWN}`)
}

export type SignOffItem = {
  readonly id: number
  readonly taskId: number
  readonly number: string | null
  readonly title: string
  readonly periodKey: string
  readonly author: string | null
  readonly readyOn: CalendarDate
}

/** The unit's reports that wait for the head's release. */
export const signOffItems = async (ctx: QueryContext): Promise<readonly SignOffItem[]> =>
  ctx.db.execute<SignOffItem>(sql`
    select r.id::int, t.id::int as "taskId", t.number, t.title, rp.key as "periodKey", who.name as author,
      (r.ready_at at time zone 'Asia/Shanghai')::date::text as "readyOn"
    from report r join task t on t.id = r.task_id join plan p on p.id = t.plan_id and p.state = 'active'
    join reporting_period rp on rp.id = r.period_id left join person who on who.id = r.author_person_id
    where r.unit_id = ${ctx.actor.unitId} and r.state = 'draft' and r.ready_at is not null
    order by r.ready_at, r.id limit ${SHOWN}`)

export type FreshItem = {
  readonly taskId: number
  readonly number: string | null
  readonly title: string
  readonly plan: string
  readonly isLead: boolean
  readonly issuer: string
  readonly issuedOn: CalendarDate
  readonly dueOn: CalendarDate | null
  readonly whole: number
}

/** What was issued to the unit, itself or through a group, and it has not acknowledged; newest first. */
export const freshItems = async (ctx: QueryContext): Promise<readonly FreshItem[]> =>
  ctx.db.execute<FreshItem>(sql`
    select t.id::int as "taskId", t.number, t.title, p.title as plan, issuer.name as issuer,
      bool_or(a.is_primary and a.unit_id = ${ctx.actor.unitId}) as "isLead",
      (t.issued_at at time zone 'Asia/Shanghai')::date::text as "issuedOn", t.due_on::text as "dueOn",
      (count(*) over ())::int as whole
    from assignment a join task t on t.id = a.task_id join plan p on p.id = t.plan_id and p.state = 'active'
    join unit issuer on issuer.id = t.issuer_unit_id
    where a.unit_id = any(${unitIds(ctx)}) and t.state in ('issued', 'active')
      -- An active task has its primary lead's receipt, or it would not be active; after a succession that of the unit before.
      -- Only a revision gives a task under way a new lead, who acknowledges anew.
      and not (t.state = 'active' and a.is_primary and a.unit_id = ${ctx.actor.unitId} and a.revision_id is null)
      and not exists (select from acknowledgement k join assignment own on own.id = k.assignment_id
        where own.task_id = t.id and k.unit_id = ${ctx.actor.unitId})
    group by t.id, p.id, issuer.id
    order by t.issued_at desc, t.id limit ${SHOWN}`)

export type PeriodAhead = {
  readonly key: string
  readonly dueOn: CalendarDate
  readonly tasks: number
  readonly missing: number
  readonly firstTaskId: number | null
}

/** The reporting period whose day comes next, and how much of it this unit has handed in. */
export const periodAhead = async (ctx: QueryContext): Promise<PeriodAhead | null> => {
  const { actor, today } = ctx
  const [row] = await ctx.db.execute<PeriodAhead>(sql`
    with owed as (
      select t.id, t.position, rp.key, rp.due_on, exists (select from report r where r.task_id = t.id
        and r.unit_id = ${actor.unitId} and r.period_id = rp.id and r.state <> 'draft') as is_in
      from ${ownTasks(actor)} join plan p on p.id = t.plan_id and p.state = 'active'
      join reporting_period rp on rp.plan_id = p.id and ${today}::date between rp.starts_on and rp.ends_on and rp.due_on >= ${today}::date
      where ${owesReport(actor)}
    )
    select key, due_on::text as "dueOn", count(*)::int as tasks, count(*) filter (where not is_in)::int as missing,
      ((array_agg(id order by position, id) filter (where not is_in))[1])::int as "firstTaskId"
    from owed group by key, due_on order by due_on limit 1`)
  return row ?? null
}
