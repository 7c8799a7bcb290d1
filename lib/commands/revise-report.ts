import { readReport } from '@/db/subjects'
import { reportVerbInput } from '@/lib/input/report'
import { decideReport, keepRevision, reportEvent, updateReport } from './report-steps'
import { defineCommand } from './run'
import { reportTarget } from './targets'

/** 修改后重报: opens a new revision of a returned report; the returned one stays readable with its reason. */
export const reviseReport = defineCommand({
  name: 'report.revise',
  input: reportVerbInput,
  seenBy: 'report.view',
  lock: async (tx, input) => {
    const found = await readReport(tx, input.reportId, { lock: true })
    return found && { found, targets: [reportTarget(found)] }
  },
  action: 'report.revise',
  handle: async ({ tx, loaded: { found }, record }) => {
    const { report } = found
    const to = decideReport(found, 'report.revise')
    await keepRevision(tx, report)
    // The reason of the return stays on the draft until it is submitted again: it says what is to be mended.
    const version = await updateReport(tx, report, {
      state: to,
      revision: report.revision + 1,
      readyAt: null,
      signatoryPersonId: null,
      signedAt: null,
      endorsedBy: null,
      decidedBy: null,
      decidedAt: null,
    })
    record(
      reportEvent(
        found,
        'report.revise',
        { state: report.state, revision: report.revision },
        { state: to, revision: report.revision + 1 },
      ),
    )
    return { reportId: report.id, version }
  },
})
