import { taskReasonInput } from '@/lib/input/task-verbs'
import { defineCommand } from './run'
import { settleTask } from './settle-task'
import { lockTask, readTaskFacts, requireTaskAction, taskEvent, updateTask } from './task-verbs'

/** The closing goes back with a reason, which stays on the task until the next claim. */
export const returnClosing = defineCommand({
  name: 'task.returnClosing',
  input: taskReasonInput,
  seenBy: 'task.view',
  lock: lockTask,
  action: 'task.returnClosing',
  handle: async ({ tx, loaded, record }, input) => {
    const { task: row } = loaded
    const state = requireTaskAction(row.state, 'task.returnClosing', await readTaskFacts(tx, loaded))
    await updateTask(tx, row, { state, claimedOn: null, claimedBy: null, stateReason: input.reason })
    await settleTask(tx, row.id)
    record(
      taskEvent(
        row,
        'task.returnClosing',
        { state: row.state, claimedOn: row.claimedOn },
        { state, claimedOn: null },
        input.reason,
      ),
    )
    return { taskId: row.id }
  },
})
