import { eq } from 'drizzle-orm'
import { inspectionChecklist, inspectionDraw } from '@/db/schema/inspection'
import { readInspection } from '@/db/supervision-subjects'
import { changedFields } from '@/lib/domain/events'
import { Refusal } from '@/lib/domain/refusals'
import { editInspectionInput } from '@/lib/input/inspection'
import { planColumns, planRecord, requirePlanFits, writeChecklists, writeTargets } from './inspection-plan'
import { decideInspection, inspectionEvent, updateInspection } from './inspection-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

export const editInspection = defineCommand({
  name: 'inspection.edit',
  input: editInspectionInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId, { lock: true })
    return found && { found, targets: [inspectionTarget(found)] }
  },
  action: 'inspection.edit',
  handle: async ({ tx, loaded: { found }, actor, record, unchanged }, input) => {
    const row = found.inspection
    decideInspection(row.state, 'inspection.edit')
    await requirePlanFits(tx, actor, input)
    const lists = await tx
      .select({ id: inspectionChecklist.checklistId })
      .from(inspectionChecklist)
      .where(eq(inspectionChecklist.inspectionId, row.id))
    const before = planRecord({
      ...row,
      unitIds: [...found.unitIds],
      taskIds: [...found.taskIds],
      memberIds: found.members.map((entry) => entry.personId),
      headId: found.members.find((entry) => entry.isHead)?.personId ?? null,
      checklistIds: lists.map((entry) => entry.id).sort((a, b) => a - b),
    })
    const changed = changedFields(before, planRecord(input))
    if (!changed) {
      unchanged()
      return { inspectionId: row.id, version: row.version }
    }
    const [draw] = await tx.select().from(inspectionDraw).where(eq(inspectionDraw.inspectionId, row.id))
    const fixed = ['kind', 'unitIds', 'taskIds', 'memberIds']
    // Whom chance has chosen nobody exchanges; who of the drawn inspectors leads may be said.
    if (draw && fixed.some((field) => field in changed.after)) throw new Refusal('drawFixesTargets')
    const version = await updateInspection(tx, row, { ...planColumns(input), authorPersonId: actor.personId })
    await writeTargets(tx, row.id, input)
    await writeChecklists(tx, row.id, input.checklistIds)
    record(inspectionEvent(row, 'inspection.edit', changed.before, changed.after))
    return { inspectionId: row.id, version }
  },
})
