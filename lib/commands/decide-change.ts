import { eq } from 'drizzle-orm'
import { changeRequest } from '@/db/schema/change-request'
import { milestone } from '@/db/schema/task'
import { type ChangeRequestWithSubject, readChangeRequest, type TaskRow } from '@/db/subjects'
import { changedFields } from '@/lib/domain/events'
import { changeRequestKindLabels } from '@/lib/domain/labels'
import { Refusal } from '@/lib/domain/refusals'
import { decideChangeInput } from '@/lib/input/change-request'
import {
  changeEvent,
  type MilestoneRow,
  readMilestone,
  requireChangeable,
  requireChangeAction,
  requireWithin,
} from './change-facts'
import { defineCommand, type Work } from './run'
import { settleTask } from './settle-task'
import { changeRequestTarget } from './targets'
import { taskEvent, updateTask } from './task-verbs'
import { lockBelow, terminateTask } from './terminate-task'

type Decision = Pick<Work<unknown>, 'tx' | 'today' | 'record'>

const extend = async (
  { tx, today, record }: Decision,
  row: TaskRow,
  about: MilestoneRow | null,
  request: ChangeRequestWithSubject['changeRequest'],
) => {
  const dueOn = request.proposedDueOn
  if (!dueOn) throw new Refusal('extensionNotLater', { current: row.dueOn ?? '未定' })
  await requireWithin(tx, row, about, dueOn, today)
  if (about) {
    // originalDueOn never changes (DESIGN §3): both dates stay visible.
    await tx
      .update(milestone)
      .set({ dueOn, version: about.version + 1 })
      .where(eq(milestone.id, about.id))
    await updateTask(tx, row)
    record({
      ...taskEvent(row, 'milestone.extend', { dueOn: about.dueOn }, { dueOn, title: about.title }, request.reason),
      subjectType: 'milestone',
      subjectId: about.id,
    })
  } else {
    await updateTask(tx, row, { dueOn })
    record(taskEvent(row, 'task.extend', { dueOn: row.dueOn }, { dueOn }, request.reason))
  }
  await settleTask(tx, row.id)
}

const amend = async ({ tx, record }: Decision, row: TaskRow, request: ChangeRequestWithSubject['changeRequest']) => {
  const wanted = request.proposed as { title?: string; requirement?: string } | null
  const after = { title: wanted?.title ?? row.title, requirement: wanted?.requirement ?? row.requirement }
  await updateTask(tx, row, after)
  const difference = changedFields({ title: row.title, requirement: row.requirement }, after)
  record({ ...taskEvent(row, 'task.amend', {}, {}, request.reason), before: {}, after: {}, ...difference })
}

/** The issuer's verdict. An approval changes the task in the same step, by the task's own life cycle. */
export const decideChange = defineCommand({
  name: 'changeRequest.decide',
  input: decideChangeInput,
  seenBy: 'changeRequest.view',
  lock: async (tx, input) => {
    const [asked] = await tx
      .select({ taskId: changeRequest.taskId, kind: changeRequest.kind })
      .from(changeRequest)
      .where(eq(changeRequest.id, input.changeRequestId))
    if (!asked) return null
    const isEnd = asked.kind === 'terminate' && input.verdict === 'approve'
    if (isEnd) await lockBelow(tx, asked.taskId)
    const found = await readChangeRequest(tx, input.changeRequestId, { lock: true })
    // Read again: a subtask may have been issued while this waited for the task above it; under its lock none is any more.
    const below = isEnd ? await lockBelow(tx, asked.taskId) : []
    return found && { ...found, below, targets: [changeRequestTarget(found)] }
  },
  action: (input) => (input.verdict === 'approve' ? 'changeRequest.approve' : 'changeRequest.reject'),
  handle: async (work, input) => {
    const { tx, loaded, actor, now, today, record } = work
    const { changeRequest: request, task: row, below } = loaded
    const action = input.verdict === 'approve' ? 'changeRequest.approve' : 'changeRequest.reject'
    const about = await readMilestone(tx, row.id, request.milestoneId)
    // The guard asks for the reason of the verdict, not of the request.
    const asked = { ...request, task: row, milestone: about, reason: input.reason }
    const state = await requireChangeAction(tx, asked, action, today)
    await tx
      .update(changeRequest)
      .set({
        state,
        decidedBy: actor.personId,
        decidedAt: now,
        decisionReason: input.reason || null,
        version: request.version + 1,
      })
      .where(eq(changeRequest.id, request.id))
    record(
      changeEvent(
        request,
        row,
        action,
        { state: request.state },
        {
          kind: changeRequestKindLabels[request.kind],
          state,
          ...(about ? { milestone: about.title } : {}),
          ...(request.proposedDueOn ? { proposedDueOn: request.proposedDueOn } : {}),
        },
        input.reason || null,
      ),
    )
    if (input.verdict === 'approve') {
      requireChangeable(row, about, request.kind)
      if (request.kind === 'extend') await extend(work, row, about, request)
      else if (request.kind === 'amend') await amend(work, row, request)
      else await terminateTask(work, row, below, request)
    }
    return { changeRequestId: request.id, taskId: row.id, state }
  },
})
