import { taskVerbInput } from '@/lib/input/task-verbs'
import { defineCommand } from './run'
import { settleTask } from './settle-task'
import { lockTask, readTaskFacts, requireTaskAction, taskEvent, updateTask } from './task-verbs'

/** 恢复: what is owed is owed again, from the dates as they stand. */
export const resumeTask = defineCommand({
  name: 'task.resume',
  input: taskVerbInput,
  seenBy: 'task.view',
  lock: lockTask,
  action: 'task.resume',
  handle: async ({ tx, loaded, record }) => {
    const { task: row } = loaded
    const state = requireTaskAction(row.state, 'task.resume', await readTaskFacts(tx, loaded))
    await updateTask(tx, row, { state, suspendedOn: null, stateReason: null })
    await settleTask(tx, row.id)
    record(
      taskEvent(row, 'task.resume', { state: row.state, suspendedOn: row.suspendedOn }, { state, suspendedOn: null }),
    )
    return { taskId: row.id }
  },
})
