import { readInspection } from '@/db/supervision-subjects'
import { inspectionVerbInput } from '@/lib/input/inspection'
import { decideInspection, inspectionEvent, readPlanFacts, updateInspection } from './inspection-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

/** 报批: here the plan must be whole (《政府督查工作条例》第七、十一、十二、十五、二十七条). */
export const submitInspection = defineCommand({
  name: 'inspection.submit',
  input: inspectionVerbInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId, { lock: true })
    return found && { found, targets: [inspectionTarget(found)] }
  },
  action: 'inspection.submit',
  handle: async ({ tx, loaded: { found }, now, record }) => {
    const row = found.inspection
    const { facts, params } = await readPlanFacts(tx, found)
    const state = decideInspection(row.state, 'inspection.submit', facts, params)
    const version = await updateInspection(tx, row, { state, submittedAt: now, stateReason: null })
    record(inspectionEvent(row, 'inspection.submit', { state: row.state }, { state, title: row.title }))
    return { inspectionId: row.id, version }
  },
})
