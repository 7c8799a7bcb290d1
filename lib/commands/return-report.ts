import { reportReasonInput } from '@/lib/input/report'
import { lockForDecision } from './lock-report'
import { claimsOf, decideReport, moveMilestone, refuseDecided, reportEvent, updateReport } from './report-steps'
import { defineCommand } from './run'
import { settleTask } from './settle-task'

/** 退回: always with a reason, which the unit sees; the milestones claimed with it come back for the same reason. */
export const returnReport = defineCommand({
  name: 'report.return',
  input: reportReasonInput,
  seenBy: 'report.view',
  lock: lockForDecision,
  action: 'report.return',
  handle: async ({ tx, loaded: { found }, actor, now, record }, { reason }) => {
    const { report } = found
    await refuseDecided(tx, report)
    const to = decideReport(found, 'report.return', { hasReason: true })
    const claims = await claimsOf(tx, report.id)
    for (const claim of claims) {
      await moveMilestone(tx, found, claim, 'milestone.return', { returnReason: reason }, record, reason)
    }
    const version = await updateReport(tx, report, {
      state: to,
      returnReason: reason,
      decidedBy: actor.personId,
      decidedAt: now,
    })
    record(
      reportEvent(found, 'report.return', { state: report.state }, { state: to, revision: report.revision }, reason),
    )
    if (claims.length > 0) await settleTask(tx, found.task.id)
    return { reportId: report.id, version }
  },
})
