import { and, eq, isNull } from 'drizzle-orm'
import { membership, person } from '@/db/schema/organisation'
import { assignment } from '@/db/schema/task'
import { Refusal } from '@/lib/domain/refusals'
import { assignPersonInput } from '@/lib/input/task-verbs'
import { defineCommand } from './run'
import { lockTask, readTaskFacts, requireTaskAction, taskEvent, updateTask } from './task-verbs'

/** The head says who inside the unit is in charge; the unit stays responsible. */
export const assignPerson = defineCommand({
  name: 'task.assignPerson',
  input: assignPersonInput,
  seenBy: 'task.view',
  lock: lockTask,
  action: 'task.assignPerson',
  handle: async ({ tx, loaded, actor, record, unchanged }, input) => {
    const { task: row, assignments } = loaded
    requireTaskAction(row.state, 'task.assignPerson', await readTaskFacts(tx, loaded))
    const own = assignments.find((entry) => entry.unitId === actor.unitId)
    if (!own) throw new Refusal('assignThroughGroup')
    if (own.membershipId === input.membershipId) {
      unchanged()
      return { taskId: row.id }
    }
    const nameOf = async (membershipId: number | null): Promise<string | null> => {
      if (membershipId === null) return null
      const [found] = await tx
        .select({ name: person.name })
        .from(membership)
        .innerJoin(person, eq(person.id, membership.personId))
        .where(eq(membership.id, membershipId))
      return found?.name ?? null
    }
    if (input.membershipId !== null) {
      const [held] = await tx
        .select({ role: membership.role })
        .from(membership)
        .innerJoin(person, eq(person.id, membership.personId))
        .where(
          and(
            eq(membership.id, input.membershipId),
            eq(membership.unitId, actor.unitId),
            isNull(membership.endedOn),
            isNull(person.disabledAt),
          ),
        )
      if (held?.role !== 'officer' && held?.role !== 'head') throw new Refusal('personNotInUnit')
    }
    await tx.update(assignment).set({ membershipId: input.membershipId }).where(eq(assignment.id, own.id))
    await updateTask(tx, row)
    record(
      taskEvent(
        row,
        'task.assignPerson',
        { unitName: actor.unitName, person: await nameOf(own.membershipId) },
        { unitName: actor.unitName, person: await nameOf(input.membershipId) },
      ),
    )
    return { taskId: row.id }
  },
})
