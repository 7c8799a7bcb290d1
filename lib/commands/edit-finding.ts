import { eq } from 'drizzle-orm'
import { finding } from '@/db/schema/inspection'
import { readFinding } from '@/db/supervision-subjects'
import { changedFields } from '@/lib/domain/events'
import { Refusal } from '@/lib/domain/refusals'
import { editFindingInput } from '@/lib/input/finding'
import { attachFiles, findingEvent, findingWords, requireFindingTask, requireRelapse } from './finding-steps'
import { decideInspection } from './inspection-steps'
import { defineCommand } from './run'
import { findingTarget } from './supervision-targets'

/** Its author changes a finding until a conclusion or an order rests on it. */
export const editFinding = defineCommand({
  name: 'finding.edit',
  input: editFindingInput,
  seenBy: 'finding.view',
  lock: async (tx, input) => {
    const found = await readFinding(tx, input.findingId, { lock: true })
    return found && { found, targets: [findingTarget(found)] }
  },
  action: 'finding.edit',
  handle: async ({ tx, loaded: { found }, actor, now, record, unchanged }, input) => {
    const row = found.finding
    decideInspection(found.inspection.state, 'finding.edit', { findingIsFixed: found.isFixed })
    if (row.removedAt) throw new Refusal('notFound')
    await requireRelapse(tx, row.unitId, input.relapseOfId, row.id)
    await requireFindingTask(tx, found, row.unitId, input.taskId)
    const files = await attachFiles(tx, { findingId: row.id }, input.files, actor, now)
    const names = files.length > 0 ? { evidence: files.map((entry) => entry.name) } : {}
    const changed = changedFields(findingWords(row), { ...findingWords(input), ...names })
    if (!changed) {
      unchanged()
      return { findingId: row.id, version: row.version }
    }
    const { severity, standard, fact, taskId, relapseOfId } = input
    const version = row.version + 1
    await tx
      .update(finding)
      .set({ severity, standard, fact, taskId, relapseOfId, version })
      .where(eq(finding.id, row.id))
    record(findingEvent(found, { id: row.id, taskId }, 'finding.edit', changed.before, changed.after))
    return { findingId: row.id, version }
  },
})
