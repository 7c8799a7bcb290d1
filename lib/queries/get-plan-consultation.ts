import { sql } from 'drizzle-orm'
import { readRegister } from '@/db/register'
import { type PlanRow, readPlan } from '@/db/subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { addresseesOf } from '@/lib/domain/consultation/addressees'
import { type AnswerState, type ConsultationState, consultationLifecycle } from '@/lib/domain/consultation/states'
import type { PlanStage } from '@/lib/domain/labels'
import { actionsIn } from '@/lib/domain/lifecycle'
import { can } from '@/lib/domain/permission/can'
import type { Action, Role } from '@/lib/domain/permission/table'
import type { PlanDraft } from '@/lib/domain/plan/draft'
import { planLifecycle } from '@/lib/domain/plan/states'
import { completeDraft } from '@/lib/domain/plan/stored-draft'
import { instantSql, type OpinionLine, readOpinions } from './consultation-parts'
import type { QueryContext } from './context'

export type RoundLine = {
  readonly id: number
  readonly version: number
  readonly number: number
  readonly stage: PlanStage
  readonly state: ConsultationState
  readonly dueOn: CalendarDate
  readonly note: string | null
  readonly versionNumber: number
  readonly openedByName: string
  readonly openedOn: CalendarDate
  readonly endedByName: string | null
  readonly endedOn: CalendarDate | null
  readonly endReason: string | null
  readonly silenceAgreed: boolean | null
  readonly asked: number
  readonly answered: number
  readonly undecided: number
}

export type AskedUnit = {
  readonly unitId: number
  readonly name: string
  readonly items: number
  readonly indicators: number
  readonly state: AnswerState
  readonly answeredByName: string | null
  readonly answeredRole: Role | null
  readonly answeredAt: string | null
  readonly proposed: number
  readonly accepted: number
  readonly declined: number
}

export type PlanConsultation = {
  readonly plan: PlanRow
  readonly draftVersion: number
  /** The newest first. */
  readonly rounds: readonly RoundLine[]
  readonly round: RoundLine | null
  readonly units: readonly AskedUnit[]
  readonly opinions: readonly OpinionLine[]
  /** Of the draft as it stands: whom a new round would ask, and what stands in its way. */
  readonly addressees: ReturnType<typeof addresseesOf>
  readonly verbs: readonly Action[]
}

/** Consultations of a plan for the office that runs it; null for everybody else. `number`: another round than the newest. */
export const getPlanConsultation = async (
  ctx: QueryContext,
  planId: number,
  number: number | null,
): Promise<PlanConsultation | null> => {
  const { db, actor } = ctx
  const owner = await readPlan(db, planId)
  if (!owner || !can(actor, 'consultation.view', owner.subject) || !can(actor, 'plan.viewDraft', owner.subject))
    return null
  const [rounds, register, [draft]] = await Promise.all([
    db.execute<RoundLine>(sql`
      select c.id::int, c.version, c.number, c.stage, c.state, c.due_on::text as "dueOn", c.note, v.number as "versionNumber",
        c.opened_by_name as "openedByName", (c.opened_at at time zone 'Asia/Shanghai')::date::text as "openedOn",
        c.ended_by_name as "endedByName", (c.ended_at at time zone 'Asia/Shanghai')::date::text as "endedOn",
        c.end_reason as "endReason", c.silence_agreed as "silenceAgreed",
        (select count(*)::int from consultation_unit cu where cu.consultation_id = c.id) as asked,
        (select count(*)::int from consultation_unit cu where cu.consultation_id = c.id and cu.state <> 'pending') as answered,
        (select count(*)::int from opinion o join consultation_unit cu on cu.id = o.consultation_unit_id
          where cu.consultation_id = c.id and o.state = 'proposed' and c.state <> 'cancelled') as undecided
      from consultation c join plan_version v on v.id = c.version_id
      where c.plan_id = ${planId} order by c.number desc`),
    readRegister(db, owner.plan.jurisdictionId),
    db.execute<{ content: PlanDraft; version: number }>(
      sql`select content, version from plan_draft where plan_id = ${planId}`,
    ),
  ])
  const round = rounds.find((row) => row.number === number) ?? (number === null ? rounds[0] : undefined) ?? null
  const current = draft ? completeDraft(draft.content) : null
  const [units, opinions] = round ? await readRound(ctx, round, current) : [[], []]
  const possible: readonly Action[] = [
    ...actionsIn(planLifecycle, owner.plan.state),
    ...(round ? actionsIn(consultationLifecycle, round.state) : []),
    ...(owner.plan.state === 'draft' && round?.state !== 'cancelled' ? (['consultation.decide'] as const) : []),
  ]
  return {
    plan: owner.plan,
    draftVersion: draft?.version ?? 1,
    rounds: [...rounds],
    round,
    units,
    opinions,
    addressees: current
      ? addresseesOf(current, register, owner.plan.officeUnitId)
      : { units: [], unmatched: [], dissolved: [], emptyGroups: [] },
    verbs: possible.filter((action) => can(actor, action, owner.subject)),
  }
}

const readRound = async (
  { db }: QueryContext,
  round: RoundLine,
  current: PlanDraft | null,
): Promise<readonly [readonly AskedUnit[], PlanConsultation['opinions']]> => {
  const [[sent], units] = await Promise.all([
    db.execute<{ content: PlanDraft }>(sql`
      select v.content from plan_version v join consultation c on c.version_id = v.id where c.id = ${round.id}`),
    db.execute<AskedUnit>(sql`
      select cu.unit_id::int as "unitId", u.name, cardinality(cu.item_keys) as items, cardinality(cu.indicator_keys) as indicators,
        cu.state, cu.answered_by_name as "answeredByName", cu.answered_role as "answeredRole",
        ${instantSql(sql`cu.answered_at`)} as "answeredAt",
        count(o.id) filter (where o.state <> 'withdrawn')::int as proposed,
        count(o.id) filter (where o.state = 'accepted')::int as accepted,
        count(o.id) filter (where o.state = 'declined')::int as declined
      from consultation_unit cu join unit u on u.id = cu.unit_id left join opinion o on o.consultation_unit_id = cu.id
      where cu.consultation_id = ${round.id} group by cu.id, u.name order by cu.id`),
  ])
  if (!sent) throw new Error('the version that was sent is gone')
  const shown = completeDraft(sent.content)
  return [
    [...units],
    await readOpinions(db, shown, sql`cu.consultation_id = ${round.id} and o.state <> 'withdrawn'`, current),
  ]
}

/** The plan whose office this actor belongs to, by one of its rounds; null for everybody else. */
export const findRoundPlan = async (
  { db, actor }: QueryContext,
  id: number,
): Promise<{ readonly planId: number; readonly number: number } | null> => {
  const [found] = await db.execute<{ planId: number; number: number; officeUnitId: number }>(sql`
    select p.id::int as "planId", c.number, p.office_unit_id::int as "officeUnitId"
    from consultation c join plan p on p.id = c.plan_id where c.id = ${id}`)
  return found && can(actor, 'consultation.view', { officeUnitId: found.officeUnitId }) ? found : null
}
