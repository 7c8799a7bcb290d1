import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { managedPlaces, readableEvents } from './admin-scope'
import type { QueryContext } from './context'
import { isOverdueSql } from './lamp'
import { visiblePlans, visibleTasks } from './scope'

export type LeaderStart = { readonly open: number; readonly overdue: number; readonly plans: number }

export const getLeaderStart = async ({ db, actor, today }: QueryContext): Promise<LeaderStart> => {
  const [row] = await db.execute<LeaderStart>(sql`
    select count(*)::int as open, count(*) filter (where ${isOverdueSql(today)})::int as overdue,
      count(distinct t.plan_id)::int as plans
    from task t where ${visibleTasks(actor)} and t.plan_id in (select id from plan where state = 'active')
      and t.parent_id is null and t.state in ('issued', 'active', 'suspended', 'closing')`)
  return row ?? { open: 0, overdue: 0, plans: 0 }
}

export type ExpertStart = readonly {
  readonly id: number
  readonly title: string
  readonly tasks: number
  readonly isArchived: boolean
}[]

export const getExpertStart = async ({ db, actor }: QueryContext): Promise<ExpertStart> =>
  db.execute<ExpertStart[number]>(sql`
    select p.id::int, p.title, p.state = 'archived' as "isArchived",
      (select count(*)::int from task t where t.plan_id = p.id and t.parent_id is null) as tasks
    from plan p where ${visiblePlans(actor)} order by p.state, p.id desc`)

export type AdminStart = {
  readonly units: number
  readonly unitsWithoutPeople: number
  readonly people: number
  readonly locked: number
  readonly lastCalendarYear: number | null
}

/** Facts about the places that this administrator keeps. */
export const getAdminStart = async ({ db, actor }: QueryContext): Promise<AdminStart> => {
  const [row] = await db.execute<AdminStart>(sql`
    with place as materialized (select id from jurisdiction j where ${managedPlaces(actor, sql`j.path`)}),
    kept as materialized (select u.id, u.kind from unit u where u.jurisdiction_id in (select id from place) and u.dissolved_on is null)
    select (select count(*)::int from kept) as units,
      (select count(*)::int from kept where kind <> 'group'
        and not exists (select from membership m where m.unit_id = kept.id and m.ended_on is null)) as "unitsWithoutPeople",
      (select count(distinct m.person_id)::int from membership m where m.unit_id in (select id from kept) and m.ended_on is null) as people,
      (select count(distinct p.id)::int from person p join membership m on m.person_id = p.id and m.ended_on is null
        where m.unit_id in (select id from kept) and p.locked_until > now()) as locked,
      (select extract(year from max(day))::int from calendar_day where name is not null) as "lastCalendarYear"`)
  if (!row) throw new Error('a count always has a row')
  return row
}

export type AuditorStart = {
  readonly today: number
  readonly failedSignIns: number
  readonly unsealed: number
  readonly lastSealedOn: CalendarDate | null
}

export const getAuditorStart = async ({ db, actor, today }: QueryContext): Promise<AuditorStart> => {
  const since = `${today}T00:00:00+08:00`
  const [row] = await db.execute<AuditorStart>(sql`
    select (select count(*)::int from audit_event e where e.at >= ${since}::timestamptz and ${readableEvents(actor)}) as today,
      (select count(*)::int from audit_event e where e.at >= ${since}::timestamptz and e.action = 'session.signInFailed' and ${readableEvents(actor)}) as "failedSignIns",
      (select count(*)::int from audit_event e where not exists (select from audit_sealed s where s.event_id = e.id)
        and e.at >= ${since}::timestamptz) as unsealed,
      (select (max(at) at time zone 'Asia/Shanghai')::date::text from audit_seal) as "lastSealedOn"`)
  if (!row) throw new Error('a count always has a row')
  return row
}
