import { decideConclusionInput } from '@/lib/input/conclusion'
import { conclusionEvent, decideConclusionStep, lockConclusion, updateConclusion } from './conclusion-steps'
import { defineCommand } from './run'

/** 批准或退回, by a leader of the place who did not write it (第十六条: 县级以上人民政府作出督查结论). */
export const decideConclusion = defineCommand({
  name: 'conclusion.decide',
  input: decideConclusionInput,
  seenBy: 'conclusion.view',
  lock: lockConclusion,
  action: (input) => (input.verdict === 'approve' ? 'conclusion.approve' : 'conclusion.return'),
  handle: async ({ tx, loaded: { found }, actor, now, record }, input) => {
    const row = found.conclusion
    const action = input.verdict === 'approve' ? 'conclusion.approve' : 'conclusion.return'
    const state = decideConclusionStep(found, action, { hasReason: input.reason !== '' })
    const version = await updateConclusion(
      tx,
      row,
      input.verdict === 'approve'
        ? { state, approvedBy: actor.personId, approvedAt: now }
        : { state, returnReason: input.reason },
    )
    record(conclusionEvent(found, action, { state: row.state }, { state }, input.reason || null))
    return { conclusionId: row.id, version }
  },
})
