import { readInspection } from '@/db/supervision-subjects'
import { cancelInspectionInput } from '@/lib/input/inspection'
import { decideInspection, inspectionEvent, updateInspection } from './inspection-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

export const cancelInspection = defineCommand({
  name: 'inspection.cancel',
  input: cancelInspectionInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId, { lock: true })
    return found && { found, targets: [inspectionTarget(found)] }
  },
  action: 'inspection.cancel',
  handle: async ({ tx, loaded: { found }, record }, input) => {
    const row = found.inspection
    const state = decideInspection(row.state, 'inspection.cancel', { hasReason: true })
    const version = await updateInspection(tx, row, { state, stateReason: input.reason })
    record(inspectionEvent(row, 'inspection.cancel', { state: row.state }, { state }, input.reason))
    return { inspectionId: row.id, version }
  },
})
