import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { changeRequest } from '@/db/schema/change-request'
import { report } from '@/db/schema/report'
import { acknowledgement, assignment, task } from '@/db/schema/task'
import type { TaskRow, TaskWithSubject } from '@/db/subjects'
import type { ComparedItem, ComparedUnit } from '@/lib/domain/plan/compared'
import type { RegisterUnit } from '@/lib/domain/plan/draft'
import { changeRequestKindLabels } from '@/lib/domain/labels'
import { changeEvent, requireChangeAction } from './change-facts'
import { assignmentsOf } from './issue-items'
import type { Applying } from './plan-revision'

const asDraft = (units: readonly ComparedUnit[]) => units.map((unit) => ({ spelling: unit.name, unitId: unit.unitId }))

/** What a unit that no longer leads decided or asked for goes to the one that does. */
const handOverLead = async (
  { tx, loaded, today, record, reason }: Applying,
  row: TaskRow,
  from: number,
  to: { readonly unitId: number; readonly isGroup: boolean },
): Promise<void> => {
  // A group has no people of its own: what supporters hand in goes to the issuer.
  const reviewer = to.isGroup ? row.issuerUnitId : to.unitId
  await tx
    .update(report)
    .set({ reviewingUnitId: reviewer })
    .where(and(eq(report.taskId, row.id), eq(report.reviewingUnitId, from), ne(report.state, 'approved')))
  const children = await tx
    .select({ id: task.id, lead: assignment.unitId })
    .from(task)
    .innerJoin(assignment, and(eq(assignment.taskId, task.id), eq(assignment.isPrimary, true)))
    .where(and(eq(task.parentId, row.id), eq(task.issuerUnitId, from)))
  for (const child of children) {
    // Nobody decides his own work.
    const issuer = child.lead === reviewer ? loaded.plan.officeUnitId : reviewer
    await tx.update(task).set({ issuerUnitId: issuer }).where(eq(task.id, child.id))
    await tx
      .update(report)
      .set({ reviewingUnitId: issuer })
      .where(and(eq(report.taskId, child.id), eq(report.reviewingUnitId, from), ne(report.state, 'approved')))
    await tx
      .update(changeRequest)
      .set({ issuerUnitId: issuer })
      .where(and(eq(changeRequest.taskId, child.id), inArray(changeRequest.state, ['draft', 'submitted'])))
  }
  const asked = await tx
    .select()
    .from(changeRequest)
    .where(
      and(
        eq(changeRequest.taskId, row.id),
        eq(changeRequest.unitId, from),
        inArray(changeRequest.state, ['draft', 'submitted']),
      ),
    )
  for (const one of asked) {
    const state = await requireChangeAction(tx, { ...one, task: row, milestone: null }, 'changeRequest.withdraw', today)
    await tx
      .update(changeRequest)
      .set({ state, version: one.version + 1 })
      .where(eq(changeRequest.id, one.id))
    const kind = changeRequestKindLabels[one.kind]
    record(changeEvent(one, row, 'changeRequest.withdraw', { state: one.state }, { kind, state }, reason))
  }
}

const forgetReceipt = (tx: Tx, assignmentId: number) =>
  tx.delete(acknowledgement).where(eq(acknowledgement.assignmentId, assignmentId))

/**
 * The task's units as the new version names them: those that stay keep their receipt and their person, new ones and a new
 * primary lead acknowledge anew. Gives the names before and after, for the record.
 */
export const reviseUnits = async (
  work: Applying,
  { task: row, assignments }: TaskWithSubject,
  before: ComparedItem,
  after: ComparedItem,
  fields: ReadonlySet<string>,
): Promise<void> => {
  const { tx, loaded, comparison } = work
  const unitById = new Map<number, RegisterUnit>(comparison.register.map((unit) => [unit.id, unit]))
  const wanted = assignmentsOf(
    {
      leads: asDraft(fields.has('leads') ? after.leads : before.leads),
      supports: asDraft(fields.has('supports') ? after.supports : before.supports),
    },
    unitById,
  )
  const primary = assignments.find((entry) => entry.isPrimary)
  const first = wanted.find((unit) => unit.isPrimary)
  const leaving = assignments.filter((entry) => !wanted.some((unit) => unit.unitId === entry.unitId))
  for (const entry of leaving) await forgetReceipt(tx, entry.id)
  if (leaving.length > 0) {
    const ids = leaving.map((entry) => entry.id)
    await tx.delete(assignment).where(inArray(assignment.id, ids))
  }
  if (primary && primary.unitId !== first?.unitId) {
    await tx.update(assignment).set({ isPrimary: false }).where(eq(assignment.id, primary.id))
  }
  for (const [position, unit] of wanted.entries()) {
    const held = assignments.find((entry) => entry.unitId === unit.unitId)
    const leadsNow = unit.isPrimary && held?.isPrimary !== true
    if (!held) {
      await tx.insert(assignment).values({ taskId: row.id, ...unit, position, revisionId: loaded.revision.id })
      continue
    }
    if (leadsNow) await forgetReceipt(tx, held.id)
    await tx
      .update(assignment)
      .set({ ...unit, position, ...(leadsNow ? { revisionId: loaded.revision.id } : {}) })
      .where(eq(assignment.id, held.id))
  }
  if (primary && first && primary.unitId !== first.unitId) {
    const isGroup = unitById.get(first.unitId)?.kind === 'group'
    await handOverLead(work, row, primary.unitId, { unitId: first.unitId, isGroup })
  }
}
