import { readInspection } from '@/db/supervision-subjects'
import { inspectionVerbInput } from '@/lib/input/inspection'
import { decideInspection, inspectionEvent, updateInspection } from './inspection-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

/** 启动: only what was approved; from here on the inspected units see it. */
export const startInspection = defineCommand({
  name: 'inspection.start',
  input: inspectionVerbInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId, { lock: true })
    return found && { found, targets: [inspectionTarget(found)] }
  },
  action: 'inspection.start',
  handle: async ({ tx, loaded: { found }, today, record }) => {
    const row = found.inspection
    const state = decideInspection(row.state, 'inspection.start')
    const version = await updateInspection(tx, row, { state, startedOn: today })
    record(inspectionEvent(row, 'inspection.start', { state: row.state }, { state, startedOn: today }))
    return { inspectionId: row.id, version }
  },
})
