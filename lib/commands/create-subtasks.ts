import { Refusal } from '@/lib/domain/refusals'
import { createSubtasksInput } from '@/lib/input/subtasks'
import { issueSubtasks, readChosenUnits, type UnitRow } from './issue-subtasks'
import { defineCommand } from './run'
import { lockTask, readTaskFacts, requireTaskAction, taskEvent } from './task-verbs'

/** 分解: hands parts of the task to other units; its primary lead issues them and decides on them. */
export const createSubtasks = defineCommand({
  name: 'task.createSubtasks',
  input: createSubtasksInput,
  seenBy: 'task.view',
  lock: lockTask,
  action: 'task.breakDown',
  handle: async (work, input) => {
    const { tx, loaded, actor, record } = work
    const { task: row } = loaded
    requireTaskAction(row.state, 'task.breakDown', await readTaskFacts(tx, loaded))
    const units = await readChosenUnits(
      tx,
      input.subtasks.flatMap((entry) => [entry.leadUnitId, ...entry.supportUnitIds]),
      loaded,
    )
    const unitOf = (id: number): UnitRow => {
      const found = units.get(id)
      if (!found) throw new Refusal('notFound')
      return found
    }
    const subtasks = input.subtasks.map((entry, index) => {
      const lead = unitOf(entry.leadUnitId)
      // A group is handed on by fan-out, member by member; as a lead here nobody would answer for it.
      if (lead.kind === 'group') throw new Refusal('unitIsGroup', { unit: lead.name })
      return {
        title: entry.title,
        requirement: entry.requirement,
        lead,
        supports: [...new Set(entry.supportUnitIds)].map(unitOf),
        dueOn: entry.dueOn,
        weight: entry.weight,
        milestones: [],
        field: `subtasks.${index}.dueOn`,
      }
    })
    const subtaskIds = await issueSubtasks(work, loaded, actor.unitId, subtasks)
    record({
      ...taskEvent(row, 'task.breakDown', {}, {}),
      before: null,
      after: { subtasks: subtasks.map((entry) => `${entry.title}（${entry.lead.name}）`) },
    })
    return { subtaskIds }
  },
})
