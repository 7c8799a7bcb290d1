import { claimCompletionInput } from '@/lib/input/task-verbs'
import { defineCommand } from './run'
import { settleTask } from './settle-task'
import { lockTask, readTaskFacts, requireTaskAction, taskEvent, updateTask } from './task-verbs'

/** 申请办结: everything below is verified and closed; the issuer decides. */
export const claimCompletion = defineCommand({
  name: 'task.claimCompletion',
  input: claimCompletionInput,
  seenBy: 'task.view',
  lock: lockTask,
  action: 'task.claimCompletion',
  handle: async ({ tx, loaded, actor, today, record }, input) => {
    const { task: row } = loaded
    const state = requireTaskAction(row.state, 'task.claimCompletion', await readTaskFacts(tx, loaded))
    await updateTask(tx, row, { state, claimedOn: today, claimedBy: actor.personId, stateReason: input.note })
    await settleTask(tx, row.id)
    record(taskEvent(row, 'task.claimCompletion', { state: row.state }, { state, claimedOn: today }, input.note))
    return { taskId: row.id }
  },
})
