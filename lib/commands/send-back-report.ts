import { reportReasonInput } from '@/lib/input/report'
import { lockReport } from './lock-report'
import { decideReport, reportEvent, updateReport } from './report-steps'
import { defineCommand } from './run'

/** 审签退回: the head gives the draft back to the officer with a reason; it never left the unit. */
export const sendBackReport = defineCommand({
  name: 'report.sendBack',
  input: reportReasonInput,
  seenBy: 'report.viewDraft',
  lock: lockReport,
  action: 'report.sendBack',
  handle: async ({ tx, loaded: { found }, record }, { reason }) => {
    decideReport(found, 'report.sendBack', { hasReason: true })
    const version = await updateReport(tx, found.report, { readyAt: null, sentBackReason: reason })
    record(reportEvent(found, 'report.sendBack', { awaitsSignOff: true }, { awaitsSignOff: false }, reason))
    return { reportId: found.report.id, version }
  },
})
