import { attachEvidenceInput } from '@/lib/input/evidence'
import { claimFiles } from './claim-files'
import { linkFiles } from './evidence-links'
import { lockReport } from './lock-report'
import { decideReport, reportEvent, updateReport } from './report-steps'
import { defineCommand } from './run'

/** Takes uploads from the staging place into a draft, several at once, all or none. */
export const attachEvidence = defineCommand({
  name: 'evidence.add',
  input: attachEvidenceInput,
  seenBy: 'report.viewDraft',
  lock: lockReport,
  action: 'report.save',
  handle: async ({ tx, loaded: { found }, actor, now, record, unchanged }, input) => {
    decideReport(found, 'report.save')
    const files = await claimFiles(tx, input.files, actor.personId)
    const { ids, added } = await linkFiles(tx, found, files, input.milestoneId, actor, now)
    if (added.length === 0) {
      unchanged()
      return { reportId: found.report.id, evidenceIds: ids, version: found.report.version }
    }
    // The head signs what he saw: a file that arrives meanwhile makes his page stale.
    const version = await updateReport(tx, found.report, {})
    record(reportEvent(found, 'evidence.add', null, { evidence: added, milestoneId: input.milestoneId }))
    return { reportId: found.report.id, evidenceIds: ids, version }
  },
})
