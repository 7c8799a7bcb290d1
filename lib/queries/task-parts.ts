import { sql } from 'drizzle-orm'
import type { TaskRow } from '@/db/subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { type Lamp, soonOn } from '@/lib/domain/calendar/lamp'
import type { ChangeRequestKind, ChangeRequestState } from '@/lib/domain/change-request/states'
import type { MilestoneState } from '@/lib/domain/milestone/states'
import type { ReportState } from '@/lib/domain/report/states'
import type { TaskState } from '@/lib/domain/task/states'
import type { QueryContext } from './context'
import { lampSql, workdaysLateSql } from './lamp'
import { visibleChangeRequests, visibleReports, visibleTasks } from './scope'

/** What stands on a task's page, one statement a part; each part says for itself what the actor may see of it. */
export type TaskFrame = {
  readonly plan: string
  readonly isSample: boolean
  readonly planState: 'draft' | 'active' | 'archived'
  readonly section: string | null
  readonly issuer: string
  readonly above: readonly { readonly id: number; readonly number: string | null; readonly title: string }[]
  readonly source: readonly { readonly line: number; readonly text: string }[]
  /** Number of the revised version that these lines stand in; null: the document first imported. */
  readonly sourceRevision: number | null
  readonly period: { readonly key: string; readonly dueOn: CalendarDate } | null
  readonly changedAt: string | null
}

export const taskFrame = async ({ db, actor, today }: QueryContext, row: TaskRow): Promise<TaskFrame> => {
  const [frame] = await db.execute<TaskFrame>(sql`
    select p.title as plan, p.is_sample as "isSample", p.state as "planState", s.title as section, issuer.name as issuer,
      (select coalesce(json_agg(json_build_object('id', t.id, 'number', t.number, 'title', t.title) order by cardinality(t.ancestor_ids)), '[]')
        from task t where t.id = any(${sql.param([...row.ancestorIds])}::bigint[]) and ${visibleTasks(actor)}) as above,
      (select coalesce(json_agg(json_build_object('line', line, 'text', text) order by line), '[]')
        from (
          select line, text from source_paragraph where plan_id = p.id and ${row.sourceRevisionId}::bigint is null
          union all select line, text from revision_paragraph where revision_id = ${row.sourceRevisionId}::bigint
        ) lines where line between ${row.sourceStart}::int and least(${row.sourceEnd}::int, ${row.sourceStart}::int + 39)) as source,
      (select number from plan_revision where id = ${row.sourceRevisionId}::bigint) as "sourceRevision",
      (select json_build_object('key', key, 'dueOn', due_on) from reporting_period
        where plan_id = p.id and ${today}::date between starts_on and ends_on order by starts_on limit 1) as period
    from plan p join unit issuer on issuer.id = ${row.issuerUnitId}
    left join section s on s.id = ${row.sectionId}::bigint
    where p.id = ${row.planId}`)
  if (!frame) throw new Error(`task ${row.id} has no plan`)
  return frame
}

export type TaskUnit = {
  readonly assignmentId: number
  readonly unitId: number
  readonly name: string
  readonly isGroup: boolean
  readonly isDissolved: boolean
  readonly role: 'lead' | 'support'
  readonly isPrimary: boolean
  readonly membershipId: number | null
  readonly person: string | null
  readonly acknowledgedOn: CalendarDate | null
  /** Members of a group, each with its own receipt. */
  readonly members: readonly {
    readonly unitId: number
    readonly name: string
    readonly acknowledgedOn: CalendarDate | null
  }[]
}

export const taskUnits = async ({ db }: QueryContext, taskId: number): Promise<readonly TaskUnit[]> =>
  db.execute<TaskUnit>(sql`
    select a.id::int as "assignmentId", u.id::int as "unitId", u.name, u.kind = 'group' as "isGroup",
      u.dissolved_on is not null as "isDissolved", a.role, a.is_primary as "isPrimary", a.membership_id::int as "membershipId",
      who.name as person,
      (select (k.at at time zone 'Asia/Shanghai')::date::text from acknowledgement k
        where k.assignment_id = a.id and k.unit_id = a.unit_id) as "acknowledgedOn",
      (select coalesce(json_agg(json_build_object('unitId', m.id, 'name', m.name,
          'acknowledgedOn', (k.at at time zone 'Asia/Shanghai')::date) order by m.position, m.id), '[]')
        from unit_member um join unit m on m.id = um.member_id and m.dissolved_on is null
        left join acknowledgement k on k.assignment_id = a.id and k.unit_id = m.id
        where um.group_id = a.unit_id) as members
    from assignment a join unit u on u.id = a.unit_id
    left join membership held on held.id = a.membership_id
    left join person who on who.id = held.person_id
    where a.task_id = ${taskId}
    order by a.is_primary desc, a.role, a.position, a.id`)

export type TaskMilestone = {
  readonly id: number
  readonly title: string
  readonly deliverable: string
  readonly dueOn: CalendarDate
  readonly originalDueOn: CalendarDate
  readonly weight: number
  readonly evidenceAsked: string | null
  readonly evidenceWhy: string | null
  readonly state: MilestoneState
  readonly claimedOn: CalendarDate | null
  readonly verifiedOn: CalendarDate | null
  readonly returnReason: string | null
}

export const taskMilestones = async ({ db }: QueryContext, taskId: number): Promise<readonly TaskMilestone[]> =>
  db.execute<TaskMilestone>(sql`
    select id::int, title, deliverable, due_on::text as "dueOn", original_due_on::text as "originalDueOn", weight,
      evidence_asked as "evidenceAsked", evidence_why as "evidenceWhy", state, claimed_on::text as "claimedOn",
      verified_on::text as "verifiedOn", return_reason as "returnReason"
    from milestone where task_id = ${taskId} order by position, id`)

export type Subtask = {
  readonly id: number
  readonly number: string | null
  readonly title: string
  readonly lead: string
  readonly state: TaskState
  readonly lamp: Lamp
  readonly workdaysLate: number
  readonly dueOn: CalendarDate | null
  readonly verifiedPercent: number
  readonly weight: number
}

export const taskSubtasks = async (ctx: QueryContext, taskId: number): Promise<readonly Subtask[]> =>
  ctx.db.execute<Subtask>(sql`
    select t.id::int, t.number, t.title, coalesce(u.name, '') as lead, t.state,
      ${lampSql(ctx.today, soonOn(ctx.today, ctx.calendar))} as lamp, ${workdaysLateSql(ctx.today)} as "workdaysLate",
      coalesce(t.owed_due_on, t.due_on)::text as "dueOn", t.verified_percent as "verifiedPercent", t.weight
    from task t
    left join assignment a on a.task_id = t.id and a.is_primary
    left join unit u on u.id = a.unit_id
    where t.parent_id = ${taskId} and ${visibleTasks(ctx.actor)}
    order by t.position, t.id`)

export type TaskReport = {
  readonly id: number
  readonly unitId: number
  readonly unit: string
  readonly periodKey: string
  readonly state: ReportState
  readonly selfPercent: number | null
  readonly doneText: string
  readonly difficulties: string
  readonly isNoChange: boolean
  readonly noChangeReason: string | null
  readonly submittedOn: CalendarDate | null
  readonly returnReason: string | null
  readonly evidenceCount: number
}

/** The last words of each unit, newest first; the count of files over all of them stands beside. */
export const taskReports = async (ctx: QueryContext, taskId: number): Promise<readonly TaskReport[]> =>
  ctx.db.execute<TaskReport>(sql`
    select * from (
      select distinct on (r.unit_id) r.id::int, r.unit_id::int as "unitId", u.name as unit, rp.key as "periodKey", r.state,
        r.self_percent as "selfPercent", left(r.done_text, 400) as "doneText", left(r.difficulties, 300) as difficulties,
        r.is_no_change as "isNoChange", r.no_change_reason as "noChangeReason", r.submitted_on::text as "submittedOn",
        r.return_reason as "returnReason",
        (select count(*)::int from evidence e where e.report_id = r.id and e.removed_at is null) as "evidenceCount"
      from report r
      join task t on t.id = r.task_id
      join unit u on u.id = r.unit_id
      join reporting_period rp on rp.id = r.period_id
      where r.task_id = ${taskId} and ${visibleReports(ctx.actor)}
      order by r.unit_id, rp.starts_on desc, r.id desc
    ) latest order by "submittedOn" desc nulls first, id desc`)

export type TaskChange = {
  readonly id: number
  readonly version: number
  readonly kind: ChangeRequestKind
  readonly state: ChangeRequestState
  readonly milestoneId: number | null
  readonly milestone: string | null
  readonly unitId: number
  readonly unit: string
  readonly issuerUnitId: number
  readonly authorPersonId: number | null
  readonly author: string | null
  readonly reason: string
  readonly currentDueOn: CalendarDate | null
  readonly proposedDueOn: CalendarDate | null
  readonly proposed: { readonly title?: string; readonly requirement?: string } | null
  readonly submittedOn: CalendarDate | null
  readonly decidedOn: CalendarDate | null
  readonly decisionReason: string | null
}

export const taskChanges = async (ctx: QueryContext, taskId: number): Promise<readonly TaskChange[]> =>
  ctx.db.execute<TaskChange>(sql`
    select c.id::int, c.version, c.kind, c.state, c.milestone_id::int as "milestoneId", m.title as milestone,
      c.unit_id::int as "unitId", u.name as unit, c.issuer_unit_id::int as "issuerUnitId",
      c.author_person_id::int as "authorPersonId", who.name as author, c.reason,
      c.current_due_on::text as "currentDueOn", c.proposed_due_on::text as "proposedDueOn", c.proposed,
      (c.submitted_at at time zone 'Asia/Shanghai')::date::text as "submittedOn",
      (c.decided_at at time zone 'Asia/Shanghai')::date::text as "decidedOn", c.decision_reason as "decisionReason"
    from change_request c
    join task t on t.id = c.task_id
    join unit u on u.id = c.unit_id
    left join milestone m on m.id = c.milestone_id
    left join person who on who.id = c.author_person_id
    where c.task_id = ${taskId} and c.state <> 'withdrawn' and ${visibleChangeRequests(ctx.actor)}
    order by c.id`)

export type Colleague = { readonly membershipId: number; readonly name: string; readonly title: string | null }

/** The people of the actor's own unit whom its head may put in charge. */
export const colleagues = async ({ db, actor }: QueryContext): Promise<readonly Colleague[]> =>
  db.execute<Colleague>(sql`
    select m.id::int as "membershipId", p.name, m.title from membership m join person p on p.id = m.person_id
    where m.unit_id = ${actor.unitId} and m.role in ('officer', 'head') and m.ended_on is null and p.disabled_at is null
    order by m.id`)
