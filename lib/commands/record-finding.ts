import { finding } from '@/db/schema/inspection'
import { readInspection } from '@/db/supervision-subjects'
import { recordFindingInput } from '@/lib/input/finding'
import {
  attachFiles,
  findingEvent,
  findingWords,
  requireFindingTask,
  requireListedUnit,
  requireRelapse,
} from './finding-steps'
import { decideInspection } from './inspection-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

/** A finding written at a desk; those of a telephone come with their visit. */
export const recordFinding = defineCommand({
  name: 'finding.record',
  input: recordFindingInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId, { lock: true })
    return found && { found, targets: [inspectionTarget(found)] }
  },
  action: 'finding.record',
  handle: async ({ tx, loaded: { found }, actor, now, record }, input) => {
    decideInspection(found.inspection.state, 'finding.record')
    await requireListedUnit(tx, found.unitIds, input.unitId)
    await requireRelapse(tx, input.unitId, input.relapseOfId)
    await requireFindingTask(tx, found, input.unitId, input.taskId)
    const { unitId, severity, standard, fact, taskId, relapseOfId } = input
    const [row] = await tx
      .insert(finding)
      .values({
        inspectionId: found.inspection.id,
        unitId,
        severity,
        standard,
        fact,
        taskId,
        relapseOfId,
        authorPersonId: actor.personId,
        foundAt: now,
      })
      .returning()
    if (!row) throw new Error('the finding was not written')
    const files = await attachFiles(tx, { findingId: row.id }, input.files, actor, now)
    const after = { ...findingWords(row), unitId, evidence: files.map((entry) => entry.name) }
    record(findingEvent(found, row, 'finding.record', null, after))
    return { findingId: row.id, version: row.version }
  },
})
