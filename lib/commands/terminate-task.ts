import { and, arrayContains, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { changeRequest } from '@/db/schema/change-request'
import { task } from '@/db/schema/task'
import type { ChangeRequestRow, TaskRow } from '@/db/subjects'
import { changeRequestKindLabels } from '@/lib/domain/labels'
import { Refusal } from '@/lib/domain/refusals'
import { openTaskStates } from '@/lib/domain/task/states'
import { changeEvent, requireChangeable, requireChangeAction } from './change-facts'
import type { Work } from './run'
import { settleTask } from './settle-task'
import { taskEvent, updateTask } from './task-verbs'

/** Open tasks anywhere below, innermost first: the order in which `settleTask` locks upwards. */
export const lockBelow = (tx: Tx, taskId: number): Promise<TaskRow[]> =>
  tx
    .select()
    .from(task)
    .where(and(arrayContains(task.ancestorIds, [taskId]), inArray(task.state, [...openTaskStates])))
    .orderBy(sql`cardinality(${task.ancestorIds}) desc`, task.id)
    .for('update')

/** Ends the task and everything open below it; what else was asked about them is withdrawn. */
export const terminateTask = async (
  { tx, today, record }: Pick<Work<unknown>, 'tx' | 'today' | 'record'>,
  row: TaskRow,
  below: readonly TaskRow[],
  request: Pick<ChangeRequestRow, 'id' | 'reason'>,
) => {
  const closing = below.find((child) => child.state === 'closing')
  if (closing) throw new Refusal('subtaskClosing', { title: closing.title })
  const ended = [...below, row]
  for (const each of ended) {
    const state = requireChangeable(each, null, 'terminate')
    const reason = each.id === row.id ? request.reason : `上级任务“${row.title}”终止：${request.reason}`
    await updateTask(tx, each, { state, stateReason: reason })
    record(taskEvent(each, 'task.terminate', { state: each.state }, { state }, reason))
  }
  // What else was asked about these tasks has lost its object.
  const ids = ended.map((each) => each.id)
  const open = await tx
    .select()
    .from(changeRequest)
    .where(and(inArray(changeRequest.taskId, ids), inArray(changeRequest.state, ['draft', 'submitted'])))
    .for('update')
  for (const other of open) {
    const owner = ended.find((each) => each.id === other.taskId)
    if (!owner || other.id === request.id) continue
    const asked = { ...other, task: owner, milestone: null }
    const state = await requireChangeAction(tx, asked, 'changeRequest.withdraw', today)
    await tx
      .update(changeRequest)
      .set({ state, version: other.version + 1 })
      .where(eq(changeRequest.id, other.id))
    const kind = changeRequestKindLabels[other.kind]
    record(changeEvent(other, owner, 'changeRequest.withdraw', { state: other.state }, { kind, state }, '任务已终止'))
  }
  for (const each of ended) await settleTask(tx, each.id)
}
