import { taskReasonInput } from '@/lib/input/task-verbs'
import { defineCommand } from './run'
import { settleTask } from './settle-task'
import { lockTask, readTaskFacts, requireTaskAction, taskEvent, updateTask } from './task-verbs'

/** 中止: nothing is owed while it lasts; the due date stays where it is. */
export const suspendTask = defineCommand({
  name: 'task.suspend',
  input: taskReasonInput,
  seenBy: 'task.view',
  lock: lockTask,
  action: 'task.suspend',
  handle: async ({ tx, loaded, today, record }, input) => {
    const { task: row } = loaded
    const state = requireTaskAction(row.state, 'task.suspend', await readTaskFacts(tx, loaded))
    await updateTask(tx, row, { state, suspendedOn: today, stateReason: input.reason })
    await settleTask(tx, row.id)
    record(taskEvent(row, 'task.suspend', { state: row.state }, { state, suspendedOn: today }, input.reason))
    return { taskId: row.id }
  },
})
