import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { readRegister } from '@/db/register'
import { consultation, consultationUnit, opinion } from '@/db/schema/consultation'
import { plan, planVersion } from '@/db/schema/plan'
import {
  currentText,
  isIndicatorField,
  isItemField,
  type Proposal,
  proposedText,
  stepFor,
} from '@/lib/domain/consultation/opinion'
import {
  type AnswerAction,
  answerLifecycle,
  type AnswerState,
  opinionLifecycle,
} from '@/lib/domain/consultation/states'
import { actionLabel, answerStateLabels, opinionFieldLabels, opinionStateLabels } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import { completeDraft } from '@/lib/domain/plan/stored-draft'
import { Refusal } from '@/lib/domain/refusals'
import { agreeInput, proposalFrom, proposeChangeInput, withdrawOpinionInput } from '@/lib/input/consultation'
import {
  type ConsultationUnitRow,
  decideRound,
  type LoadedAnswer,
  lockAnswer,
  type OpinionRow,
} from './consultation-rounds'
import { defineCommand, type Work } from './run'

const answerOf = ({ answer }: LoadedAnswer): ConsultationUnitRow => {
  if (!answer) throw new Error('whoever was not asked does not get here')
  return answer
}

const nextState = (row: ConsultationUnitRow, action: AnswerAction): AnswerState => {
  const decision = decide(answerLifecycle, row.state, action, {})
  if (decision.ok) return decision.to
  throw new Refusal('wrongState', { state: answerStateLabels[row.state], action: actionLabel(action) })
}

/** Who in the unit said it, in which role, and when: the last word counts, the record has those before it. */
const keepAnswer = async (
  { tx, loaded, actor, now }: Work<LoadedAnswer>,
  state: AnswerState,
): Promise<{ consultationId: number; state: AnswerState; version: number }> => {
  const row = answerOf(loaded)
  const isSilent = state === 'pending'
  const version = row.version + 1
  await tx
    .update(consultationUnit)
    .set({
      state,
      answeredBy: isSilent ? null : actor.personId,
      answeredByName: isSilent ? null : actor.personName,
      answeredRole: isSilent ? null : actor.role,
      answeredAt: isSilent ? null : now,
      version,
    })
    .where(eq(consultationUnit.id, row.id))
  return { consultationId: row.consultationId, state, version }
}

const waitingOpinions = (tx: Tx, row: ConsultationUnitRow): Promise<OpinionRow[]> =>
  tx
    .select()
    .from(opinion)
    .where(and(eq(opinion.consultationUnitId, row.id), eq(opinion.state, 'proposed')))
    .for('update')

const withdrawn = { state: 'withdrawn' as const, version: sql`${opinion.version} + 1` }

/** “无意见” to everything that the unit was asked about; what it had proposed and nobody decided yet is taken back with it. */
export const agreeToConsultation = defineCommand({
  name: 'consultation.agree',
  input: agreeInput,
  seenBy: 'consultation.view',
  lock: lockAnswer,
  action: 'consultation.answer',
  handle: async (work) => {
    const { tx, loaded, actor, today, record } = work
    const row = answerOf(loaded)
    await decideRound(tx, loaded.consultation, 'consultation.answer', { today })
    const state = nextState(row, 'consultation.agree')
    const waiting = await waitingOpinions(tx, row)
    if (waiting.length > 0) {
      await tx
        .update(opinion)
        .set(withdrawn)
        .where(
          inArray(
            opinion.id,
            waiting.map((entry) => entry.id),
          ),
        )
    }
    record({
      action: 'consultation.agree',
      subjectType: 'consultation',
      subjectId: loaded.consultation.id,
      planId: loaded.consultation.planId,
      before: { state: row.state },
      after: { unit: actor.unitName, state, ...(waiting.length > 0 ? { withdrawn: waiting.length } : {}) },
    })
    return keepAnswer(work, state)
  },
})

/** What the unit was shown, whole; the caller shows nothing of it. */
const shownDraft = async (tx: Tx, { consultation: round }: LoadedAnswer) => {
  const [found] = await tx
    .select({ content: planVersion.content, jurisdictionId: plan.jurisdictionId })
    .from(planVersion)
    .innerJoin(plan, eq(plan.id, planVersion.planId))
    .where(eq(planVersion.id, round.versionId))
  if (!found) throw new Error('the version that was sent is gone')
  return { shown: completeDraft(found.content), jurisdictionId: found.jurisdictionId }
}

/** A proposal stands for what the unit was asked about, in a field that is there, and asks for something else. */
const requireProposal = (
  row: ConsultationUnitRow,
  shown: Parameters<typeof currentText>[0],
  subjectKey: string | null,
  proposal: Proposal,
): void => {
  const isItem = subjectKey !== null && row.itemKeys.includes(subjectKey)
  const isIndicator = subjectKey !== null && row.indicatorKeys.includes(subjectKey)
  const fits =
    proposal.field === 'free'
      ? subjectKey === null || isItem || isIndicator
      : (isItem && isItemField(proposal.field)) || (isIndicator && isIndicatorField(proposal.field))
  if (!fits) throw new Refusal('opinionNotYours')
  if (proposal.field !== 'free' && stepFor(shown, shown, subjectKey, proposal) === null) {
    const refusal = new Refusal('opinionSame')
    throw new Refusal('opinionSame', {}, { text: refusal.message })
  }
}

/** One change that the unit asks for, with its reason. */
export const proposeChange = defineCommand({
  name: 'consultation.propose',
  input: proposeChangeInput,
  seenBy: 'consultation.view',
  lock: lockAnswer,
  action: 'consultation.answer',
  handle: async (work, input) => {
    const { tx, loaded, actor, now, today, record } = work
    const row = answerOf(loaded)
    await decideRound(tx, loaded.consultation, 'consultation.answer', { today })
    const state = nextState(row, 'consultation.propose')
    const { shown, jurisdictionId } = await shownDraft(tx, loaded)
    const register = await readRegister(tx, jurisdictionId)
    const proposal = proposalFrom(input, (unitId) => {
      const unit = register.find((entry) => entry.id === unitId)
      if (!unit) throw new Refusal('notFound')
      if (unit.dissolved && input.add.includes(unitId)) throw new Refusal('unitDissolved', { unit: unit.name })
      return { spelling: unit.name, unitId }
    })
    requireProposal(row, shown, input.subjectKey, proposal)
    const [fresh] = await tx
      .insert(opinion)
      .values({
        consultationUnitId: row.id,
        subjectKey: input.subjectKey,
        field: proposal.field,
        proposed: proposal,
        reason: input.reason,
        personId: actor.personId,
        personName: actor.personName,
        role: actor.role,
        at: now,
      })
      .returning({ id: opinion.id })
    if (!fresh) throw new Error('the opinion was not kept')
    record({
      action: 'consultation.propose',
      subjectType: 'consultation',
      subjectId: loaded.consultation.id,
      planId: loaded.consultation.planId,
      before: { state: row.state },
      after: {
        unit: actor.unitName,
        state,
        opinion: fresh.id,
        about: input.subjectKey,
        field: opinionFieldLabels[proposal.field],
        proposed: proposedText(proposal),
      },
      reason: input.reason,
    })
    return { ...(await keepAnswer(work, state)), opinionId: fresh.id }
  },
})

/** Takes one's own proposal back as long as the office has not decided it. */
export const withdrawOpinion = defineCommand({
  name: 'consultation.withdrawOpinion',
  input: withdrawOpinionInput,
  seenBy: 'consultation.view',
  lock: async (tx, input, context) => {
    const [found] = await tx
      .select({ consultationId: consultation.id, unitRow: opinion.consultationUnitId })
      .from(opinion)
      .innerJoin(consultationUnit, eq(consultationUnit.id, opinion.consultationUnitId))
      .innerJoin(consultation, eq(consultation.id, consultationUnit.consultationId))
      .where(eq(opinion.id, input.opinionId))
    if (!found) return null
    const loaded = await lockAnswer(tx, found, context)
    const [row] = await tx.select().from(opinion).where(eq(opinion.id, input.opinionId)).for('update')
    if (!loaded || !row) return null
    const isOwn = loaded.answer?.id === found.unitRow
    const targets = loaded.targets.map(({ subject, ...target }) => ({
      ...target,
      // Another unit's opinion is not there, even for a unit that was asked itself.
      subject: isOwn ? subject : { ...subject, ownerUnitId: null },
      version: row.version,
    }))
    return { ...loaded, opinion: row, targets }
  },
  action: 'consultation.answer',
  handle: async (work) => {
    const { tx, loaded, actor, today, record } = work
    const row = answerOf(loaded)
    await decideRound(tx, loaded.consultation, 'consultation.answer', { today })
    const decision = decide(opinionLifecycle, loaded.opinion.state, 'opinion.withdraw', {
      hasReason: true,
      isCancelled: false,
    })
    if (!decision.ok) {
      throw new Refusal('wrongState', {
        state: opinionStateLabels[loaded.opinion.state],
        action: actionLabel('opinion.withdraw'),
      })
    }
    const others = await tx.$count(
      opinion,
      and(eq(opinion.consultationUnitId, row.id), ne(opinion.id, loaded.opinion.id), ne(opinion.state, 'withdrawn')),
    )
    const state = nextState(row, others > 0 ? 'consultation.takeBack' : 'consultation.takeBackLast')
    await tx.update(opinion).set(withdrawn).where(eq(opinion.id, loaded.opinion.id))
    record({
      action: 'opinion.withdraw',
      subjectType: 'consultation',
      subjectId: loaded.consultation.id,
      planId: loaded.consultation.planId,
      before: { state: row.state },
      after: {
        unit: actor.unitName,
        state,
        opinion: loaded.opinion.id,
        proposed: proposedText(loaded.opinion.proposed),
      },
    })
    return keepAnswer(work, state)
  },
})
