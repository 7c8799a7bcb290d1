import { and, eq, inArray } from 'drizzle-orm'
import { acknowledgement, task } from '@/db/schema/task'
import { readTasks } from '@/db/subjects'
import { can } from '@/lib/domain/permission/can'
import { Refusal } from '@/lib/domain/refusals'
import { acknowledgeTasksInput } from '@/lib/input/task'
import { defineCommand } from './run'
import { settleTask } from './settle-task'
import { taskTarget } from './targets'
import { requireTaskAction } from './task-verbs'

const facts = {
  hasPrimaryLead: true,
  isLedByGroup: false,
  openSubtasks: 0,
  unverifiedMilestones: 0,
  openRectifications: 0,
  changeApproved: false,
}

/** 签收, one task or many: the primary lead's receipt makes a task active, every other unit receives for itself. */
export const acknowledgeTasks = defineCommand({
  name: 'task.acknowledge',
  input: acknowledgeTasksInput,
  seenBy: 'task.view',
  lock: async (tx, input, context) => {
    const rows = await readTasks(tx, [...new Set(input.taskIds)], { lock: true })
    if (rows.length !== new Set(input.taskIds).size) return null
    const all = rows.map((row) => ({ ...row, isLead: can(context.actor, 'task.acknowledge', row.subject) }))
    // Rows led by the unit ask `task.acknowledge`; a mixed bulk asks only for the rest what supporters may do.
    const asked = all.some((row) => !row.isLead) ? all.filter((row) => !row.isLead) : all
    return { all, targets: asked.map(taskTarget) }
  },
  // A unit acknowledges what it was given, as lead or as supporter; which of the two is asked row by row below.
  action: (_, loaded) => (loaded.all.every((row) => row.isLead) ? 'task.acknowledge' : 'task.acknowledgeSupport'),
  handle: async ({ tx, loaded, actor, now, record, unchanged }) => {
    const done: number[] = []
    for (const { task: row, assignments, isLead } of loaded.all) {
      // A unit that is named itself answers for its own part, not for that of a group which names it as well.
      const own =
        assignments.find((entry) => entry.unitId === actor.unitId) ??
        assignments.find((entry) => actor.unitIds.includes(entry.unitId))
      if (!own) throw new Refusal('notFound')
      const inserted = await tx
        .insert(acknowledgement)
        .values({ assignmentId: own.id, unitId: actor.unitId, personId: actor.personId, at: now })
        .onConflictDoNothing()
        .returning({ at: acknowledgement.at })
      // A double click finds its own receipt: nothing to say twice.
      if (inserted.length === 0) {
        unchanged()
        continue
      }
      const action = isLead && row.state === 'issued' ? 'task.acknowledge' : 'task.acknowledgeSupport'
      const state = requireTaskAction(row.state, action, facts)
      await tx
        .update(task)
        .set({
          state,
          version: row.version + 1,
          ...(action === 'task.acknowledge' ? { acknowledgedAt: now } : {}),
        })
        .where(and(eq(task.id, row.id), inArray(task.state, ['issued', 'active', 'closing'])))
      await settleTask(tx, row.id)
      record({
        action,
        subjectType: 'task',
        subjectId: row.id,
        planId: row.planId,
        taskId: row.id,
        before: { state: row.state },
        after: { state, unitId: actor.unitId, unitName: actor.unitName },
      })
      done.push(row.id)
    }
    return { acknowledged: done }
  },
})
