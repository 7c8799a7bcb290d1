import { Refusal } from '@/lib/domain/refusals'
import { memberTitle } from '@/lib/domain/task/name'
import { fanOutTaskInput } from '@/lib/input/subtasks'
import { issueSubtasks, leadsOfSubtasks, readChosenUnits, readMembers } from './issue-subtasks'
import { defineCommand } from './run'
import { lockTask, readTaskFacts, requireTaskAction, taskEvent } from './task-verbs'

/** DESIGN §3: a group's task becomes one subtask a member, in one step, each with its own lead, evidence and lamp. */
export const fanOutTask = defineCommand({
  name: 'task.fanOut',
  input: fanOutTaskInput,
  seenBy: 'task.view',
  lock: lockTask,
  action: 'task.fanOut',
  handle: async (work, input) => {
    const { tx, loaded, actor, record } = work
    const { task: row, subject, assignments } = loaded
    const state = requireTaskAction(row.state, 'task.fanOut', await readTaskFacts(tx, loaded))
    const group = (await readChosenUnits(tx, [input.groupId], loaded)).get(input.groupId)
    if (!group) throw new Refusal('notFound')
    // The lead breaks its work down as it likes; an issuer who stands in for a group hands on what the plan gave to whom.
    const isNamed = assignments.some((entry) => entry.unitId === group.id)
    if (subject.isLedByGroup && !isNamed) {
      throw new Refusal('groupNotInTask', { unit: group.name }, { groupId: '请另选集合单位' })
    }
    const members = await readMembers(tx, group.id)
    if (members.length === 0) throw new Refusal('groupWithoutMembers', { unit: group.name })
    const chosen = members.filter((member) => input.memberIds.includes(member.id))
    // Someone changed the group while the form was open: what the person saw is no longer what would be issued.
    if (chosen.length !== new Set(input.memberIds).size) throw new Refusal('groupChanged', { unit: group.name })
    const sum = input.milestones.reduce((total, entry) => total + entry.weight, 0)
    if (input.milestones.length > 0 && sum !== 100) throw new Refusal('milestoneWeights', { sum })
    const titleFor = (name: string): string => memberTitle(input.title, name)
    const given = await leadsOfSubtasks(tx, row.id)
    const twice = chosen.find((member) =>
      given.some((entry) => entry.unitId === member.id && entry.title === titleFor(member.name)),
    )
    if (twice) throw new Refusal('duplicate', { what: titleFor(twice.name) })
    const subtaskIds = await issueSubtasks(
      work,
      loaded,
      actor.unitId,
      chosen.map((member) => ({
        title: titleFor(member.name),
        requirement: input.requirement,
        lead: member,
        supports: [],
        dueOn: input.dueOn,
        weight: input.weight,
        milestones: input.milestones,
        field: 'dueOn',
      })),
      state,
    )
    record({
      ...taskEvent(row, 'task.fanOut', {}, {}),
      before: state === row.state ? null : { state: row.state },
      after: {
        ...(state === row.state ? {} : { state }),
        group: group.name,
        subtasks: chosen.map((member) => titleFor(member.name)),
      },
    })
    return { subtaskIds }
  },
})
