import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { changeRequest } from '@/db/schema/change-request'
import { jurisdiction, unit } from '@/db/schema/organisation'
import { plan, planExpert } from '@/db/schema/plan'
import { report } from '@/db/schema/report'
import { assignment, task } from '@/db/schema/task'
import type { Subject } from '@/lib/domain/permission/can'

/**
 * Reads rows together with the plain facts that `can()` asks for. Commands read with `lock`, queries without; both decide on
 * the same facts. A task's row is the lock of everything that hangs on it (milestones, reports, change requests).
 */
type Reader = Db | Tx
type Options = { readonly lock?: boolean }

export type PlanRow = typeof plan.$inferSelect
export type TaskRow = typeof task.$inferSelect
export type AssignmentRow = typeof assignment.$inferSelect
export type ReportRow = typeof report.$inferSelect
export type ChangeRequestRow = typeof changeRequest.$inferSelect

export type PlanWithSubject = { readonly plan: PlanRow; readonly subject: Subject }
export type TaskWithSubject = {
  readonly task: TaskRow
  readonly plan: PlanRow
  readonly assignments: readonly AssignmentRow[]
  readonly subject: Subject
}

export const readPlan = async (db: Reader, id: number, options: Options = {}): Promise<PlanWithSubject | null> => {
  const query = db.select().from(plan).where(eq(plan.id, id))
  const [row] = options.lock ? await query.for('update') : await query
  if (!row) return null
  return { plan: row, subject: await planSubject(db, row) }
}

/** Facts of a plan; participants only where a plan is published. */
export const planSubject = async (db: Reader, row: PlanRow): Promise<Subject> => {
  const [place, experts, units] = await Promise.all([
    db.select({ path: jurisdiction.path }).from(jurisdiction).where(eq(jurisdiction.id, row.jurisdictionId)),
    db.select({ personId: planExpert.personId }).from(planExpert).where(eq(planExpert.planId, row.id)),
    row.state === 'draft'
      ? []
      : db
          .selectDistinct({ unitId: assignment.unitId })
          .from(assignment)
          .innerJoin(task, eq(task.id, assignment.taskId))
          .where(eq(task.planId, row.id)),
  ])
  const isDraft = row.state === 'draft'
  return {
    // A draft is nobody's business outside its office: the facts that would open it are left out.
    ...(isDraft ? {} : { jurisdictionPath: place[0]?.path }),
    officeUnitId: row.officeUnitId,
    participantUnitIds: units.map((entry) => entry.unitId),
    openedToPersonIds: isDraft ? [] : experts.map((entry) => entry.personId),
  }
}

/** Several tasks at once, lowest id first so that two bulk commands never wait for each other in a circle. */
export const readTasks = async (
  db: Reader,
  ids: readonly number[],
  options: Options = {},
): Promise<readonly TaskWithSubject[]> => {
  if (ids.length === 0) return []
  const query = db
    .select()
    .from(task)
    .where(inArray(task.id, [...ids]))
    .orderBy(asc(task.id))
  const tasks = options.lock ? await query.for('update') : await query
  if (tasks.length === 0) return []
  const taskIds = tasks.map((row) => row.id)
  const planIds = [...new Set(tasks.map((row) => row.planId))]
  const ancestorIds = [...new Set(tasks.flatMap((row) => row.ancestorIds))]
  const [plans, assigned, ancestorLeads, children] = await Promise.all([
    db
      .select({
        plan,
        path: jurisdiction.path,
        experts: sql<number[]>`array(select x.person_id::float8 from plan_expert x where x.plan_id = ${plan.id})`,
      })
      .from(plan)
      .innerJoin(jurisdiction, eq(jurisdiction.id, plan.jurisdictionId))
      .where(inArray(plan.id, planIds)),
    db
      .select({ row: assignment, kind: unit.kind })
      .from(assignment)
      .innerJoin(unit, eq(unit.id, assignment.unitId))
      .where(inArray(assignment.taskId, taskIds))
      .orderBy(asc(assignment.position), asc(assignment.id)),
    ancestorIds.length
      ? db
          .select({ taskId: assignment.taskId, unitId: assignment.unitId })
          .from(assignment)
          .where(and(inArray(assignment.taskId, ancestorIds), eq(assignment.role, 'lead')))
      : [],
    db
      .select({ parentId: task.parentId, unitId: assignment.unitId })
      .from(task)
      .innerJoin(assignment, eq(assignment.taskId, task.id))
      .where(inArray(task.parentId, taskIds)),
  ])
  const assignments = assigned.map((entry) => entry.row)
  return tasks.flatMap((row) => {
    const owner = plans.find((entry) => entry.plan.id === row.planId)
    if (!owner) return []
    const own = assignments.filter((entry) => entry.taskId === row.id)
    const subject: Subject = {
      jurisdictionPath: owner.path,
      officeUnitId: owner.plan.officeUnitId,
      issuerUnitId: row.issuerUnitId,
      primaryLeadUnitId: own.find((entry) => entry.isPrimary)?.unitId ?? null,
      isLedByGroup: assigned.some(
        (entry) => entry.row.taskId === row.id && entry.row.isPrimary && entry.kind === 'group',
      ),
      // Who asked for the closing does not decide it.
      authorPersonId: row.claimedBy,
      participantUnitIds: own.map((entry) => entry.unitId),
      ancestorLeadUnitIds: ancestorLeads
        .filter((entry) => row.ancestorIds.includes(entry.taskId))
        .map((entry) => entry.unitId),
      childParticipantUnitIds: children.filter((entry) => entry.parentId === row.id).map((entry) => entry.unitId),
      openedToPersonIds: owner.experts,
    }
    return [{ task: row, plan: owner.plan, assignments: own, subject }]
  })
}

export const readTask = async (db: Reader, id: number, options: Options = {}): Promise<TaskWithSubject | null> =>
  (await readTasks(db, [id], options))[0] ?? null

/** `taskSubject`: the facts of the task alone, for what was submitted earlier and is being corrected now. */
export type ReportWithSubject = TaskWithSubject & { readonly report: ReportRow; readonly taskSubject: Subject }

/** A report with its task; with `lock` the task's row is taken first, as every command does that touches the task. */
export const readReport = async (db: Reader, id: number, options: Options = {}): Promise<ReportWithSubject | null> => {
  const [found] = await db.select({ taskId: report.taskId }).from(report).where(eq(report.id, id))
  if (!found) return null
  const owner = await readTask(db, found.taskId, options)
  const query = db.select().from(report).where(eq(report.id, id))
  const [row] = options.lock ? await query.for('update') : await query
  if (!owner || !row) return null
  return { ...owner, report: row, taskSubject: owner.subject, subject: reportSubject(owner.subject, row) }
}

export const reportSubject = (taskSubject: Subject, row: ReportRow): Subject => ({
  ...taskSubject,
  // Until it is submitted, and again while it is corrected, a report is its unit's own business (DESIGN §1); what was
  // submitted before stays readable as a revision.
  ...(row.state === 'draft' || row.state === 'signedOff'
    ? {
        jurisdictionPath: undefined,
        officeUnitId: null,
        issuerUnitId: null,
        primaryLeadUnitId: null,
        participantUnitIds: [],
        ancestorLeadUnitIds: [],
        childParticipantUnitIds: [],
        openedToPersonIds: [],
        reviewingUnitId: null,
      }
    : { reviewingUnitId: row.reviewingUnitId }),
  ownerUnitId: row.unitId,
  authorPersonId: row.authorPersonId,
  signatoryPersonId: row.signatoryPersonId,
})

export type ChangeRequestWithSubject = TaskWithSubject & { readonly changeRequest: ChangeRequestRow }

export const readChangeRequest = async (
  db: Reader,
  id: number,
  options: Options = {},
): Promise<ChangeRequestWithSubject | null> => {
  const [found] = await db.select({ taskId: changeRequest.taskId }).from(changeRequest).where(eq(changeRequest.id, id))
  if (!found) return null
  const owner = await readTask(db, found.taskId, options)
  const query = db.select().from(changeRequest).where(eq(changeRequest.id, id))
  const [row] = options.lock ? await query.for('update') : await query
  if (!owner || !row) return null
  return { ...owner, changeRequest: row, subject: changeRequestSubject(owner.subject, row) }
}

export const changeRequestSubject = (
  taskSubject: Subject,
  row: Pick<ChangeRequestRow, 'state' | 'issuerUnitId' | 'unitId' | 'authorPersonId'>,
): Subject => ({
  ...taskSubject,
  ...(row.state === 'draft'
    ? {
        jurisdictionPath: undefined,
        officeUnitId: null,
        issuerUnitId: null,
        primaryLeadUnitId: null,
        participantUnitIds: [],
        ancestorLeadUnitIds: [],
        childParticipantUnitIds: [],
        openedToPersonIds: [],
      }
    : { issuerUnitId: row.issuerUnitId }),
  ownerUnitId: row.unitId,
  authorPersonId: row.authorPersonId,
})

export type UnitWithSubject = { readonly unit: typeof unit.$inferSelect; readonly subject: Subject }

export const readUnit = async (db: Reader, id: number, options: Options = {}): Promise<UnitWithSubject | null> => {
  const query = db.select().from(unit).where(eq(unit.id, id))
  const [row] = options.lock ? await query.for('update') : await query
  if (!row) return null
  return { unit: row, subject: await jurisdictionSubject(db, row.jurisdictionId) }
}

export const jurisdictionSubject = async (db: Reader, jurisdictionId: number): Promise<Subject> => {
  const [row] = await db
    .select({ path: jurisdiction.path })
    .from(jurisdiction)
    .where(eq(jurisdiction.id, jurisdictionId))
  return { jurisdictionPath: row?.path }
}
