import { reportVerbInput } from '@/lib/input/report'
import { lockReport } from './lock-report'
import { reopenReport } from './reopen-report'
import { defineCommand } from './run'

/** 修改后重报: opens a new revision of a returned report; the returned one stays readable with its reason. */
export const reviseReport = defineCommand({
  name: 'report.revise',
  input: reportVerbInput,
  seenBy: 'report.view',
  lock: lockReport,
  action: 'report.revise',
  handle: async ({ tx, loaded: { found }, record }) => {
    // The reason of the return stays on the draft until it is submitted again: it says what is to be mended.
    const { version, event } = await reopenReport(tx, found, 'report.revise', { decidedBy: null, decidedAt: null })
    record(event)
    return { reportId: found.report.id, version }
  },
})
