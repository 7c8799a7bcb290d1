import { eq } from 'drizzle-orm'
import { readConsequence } from '@/db/consequence'
import { consequence } from '@/db/schema/consequence'
import { issueConsequenceInput } from '@/lib/input/consequence'
import { consequenceEvent, decideConsequence } from './consequence-facts'
import { defineCommand } from './run'
import { consequenceTarget } from './targets'

/** The approved consequence goes out under its number and takes effect: from now on the unit sees it. */
export const issueConsequence = defineCommand({
  name: 'consequence.issue',
  input: issueConsequenceInput,
  seenBy: 'consequence.view',
  lock: async (tx, input) => {
    const found = await readConsequence(tx, input.consequenceId, { lock: true })
    return found && { ...found, targets: [consequenceTarget(found)] }
  },
  action: 'consequence.issue',
  handle: async ({ tx, loaded, today, record }, input) => {
    const { consequence: row, unitName } = loaded
    const facts = { factCount: 0, hasReason: false, conclusionsStand: true }
    const state = decideConsequence(row.state, 'consequence.issue', facts, unitName)
    await tx
      .update(consequence)
      .set({ state, docNumber: input.docNumber, issuedOn: today, version: row.version + 1 })
      .where(eq(consequence.id, row.id))
    const after = { state, docNumber: input.docNumber, issuedOn: today }
    record(consequenceEvent(row, 'consequence.issue', { state: row.state }, after))
    return { consequenceId: row.id, state }
  },
})
