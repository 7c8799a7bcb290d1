import { conclusionVerbInput } from '@/lib/input/conclusion'
import { conclusionEvent, decideConclusionStep, lockConclusion, updateConclusion } from './conclusion-steps'
import { defineCommand } from './run'

export const submitConclusion = defineCommand({
  name: 'conclusion.submit',
  input: conclusionVerbInput,
  seenBy: 'conclusion.view',
  lock: lockConclusion,
  action: 'conclusion.submit',
  handle: async ({ tx, loaded: { found }, now, record }) => {
    const row = found.conclusion
    const state = decideConclusionStep(found, 'conclusion.submit')
    const version = await updateConclusion(tx, row, { state, submittedAt: now, returnReason: null })
    record(conclusionEvent(found, 'conclusion.submit', { state: row.state }, { state }))
    return { conclusionId: row.id, version }
  },
})
