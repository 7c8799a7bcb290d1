import { reportVerbInput } from '@/lib/input/report'
import { lockReport } from './lock-report'
import { reopenReport } from './reopen-report'
import { claimsOf, moveMilestone, refuseDecided, settleSelfPercent } from './report-steps'
import { defineCommand } from './run'
import { settleTask } from './settle-task'

/** 撤回: takes a submission back while nobody has decided on it; what was submitted stays readable as a revision. */
export const withdrawReport = defineCommand({
  name: 'report.withdraw',
  input: reportVerbInput,
  seenBy: 'report.view',
  lock: lockReport,
  action: 'report.withdraw',
  handle: async ({ tx, loaded: { found }, record }) => {
    const { report } = found
    await refuseDecided(tx, report)
    const { version, event } = await reopenReport(tx, found, 'report.withdraw', {
      submittedAt: null,
      submittedOn: null,
    })
    const claims = await claimsOf(tx, report.id)
    for (const claim of claims) await moveMilestone(tx, found, claim, 'milestone.unclaim', { claimedOn: null }, record)
    await settleSelfPercent(tx, found)
    record(event)
    if (claims.length > 0) await settleTask(tx, found.task.id)
    return { reportId: report.id, version }
  },
})
