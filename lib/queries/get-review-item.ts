import { asc, eq, sql } from 'drizzle-orm'
import { evidence } from '@/db/schema/evidence'
import { file } from '@/db/schema/file'
import { readChangeRequest, readTask } from '@/db/subjects'
import { can } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'
import { getReport } from './get-report'
import { readMilestones, readNames, readUnitNames } from './report-parts'

export type ReviewItem = NonNullable<Awaited<ReturnType<typeof getReviewItem>>>

/** One item of the queue by its key (`report-12`, `change-3`, `closing-7`); null where there is none for this person. */
export const getReviewItem = async (ctx: QueryContext, key: string) => {
  const [, kind, id] = /^(report|change|closing)-(\d{1,15})$/.exec(key) ?? []
  if (kind === 'report') {
    const report = await getReport(ctx, Number(id))
    return report && { kind: 'report' as const, report }
  }
  if (kind === 'change') return getChangeItem(ctx, Number(id))
  return kind === 'closing' ? getClosingItem(ctx, Number(id)) : null
}

const getChangeItem = async ({ db, actor }: QueryContext, id: number) => {
  const found = await readChangeRequest(db, id)
  if (!found || !can(actor, 'changeRequest.view', found.subject)) return null
  const { changeRequest: row, task } = found
  const [units, people, milestones, files] = await Promise.all([
    readUnitNames(db, [row.unitId]),
    readNames(db, [row.authorPersonId, row.decidedBy]),
    row.milestoneId === null ? [] : readMilestones(db, task.id),
    db
      .select({ id: evidence.id, name: evidence.name, size: file.size, mime: file.mime })
      .from(evidence)
      .innerJoin(file, eq(file.id, evidence.fileId))
      .where(sql`${evidence.changeRequestId} = ${id} and ${evidence.removedAt} is null`)
      .orderBy(asc(evidence.id)),
  ])
  return {
    kind: 'change' as const,
    change: {
      id,
      kind: row.kind,
      state: row.state,
      reason: row.reason,
      currentDueOn: row.currentDueOn,
      proposedDueOn: row.proposedDueOn,
      submittedAt: row.submittedAt,
      unitName: units.get(row.unitId) ?? '',
      author: row.authorPersonId === null ? null : (people.get(row.authorPersonId) ?? null),
      decidedBy: row.decidedBy === null ? null : (people.get(row.decidedBy) ?? null),
      decidedAt: row.decidedAt,
      milestoneTitle: milestones.find((entry) => entry.id === row.milestoneId)?.title ?? null,
      task: { id: task.id, number: task.number, title: task.title, originalDueOn: task.originalDueOn },
      files,
    },
  }
}

const getClosingItem = async ({ db, actor }: QueryContext, id: number) => {
  const found = await readTask(db, id)
  if (!found || !can(actor, 'task.view', found.subject)) return null
  const { task } = found
  const lead = found.assignments.find((entry) => entry.isPrimary)
  const [units, milestones] = await Promise.all([readUnitNames(db, lead ? [lead.unitId] : []), readMilestones(db, id)])
  return {
    kind: 'closing' as const,
    closing: {
      state: task.state,
      claimedOn: task.claimedOn,
      unitName: lead ? (units.get(lead.unitId) ?? '') : '',
      milestones,
      verifiedPercent: task.verifiedPercent,
      selfPercent: task.selfPercent,
      reason: task.stateReason,
      task: { id, number: task.number, title: task.title, originalDueOn: task.originalDueOn, dueOn: task.dueOn },
    },
  }
}
