import { reportVerbInput } from '@/lib/input/report'
import { lockReport } from './lock-report'
import { decideReport, reportEvent, snapshotOf, submitReportRow } from './report-steps'
import { defineCommand } from './run'
import { settleTask } from './settle-task'

/** 提交审核 without the head, where the plan does not ask for his release. */
export const submitReport = defineCommand({
  name: 'report.submit',
  input: reportVerbInput,
  seenBy: 'report.viewDraft',
  lock: lockReport,
  action: 'report.submit',
  handle: async ({ tx, loaded: { found }, now, today, record }) => {
    const { report } = found
    const to = decideReport(found, 'report.submit')
    const content = await snapshotOf(tx, report)
    record(
      reportEvent(
        found,
        'report.submit',
        { state: report.state },
        { ...content, state: to, revision: report.revision },
      ),
    )
    const done = await submitReportRow(tx, found, {}, { now, today, record })
    if (done.claims > 0) await settleTask(tx, found.task.id)
    return { reportId: report.id, version: done.version }
  },
})
