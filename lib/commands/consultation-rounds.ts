import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { consultation, consultationUnit, opinion } from '@/db/schema/consultation'
import { plan } from '@/db/schema/plan'
import type { PlanRow } from '@/db/subjects'
import type { PlanFacts } from '@/lib/domain/plan/states'
import {
  type ConsultationAction,
  type ConsultationFacts,
  consultationLifecycle,
  type ConsultationState,
} from '@/lib/domain/consultation/states'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { formatLong } from '@/lib/domain/calendar/date'
import { actionLabel, consultationStateLabels } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import type { Subject } from '@/lib/domain/permission/can'
import { Refusal } from '@/lib/domain/refusals'
import type { Context, Target } from './run'

export type ConsultationRow = typeof consultation.$inferSelect
export type ConsultationUnitRow = typeof consultationUnit.$inferSelect
export type OpinionRow = typeof opinion.$inferSelect

type Rounds = Pick<PlanFacts, 'openConsultations' | 'undecidedOpinions'>

/** What consultations still leave open about a plan. Opinions of a cancelled round are nobody's business any more. */
export const readRounds = async (tx: Tx, planId: number): Promise<Rounds> => {
  const [found] = await tx.execute<Rounds>(sql`
    select (select count(*)::int from consultation where plan_id = ${planId} and state = 'open') as "openConsultations",
      (select count(*)::int from opinion o join consultation_unit cu on cu.id = o.consultation_unit_id
        join consultation c on c.id = cu.consultation_id
        where c.plan_id = ${planId} and c.state <> 'cancelled' and o.state = 'proposed') as "undecidedOpinions"`)
  return found ?? { openConsultations: 0, undecidedOpinions: 0 }
}

export type LoadedRound = {
  readonly consultation: ConsultationRow
  readonly plan: PlanRow
  readonly targets: readonly Target[]
}

const subjectOf = (row: PlanRow, ownerUnitId: number | null): Subject => ({
  officeUnitId: row.officeUnitId,
  ownerUnitId,
})

/**
 * The round under lock, for its office. The plan's row comes first, as in every command that touches the draft. A unit that was
 * asked knows the round and is told whose verb it is.
 */
export const lockRound = async (
  tx: Tx,
  input: { readonly consultationId: number },
  { actor }: Pick<Context, 'actor'>,
): Promise<LoadedRound | null> => {
  const [found] = await tx
    .select({ planId: consultation.planId })
    .from(consultation)
    .where(eq(consultation.id, input.consultationId))
  if (!found) return null
  const [owner] = await tx.select().from(plan).where(eq(plan.id, found.planId)).for('update')
  const [row] = await tx.select().from(consultation).where(eq(consultation.id, input.consultationId)).for('update')
  if (!owner || !row) return null
  const [asked] = await tx
    .select({ unitId: consultationUnit.unitId })
    .from(consultationUnit)
    .where(and(eq(consultationUnit.consultationId, row.id), eq(consultationUnit.unitId, actor.unitId)))
  return {
    consultation: row,
    plan: owner,
    targets: [
      {
        type: 'consultation',
        id: row.id,
        subject: subjectOf(owner, asked?.unitId ?? null),
        version: row.version,
        planState: owner.state,
      },
    ],
  }
}

export type LoadedAnswer = {
  readonly consultation: ConsultationRow
  /** null for whoever was not asked; `run` turns him away. */
  readonly answer: ConsultationUnitRow | null
  readonly targets: readonly Target[]
}

/** The part of the actor's own unit in a round. The round's row is locked first: no answer slips in behind its closing. */
export const lockAnswer = async (
  tx: Tx,
  input: { readonly consultationId: number },
  { actor }: Context,
): Promise<LoadedAnswer | null> => {
  const [row] = await tx
    .select()
    .from(consultation)
    .where(eq(consultation.id, input.consultationId))
    .for('no key update')
  if (!row) return null
  const [owner] = await tx.select().from(plan).where(eq(plan.id, row.planId))
  if (!owner) return null
  const [answer] = await tx
    .select()
    .from(consultationUnit)
    .where(and(eq(consultationUnit.consultationId, row.id), eq(consultationUnit.unitId, actor.unitId)))
    .for('update')
  return {
    consultation: row,
    answer: answer ?? null,
    targets: [
      {
        type: 'consultation',
        id: row.id,
        subject: subjectOf(owner, answer?.unitId ?? null),
        planState: owner.state,
        ...(answer ? { version: answer.version } : {}),
      },
    ],
  }
}

type FactsInput = { readonly today: CalendarDate; readonly reason?: string; readonly dueOn?: CalendarDate }

/** The state that an action of the round leads to; throws the guard's refusal with what it speaks of. */
export const decideRound = async (
  tx: Tx,
  row: ConsultationRow,
  action: ConsultationAction,
  { today, reason, dueOn }: FactsInput,
): Promise<ConsultationState> => {
  const silent = await tx.$count(
    consultationUnit,
    and(eq(consultationUnit.consultationId, row.id), eq(consultationUnit.state, 'pending')),
  )
  const facts: ConsultationFacts = {
    isPastDue: today > row.dueOn,
    silentUnits: silent,
    isLater: dueOn !== undefined && dueOn > row.dueOn,
    hasReason: Boolean(reason),
  }
  const decision = decide(consultationLifecycle, row.state, action, facts)
  if (decision.ok) return decision.to
  if (decision.code === 'wrongState') {
    throw new Refusal('wrongState', { state: consultationStateLabels[row.state], action: actionLabel(action) })
  }
  throw new Refusal(decision.code, { dueOn: formatLong(row.dueOn), count: silent })
}

export const lastRound = async (tx: Tx, planId: number): Promise<number> => {
  const [last] = await tx
    .select({ number: consultation.number })
    .from(consultation)
    .where(eq(consultation.planId, planId))
    .orderBy(desc(consultation.number))
    .limit(1)
  return last?.number ?? 0
}
