import { sql } from 'drizzle-orm'
import { readUnit } from '@/db/subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { type Lamp, lampReason, lampWord, soonOn } from '@/lib/domain/calendar/lamp'
import { can, roleHas } from '@/lib/domain/permission/can'
import type { Role } from '@/lib/domain/permission/table'
import type { UnitKind } from '@/lib/domain/plan-text/reading'
import type { TaskFilter } from '@/lib/domain/task/filter'
import type { TaskState } from '@/lib/domain/task/states'
import type { QueryContext } from './context'
import { lampSql } from './lamp'
import type { LampCounts } from './overview-counts'
import { visibleTasks } from './scope'
import { taskFilterSql } from './task-filter'

type Named = { readonly id: number; readonly name: string }

export type UnitTask = {
  readonly id: number
  readonly number: string | null
  readonly title: string
  readonly planTitle: string
  readonly lamp: Lamp
  readonly word: string
  readonly why: string
  readonly owedDueOn: CalendarDate | null
  readonly verifiedPercent: number
}

export type UnitPerson = {
  readonly name: string
  readonly role: Role
  readonly title: string | null
  readonly phone: string | null
  readonly email: string | null
}

export type UnitDeed = {
  readonly id: number
  readonly at: Date
  readonly action: string
  readonly who: string
  readonly taskId: number
  readonly title: string
}

export type UnitPage = {
  readonly id: number
  readonly name: string
  readonly kind: UnitKind
  readonly isOffice: boolean
  readonly place: string
  readonly dissolvedOn: CalendarDate | null
  readonly aliases: readonly string[]
  readonly successor: Named | null
  readonly predecessors: readonly Named[]
  readonly groups: readonly Named[]
  readonly members: readonly Named[]
  readonly people: readonly UnitPerson[]
  readonly lead: LampCounts
  readonly support: LampCounts
  readonly leadFilter: TaskFilter
  readonly supportFilter: TaskFilter
  readonly leadTasks: readonly UnitTask[]
  readonly supportTasks: readonly UnitTask[]
  readonly deeds: readonly UnitDeed[]
  readonly sight: 'all' | 'own' | 'none'
  readonly canManage: boolean
}

const TASKS_SHOWN = 12
const DEEDS_SHOWN = 15
/** What a unit did in the open; drafts and what passes inside the unit are its own business. */
const publicDeeds = [
  'task.acknowledge',
  'task.acknowledgeSupport',
  'task.claimCompletion',
  'report.submit',
  'changeRequest.submit',
  'task.issue',
  'report.approve',
  'report.return',
  'task.close',
  'plan.publish',
]

type Facts = Pick<UnitPage, 'place' | 'aliases' | 'successor' | 'predecessors' | 'groups' | 'members' | 'people'>

const readFacts = async (ctx: QueryContext, id: number, withContact: boolean): Promise<Facts> => {
  const named = sql`json_build_object('id', o.id, 'name', o.name)`
  const [row] = await ctx.db.execute<{ facts: Facts }>(sql`select json_build_object(
    'place', j.name,
    'aliases', (select coalesce(json_agg(al.spelling order by al.spelling), '[]') from unit_alias al where al.unit_id = u.id),
    'successor', (select ${named} from unit o where o.id = u.successor_id),
    'predecessors', (select coalesce(json_agg(${named} order by o.dissolved_on), '[]') from unit o where o.successor_id = u.id),
    'groups', (select coalesce(json_agg(${named} order by o.position, o.id), '[]') from unit o join unit_member m on m.group_id = o.id where m.member_id = u.id),
    'members', (select coalesce(json_agg(${named} order by o.position, o.id), '[]') from unit o join unit_member m on m.member_id = o.id where m.group_id = u.id),
    'people', (select coalesce(json_agg(json_build_object('name', pe.name, 'role', m.role, 'title', m.title,
        'phone', case when ${withContact} then pe.phone end, 'email', case when ${withContact} then pe.email end) order by m.role, m.id), '[]')
      from membership m join person pe on pe.id = m.person_id where m.unit_id = u.id and m.ended_on is null and pe.disabled_at is null)
    ) as facts
    from unit u join jurisdiction j on j.id = u.jurisdiction_id where u.id = ${id}`)
  if (!row) throw new Error(`unit ${id} vanished while it was read`)
  return row.facts
}

const countLamps = async (ctx: QueryContext, filter: TaskFilter): Promise<LampCounts> => {
  const [row] = await ctx.db.execute<LampCounts>(sql`
    with x as (select ${lampSql(ctx.today, soonOn(ctx.today, ctx.calendar))} as lamp from task t where ${taskFilterSql(ctx, filter)})
    select count(*)::int as total, count(*) filter (where lamp = 'red')::int as red, count(*) filter (where lamp = 'yellow')::int as yellow,
      count(*) filter (where lamp = 'green')::int as green, count(*) filter (where lamp = 'blue')::int as blue, count(*) filter (where lamp = 'grey')::int as grey from x`)
  return row ?? { total: 0, red: 0, yellow: 0, green: 0, blue: 0, grey: 0 }
}

type TaskFacts = Omit<UnitTask, 'why' | 'word'> & {
  state: TaskState
  stoppedOn: CalendarDate | null
  milestoneTitle: string | null
  ongoing: boolean
}

/** What is owed first comes first, what is done comes last. */
const firstTasks = async (ctx: QueryContext, filter: TaskFilter): Promise<readonly UnitTask[]> => {
  const rows = await ctx.db.execute<TaskFacts>(sql`
    select t.id::int, t.number, t.title, p.title as "planTitle", t.state, t.ongoing, t.verified_percent as "verifiedPercent",
      t.owed_due_on::text as "owedDueOn", t.owed_stopped_on::text as "stoppedOn", m.title as "milestoneTitle",
      ${lampSql(ctx.today, soonOn(ctx.today, ctx.calendar))} as lamp
    from task t join plan p on p.id = t.plan_id left join milestone m on m.id = t.owed_milestone_id
    where ${taskFilterSql(ctx, filter)} order by t.owed_due_on nulls last, t.closed_on desc nulls first, t.id limit ${TASKS_SHOWN}`)
  return rows.map(({ state, stoppedOn, milestoneTitle, ongoing, ...row }) => ({
    ...row,
    word: lampWord(row.lamp, state),
    why: lampReason(
      { state, ongoing, owed: row.owedDueOn ? { dueOn: row.owedDueOn, stoppedOn, milestoneTitle } : null },
      ctx.today,
      ctx.calendar,
    ),
  }))
}

const lastDeeds = async (ctx: QueryContext, id: number): Promise<readonly UnitDeed[]> => {
  const rows = await ctx.db.execute<Omit<UnitDeed, 'at'> & { at: string }>(sql`
    select e.id::int, e.at, e.action, e.person_name as who, t.id::int as "taskId", t.title
    from audit_event e join task t on t.id = e.task_id
    where e.unit_id = ${id} and e.action = any(${sql.param(publicDeeds)}::text[]) and ${visibleTasks(ctx.actor)}
    order by e.id desc limit ${DEEDS_SHOWN}`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** A unit with everything that it leads and supports, as far as the actor sees it. Null where it may not be known. */
export const getUnit = async (ctx: QueryContext, id: number): Promise<UnitPage | null> => {
  const found = await readUnit(ctx.db, id)
  if (!found || !can(ctx.actor, 'unit.view', found.subject)) return null
  const leadFilter: TaskFilter = { unit: id }
  const supportFilter: TaskFilter = { unit: id, part: 'support' }
  const canManage = can(ctx.actor, 'unit.manage', found.subject)
  const [facts, lead, support, leadTasks, supportTasks, deeds] = await Promise.all([
    readFacts(ctx, id, can(ctx.actor, 'person.manage', found.subject)),
    countLamps(ctx, leadFilter),
    countLamps(ctx, supportFilter),
    firstTasks(ctx, leadFilter),
    firstTasks(ctx, supportFilter),
    lastDeeds(ctx, id),
  ])
  const { name, kind, isOffice, dissolvedOn } = found.unit
  return {
    ...facts,
    id,
    name,
    kind,
    isOffice,
    dissolvedOn,
    lead,
    support,
    leadFilter,
    supportFilter,
    leadTasks,
    supportTasks,
    deeds,
    sight: roleHas(ctx.actor.role, 'overview.view') ? 'all' : roleHas(ctx.actor.role, 'task.view') ? 'own' : 'none',
    canManage,
  }
}
