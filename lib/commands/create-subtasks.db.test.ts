import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { unit } from '@/db/schema/organisation'
import { assignment, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate as d } from '@/lib/domain/calendar/date'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { acknowledgeTasks } from './acknowledge-tasks'
import { createSubtasks } from './create-subtasks'
import { run } from './run'

const db = useTestDb()

const given = async (tx: Tx) => {
  const world = await createWorld(tx, d('2026-11-20'))
  const { tasks } = await givePlan(world, [
    { lead: world.units.health.id, supports: [world.units.sports.id], state: 'active', dueOn: d('2027-06-30') },
  ])
  const taskId = tasks[0]?.id as number
  const create = async (who: Parameters<typeof world.as>[0], subtask: object, version = 1, id = taskId) =>
    run(tx, await world.as(who), createSubtasks, {
      taskId: id,
      version,
      subtasks: [{ title: '学校控烟', leadUnitId: world.units.sports.id, ...subtask }],
    })
  return { world, taskId, create }
}

test('a subtask is issued by the lead of the task above, due with it, and on record on both', async () => {
  await rollback(db(), async (tx) => {
    const { world, taskId, create } = await given(tx)
    const { subtaskIds } = await create('healthOfficer', {
      requirement: '全部学校',
      supportUnitIds: [world.units.town1.id],
    })
    const [row] = await tx.select().from(task).where(eq(task.parentId, taskId))
    expect(row).toMatchObject({
      id: subtaskIds[0],
      number: '1.1',
      state: 'issued',
      dueOn: '2027-06-30',
      originalDueOn: '2027-06-30',
      owedDueOn: '2027-06-30',
      weight: 10,
      ancestorIds: [taskId],
      issuerUnitId: world.units.health.id,
    })
    const units = await tx
      .select()
      .from(assignment)
      .where(eq(assignment.taskId, row?.id as number))
      .orderBy(assignment.id)
    expect(units.map((entry) => [entry.unitId, entry.isPrimary])).toEqual([
      [world.units.sports.id, true],
      [world.units.town1.id, false],
    ])
    const events = await tx.select().from(auditEvent).orderBy(auditEvent.id)
    expect(events.map((event) => [event.action, event.taskId])).toEqual([
      ['task.issue', row?.id],
      ['task.breakDown', taskId],
    ])
  })
})

test('two levels below the plan, no third', async () => {
  await rollback(db(), async (tx) => {
    const { world, create } = await given(tx)
    const first = (await create('healthOfficer', {})).subtaskIds[0] as number
    await run(tx, await world.as('sportsOfficer'), acknowledgeTasks, { taskIds: [first] })
    const second = (await create('sportsOfficer', { leadUnitId: world.units.town1.id }, 2, first))
      .subtaskIds[0] as number
    await run(tx, await world.as('town1Officer'), acknowledgeTasks, { taskIds: [second] })
    const third = create('town1Officer', { leadUnitId: world.units.town2.id }, 2, second)
    await expect(third).rejects.toMatchObject({ code: 'subtaskTooDeep' })
  })
})

test('refuses its own unit, a group, a unit of elsewhere, a dissolved unit, and dates out of bounds', async () => {
  await rollback(db(), async (tx) => {
    const { world, create } = await given(tx)
    const { units } = world
    const tried = (subtask: object) => create('healthOfficer', subtask)
    await expect(tried({ leadUnitId: units.health.id })).rejects.toMatchObject({ code: 'subtaskForSelf' })
    await expect(tried({ leadUnitId: units.towns.id })).rejects.toMatchObject({ code: 'unitIsGroup' })
    await expect(tried({ leadUnitId: units.otherHealth.id })).rejects.toMatchObject({ code: 'unitElsewhere' })
    await expect(tried({ leadUnitId: 999_999 })).rejects.toMatchObject({ code: 'notFound' })
    await expect(tried({ dueOn: '2026-11-19' })).rejects.toMatchObject({ code: 'dueBeforeToday' })
    await expect(tried({ dueOn: '2027-07-01' })).rejects.toMatchObject({
      code: 'dueAfterParent',
      fields: { 'subtasks.0.dueOn': '时限不能晚于上级任务的时限（2027-06-30）。需要更晚的，请先为上级任务申请延期。' },
    })
    await expect(tried({ title: ' ' })).rejects.toMatchObject({ code: 'invalidInput' })
    await tx
      .update(unit)
      .set({ dissolvedOn: d('2026-11-01') })
      .where(eq(unit.id, units.sports.id))
    await expect(tried({})).rejects.toMatchObject({ code: 'unitDissolved' })
    expect(await tx.select().from(auditEvent)).toHaveLength(0)
  })
})

test('what is left of a task that is already late may still be broken down', async () => {
  await rollback(db(), async (tx) => {
    const { taskId, create } = await given(tx)
    await tx
      .update(task)
      .set({ dueOn: d('2026-09-30'), originalDueOn: d('2026-09-30') })
      .where(eq(task.id, taskId))
    expect((await create('healthOfficer', { dueOn: '2026-12-31' })).subtaskIds).toHaveLength(1)
  })
})

test('a double click creates one: the second finds a newer version', async () => {
  await rollback(db(), async (tx) => {
    const { create } = await given(tx)
    await create('healthOfficer', {})
    await expect(create('healthOfficer', {})).rejects.toMatchObject({ code: 'stale' })
  })
})

test.each([
  ['otherOffice', 'notFound'],
  ['auditor', 'notFound'],
  ['sportsHead', 'wrongRole'],
  ['office', 'wrongRole'],
] as const)('%s is refused: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { create } = await given(tx)
    await expect(create(who, {})).rejects.toMatchObject({ code })
  })
})
