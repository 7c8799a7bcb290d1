import { and, eq, inArray, max } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { jurisdiction, unit, unitMember } from '@/db/schema/organisation'
import { assignment, milestone, task } from '@/db/schema/task'
import type { TaskWithSubject } from '@/db/subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { AuditEvent } from '@/lib/domain/events'
import { Refusal } from '@/lib/domain/refusals'
import { latestDueOn } from '@/lib/domain/task/dates'
import { settleTask } from './settle-task'
import { requireTaskAction, updateTask } from './task-verbs'

/** Levels of subtasks below what the plan prints. */
const MAX_DEPTH = 2

export type UnitRow = typeof unit.$inferSelect
export type MilestoneTemplate = Pick<
  typeof milestone.$inferInsert,
  'title' | 'deliverable' | 'weight' | 'evidenceAsked' | 'evidenceWhy'
> & { readonly dueOn: CalendarDate }

export type NewSubtask = {
  readonly title: string
  readonly requirement: string | null
  readonly lead: UnitRow
  readonly supports: readonly UnitRow[]
  readonly dueOn: CalendarDate | null
  readonly weight: number
  readonly milestones: readonly MilestoneTemplate[]
  /** Path of the input that a refused date belongs to. */
  readonly field: string
}

/**
 * The units by id, all of them in force and of the plan's jurisdiction, or already taking part in the task above.
 * Refuses with the name, so that the form can say which.
 */
export const readChosenUnits = async (
  tx: Tx,
  ids: readonly number[],
  { plan, assignments }: TaskWithSubject,
): Promise<ReadonlyMap<number, UnitRow>> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await tx.select().from(unit).where(inArray(unit.id, wanted))
  for (const row of rows) {
    if (row.dissolvedOn) throw new Refusal('unitDissolved', { unit: row.name })
    const takesPart = assignments.some((entry) => entry.unitId === row.id)
    if (!takesPart && row.jurisdictionId !== plan.jurisdictionId) throw new Refusal('unitElsewhere', { unit: row.name })
  }
  if (rows.length !== wanted.length) throw new Refusal('notFound')
  return new Map(rows.map((row) => [row.id, row]))
}

/** Members of a group that are in force, in their jurisdiction's order. */
export const readMembers = async (tx: Tx, groupId: number): Promise<readonly UnitRow[]> => {
  const rows = await tx
    .select({ unit, path: jurisdiction.path })
    .from(unitMember)
    .innerJoin(unit, eq(unit.id, unitMember.memberId))
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(eq(unitMember.groupId, groupId))
    .orderBy(jurisdiction.path, unit.position, unit.id)
  return rows.map((row) => row.unit).filter((row) => row.dissolvedOn === null)
}

const checkDate = (dueOn: CalendarDate, today: CalendarDate, limit: CalendarDate | null, field: string): void => {
  const refuse = (code: 'dueBeforeToday' | 'dueAfterParent', params: Record<string, string>) => {
    throw new Refusal(code, params, { [field]: new Refusal(code, params).message })
  }
  if (dueOn < today) refuse('dueBeforeToday', {})
  if (limit && dueOn > limit) refuse('dueAfterParent', { limit })
}

type Work = {
  readonly tx: Tx
  readonly today: CalendarDate
  readonly now: Date
  readonly record: (event: AuditEvent) => void
}

/** Writes subtasks as issued and brings the task above up to date. `issuerUnitId` decides their reports and closing. */
export const issueSubtasks = async (
  { tx, today, now, record }: Work,
  parent: TaskWithSubject,
  issuerUnitId: number,
  subtasks: readonly NewSubtask[],
  parentState = parent.task.state,
): Promise<readonly number[]> => {
  const above = parent.task
  if (above.ancestorIds.length >= MAX_DEPTH) throw new Refusal('subtaskTooDeep')
  const [last] = await tx
    .select({ position: max(task.position) })
    .from(task)
    .where(eq(task.parentId, above.id))
  const limit = latestDueOn(above.dueOn, today)
  const ids: number[] = []
  let position = last?.position ?? 0
  for (const wanted of subtasks) {
    if (wanted.lead.id === issuerUnitId) throw new Refusal('subtaskForSelf')
    const dueOn = wanted.dueOn ?? above.dueOn
    if (dueOn) checkDate(dueOn, today, limit, wanted.field)
    position += 1
    const state = requireTaskAction('draft', 'task.issue', {
      hasPrimaryLead: true,
      isLedByGroup: wanted.lead.kind === 'group',
      openSubtasks: 0,
      unverifiedMilestones: 0,
      openRectifications: 0,
      changeApproved: false,
    })
    const [row] = await tx
      .insert(task)
      .values({
        planId: above.planId,
        sectionId: above.sectionId,
        parentId: above.id,
        ancestorIds: [...above.ancestorIds, above.id],
        kind: above.kind,
        number: above.number ? `${above.number}.${position}` : null,
        title: wanted.title,
        requirement: wanted.requirement,
        position,
        weight: wanted.weight,
        state,
        dueOn,
        originalDueOn: dueOn,
        ongoing: dueOn === null && above.ongoing,
        issuerUnitId,
        issuedAt: now,
      })
      .returning({ id: task.id })
    if (!row) throw new Error('no subtask was written')
    await tx.insert(assignment).values([
      { taskId: row.id, unitId: wanted.lead.id, role: 'lead' as const, isPrimary: true },
      ...wanted.supports
        .filter((support) => support.id !== wanted.lead.id)
        .map((support, index) => ({
          taskId: row.id,
          unitId: support.id,
          role: 'support' as const,
          position: index + 1,
        })),
    ])
    if (wanted.milestones.length > 0) {
      for (const entry of wanted.milestones) checkDate(entry.dueOn, today, dueOn, `${wanted.field}`)
      await tx.insert(milestone).values(
        wanted.milestones.map((entry, index) => ({
          ...entry,
          taskId: row.id,
          position: index + 1,
          originalDueOn: entry.dueOn,
        })),
      )
    }
    await settleTask(tx, row.id)
    record({
      action: 'task.issue',
      subjectType: 'task',
      subjectId: row.id,
      planId: above.planId,
      taskId: row.id,
      before: null,
      after: {
        title: wanted.title,
        requirement: wanted.requirement,
        dueOn,
        weight: wanted.weight,
        leadUnit: wanted.lead.name,
        supportUnits: wanted.supports.map((support) => support.name),
        milestones: wanted.milestones.map((entry) => entry.title),
      },
    })
    ids.push(row.id)
  }
  await updateTask(tx, above, { state: parentState })
  await settleTask(tx, above.id)
  return ids
}

/** The subtasks of a task that a unit of the group already leads: a second click must not give it the same twice. */
export const leadsOfSubtasks = async (
  tx: Tx,
  parentId: number,
): Promise<readonly { unitId: number; title: string }[]> =>
  tx
    .select({ unitId: assignment.unitId, title: task.title })
    .from(task)
    .innerJoin(assignment, and(eq(assignment.taskId, task.id), eq(assignment.isPrimary, true)))
    .where(eq(task.parentId, parentId))
