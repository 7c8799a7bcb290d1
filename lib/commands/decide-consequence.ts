import { eq } from 'drizzle-orm'
import { readConsequence } from '@/db/consequence'
import { consequence } from '@/db/schema/consequence'
import { decideConsequenceInput } from '@/lib/input/consequence'
import { conclusionsStand, consequenceEvent, decideConsequence as decided, readFacts } from './consequence-facts'
import { defineCommand } from './run'
import { consequenceTarget } from './targets'

/** The named authority's verdict (第二十一条). An approval has no effect of its own yet: that comes with the document. */
export const decideConsequence = defineCommand({
  name: 'consequence.decide',
  input: decideConsequenceInput,
  seenBy: 'consequence.view',
  lock: async (tx, input) => {
    const found = await readConsequence(tx, input.consequenceId, { lock: true })
    return found && { ...found, targets: [consequenceTarget(found)] }
  },
  action: (input) => (input.verdict === 'approve' ? 'consequence.approve' : 'consequence.reject'),
  handle: async ({ tx, loaded, actor, now, today, record }, input) => {
    const { consequence: row, unitName } = loaded
    const action = input.verdict === 'approve' ? 'consequence.approve' : 'consequence.reject'
    const facts = await readFacts(tx, row.id)
    const state = decided(
      row.state,
      action,
      {
        factCount: facts.findingIds.length + facts.rectificationIds.length + facts.taskIds.length,
        hasReason: input.reason !== '',
        conclusionsStand: await conclusionsStand(tx, facts.findingIds, today),
      },
      unitName,
    )
    await tx
      .update(consequence)
      .set({
        state,
        decidedBy: actor.personId,
        decidedAt: now,
        decisionReason: input.reason || null,
        version: row.version + 1,
      })
      .where(eq(consequence.id, row.id))
    record(consequenceEvent(row, action, { state: row.state }, { state }, input.reason || null))
    return { consequenceId: row.id, state }
  },
})
