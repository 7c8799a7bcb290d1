import { asc, inArray } from 'drizzle-orm'
import { milestoneClaim, report } from '@/db/schema/report'
import { readTasks, reportSubject } from '@/db/subjects'
import { Refusal } from '@/lib/domain/refusals'
import { approveReportsInput } from '@/lib/input/report'
import { asSubmitted, decideReport, reportEvent, updateReport } from './report-steps'
import { defineCommand, staleRefusal } from './run'
import { reportTarget } from './targets'

/** 批量通过, only where nothing was asked for: a report that claims a milestone is looked at by itself. */
export const approveReports = defineCommand({
  name: 'report.approveMany',
  input: approveReportsInput,
  seenBy: 'report.view',
  lock: async (tx, input) => {
    const ids = [...new Set(input.reportIds)]
    const owners = await tx.selectDistinct({ taskId: report.taskId }).from(report).where(inArray(report.id, ids))
    const tasks = await readTasks(
      tx,
      owners.map((row) => row.taskId),
      { lock: true },
    )
    const rows = await tx.select().from(report).where(inArray(report.id, ids)).orderBy(asc(report.id)).for('update')
    if (rows.length !== ids.length) return null
    const all = rows.flatMap((row) => {
      const owner = tasks.find((entry) => entry.task.id === row.taskId)
      if (!owner) return []
      return [{ ...owner, report: row, taskSubject: owner.subject, subject: reportSubject(owner.subject, row) }]
    })
    return { all, targets: all.map((row) => reportTarget(asSubmitted(row))) }
  },
  action: 'report.approve',
  handle: async ({ tx, loaded: { all }, actor, now, record, unchanged }, { versions }) => {
    // Somebody else was quicker with some of them: these are skipped and told, the rest goes through.
    const open = all.filter((entry) => entry.report.decidedAt === null)
    const [claimed] = await tx
      .select({ reportId: milestoneClaim.reportId })
      .from(milestoneClaim)
      .where(
        inArray(
          milestoneClaim.reportId,
          all.map((entry) => entry.report.id),
        ),
      )
      .limit(1)
    if (claimed) {
      const found = all.find((entry) => entry.report.id === claimed.reportId)
      throw new Refusal('reportNeedsLook', { task: found?.task.title ?? '' })
    }
    for (const entry of open) {
      const seen = versions[entry.report.id]
      if (seen !== undefined && seen !== entry.report.version) throw await staleRefusal(tx, reportTarget(entry))
      const isEndorsedByAnother = entry.report.endorsedBy !== null && entry.report.endorsedBy !== actor.personId
      const to = decideReport(entry, 'report.approve', { isEndorsedByAnother })
      await updateReport(tx, entry.report, { state: to, decidedBy: actor.personId, decidedAt: now })
      record(reportEvent(entry, 'report.approve', { state: entry.report.state }, { state: to, inBulk: true }))
    }
    if (open.length === 0) unchanged()
    return { approved: open.map((entry) => entry.report.id), decidedBefore: all.length - open.length }
  },
})
