import { reportVerbInput } from '@/lib/input/report'
import { lockReport } from './lock-report'
import { decideReport, reportEvent, snapshotOf, submitReportRow } from './report-steps'
import { defineCommand } from './run'
import { settleTask } from './settle-task'

/** 审签: the head releases the draft, which goes to its reviewers in the same step. */
export const signOffReport = defineCommand({
  name: 'report.signOff',
  input: reportVerbInput,
  seenBy: 'report.viewDraft',
  lock: lockReport,
  action: 'report.signOff',
  handle: async ({ tx, loaded: { found }, actor, now, today, record }) => {
    const { report } = found
    // A head who wrote it himself need not send it to himself first.
    const awaitsSignOff = report.readyAt !== null || report.authorPersonId === actor.personId
    const signed = decideReport(found, 'report.signOff', { awaitsSignOff })
    const to = decideReport(found, 'report.submit', {}, signed)
    const content = await snapshotOf(tx, report)
    record(reportEvent(found, 'report.signOff', { state: report.state }, { state: signed }))
    record(reportEvent(found, 'report.submit', { state: signed }, { ...content, state: to, revision: report.revision }))
    const change = { signatoryPersonId: actor.personId, signedAt: now, readyAt: report.readyAt ?? now }
    const done = await submitReportRow(tx, found, change, { now, today, record })
    if (done.claims > 0) await settleTask(tx, found.task.id)
    return { reportId: report.id, version: done.version }
  },
})
