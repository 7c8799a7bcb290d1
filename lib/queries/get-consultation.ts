import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { workdaysLeft } from '@/lib/domain/calendar/deadline'
import type { AnswerState, ConsultationState } from '@/lib/domain/consultation/states'
import { consultationLifecycle } from '@/lib/domain/consultation/states'
import type { PlanStage } from '@/lib/domain/labels'
import { actionsIn, decide } from '@/lib/domain/lifecycle'
import { can } from '@/lib/domain/permission/can'
import type { Role } from '@/lib/domain/permission/table'
import { pathIn } from '@/lib/domain/plan/compared'
import type { DraftIndicator, DraftItem, DraftSection, PlanDraft } from '@/lib/domain/plan/draft'
import { instantSql, type OpinionLine, readOpinions } from './consultation-parts'
import type { QueryContext } from './context'

export type AskedItem = DraftItem & { readonly path: readonly string[] }

export type ConsultationPage = {
  readonly id: number
  /** Of the unit's own answer. */
  readonly version: number
  readonly planId: number
  readonly planTitle: string
  readonly isSample: boolean
  readonly office: string
  readonly number: number
  readonly stage: PlanStage
  readonly state: ConsultationState
  readonly dueOn: CalendarDate
  readonly workdaysLeft: number
  readonly note: string | null
  readonly openedOn: CalendarDate
  readonly endedOn: CalendarDate | null
  readonly endReason: string | null
  /** What silence means: the plan's setting, or what it was at the closing. */
  readonly silenceAgrees: boolean
  readonly answer: {
    readonly state: AnswerState
    readonly byName: string | null
    readonly role: Role | null
    readonly at: string | null
  }
  readonly canAnswer: boolean
  readonly items: readonly AskedItem[]
  readonly indicators: readonly DraftIndicator[]
  /** What the unit itself proposed, withdrawn ones included. */
  readonly own: readonly OpinionLine[]
  /** What became of other units' proposals for the same tasks and indicators. */
  readonly others: readonly OpinionLine[]
  /** Units in force that a proposal may name. */
  readonly units: readonly { readonly id: number; readonly name: string }[]
}

type Head = Omit<ConsultationPage, 'workdaysLeft' | 'canAnswer' | 'items' | 'own' | 'others' | 'units'> & {
  readonly items: readonly DraftItem[]
  readonly sections: readonly DraftSection[]
  readonly unitRowId: number
  readonly itemKeys: readonly string[]
  readonly indicatorKeys: readonly string[]
  readonly jurisdictionId: number
}

/** One round as a unit sees it: its own tasks and indicators, cut out in SQL, and nothing else of the draft; null for whoever was not asked. */
export const getConsultation = async (ctx: QueryContext, id: number): Promise<ConsultationPage | null> => {
  const { db, actor, today, calendar } = ctx
  if (!can(actor, 'consultation.answer', { ownerUnitId: actor.unitId })) return null
  const [head] = await db.execute<Head>(sql`
    select c.id::int, cu.version, p.id::int as "planId", p.title as "planTitle", p.is_sample as "isSample", f.name as office,
      p.jurisdiction_id::int as "jurisdictionId", c.number, c.stage, c.state, c.due_on::text as "dueOn", c.note,
      (c.opened_at at time zone 'Asia/Shanghai')::date::text as "openedOn",
      (c.ended_at at time zone 'Asia/Shanghai')::date::text as "endedOn", c.end_reason as "endReason",
      coalesce(c.silence_agreed, p.silence_agrees) as "silenceAgrees",
      json_build_object('state', cu.state, 'byName', cu.answered_by_name, 'role', cu.answered_role,
        'at', ${instantSql(sql`cu.answered_at`)}) as answer,
      cu.id::int as "unitRowId", cu.item_keys as "itemKeys", cu.indicator_keys as "indicatorKeys",
      v.content -> 'sections' as sections,
      coalesce((select jsonb_agg(x.item order by array_position(cu.item_keys, x.item ->> 'key'))
        from jsonb_array_elements(v.content -> 'items') as x(item) where x.item ->> 'key' = any(cu.item_keys)), '[]') as items,
      coalesce((select jsonb_agg(x.entry order by array_position(cu.indicator_keys, x.entry ->> 'key'))
        from jsonb_array_elements(v.content -> 'indicators') as x(entry)
        where x.entry ->> 'key' = any(cu.indicator_keys)), '[]') as indicators
    from consultation c join consultation_unit cu on cu.consultation_id = c.id and cu.unit_id = ${actor.unitId}
      join plan p on p.id = c.plan_id join unit f on f.id = p.office_unit_id join plan_version v on v.id = c.version_id
    where c.id = ${id}`)
  if (!head) return null
  const { sections, unitRowId, itemKeys, indicatorKeys, jurisdictionId, ...page } = head
  // Only what was cut out: the words of an opinion come from here as well.
  const shown = { items: page.items, indicators: page.indicators } as unknown as PlanDraft
  const concerned = sql`${sql.param([...itemKeys, ...indicatorKeys])}::text[]`
  const [own, others, units] = await Promise.all([
    readOpinions(db, shown, sql`cu.id = ${unitRowId}`),
    readOpinions(
      db,
      shown,
      sql`cu.consultation_id = ${id} and cu.id <> ${unitRowId} and o.state in ('accepted', 'declined') and o.subject_key = any(${concerned})`,
    ),
    db.execute<{ id: number; name: string }>(sql`
      select u.id::int, u.name from unit u join jurisdiction j on j.id = u.jurisdiction_id
      where u.dissolved_on is null and (u.jurisdiction_id = ${jurisdictionId} or (j.parent_id = ${jurisdictionId} and u.kind = 'government'))
      order by j.path, u.position, u.id`),
  ])
  const facts = { isPastDue: today > page.dueOn, silentUnits: 0, isLater: false, hasReason: false }
  return {
    ...page,
    items: page.items.map((item) => ({ ...item, path: pathIn(sections, item.sectionKey) })),
    workdaysLeft: workdaysLeft(page.dueOn, today, calendar),
    canAnswer:
      actionsIn(consultationLifecycle, page.state).includes('consultation.answer') &&
      decide(consultationLifecycle, page.state, 'consultation.answer', facts).ok,
    own,
    others,
    units: [...units],
  }
}
