import { saveConclusionInput } from '@/lib/input/conclusion'
import { conclusionEvent, decideConclusionStep, lockConclusion, updateConclusion } from './conclusion-steps'
import { defineCommand } from './run'

export const saveConclusion = defineCommand({
  name: 'conclusion.save',
  input: saveConclusionInput,
  seenBy: 'conclusion.view',
  lock: lockConclusion,
  action: 'conclusion.save',
  handle: async ({ tx, loaded: { found }, actor, record, unchanged }, input) => {
    const row = found.conclusion
    decideConclusionStep(found, 'conclusion.save')
    if (row.body === input.body) {
      unchanged()
      return { conclusionId: row.id, version: row.version }
    }
    // Whoever wrote last is its author: that person does not approve it, nor decide on the objection (第十七条).
    const version = await updateConclusion(tx, row, { body: input.body, authorPersonId: actor.personId })
    record(conclusionEvent(found, 'conclusion.save', { body: row.body }, { body: input.body }))
    return { conclusionId: row.id, version }
  },
})
