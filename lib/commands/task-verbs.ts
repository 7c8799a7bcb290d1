import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { finding } from '@/db/schema/inspection'
import { rectification, rectificationFinding } from '@/db/schema/rectification'
import { milestone, task } from '@/db/schema/task'
import { readTask, type TaskRow, type TaskWithSubject } from '@/db/subjects'
import { actionLabel, taskStateLabels } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import { openRectificationStates } from '@/lib/domain/rectification/states'
import { Refusal } from '@/lib/domain/refusals'
import {
  openTaskStates,
  type TaskAction,
  type TaskFacts,
  taskLifecycle,
  type TaskState,
} from '@/lib/domain/task/states'
import { taskTarget } from './targets'

/** What every verb on one task shares: how it is locked, decided and written. */
export const lockTask = async (tx: Tx, input: { readonly taskId: number }) => {
  const row = await readTask(tx, input.taskId, { lock: true })
  return row && { ...row, targets: [taskTarget(row)] }
}

export const readTaskFacts = async (
  tx: Tx,
  { task: row, assignments, subject }: TaskWithSubject,
  changeApproved = false,
): Promise<TaskFacts> => {
  const count = { count: sql<number>`count(*)::int` }
  const [open] = await tx
    .select(count)
    .from(task)
    .where(and(eq(task.parentId, row.id), inArray(task.state, [...openTaskStates])))
  const [unverified] = await tx
    .select(count)
    .from(milestone)
    .where(and(eq(milestone.taskId, row.id), ne(milestone.state, 'verified')))
  const [rectifying] = await tx
    .select({ count: sql<number>`count(distinct ${rectification.id})::int` })
    .from(rectification)
    .innerJoin(rectificationFinding, eq(rectificationFinding.rectificationId, rectification.id))
    .innerJoin(finding, eq(finding.id, rectificationFinding.findingId))
    .where(and(eq(finding.taskId, row.id), inArray(rectification.state, [...openRectificationStates])))
  return {
    hasPrimaryLead: assignments.some((entry) => entry.isPrimary),
    isLedByGroup: subject.isLedByGroup ?? false,
    openSubtasks: open?.count ?? 0,
    unverifiedMilestones: unverified?.count ?? 0,
    openRectifications: rectifying?.count ?? 0,
    changeApproved,
  }
}

/** The state after the action, or the refusal in the words of the screen. */
export const requireTaskAction = (state: TaskState, action: TaskAction, facts: TaskFacts): TaskState => {
  const decision = decide(taskLifecycle, state, action, facts)
  if (decision.ok) return decision.to
  const counts: Readonly<Record<string, number>> = {
    openSubtasks: facts.openSubtasks,
    unverifiedMilestones: facts.unverifiedMilestones,
    openRectifications: facts.openRectifications,
  }
  throw new Refusal(decision.code, {
    state: taskStateLabels[state],
    action: actionLabel(action),
    count: counts[decision.code] ?? 0,
  })
}

export const updateTask = async (tx: Tx, row: TaskRow, set: Partial<typeof task.$inferInsert> = {}): Promise<void> => {
  await tx
    .update(task)
    .set({ ...set, version: row.version + 1 })
    .where(eq(task.id, row.id))
}

/** The record of a verb that moved one task from state to state. */
export const taskEvent = (
  row: TaskRow,
  action: string,
  before: Record<string, string | number | null>,
  after: Record<string, string | number | null>,
  reason: string | null = null,
) => ({
  action,
  subjectType: 'task' as const,
  subjectId: row.id,
  planId: row.planId,
  taskId: row.id,
  before,
  after,
  reason,
})
