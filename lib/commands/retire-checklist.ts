import { and, eq, inArray } from 'drizzle-orm'
import { checklist, inspection, inspectionChecklist } from '@/db/schema/inspection'
import { readChecklist } from '@/db/supervision-subjects'
import { Refusal } from '@/lib/domain/refusals'
import { retireChecklistInput } from '@/lib/input/checklist'
import { defineCommand } from './run'
import { checklistTarget } from './supervision-targets'

/** Takes a list out of the library; inspections that used it keep it. */
export const retireChecklist = defineCommand({
  name: 'checklist.retire',
  input: retireChecklistInput,
  seenBy: 'checklist.view',
  lock: async (tx, input) => {
    const found = await readChecklist(tx, input.checklistId, { lock: true })
    return found && { found, targets: [checklistTarget(found)] }
  },
  action: 'checklist.retire',
  handle: async ({ tx, loaded: { found }, now, record, unchanged }) => {
    const row = found.checklist
    if (row.retiredAt) {
      unchanged()
      return { checklistId: row.id, version: row.version }
    }
    const [used] = await tx
      .select({ id: inspection.id })
      .from(inspectionChecklist)
      .innerJoin(inspection, eq(inspection.id, inspectionChecklist.inspectionId))
      .where(
        and(
          eq(inspectionChecklist.checklistId, row.id),
          inArray(inspection.state, ['draft', 'submitted', 'approved', 'underway']),
        ),
      )
      .limit(1)
    if (used) throw new Refusal('checklistInUse', { title: row.title })
    const version = row.version + 1
    await tx.update(checklist).set({ retiredAt: now, version }).where(eq(checklist.id, row.id))
    record({
      action: 'checklist.retire',
      subjectType: 'checklist',
      subjectId: row.id,
      before: { title: row.title },
      after: null,
    })
    return { checklistId: row.id, version }
  },
})
