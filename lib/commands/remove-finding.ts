import { eq } from 'drizzle-orm'
import { finding } from '@/db/schema/inspection'
import { readFinding } from '@/db/supervision-subjects'
import { removeFindingInput } from '@/lib/input/finding'
import { findingEvent } from './finding-steps'
import { decideInspection } from './inspection-steps'
import { defineCommand } from './run'
import { findingTarget } from './supervision-targets'

/** Its author takes a finding back before anything rests on it; it stays readable with the reason. */
export const removeFinding = defineCommand({
  name: 'finding.remove',
  input: removeFindingInput,
  seenBy: 'finding.view',
  lock: async (tx, input) => {
    const found = await readFinding(tx, input.findingId, { lock: true })
    return found && { found, targets: [findingTarget(found)] }
  },
  action: 'finding.remove',
  handle: async ({ tx, loaded: { found }, now, record, unchanged }, input) => {
    const row = found.finding
    decideInspection(found.inspection.state, 'finding.remove', { findingIsFixed: found.isFixed, hasReason: true })
    if (row.removedAt) {
      unchanged()
      return { findingId: row.id, version: row.version }
    }
    const version = row.version + 1
    await tx.update(finding).set({ removedAt: now, removedReason: input.reason, version }).where(eq(finding.id, row.id))
    record(findingEvent(found, row, 'finding.remove', { fact: row.fact }, null, input.reason))
    return { findingId: row.id, version }
  },
})
