import { and, asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { unit, unitMember } from '@/db/schema/organisation'
import { milestone, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate as d } from '@/lib/domain/calendar/date'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { acknowledgeTasks } from './acknowledge-tasks'
import { fanOutTask } from './fan-out-task'
import { run } from './run'

const db = useTestDb()

const given = async (tx: Tx, ledByGroup = false) => {
  const world = await createWorld(tx, d('2026-11-20'))
  const { units } = world
  const { tasks } = await givePlan(world, [
    ledByGroup
      ? { lead: units.towns.id, dueOn: d('2027-06-30') }
      : { lead: units.health.id, supports: [units.towns.id], state: 'active', dueOn: d('2027-06-30') },
  ])
  const taskId = tasks[0]?.id as number
  const towns = [units.town1.id, units.town2.id, units.town3.id]
  const fanOut = async (who: Parameters<typeof world.as>[0], more: object = {}) =>
    run(tx, await world.as(who), fanOutTask, {
      taskId,
      version: 1,
      groupId: units.towns.id,
      memberIds: towns,
      title: '健康主题公园',
      ...more,
    })
  const subtasks = () => tx.select().from(task).where(eq(task.parentId, taskId)).orderBy(asc(task.position))
  return { world, taskId, towns, fanOut, subtasks }
}

const template = [
  { title: '选址', deliverable: '选址方案', dueOn: '2026-12-31', weight: 30 },
  {
    title: '建成开放',
    deliverable: '验收表',
    dueOn: '2027-06-30',
    weight: 70,
    evidenceAsked: '照片',
    evidenceWhy: '核对',
  },
]

test('every member gets a subtask of its own with the same milestones, in one step', async () => {
  await rollback(db(), async (tx) => {
    const { taskId, fanOut, subtasks } = await given(tx)
    await fanOut('healthOfficer', { milestones: template })
    const rows = await subtasks()
    expect(rows.map((row) => [row.number, row.title, row.owedDueOn])).toEqual([
      ['1.1', '健康主题公园（东湖镇）', '2026-12-31'],
      ['1.2', '健康主题公园（西山乡）', '2026-12-31'],
      ['1.3', '健康主题公园（南桥街道）', '2026-12-31'],
    ])
    const first = await tx
      .select()
      .from(milestone)
      .where(eq(milestone.taskId, rows[0]?.id as number))
    expect(first.map((row) => [row.title, row.weight])).toEqual([
      ['选址', 30],
      ['建成开放', 70],
    ])
    const events = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'task.fanOut'))
    expect(events.map((event) => [event.taskId, event.after?.group])).toEqual([[taskId, '各乡镇政府']])
  })
})

test('a member acknowledges its own and the office of a group-led task sets it going', async () => {
  await rollback(db(), async (tx) => {
    const { world, taskId, fanOut, subtasks } = await given(tx, true)
    await expect(fanOut('town1Officer')).rejects.toMatchObject({ code: 'wrongRole' })
    await fanOut('office')
    const [parent] = await tx.select().from(task).where(eq(task.id, taskId))
    expect(parent?.state).toBe('active')
    const [first] = await subtasks()
    expect(first?.issuerUnitId).toBe(world.units.office.id)
    await run(tx, await world.as('town1Officer'), acknowledgeTasks, { taskIds: [first?.id as number] })
    expect((await subtasks())[0]?.state).toBe('active')
  })
})

test('the issuer of a group-led task hands it on to the group that the task names, to no other', async () => {
  await rollback(db(), async (tx) => {
    const { world, towns, fanOut } = await given(tx, true)
    const [villages] = await tx
      .insert(unit)
      .values({ jurisdictionId: world.county.id, name: '各街道办', kind: 'group' })
      .returning({ id: unit.id })
    const groupId = villages?.id ?? 0
    await tx.insert(unitMember).values({ groupId, memberId: towns[2] as number })
    const other = { groupId, memberIds: [towns[2] as number] }
    await expect(fanOut('office', other)).rejects.toMatchObject({ code: 'groupNotInTask' })
  })
})

test('the same piece of work is not given to the same member twice', async () => {
  await rollback(db(), async (tx) => {
    const { fanOut } = await given(tx)
    await fanOut('healthOfficer')
    await expect(fanOut('healthOfficer', { version: 2 })).rejects.toMatchObject({ code: 'duplicate' })
    await expect(fanOut('healthOfficer')).rejects.toMatchObject({ code: 'stale' })
  })
})

test('refuses a group without members, one that changed meanwhile, weights and dates', async () => {
  await rollback(db(), async (tx) => {
    const { world, towns, fanOut } = await given(tx)
    const { units } = world
    const health = await world.as('healthOfficer')
    const tried = (more: object) => fanOut('healthOfficer', more)
    await expect(tried({ groupId: units.sports.id })).rejects.toMatchObject({ code: 'groupWithoutMembers' })
    await expect(tried({ memberIds: [units.sports.id] })).rejects.toMatchObject({ code: 'groupChanged' })
    await expect(tried({ milestones: [template[0]] })).rejects.toMatchObject({ code: 'milestoneWeights' })
    await expect(tried({ dueOn: '2026-01-01' })).rejects.toMatchObject({ code: 'dueBeforeToday' })
    await expect(tried({ dueOn: '2028-01-01' })).rejects.toMatchObject({ code: 'dueAfterParent' })
    await expect(tried({ memberIds: [] })).rejects.toMatchObject({ code: 'invalidInput' })
    await tx
      .delete(unitMember)
      .where(and(eq(unitMember.groupId, units.towns.id), eq(unitMember.memberId, towns[2] as number)))
    await expect(tried({})).rejects.toMatchObject({ code: 'groupChanged' })
    await tx.insert(unitMember).values({ groupId: units.towns.id, memberId: health.actor.unitId })
    await expect(tried({ memberIds: [health.actor.unitId] })).rejects.toMatchObject({ code: 'subtaskForSelf' })
    await tx
      .update(unit)
      .set({ dissolvedOn: d('2026-11-01') })
      .where(eq(unit.id, units.towns.id))
    await expect(tried({})).rejects.toMatchObject({ code: 'unitDissolved' })
  })
})

test('a task that is not yet received is handed on only when a group leads it', async () => {
  await rollback(db(), async (tx) => {
    const { taskId, fanOut } = await given(tx)
    await tx.update(task).set({ state: 'issued' }).where(eq(task.id, taskId))
    await expect(fanOut('healthOfficer')).rejects.toMatchObject({ code: 'acknowledgeFirst' })
  })
})

test.each([
  ['otherOfficer', 'notFound'],
  ['admin', 'notFound'],
  ['town1Officer', 'wrongRole'],
  ['office', 'wrongRole'],
] as const)('%s is refused: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { fanOut } = await given(tx)
    await expect(fanOut(who)).rejects.toMatchObject({ code })
  })
})
