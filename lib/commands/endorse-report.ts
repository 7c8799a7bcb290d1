import { reportVerbInput } from '@/lib/input/report'
import { lockForDecision } from './lock-report'
import { decideReport, refuseDecided, reportEvent, updateReport } from './report-steps'
import { defineCommand } from './run'

/** 复核同意: the first of the two people who must agree to a submission of the reviewers' own unit (DESIGN §1). */
export const endorseReport = defineCommand({
  name: 'report.endorse',
  input: reportVerbInput,
  seenBy: 'report.view',
  lock: lockForDecision,
  action: 'report.endorse',
  handle: async ({ tx, loaded: { found }, actor, record, unchanged }) => {
    const { report } = found
    await refuseDecided(tx, report)
    decideReport(found, 'report.endorse')
    if (report.endorsedBy === actor.personId) {
      unchanged()
      return { reportId: report.id, version: report.version }
    }
    const version = await updateReport(tx, report, { endorsedBy: actor.personId })
    record(reportEvent(found, 'report.endorse', { endorsedBy: report.endorsedBy }, { endorsedBy: actor.personId }))
    return { reportId: report.id, version }
  },
})
