import { objection } from '@/db/schema/inspection'
import { objectionDueOn } from '@/lib/domain/conclusion/states'
import { fileObjectionInput } from '@/lib/input/conclusion'
import { conclusionEvent, decideConclusionStep, lockConclusion, updateConclusion } from './conclusion-steps'
import { defineCommand } from './run'

/** 申请复核, within thirty calendar days of receipt (《政府督查工作条例》第十七条). */
export const fileObjection = defineCommand({
  name: 'conclusion.object',
  input: fileObjectionInput,
  seenBy: 'conclusion.view',
  lock: lockConclusion,
  action: 'conclusion.object',
  handle: async ({ tx, loaded: { found }, actor, today, record }, input) => {
    const row = found.conclusion
    const state = decideConclusionStep(found, 'conclusion.object', {
      hasReason: true,
      isWithinObjectionTime: row.sentOn !== null && today <= objectionDueOn(row.sentOn),
    })
    await tx.insert(objection).values({
      conclusionId: row.id,
      grounds: input.grounds,
      authorPersonId: actor.personId,
      filedOn: today,
    })
    const version = await updateConclusion(tx, row, { state })
    record(conclusionEvent(found, 'conclusion.object', { state: row.state }, { state, filedOn: today }, input.grounds))
    return { conclusionId: row.id, version }
  },
})
