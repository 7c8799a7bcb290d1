import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { consultation, consultationUnit, opinion } from '@/db/schema/consultation'
import { unit } from '@/db/schema/organisation'
import { planVersion } from '@/db/schema/plan'
import { formatLong, toShanghaiDay } from '@/lib/domain/calendar/date'
import { proposedText, stepFor } from '@/lib/domain/consultation/opinion'
import { opinionLifecycle } from '@/lib/domain/consultation/states'
import { opinionFieldLabels, opinionStateLabels } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import { completeDraft } from '@/lib/domain/plan/stored-draft'
import { Refusal } from '@/lib/domain/refusals'
import { decideOpinionInput } from '@/lib/input/consultation'
import { type ConsultationRow, lockRound, type OpinionRow } from './consultation-rounds'
import { changeDraft, type LoadedDraft, lockDraft } from './plan-draft'
import { type Context, defineCommand, type Work } from './run'

type LoadedOpinion = LoadedDraft & {
  readonly consultation: ConsultationRow
  readonly opinion: OpinionRow
  readonly unitName: string
}

/** Plan, draft, round, opinion: in this order, as every command that touches them. */
const lockOpinion = async (
  tx: Tx,
  input: { readonly opinionId: number },
  context: Context,
): Promise<LoadedOpinion | null> => {
  const [found] = await tx
    .select({ consultationId: consultation.id, planId: consultation.planId, unitName: unit.name, unitId: unit.id })
    .from(opinion)
    .innerJoin(consultationUnit, eq(consultationUnit.id, opinion.consultationUnitId))
    .innerJoin(consultation, eq(consultation.id, consultationUnit.consultationId))
    .innerJoin(unit, eq(unit.id, consultationUnit.unitId))
    .where(eq(opinion.id, input.opinionId))
  if (!found) return null
  const loaded = await lockDraft(tx, found)
  const round = await lockRound(tx, found, context)
  const [row] = await tx.select().from(opinion).where(eq(opinion.id, input.opinionId)).for('update')
  if (!loaded || !round || !row) return null
  // Once somebody decided, the version says nothing: the second one is told who was first.
  const targets = round.targets.map((target) => {
    const { version: _, subject, ...rest } = target
    // Another unit's opinion is not there, even for a unit that was asked itself.
    return {
      ...rest,
      subject: { ...subject, ownerUnitId: found.unitId },
      ...(row.decidedAt === null ? { version: row.version } : {}),
    }
  })
  return { ...loaded, consultation: round.consultation, opinion: row, unitName: found.unitName, targets }
}

const requireDecision = (
  { opinion: row, consultation: round }: LoadedOpinion,
  verdict: 'accept' | 'decline',
  reason: string,
): 'accepted' | 'declined' => {
  const decision = decide(opinionLifecycle, row.state, `opinion.${verdict}`, {
    hasReason: reason !== '',
    isCancelled: round.state === 'cancelled',
  })
  if (!decision.ok) {
    if (decision.code !== 'wrongState') throw new Refusal(decision.code)
    if (row.decidedAt === null) {
      throw new Refusal('wrongState', { state: opinionStateLabels[row.state], action: '处理' })
    }
    throw new Refusal('opinionDecided', {
      who: row.decidedByName ?? '他人',
      when: formatLong(toShanghaiDay(row.decidedAt)),
      what: opinionStateLabels[row.state],
    })
  }
  return decision.to === 'accepted' ? 'accepted' : 'declined'
}

/** Writes what was accepted into the draft, as a step that undo takes back; tells whether there was anything to write. */
const writeIntoDraft = async (work: Work<LoadedOpinion>, byHand: boolean): Promise<'applied' | 'byHand'> => {
  const { tx, loaded } = work
  const { opinion: row, consultation: round, draft } = loaded
  if (byHand || row.field === 'free') return 'byHand'
  const [version] = await tx
    .select({ content: planVersion.content })
    .from(planVersion)
    .where(eq(planVersion.id, round.versionId))
  if (!version) throw new Error('the version that was sent is gone')
  const step = stepFor(completeDraft(version.content), draft, row.subjectKey, row.proposed)
  if (step) await changeDraft(work, step)
  return 'applied'
}

/** The office's word on one proposal: accepted and written into the draft, accepted and left to be written by hand, or declined with the reason. */
export const decideOpinion = defineCommand({
  name: 'consultation.decide',
  input: decideOpinionInput,
  seenBy: 'consultation.view',
  lock: lockOpinion,
  action: 'consultation.decide',
  handle: async (work, { verdict, byHand, reason }) => {
    const { tx, loaded, actor, now, record } = work
    const { opinion: row, consultation: round } = loaded
    const state = requireDecision(loaded, verdict, reason)
    const outcome = state === 'accepted' ? await writeIntoDraft(work, byHand) : null
    await tx
      .update(opinion)
      .set({
        state,
        outcome,
        decidedByName: actor.personName,
        decidedAt: now,
        decisionReason: reason || null,
        version: row.version + 1,
      })
      .where(eq(opinion.id, row.id))
    record({
      action: `opinion.${verdict}`,
      subjectType: 'consultation',
      subjectId: round.id,
      planId: round.planId,
      before: { state: row.state },
      after: {
        unit: loaded.unitName,
        opinion: row.id,
        field: opinionFieldLabels[row.field],
        proposed: proposedText(row.proposed),
        state,
        ...(outcome ? { outcome } : {}),
      },
      reason: reason || null,
    })
    return { opinionId: row.id, state, outcome, planId: round.planId }
  },
})
