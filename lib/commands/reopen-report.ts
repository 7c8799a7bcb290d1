import type { Tx } from '@/db/client'
import type { ReportWithSubject } from '@/db/subjects'
import type { report } from '@/db/schema/report'
import { decideReport, keepRevision, reportEvent, updateReport } from './report-steps'

/**
 * Makes a draft of what was submitted, as its next revision; the one before stays readable. `more` is what differs between what
 * was returned and what was taken back. The event is for the caller to record, last.
 */
export const reopenReport = async (
  tx: Tx,
  found: ReportWithSubject,
  action: 'report.revise' | 'report.withdraw',
  more: Partial<typeof report.$inferInsert>,
) => {
  const { state, revision } = found.report
  const to = decideReport(found, action)
  await keepRevision(tx, found.report)
  const version = await updateReport(tx, found.report, {
    state: to,
    revision: revision + 1,
    readyAt: null,
    signatoryPersonId: null,
    signedAt: null,
    endorsedBy: null,
    ...more,
  })
  const event = reportEvent(found, action, { state, revision }, { state: to, revision: revision + 1 })
  return { version, event }
}
