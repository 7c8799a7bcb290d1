import { Refusal } from '@/lib/domain/refusals'
import { approveReportInput } from '@/lib/input/report'
import { lockForDecision } from './lock-report'
import { claimsOf, decideReport, moveMilestone, refuseDecided, reportEvent, updateReport } from './report-steps'
import { defineCommand } from './run'
import { settleTask } from './settle-task'

/** 审核通过: verifies the claimed milestones; single ones may be returned with their own reason. */
export const approveReport = defineCommand({
  name: 'report.approve',
  input: approveReportInput,
  seenBy: 'report.view',
  lock: lockForDecision,
  action: 'report.approve',
  handle: async ({ tx, loaded: { found }, actor, now, today, record }, input) => {
    const { report } = found
    await refuseDecided(tx, report)
    const isEndorsedByAnother = report.endorsedBy !== null && report.endorsedBy !== actor.personId
    const to = decideReport(found, 'report.approve', { isEndorsedByAnother })
    const claims = await claimsOf(tx, report.id)
    if (input.returned.some((entry) => !claims.some((claim) => claim.row.id === entry.milestoneId))) {
      throw new Refusal('notFound')
    }
    for (const claim of claims) {
      const reason = input.returned.find((entry) => entry.milestoneId === claim.row.id)?.reason
      if (reason) await moveMilestone(tx, found, claim, 'milestone.return', { returnReason: reason }, record, reason)
      else await moveMilestone(tx, found, claim, 'milestone.verify', { verifiedOn: today, returnReason: null }, record)
    }
    const version = await updateReport(tx, report, { state: to, decidedBy: actor.personId, decidedAt: now })
    record(reportEvent(found, 'report.approve', { state: report.state }, { state: to, revision: report.revision }))
    if (claims.length > 0) await settleTask(tx, found.task.id)
    return { reportId: report.id, version, verified: claims.length - input.returned.length }
  },
})
