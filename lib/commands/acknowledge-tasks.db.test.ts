import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvent } from '@/db/schema/audit'
import { acknowledgement, assignment, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { taskStateLabels } from '@/lib/domain/labels'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { acknowledgeTasks } from './acknowledge-tasks'
import { run } from './run'

const db = useTestDb()

const given = async (tx: Parameters<Parameters<typeof rollback>[1]>[0]) => {
  const world = await createWorld(tx)
  const { units } = world
  const { tasks } = await givePlan(world, [
    { lead: units.health.id, supports: [units.sports.id, units.towns.id] },
    { lead: units.health.id },
    { lead: units.sports.id, supports: [units.health.id] },
  ])
  return { world, ids: tasks.map((row) => row.id) }
}

test('the primary lead acknowledges many at once: its own tasks become active, the others keep their state', async () => {
  await rollback(db(), async (tx) => {
    const { world, ids } = await given(tx)
    const result = await run(tx, await world.as('healthOfficer'), acknowledgeTasks, { taskIds: ids })
    expect(result.acknowledged).toEqual(ids)
    const states = await tx.select({ state: task.state }).from(task).orderBy(task.id)
    expect(states.map((row) => row.state)).toEqual(['active', 'active', 'issued'])
    const events = await tx.select().from(auditEvent).orderBy(auditEvent.id)
    expect(events.map((event) => [event.action, event.taskId, event.personName])).toEqual([
      ['task.acknowledge', ids[0], '赵卫'],
      ['task.acknowledge', ids[1], '赵卫'],
      ['task.acknowledgeSupport', ids[2], '赵卫'],
    ])
  })
})

test('a second click changes nothing and leaves no second record', async () => {
  await rollback(db(), async (tx) => {
    const { world, ids } = await given(tx)
    const context = await world.as('healthOfficer')
    await run(tx, context, acknowledgeTasks, { taskIds: [ids[0]] })
    await run(tx, context, acknowledgeTasks, { taskIds: [ids[0]] })
    expect(
      await tx
        .select()
        .from(auditEvent)
        .where(eq(auditEvent.taskId, ids[0] as number)),
    ).toHaveLength(1)
  })
})

test('each member of a group acknowledges for itself', async () => {
  await rollback(db(), async (tx) => {
    const { world, ids } = await given(tx)
    for (const who of ['town1Officer', 'town2Officer'] as const) {
      const result = await run(tx, await world.as(who), acknowledgeTasks, { taskIds: [ids[0]] })
      expect(result.acknowledged).toEqual([ids[0]])
    }
  })
})

test('a lead whose group is named as well gives the receipt for its own part', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx)
    const { units } = world
    const { tasks } = await givePlan(world, [{ lead: units.town1.id, supports: [units.towns.id] }])
    const [row] = tasks
    // The group's part may be read first: its place says nothing about whose receipt it is.
    await tx.update(assignment).set({ position: 9 }).where(eq(assignment.unitId, units.town1.id))
    await run(tx, await world.as('town1Officer'), acknowledgeTasks, { taskIds: [row?.id] })
    const [receipt] = await tx
      .select({ unitId: assignment.unitId })
      .from(acknowledgement)
      .innerJoin(assignment, eq(assignment.id, acknowledgement.assignmentId))
    expect(receipt?.unitId).toBe(units.town1.id)
  })
})

test.each(['closing', 'terminated'] as const)(
  'nothing is received of a task that is %s, and the refusal says so in words',
  async (state) => {
    await rollback(db(), async (tx) => {
      const { world, ids } = await given(tx)
      await tx
        .update(task)
        .set({ state, ...(state === 'closing' ? { claimedOn: world.today } : {}) })
        .where(eq(task.id, ids[0] as number))
      await expect(
        run(tx, await world.as('sportsOfficer'), acknowledgeTasks, { taskIds: [ids[0]] }),
      ).rejects.toMatchObject({ code: 'wrongState', message: expect.stringContaining(taskStateLabels[state]) })
    })
  },
)

test.each([
  ['otherOfficer', 'notFound'],
  ['auditor', 'notFound'],
  ['office', 'wrongRole'],
  ['leader', 'wrongRole'],
] as const)('%s is refused: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { world, ids } = await given(tx)
    await expect(run(tx, await world.as(who), acknowledgeTasks, { taskIds: [ids[0]] })).rejects.toMatchObject({ code })
  })
})
