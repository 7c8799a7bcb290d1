import { taskVerbInput } from '@/lib/input/task-verbs'
import { defineCommand } from './run'
import { settleTask } from './settle-task'
import { lockTask, readTaskFacts, requireTaskAction, taskEvent, updateTask } from './task-verbs'

/** 办结: the issuer agrees, somebody other than the one who asked. */
export const closeTask = defineCommand({
  name: 'task.close',
  input: taskVerbInput,
  seenBy: 'task.view',
  lock: lockTask,
  action: 'task.close',
  handle: async ({ tx, loaded, today, record }) => {
    const { task: row } = loaded
    const state = requireTaskAction(row.state, 'task.close', await readTaskFacts(tx, loaded))
    await updateTask(tx, row, { state, closedOn: today, stateReason: null })
    await settleTask(tx, row.id)
    record(taskEvent(row, 'task.close', { state: row.state }, { state, closedOn: today }))
    return { taskId: row.id }
  },
})
