import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvent } from '@/db/schema/audit'
import { task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
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
