import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { changeRequest } from '@/db/schema/change-request'
import { milestone } from '@/db/schema/task'
import { type ChangeRequestRow, readTask, type TaskRow } from '@/db/subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import {
  type ChangeRequestAction,
  type ChangeRequestKind,
  changeRequestLifecycle,
  type ChangeRequestState,
} from '@/lib/domain/change-request/states'
import { actionLabel, changeRequestStateLabels, milestoneStateLabels } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import { milestoneLifecycle } from '@/lib/domain/milestone/states'
import { Refusal } from '@/lib/domain/refusals'
import { latestDueOn } from '@/lib/domain/task/dates'
import { requireTaskAction } from './task-verbs'

export type MilestoneRow = typeof milestone.$inferSelect

const taskActionOf = { extend: 'task.extend', amend: 'task.amend', terminate: 'task.terminate' } as const

export const readMilestone = async (tx: Tx, taskId: number, id: number | null): Promise<MilestoneRow | null> => {
  if (id === null) return null
  const [row] = await tx
    .select()
    .from(milestone)
    .where(and(eq(milestone.id, id), eq(milestone.taskId, taskId)))
  if (!row) throw new Refusal('notFound')
  return row
}

/** Whether the task or the milestone can be changed this way at all once the request is approved. */
export const requireChangeable = (
  task: TaskRow,
  milestoneRow: MilestoneRow | null,
  kind: ChangeRequestKind,
): TaskRow['state'] => {
  const state = requireTaskAction(task.state, taskActionOf[kind], {
    hasPrimaryLead: true,
    isLedByGroup: false,
    openSubtasks: 0,
    unverifiedMilestones: 0,
    openRectifications: 0,
    changeApproved: true,
  })
  if (!milestoneRow) return state
  const decision = decide(milestoneLifecycle, milestoneRow.state, 'milestone.extend', {
    evidenceAsked: false,
    evidenceCount: 0,
    isPastDue: false,
    movesLater: true,
    changeApproved: true,
    hasReason: true,
  })
  if (!decision.ok) {
    throw new Refusal(decision.code, {
      state: milestoneStateLabels[milestoneRow.state],
      action: actionLabel('milestone.extend'),
    })
  }
  return state
}

type Asked = {
  readonly task: TaskRow
  readonly kind: ChangeRequestKind
  readonly milestone: MilestoneRow | null
  readonly proposedDueOn: CalendarDate | null
  readonly reason: string
  readonly state: ChangeRequestState
  readonly id: number | null
}

/** The next state of a request, or the refusal in the words of the screen. */
export const requireChangeAction = async (
  tx: Tx,
  asked: Asked,
  action: ChangeRequestAction,
  today: CalendarDate,
): Promise<ChangeRequestState> => {
  const current = asked.milestone ? asked.milestone.dueOn : asked.task.dueOn
  const [open] = await tx
    .select({ id: changeRequest.id })
    .from(changeRequest)
    .where(
      and(
        eq(changeRequest.taskId, asked.task.id),
        eq(changeRequest.kind, asked.kind),
        eq(changeRequest.state, 'submitted'),
        asked.milestone ? eq(changeRequest.milestoneId, asked.milestone.id) : isNull(changeRequest.milestoneId),
        asked.id === null ? undefined : ne(changeRequest.id, asked.id),
      ),
    )
    .limit(1)
  const decision = decide(changeRequestLifecycle, asked.state, action, {
    kind: asked.kind,
    isPastDue: current !== null && current < today,
    isLater: current !== null && asked.proposedDueOn !== null && asked.proposedDueOn > current,
    hasReason: asked.reason.trim() !== '',
    hasOpenRequest: open !== undefined,
  })
  if (decision.ok) return decision.to
  const params = {
    state: changeRequestStateLabels[asked.state],
    action: actionLabel(action),
    current: current ?? '未定',
  }
  const field = { extensionNotLater: 'proposedDueOn', reasonNeeded: 'reason' }[decision.code as string]
  throw new Refusal(decision.code, params, field ? { [field]: new Refusal(decision.code, params).message } : {})
}

/** A milestone's new date stays within its task, a subtask's within the task above. */
export const requireWithin = async (
  tx: Tx,
  task: TaskRow,
  milestoneRow: MilestoneRow | null,
  proposedDueOn: CalendarDate,
  today: CalendarDate,
): Promise<void> => {
  const above = milestoneRow || task.parentId === null ? null : await readTask(tx, task.parentId)
  const limit = latestDueOn(milestoneRow ? task.dueOn : (above?.task.dueOn ?? null), today)
  if (!limit || proposedDueOn <= limit) return
  const code = milestoneRow ? 'milestoneAfterTask' : 'dueAfterParent'
  throw new Refusal(code, { limit }, { proposedDueOn: new Refusal(code, { limit }).message })
}

export const changeEvent = (
  row: Pick<ChangeRequestRow, 'id'>,
  task: TaskRow,
  action: ChangeRequestAction,
  before: Record<string, string | number | null>,
  after: Record<string, string | number | null>,
  reason: string | null = null,
) => ({
  action,
  subjectType: 'changeRequest' as const,
  subjectId: row.id,
  planId: task.planId,
  taskId: task.id,
  before,
  after,
  reason,
})
