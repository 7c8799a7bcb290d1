import { conclusionVerbInput } from '@/lib/input/conclusion'
import { conclusionEvent, decideConclusionStep, lockConclusion, updateConclusion } from './conclusion-steps'
import { concludeWhenAllSent } from './inspection-steps'
import { defineCommand } from './run'

/** 送达: the unit sees it from now on, and its thirty days begin (第十六、十七条). The last one ends the inspection. */
export const sendConclusion = defineCommand({
  name: 'conclusion.send',
  input: conclusionVerbInput,
  seenBy: 'conclusion.view',
  lock: lockConclusion,
  action: 'conclusion.send',
  handle: async ({ tx, loaded: { found }, today, record }) => {
    const row = found.conclusion
    const state = decideConclusionStep(found, 'conclusion.send')
    const version = await updateConclusion(tx, row, { state, sentOn: today })
    record(conclusionEvent(found, 'conclusion.send', { state: row.state }, { state, sentOn: today }))
    await concludeWhenAllSent({ tx, today, record }, found)
    return { conclusionId: row.id, version }
  },
})
