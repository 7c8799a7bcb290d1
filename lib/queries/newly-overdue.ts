import { type SQL, sql } from 'drizzle-orm'
import { addDays, type CalendarDate } from '@/lib/domain/calendar/date'
import { isOverdueSql } from './lamp'

const DAYS_BACK = 7

/** A field as it was before the week: the first recorded change since then says what it took away, null included. */
const wasBefore = (
  subjectType: 'task' | 'milestone',
  id: SQL,
  field: string,
  since: string,
  now: SQL,
): SQL => sql`(coalesce((
  select jsonb_build_array(e.before -> ${field}::text) from audit_event e
  where e.subject_type = ${subjectType} and e.subject_id = ${id} and e.at >= ${since}::timestamptz and e.before ? ${field}::text
  order by e.id limit 1), jsonb_build_array(${now})) ->> 0)`

/**
 * `task t` is overdue today and was not seven days ago, by the states and dates as they were then. Nothing recorded about a
 * task since then means that nothing but the date changed; otherwise the record is undone: of each field the earliest
 * `before` of the week, of claims and verifications also their own dates.
 */
export const isNewlyOverdueSql = (today: CalendarDate): SQL => {
  const then = addDays(today, -DAYS_BACK)
  const since = `${addDays(then, 1)}T00:00:00+08:00`
  const ofTask = (field: string, now: SQL) => wasBefore('task', sql`t.id`, field, since, now)
  const ofMilestone = (field: string, now: SQL) => wasBefore('milestone', sql`m.id`, field, since, now)
  const milestoneState = ofMilestone(
    'state',
    sql`case when m.state in ('claimed', 'verified') and m.claimed_on > ${then}::date then 'pending'
      when m.state = 'verified' and m.verified_on > ${then}::date then 'claimed' else m.state end`,
  )
  return sql`(${isOverdueSql(today)} and (
    t.issued_at >= ${since}::timestamptz
    or case when t.id not in (select e.task_id from audit_event e where e.at >= ${since}::timestamptz and e.task_id is not null)
      then least(t.owed_stopped_on, ${then}::date) <= t.owed_due_on
      else not exists (
        select from (select ${ofTask('state', sql`t.state`)} as state, ${ofTask('dueOn', sql`t.due_on`)}::date as due_on, ${ofTask('claimedOn', sql`t.claimed_on`)}::date as claimed_on) w
        where w.state in ('issued', 'active', 'closing') and (
          (w.due_on is not null and (case when w.state = 'closing' then least(w.claimed_on, ${then}::date) else ${then}::date end) > w.due_on)
          or exists (
            select from (
              select ${milestoneState} as state, ${ofMilestone('dueOn', sql`m.due_on`)}::date as due_on, ${ofMilestone('claimedOn', sql`m.claimed_on`)}::date as claimed_on
              from milestone m where m.task_id = t.id
                and not exists (select from audit_event e where e.subject_type = 'milestone' and e.subject_id = m.id
                  and e.at >= ${since}::timestamptz and e.action = 'milestone.add')
            ) v
            where v.state <> 'verified' and (case when v.state = 'claimed' then v.claimed_on else ${then}::date end) > v.due_on)))
    end))`
}
