import { and, eq } from 'drizzle-orm'
import { consultation, consultationUnit } from '@/db/schema/consultation'
import { unit } from '@/db/schema/organisation'
import type { JsonObject } from '@/lib/domain/events'
import { cancelConsultationInput, closeConsultationInput, extendConsultationInput } from '@/lib/input/consultation'
import { type ConsultationRow, decideRound, type LoadedRound, lockRound } from './consultation-rounds'
import { defineCommand, type Work } from './run'

const change = async (
  { tx, record }: Work<LoadedRound>,
  row: ConsultationRow,
  action: string,
  values: Partial<ConsultationRow>,
  said: { readonly before: JsonObject; readonly after: JsonObject; readonly reason?: string },
): Promise<{ consultationId: number; version: number }> => {
  const version = row.version + 1
  await tx
    .update(consultation)
    .set({ ...values, version })
    .where(eq(consultation.id, row.id))
  record({ action, subjectType: 'consultation', subjectId: row.id, planId: row.planId, ...said })
  return { consultationId: row.id, version }
}

/** A later date for everybody who was asked. */
export const extendConsultation = defineCommand({
  name: 'consultation.extend',
  input: extendConsultationInput,
  seenBy: 'consultation.view',
  lock: lockRound,
  action: 'consultation.extend',
  handle: async (work, { dueOn }) => {
    const row = work.loaded.consultation
    await decideRound(work.tx, row, 'consultation.extend', { today: work.today, dueOn })
    return change(work, row, 'consultation.extend', { dueOn }, { before: { dueOn: row.dueOn }, after: { dueOn } })
  },
})

/**
 * Ends the round. Units that said nothing stay silent, or count as agreeing where the plan's setting says so; which of the two
 * is kept with the round, whatever the setting says later.
 */
export const closeConsultation = defineCommand({
  name: 'consultation.close',
  input: closeConsultationInput,
  seenBy: 'consultation.view',
  lock: lockRound,
  action: 'consultation.close',
  handle: async (work) => {
    const { tx, loaded, actor, now, today } = work
    const { consultation: row, plan } = loaded
    const state = await decideRound(tx, row, 'consultation.close', { today })
    const silent = await tx
      .select({ name: unit.name })
      .from(consultationUnit)
      .innerJoin(unit, eq(unit.id, consultationUnit.unitId))
      .where(and(eq(consultationUnit.consultationId, row.id), eq(consultationUnit.state, 'pending')))
      .orderBy(unit.id)
    return change(
      work,
      row,
      'consultation.close',
      { state, endedAt: now, endedByName: actor.personName, silenceAgreed: plan.silenceAgrees },
      {
        before: { state: row.state },
        after: { state, silent: silent.map((entry) => entry.name), silenceAgrees: plan.silenceAgrees },
      },
    )
  },
})

/** Calls the round off: what units proposed is kept to be read, and asks for no decision any more. */
export const cancelConsultation = defineCommand({
  name: 'consultation.cancel',
  input: cancelConsultationInput,
  seenBy: 'consultation.view',
  lock: lockRound,
  action: 'consultation.cancel',
  handle: async (work, { reason }) => {
    const { loaded, actor, now, today } = work
    const row = loaded.consultation
    const state = await decideRound(work.tx, row, 'consultation.cancel', { today, reason })
    return change(
      work,
      row,
      'consultation.cancel',
      { state, endedAt: now, endedByName: actor.personName, endReason: reason },
      { before: { state: row.state }, after: { state }, reason },
    )
  },
})
