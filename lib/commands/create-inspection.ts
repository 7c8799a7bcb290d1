import { inspection } from '@/db/schema/inspection'
import { createInspectionInput } from '@/lib/input/inspection'
import { planColumns, planRecord, requirePlanFits, writeChecklists, writeTargets } from './inspection-plan'
import { inspectionEvent } from './inspection-steps'
import { defineCommand } from './run'
import { ownPlaceTarget } from './supervision-targets'

/** 督查方案, as a draft of the office that plans it. */
export const createInspection = defineCommand({
  name: 'inspection.create',
  input: createInspectionInput,
  seenBy: 'unit.view',
  lock: async (_, __, context) => ({ targets: [ownPlaceTarget(context)] }),
  action: 'inspection.create',
  handle: async ({ tx, actor, record }, input) => {
    await requirePlanFits(tx, actor, input)
    const [row] = await tx
      .insert(inspection)
      .values({
        ...planColumns(input),
        jurisdictionId: actor.jurisdictionId,
        officeUnitId: actor.unitId,
        authorPersonId: actor.personId,
      })
      .returning()
    if (!row) throw new Error('the inspection was not written')
    await writeTargets(tx, row.id, input)
    await writeChecklists(tx, row.id, input.checklistIds)
    record(inspectionEvent(row, 'inspection.create', null, planRecord(input)))
    return { inspectionId: row.id, version: row.version }
  },
})
