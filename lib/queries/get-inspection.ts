import { sql } from 'drizzle-orm'
import type { Recusal, StoredCandidate } from '@/db/schema/inspection'
import { type InspectionRow, readInspection } from '@/db/supervision-subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { ConclusionState } from '@/lib/domain/conclusion/states'
import { inspectionLifecycle } from '@/lib/domain/inspection/states'
import { actionsIn } from '@/lib/domain/lifecycle'
import { can } from '@/lib/domain/permission/can'
import type { Action } from '@/lib/domain/permission/table'
import type { QueryContext } from './context'
import { findingConditions, findingsFrom, type ListedFinding, listFindings } from './list-findings'
import { visibleTasks } from './scope'
import { visibleConclusions, visibleInspections } from './supervision-scope'

type Named = { readonly id: number; readonly name: string }

export type InspectedUnit = Named & {
  /** Visible findings that stand. */
  readonly findings: number
  readonly conclusion: {
    readonly id: number
    readonly state: ConclusionState
    readonly sentOn: CalendarDate | null
  } | null
}

export type PublishedDraw = {
  readonly subject: 'unit' | 'task'
  readonly weighting: 'equal' | 'risk'
  readonly subjectCount: number
  readonly inspectorCount: number
  readonly subjects: readonly StoredCandidate[]
  readonly inspectors: readonly StoredCandidate[]
  readonly recusals: readonly Recusal[]
  readonly commitment: string
  readonly committedAt: string
  readonly revealedAt: string | null
  /** Published with the result; before it nobody sees it. */
  readonly seed: string | null
  readonly drawnSubjects: readonly string[] | null
  readonly drawnInspectors: readonly string[] | null
}

export type InspectionPage = {
  readonly inspection: InspectionRow
  readonly office: string
  readonly author: string
  readonly approver: string | null
  readonly plan: { readonly id: number; readonly title: string } | null
  readonly follows: { readonly id: number; readonly title: string } | null
  readonly followedBy: readonly { readonly id: number; readonly title: string }[]
  readonly units: readonly InspectedUnit[]
  readonly tasks: readonly { readonly id: number; readonly title: string; readonly isVisible: boolean }[]
  readonly members: readonly {
    readonly personId: number
    readonly name: string
    readonly unit: string
    readonly isHead: boolean
  }[]
  readonly checklists: readonly { readonly id: number; readonly title: string; readonly items: number }[]
  readonly draw: PublishedDraw | null
  /** Null where the actor sees no visits. */
  readonly visits:
    | readonly {
        readonly id: number
        readonly unitId: number
        readonly unit: string
        readonly visitedOn: CalendarDate
        readonly author: string
        readonly answers: number
        readonly findings: number
      }[]
    | null
  /** The first 50, newest first. */
  readonly findings: readonly ListedFinding[]
  readonly referrals:
    | readonly {
        readonly id: number
        readonly toBody: string
        readonly subject: string
        readonly referredOn: CalendarDate
        readonly by: string
      }[]
    | null
  /** Verbs that a row of the life cycle and the permissions allow now; `conclusion.draft`, `rectification.order`, … among them. */
  readonly verbs: readonly Action[]
}

type Facts = Pick<
  InspectionPage,
  'office' | 'author' | 'approver' | 'plan' | 'follows' | 'followedBy' | 'units' | 'tasks' | 'members' | 'checklists'
> & {
  readonly draw: PublishedDraw | null
  readonly visits: InspectionPage['visits']
  readonly referrals: InspectionPage['referrals']
}

const list = (select: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(row_to_json(x)), '[]') from (${select}) x)`

/** An inspection with its plan, team, visits, findings and conclusions, as far as the actor sees them; null where it is not his. */
export const getInspection = async (ctx: QueryContext, id: number): Promise<InspectionPage | null> => {
  const { db, actor } = ctx
  const found = await readInspection(db, id)
  if (!found || !can(actor, 'inspection.view', found.subject)) return null
  const { inspection, subject } = found
  const seesVisits = can(actor, 'visit.view', subject)
  const seesReferrals = can(actor, 'referral.view', subject)
  const [findings, [facts]] = await Promise.all([
    listFindings(ctx, { inspection: id }),
    db.execute<Facts>(sql`
      select o.name as office, a.name as author, b.name as approver,
        (select json_build_object('id', p.id, 'title', p.title) from plan p where p.id = i.plan_id) as plan,
        (select json_build_object('id', q.id, 'title', q.title) from inspection q where q.id = i.follows_id) as follows,
        ${list(sql`select i.id::int as id, i.title from inspection i where i.follows_id = ${id} and i.state not in ('draft', 'cancelled')
          and ${visibleInspections(actor)} order by i.id`)} as "followedBy",
        ${list(sql`select u.id::int as id, u.name, 0 as findings,
            (select json_build_object('id', k.id, 'state', k.state, 'sentOn', k.sent_on) from conclusion k
              where k.inspection_id = i.id and k.unit_id = u.id and ${visibleConclusions(actor)}) as conclusion
          from inspection_unit iu join unit u on u.id = iu.unit_id where iu.inspection_id = i.id order by u.position, u.id`)} as units,
        ${list(sql`select t.id::int as id, t.title, ${visibleTasks(actor)} as "isVisible" from inspection_task it join task t on t.id = it.task_id
          where it.inspection_id = i.id order by t.position, t.id`)} as tasks,
        ${list(sql`select pe.id::int as "personId", pe.name, m.is_head as "isHead", coalesce((select string_agg(u.name, '、' order by u.id)
            from membership ms join unit u on u.id = ms.unit_id where ms.person_id = pe.id and ms.ended_on is null), '') as unit
          from inspection_member m join person pe on pe.id = m.person_id where m.inspection_id = i.id order by m.is_head desc, pe.id`)} as members,
        ${list(sql`select c.id::int as id, c.title, (select count(*)::int from checklist_item ci where ci.checklist_id = c.id and ci.retired_at is null) as items
          from inspection_checklist ic join checklist c on c.id = ic.checklist_id where ic.inspection_id = i.id order by c.id`)} as checklists,
        (select json_build_object('subject', d.subject, 'weighting', d.weighting, 'subjectCount', d.subject_count,
            'inspectorCount', d.inspector_count, 'subjects', d.subjects, 'inspectors', d.inspectors, 'recusals', d.recusals,
            'commitment', d.commitment, 'committedAt', d.committed_at, 'revealedAt', d.revealed_at,
            'seed', case when d.revealed_at is not null then d.seed end, 'drawnSubjects', d.drawn_subjects,
            'drawnInspectors', d.drawn_inspectors) from inspection_draw d where d.inspection_id = i.id) as draw,
        ${
          seesVisits
            ? list(sql`select v.id::int as id, v.unit_id::int as "unitId", u.name as unit, v.visited_on as "visitedOn", pe.name as author,
                (select count(distinct va.item_id)::int from visit_answer va where va.visit_id = v.id) as answers,
                (select count(*)::int from finding vf where vf.visit_id = v.id and vf.removed_at is null) as findings
              from visit v join unit u on u.id = v.unit_id join person pe on pe.id = v.author_person_id
              where v.inspection_id = i.id order by v.visited_on, v.id`)
            : sql`null::json`
        } as visits,
        ${
          seesReferrals
            ? list(sql`select r.id::int as id, r.to_body as "toBody", r.subject, r.referred_on as "referredOn", pe.name as by
              from referral r join person pe on pe.id = r.referred_by where r.inspection_id = i.id order by r.id`)
            : sql`null::json`
        } as referrals
      from inspection i join unit o on o.id = i.office_unit_id join person a on a.id = i.author_person_id
        left join person b on b.id = i.approved_by
      where i.id = ${id}`),
  ])
  if (!facts) throw new Error('an inspection always has its office')
  const counts = await db.execute<{ unitId: number; n: number }>(sql`
    select f.unit_id::int as "unitId", count(*)::int as n from ${findingsFrom}
    where ${findingConditions(ctx, { inspection: id })} group by 1`)
  const isUnderway = inspection.state === 'underway'
  const hasBegun = isUnderway || inspection.state === 'concluded'
  const beside: readonly Action[] = [
    ...(isUnderway ? (['conclusion.draft'] as const) : []),
    ...(hasBegun ? (['rectification.order', 'referral.make'] as const) : []),
  ]
  return {
    inspection,
    ...facts,
    units: facts.units.map((unit) => ({ ...unit, findings: counts.find((row) => row.unitId === unit.id)?.n ?? 0 })),
    findings: findings.items,
    verbs: [...actionsIn(inspectionLifecycle, inspection.state), ...beside].filter(
      (action): action is Action => action !== 'inspection.conclude' && can(actor, action, subject),
    ),
  }
}
