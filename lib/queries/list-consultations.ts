import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { workdaysLeft } from '@/lib/domain/calendar/deadline'
import type { AnswerState, ConsultationState } from '@/lib/domain/consultation/states'
import type { PlanStage } from '@/lib/domain/labels'
import { roleHas } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'

export type ConsultationLine = {
  readonly id: number
  readonly planId: number
  readonly planTitle: string
  readonly isSample: boolean
  readonly office: string
  readonly number: number
  readonly stage: PlanStage
  readonly state: ConsultationState
  readonly answer: AnswerState
  readonly dueOn: CalendarDate
  readonly workdaysLeft: number
  readonly items: number
  readonly indicators: number
  readonly proposed: number
  readonly undecided: number
}

/** Rounds in which the actor's own unit was asked, the open ones first, then the newest; null where the role answers none. */
export const listConsultations = async (
  ctx: QueryContext,
  options: { readonly onlyWaiting?: boolean; readonly before?: number | null } = {},
): Promise<{ readonly rows: readonly ConsultationLine[]; readonly next: number | null } | null> => {
  const { db, actor, today, calendar } = ctx
  if (!roleHas(actor.role, 'consultation.answer')) return null
  const rows = await db.execute<Omit<ConsultationLine, 'workdaysLeft'>>(sql`
    select c.id::int, p.id::int as "planId", p.title as "planTitle", p.is_sample as "isSample", f.name as office, c.number, c.stage,
      c.state, cu.state as answer, c.due_on::text as "dueOn", cardinality(cu.item_keys) as items,
      cardinality(cu.indicator_keys) as indicators,
      (select count(*)::int from opinion o where o.consultation_unit_id = cu.id and o.state <> 'withdrawn') as proposed,
      (select count(*)::int from opinion o where o.consultation_unit_id = cu.id and o.state = 'proposed') as undecided
    from consultation_unit cu join consultation c on c.id = cu.consultation_id join plan p on p.id = c.plan_id
      join unit f on f.id = p.office_unit_id
    where cu.unit_id = ${actor.unitId}
      ${options.onlyWaiting ? sql`and c.state = 'open' and cu.state = 'pending' and c.due_on >= ${today}` : sql``}
      ${options.before ? sql`and c.id < ${options.before}` : sql``}
    order by ${options.onlyWaiting ? sql`c.due_on, c.id` : sql`c.id desc`} limit 51`)
  const shown = rows.slice(0, 50).map((row) => ({ ...row, workdaysLeft: workdaysLeft(row.dueOn, today, calendar) }))
  return { rows: shown, next: rows.length > 50 ? (shown.at(-1)?.id ?? null) : null }
}
