import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { reportingPeriod } from '@/db/schema/plan'
import { milestoneClaim, report } from '@/db/schema/report'
import { milestone } from '@/db/schema/task'
import { type ReportRow, readTask, reportSubject } from '@/db/subjects'
import { changedFields, type JsonObject } from '@/lib/domain/events'
import { milestoneStateLabels, taskStateLabels } from '@/lib/domain/labels'
import { Refusal } from '@/lib/domain/refusals'
import { takesReports } from '@/lib/domain/report/content'
import { saveReportInput } from '@/lib/input/report'
import { decideReport, isPrimaryLead, reviewingUnitOf } from './report-steps'
import { defineCommand } from './run'

const contentOf = (row: ReportRow | null, milestoneIds: readonly number[]): JsonObject => ({
  selfPercent: row?.selfPercent ?? null,
  doneText: row?.doneText ?? '',
  difficulties: row?.difficulties ?? '',
  nextSteps: row?.nextSteps ?? '',
  isNoChange: row?.isNoChange ?? false,
  noChangeReason: row?.noChangeReason ?? null,
  milestoneIds,
})

const claimedIds = async (tx: Tx, reportId: number): Promise<number[]> => {
  const rows = await tx
    .select({ id: milestoneClaim.milestoneId })
    .from(milestoneClaim)
    .where(eq(milestoneClaim.reportId, reportId))
    .orderBy(milestoneClaim.milestoneId)
  return rows.map((entry) => entry.id)
}

/** Starts or changes the draft of one's own unit for a task and a period. Meant to be called by autosave. */
export const saveReport = defineCommand({
  name: 'report.save',
  input: saveReportInput,
  seenBy: 'task.view',
  lock: async (tx, input, { actor }) => {
    const owner = await readTask(tx, input.taskId, { lock: true })
    if (!owner) return null
    const [period] = await tx
      .select()
      .from(reportingPeriod)
      .where(and(eq(reportingPeriod.id, input.periodId), eq(reportingPeriod.planId, owner.plan.id)))
    if (!period) return null
    const [row] = await tx
      .select()
      .from(report)
      .where(
        and(
          eq(report.taskId, owner.task.id),
          eq(report.unitId, actor.unitId),
          eq(report.periodId, period.id),
          ne(report.state, 'approved'),
        ),
      )
      .for('update')
    const takesPart = owner.assignments.some((entry) => actor.unitIds.includes(entry.unitId))
    const subject = row
      ? reportSubject(owner.subject, row)
      : { ...owner.subject, ownerUnitId: takesPart ? actor.unitId : null }
    return {
      owner,
      period,
      row: row ?? null,
      targets: [
        {
          type: row ? ('report' as const) : ('task' as const),
          id: row?.id ?? owner.task.id,
          subject,
          version: row?.version ?? 0,
          planState: owner.plan.state,
        },
      ],
    }
  },
  action: 'report.save',
  handle: async ({ tx, loaded: { owner, period, row }, actor, today, record, unchanged }, input) => {
    if (row) decideReport({ ...owner, report: row, taskSubject: owner.subject }, 'report.save')
    if (!takesReports(owner.task.state)) {
      throw new Refusal('wrongState', { state: taskStateLabels[owner.task.state], action: '填写报送' })
    }
    if (period.startsOn > today) throw new Refusal('periodClosed')

    const wanted = [...new Set(input.milestoneIds)].sort((a, b) => a - b)
    const before = row ? await claimedIds(tx, row.id) : []
    const added = wanted.filter((id) => !before.includes(id))
    if (added.length > 0) {
      if (!isPrimaryLead(owner, actor.unitId)) throw new Refusal('claimByLeadOnly')
      const rows = await tx
        .select()
        .from(milestone)
        .where(and(inArray(milestone.id, added), eq(milestone.taskId, owner.task.id)))
      if (rows.length !== added.length) throw new Refusal('notFound')
      const settled = rows.find((entry) => entry.state === 'claimed' || entry.state === 'verified')
      if (settled) {
        throw new Refusal('claimNotPossible', {
          milestone: settled.title,
          state: milestoneStateLabels[settled.state],
        })
      }
    }

    const { selfPercent, doneText, difficulties, nextSteps, isNoChange, noChangeReason } = input
    const content = { selfPercent, doneText, difficulties, nextSteps, isNoChange, noChangeReason }
    const changed = changedFields(contentOf(row, before), { ...content, milestoneIds: wanted })
    if (row && !changed) {
      unchanged()
      return { reportId: row.id, version: row.version }
    }
    const version = (row?.version ?? 0) + 1
    const values = { ...content, authorPersonId: actor.personId, version }
    const [saved] = row
      ? await tx.update(report).set(values).where(eq(report.id, row.id)).returning({ id: report.id })
      : await tx
          .insert(report)
          .values({
            ...values,
            taskId: owner.task.id,
            unitId: actor.unitId,
            periodId: period.id,
            reviewingUnitId: reviewingUnitOf(owner, actor.unitId),
          })
          .returning({ id: report.id })
    if (!saved) throw new Error('the report was not written')
    const dropped = before.filter((id) => !wanted.includes(id))
    if (dropped.length > 0) {
      await tx
        .delete(milestoneClaim)
        .where(and(eq(milestoneClaim.reportId, saved.id), inArray(milestoneClaim.milestoneId, dropped)))
    }
    if (added.length > 0) {
      await tx.insert(milestoneClaim).values(added.map((milestoneId) => ({ reportId: saved.id, milestoneId })))
    }
    record({
      action: 'report.save',
      subjectType: 'report',
      subjectId: saved.id,
      planId: owner.plan.id,
      taskId: owner.task.id,
      before: changed?.before ?? null,
      after: { ...changed?.after, periodKey: period.key },
    })
    return { reportId: saved.id, version }
  },
})
