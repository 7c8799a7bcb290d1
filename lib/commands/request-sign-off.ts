import { reportVerbInput } from '@/lib/input/report'
import { lockReport } from './lock-report'
import { checkClaims, claimsOf, decideReport, reportEvent, updateReport } from './report-steps'
import { defineCommand } from './run'

/** 送审签: the officer is done; the draft waits for the head of the unit. */
export const requestSignOff = defineCommand({
  name: 'report.requestSignOff',
  input: reportVerbInput,
  seenBy: 'report.viewDraft',
  lock: lockReport,
  action: 'report.requestSignOff',
  handle: async ({ tx, loaded: { found }, now, record }) => {
    decideReport(found, 'report.requestSignOff')
    checkClaims(found, await claimsOf(tx, found.report.id))
    const version = await updateReport(tx, found.report, { readyAt: now, sentBackReason: null })
    record(
      reportEvent(
        found,
        'report.requestSignOff',
        { awaitsSignOff: found.report.readyAt !== null },
        { awaitsSignOff: true },
      ),
    )
    return { reportId: found.report.id, version }
  },
})
