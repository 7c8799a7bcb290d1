import { readReport } from '@/db/subjects'
import { reportVerbInput } from '@/lib/input/report'
import {
  claimsOf,
  decideReport,
  keepRevision,
  moveMilestone,
  refuseDecided,
  reportEvent,
  settleSelfPercent,
  updateReport,
} from './report-steps'
import { defineCommand } from './run'
import { settleTask } from './settle-task'
import { reportTarget } from './targets'

/** 撤回: takes a submission back while nobody has decided on it; what was submitted stays readable as a revision. */
export const withdrawReport = defineCommand({
  name: 'report.withdraw',
  input: reportVerbInput,
  seenBy: 'report.view',
  lock: async (tx, input) => {
    const found = await readReport(tx, input.reportId, { lock: true })
    return found && { found, targets: [reportTarget(found)] }
  },
  action: 'report.withdraw',
  handle: async ({ tx, loaded: { found }, record }) => {
    const { report } = found
    await refuseDecided(tx, report)
    const to = decideReport(found, 'report.withdraw')
    await keepRevision(tx, report)
    const claims = await claimsOf(tx, report.id)
    for (const claim of claims) await moveMilestone(tx, found, claim, 'milestone.unclaim', { claimedOn: null }, record)
    const version = await updateReport(tx, report, {
      state: to,
      revision: report.revision + 1,
      readyAt: null,
      signatoryPersonId: null,
      signedAt: null,
      submittedAt: null,
      submittedOn: null,
      endorsedBy: null,
    })
    await settleSelfPercent(tx, found)
    record(
      reportEvent(
        found,
        'report.withdraw',
        { state: report.state, revision: report.revision },
        { state: to, revision: report.revision + 1 },
      ),
    )
    if (claims.length > 0) await settleTask(tx, found.task.id)
    return { reportId: report.id, version }
  },
})
