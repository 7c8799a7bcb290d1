import { type SQL, sql } from 'drizzle-orm'
import { addDays, type CalendarDate } from '@/lib/domain/calendar/date'
import { isOverdueSql } from './lamp'

const DAYS_BACK = 7

/** The first value that a recorded change since then took away from a row: what it was before the week. */
const wasBefore = (subjectType: 'task' | 'milestone', id: SQL, field: string, since: string): SQL => sql`(
  select e.before ->> ${field}::text from audit_event e
  where e.subject_type = ${subjectType} and e.subject_id = ${id} and e.at >= ${since}::timestamptz and e.before ? ${field}::text
  order by e.id limit 1)`

/**
 * `task t` is overdue today and was not seven days ago, by the states and dates as they were then. Nothing recorded about a
 * task since then means that nothing but the date changed; otherwise the record is undone: of each field the earliest
 * `before` of the week, of claims and verifications also their own dates.
 */
export const isNewlyOverdueSql = (today: CalendarDate): SQL => {
  const then = addDays(today, -DAYS_BACK)
  const since = `${addDays(then, 1)}T00:00:00+08:00`
  const stateThen = sql`coalesce(${wasBefore('task', sql`t.id`, 'state', since)}, t.state)`
  const dueThen = sql`coalesce(${wasBefore('task', sql`t.id`, 'dueOn', since)}::date, t.due_on)`
  const claimedThen = sql`coalesce(${wasBefore('task', sql`t.id`, 'claimedOn', since)}::date, t.claimed_on)`
  const milestoneState = sql`coalesce(${wasBefore('milestone', sql`m.id`, 'state', since)}, case
    when m.state in ('claimed', 'verified') and m.claimed_on > ${then}::date then 'pending'
    when m.state = 'verified' and m.verified_on > ${then}::date then 'claimed'
    else m.state end)`
  const milestoneDue = sql`coalesce(${wasBefore('milestone', sql`m.id`, 'dueOn', since)}::date, m.due_on)`
  const milestoneClaimed = sql`coalesce(${wasBefore('milestone', sql`m.id`, 'claimedOn', since)}::date, m.claimed_on)`
  return sql`(${isOverdueSql(today)} and (
    t.issued_at >= ${since}::timestamptz
    or case when t.id not in (select e.task_id from audit_event e where e.at >= ${since}::timestamptz and e.task_id is not null)
      then least(t.owed_stopped_on, ${then}::date) <= t.owed_due_on
      else not exists (
        select from (select ${stateThen} as state, ${dueThen} as due_on, ${claimedThen} as claimed_on) w
        where w.state in ('issued', 'active', 'closing') and (
          (w.due_on is not null and (case when w.state = 'closing' then least(w.claimed_on, ${then}::date) else ${then}::date end) > w.due_on)
          or exists (
            select from (
              select ${milestoneState} as state, ${milestoneDue} as due_on, ${milestoneClaimed} as claimed_on
              from milestone m where m.task_id = t.id
                and not exists (select from audit_event e where e.subject_type = 'milestone' and e.subject_id = m.id
                  and e.at >= ${since}::timestamptz and e.action = 'milestone.add')
            ) v
            where v.state <> 'verified' and (case when v.state = 'claimed' then v.claimed_on else ${then}::date end) > v.due_on)))
    end))`
}
