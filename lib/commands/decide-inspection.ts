import { readInspection } from '@/db/supervision-subjects'
import { decideInspectionInput } from '@/lib/input/inspection'
import { decideInspection, inspectionEvent, readPlanFacts, updateInspection } from './inspection-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

/** 批准或退回 (第十一条), by a leader of the place who did not write the plan; an overlap is looked for once more. */
export const decideInspectionPlan = defineCommand({
  name: 'inspection.decide',
  input: decideInspectionInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId, { lock: true })
    return found && { found, targets: [inspectionTarget(found)] }
  },
  action: (input) => (input.verdict === 'approve' ? 'inspection.approve' : 'inspection.return'),
  handle: async ({ tx, loaded: { found }, actor, now, record }, input) => {
    const row = found.inspection
    const action = input.verdict === 'approve' ? 'inspection.approve' : 'inspection.return'
    const { facts, params } = await readPlanFacts(tx, found)
    const state = decideInspection(row.state, action, { ...facts, hasReason: input.reason !== '' }, params)
    const version = await updateInspection(
      tx,
      row,
      input.verdict === 'approve'
        ? { state, approvedBy: actor.personId, approvedAt: now }
        : { state, stateReason: input.reason, submittedAt: null },
    )
    record(inspectionEvent(row, action, { state: row.state }, { state, title: row.title }, input.reason || null))
    return { inspectionId: row.id, version }
  },
})
