import { visit } from '@/db/schema/inspection'
import { readInspection } from '@/db/supervision-subjects'
import { openVisitInput } from '@/lib/input/finding'
import { requireListedUnit } from './finding-steps'
import { decideInspection } from './inspection-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

/** A visit to one of the inspected units: the sheet that the team fills on site. */
export const openVisit = defineCommand({
  name: 'visit.open',
  input: openVisitInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId, { lock: true })
    return found && { found, targets: [inspectionTarget(found)] }
  },
  action: 'visit.open',
  handle: async ({ tx, loaded: { found }, actor, record }, input) => {
    decideInspection(found.inspection.state, 'visit.open')
    await requireListedUnit(tx, found.unitIds, input.unitId)
    const [row] = await tx
      .insert(visit)
      .values({
        inspectionId: found.inspection.id,
        unitId: input.unitId,
        visitedOn: input.visitedOn,
        authorPersonId: actor.personId,
      })
      .returning({ id: visit.id })
    if (!row) throw new Error('the visit was not written')
    record({
      action: 'visit.open',
      subjectType: 'visit',
      subjectId: row.id,
      planId: found.inspection.planId,
      after: { inspectionId: found.inspection.id, unitId: input.unitId, visitedOn: input.visitedOn },
    })
    return { visitId: row.id, inspectionId: found.inspection.id }
  },
})
