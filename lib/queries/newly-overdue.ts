import { type SQL, sql } from 'drizzle-orm'
import { addDays, type CalendarDate } from '@/lib/domain/calendar/date'
import { isOverdueSql } from './lamp'

const DAYS_BACK = 7

/** The first value that this week's record took away from a field, JSON null included; nothing where it did not change. */
const firstBefore = (field: string): SQL =>
  sql`(array_agg(e.before -> ${field}::text order by e.id) filter (where e.before ? ${field}::text))[1]`

const dateThen = (was: SQL, now: SQL): SQL => sql`case when ${was} is null then ${now} else (${was} #>> '{}')::date end`

const claimedThen = dateThen(sql`x.claimed_on`, sql`m.claimed_on`)

/**
 * Ids of the tasks that were overdue at the end of `then` and of which, or of whose milestones, something is on record since.
 * The record is undone: of each field the earliest `before`; of claims and verifications without one, their own dates.
 */
const wereOverdue = (then: CalendarDate, since: string): SQL => sql`
  with undone as materialized (
    select e.task_id, e.subject_type, e.subject_id, bool_or(e.action = 'milestone.add') as is_new,
      ${firstBefore('state')} as state, ${firstBefore('dueOn')} as due_on, ${firstBefore('claimedOn')} as claimed_on
    from audit_event e
    where e.at >= ${since}::timestamptz and e.subject_type in ('task', 'milestone') and e.task_id is not null
    group by e.task_id, e.subject_type, e.subject_id
  ), tasks_then as (
    select k.id, coalesce(x.state #>> '{}', k.state) as state, ${dateThen(sql`x.due_on`, sql`k.due_on`)} as due_on,
      ${dateThen(sql`x.claimed_on`, sql`k.claimed_on`)} as claimed_on
    from task k left join undone x on x.subject_type = 'task' and x.subject_id = k.id
    where k.id in (select task_id from undone)
  ), milestones_then as (
    select m.task_id, ${dateThen(sql`x.due_on`, sql`m.due_on`)} as due_on, ${claimedThen} as claimed_on,
      coalesce(x.state #>> '{}', case
        when m.state in ('claimed', 'verified') and coalesce(${claimedThen} > ${then}::date, true) then 'pending'
        when m.state = 'verified' and m.verified_on > ${then}::date then 'claimed' else m.state end) as state
    from milestone m left join undone x on x.subject_type = 'milestone' and x.subject_id = m.id
    where m.task_id in (select task_id from undone) and x.is_new is not true
  )
  select w.id from tasks_then w
  where w.state in ('issued', 'active', 'closing') and (
    w.due_on < case when w.state = 'closing' then least(w.claimed_on, ${then}::date) else ${then}::date end
    or w.id in (select v.task_id from milestones_then v
      where v.state <> 'verified' and v.due_on < case when v.state = 'claimed' then v.claimed_on else ${then}::date end))`

/**
 * `task t` is overdue today and was not seven days ago, by the states and dates as they were then. Of most tasks nothing is
 * on record since: then nothing but the date changed.
 */
export const isNewlyOverdueSql = (today: CalendarDate): SQL => {
  const then = addDays(today, -DAYS_BACK)
  const since = `${addDays(then, 1)}T00:00:00+08:00`
  return sql`(${isOverdueSql(today)} and (
    t.issued_at >= ${since}::timestamptz
    or case when t.id not in (
        select e.task_id from audit_event e
        where e.at >= ${since}::timestamptz and e.subject_type in ('task', 'milestone') and e.task_id is not null)
      then least(t.owed_stopped_on, ${then}::date) <= t.owed_due_on
      else t.id not in (${wereOverdue(then, since)})
    end))`
}
