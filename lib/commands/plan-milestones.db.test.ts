import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { milestone, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate as d } from '@/lib/domain/calendar/date'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { planMilestones } from './plan-milestones'
import { run } from './run'

const db = useTestDb()

const given = async (tx: Tx) => {
  const world = await createWorld(tx, d('2026-11-20'))
  const { tasks } = await givePlan(world, [
    {
      lead: world.units.health.id,
      supports: [world.units.sports.id],
      state: 'active',
      dueOn: d('2027-06-30'),
      milestones: [
        { title: '选址', dueOn: d('2026-12-31'), weight: 40 },
        { title: '建成', dueOn: d('2027-05-31'), weight: 60 },
      ],
    },
  ])
  const taskId = tasks[0]?.id as number
  const read = () => tx.select().from(milestone).where(eq(milestone.taskId, taskId)).orderBy(asc(milestone.position))
  const version = async () => (await tx.select().from(task).where(eq(task.id, taskId)))[0]?.version as number
  const save = async (milestones: unknown[], who: 'healthOfficer' = 'healthOfficer') =>
    run(tx, await world.as(who), planMilestones, { taskId, version: await version(), milestones })
  return { world, taskId, read, version, save }
}

const entry = (title: string, dueOn: string, weight: number, more: object = {}) => ({
  title,
  deliverable: `${title}材料`,
  dueOn,
  weight,
  ...more,
})

test('adds, edits and drops in one save, on record, and what is owed follows', async () => {
  await rollback(db(), async (tx) => {
    const { taskId, read, save } = await given(tx)
    const [first] = await read()
    await save([
      entry('选址', '2026-12-20', 30, { id: first?.id, evidenceAsked: '选址报告', evidenceWhy: '核对位置' }),
      entry('验收', '2027-06-30', 70),
    ])
    expect((await read()).map((row) => [row.title, row.dueOn, row.weight, row.evidenceAsked])).toEqual([
      ['选址', '2026-12-20', 30, '选址报告'],
      ['验收', '2027-06-30', 70, null],
    ])
    const [row] = await tx.select().from(task).where(eq(task.id, taskId))
    expect([row?.owedDueOn, row?.owedMilestoneId, row?.version]).toEqual(['2026-12-20', first?.id, 2])
    const events = await tx.select().from(auditEvent).orderBy(auditEvent.id)
    expect(events.map((event) => [event.action, event.taskId])).toEqual([
      ['milestone.drop', taskId],
      ['milestone.edit', taskId],
      ['milestone.add', taskId],
    ])
    expect(events[1]?.before).toMatchObject({ dueOn: '2026-12-31', weight: 40 })
  })
})

test('a save without any change leaves no record and no new version', async () => {
  await rollback(db(), async (tx) => {
    const { read, save, version } = await given(tx)
    const rows = await read()
    await save(rows)
    expect(await version()).toBe(1)
    expect(await tx.select().from(auditEvent)).toHaveLength(0)
  })
})

test.each([
  ['weights that do not add up', [entry('甲', '2027-01-31', 90)], 'milestoneWeights'],
  ['a day before today', [entry('甲', '2026-11-19', 100)], 'dueBeforeToday'],
  ['a day after the task', [entry('甲', '2027-07-01', 100)], 'milestoneAfterTask'],
  ['evidence without its reason', [entry('甲', '2027-01-31', 100, { evidenceAsked: '照片' })], 'invalidInput'],
  ['the same name twice', [entry('甲', '2027-01-31', 50), entry('甲', '2027-02-28', 50)], 'invalidInput'],
  ['no day', [entry('甲', '', 100)], 'invalidInput'],
] as const)('%s is refused', async (_, milestones, code) => {
  await rollback(db(), async (tx) => {
    const { save } = await given(tx)
    await expect(save([...milestones])).rejects.toMatchObject({ code })
  })
})

test('a refused date names its field, so that the form can mark it', async () => {
  await rollback(db(), async (tx) => {
    const { save } = await given(tx)
    const refused = save([entry('甲', '2027-01-31', 50), entry('乙', '2026-11-19', 50)])
    await expect(refused).rejects.toMatchObject({ fields: { 'milestones.1.dueOn': '时限不能早于今天。' } })
  })
})

test('a later day needs an extension; a date that has passed freezes the milestone', async () => {
  await rollback(db(), async (tx) => {
    const { read, save, world, taskId, version } = await given(tx)
    const [first, second] = await read()
    const later = save([{ ...first, dueOn: '2027-01-31' }, second])
    await expect(later).rejects.toMatchObject({ code: 'milestoneLaterNeedsExtension' })
    const past = run(tx, await world.as('healthOfficer', d('2027-01-05')), planMilestones, {
      taskId,
      version: await version(),
      milestones: [{ ...second, weight: 100 }],
    })
    await expect(past).rejects.toMatchObject({ code: 'milestonePastDue' })
  })
})

test('a verified milestone is neither edited nor dropped', async () => {
  await rollback(db(), async (tx) => {
    const { read, save } = await given(tx)
    const [first, second] = await read()
    await tx
      .update(milestone)
      .set({ state: 'verified', claimedOn: d('2026-11-01'), verifiedOn: d('2026-11-02') })
      .where(eq(milestone.id, first?.id as number))
    await expect(save([{ ...second, weight: 100 }])).rejects.toMatchObject({ code: 'wrongState' })
    await expect(save([{ ...first, title: '改名' }, second])).rejects.toMatchObject({ code: 'wrongState' })
    await save([first, { ...second, title: '建成开放' }])
    expect((await read()).map((row) => row.title)).toEqual(['选址', '建成开放'])
  })
})

test('a stale page is refused with the name of who was there before', async () => {
  await rollback(db(), async (tx) => {
    const { world, taskId, read, save } = await given(tx)
    const rows = await read()
    await save([rows[0], { ...rows[1], title: '建成开放' }])
    const again = run(tx, await world.as('healthHead'), planMilestones, { taskId, version: 1, milestones: rows })
    await expect(again).rejects.toMatchObject({ code: 'stale' })
  })
})

test('before the receipt nothing is broken down', async () => {
  await rollback(db(), async (tx) => {
    const { taskId, save } = await given(tx)
    await tx.update(task).set({ state: 'issued' }).where(eq(task.id, taskId))
    await expect(save([])).rejects.toMatchObject({ code: 'wrongState' })
  })
})

test.each([
  ['otherOfficer', 'notFound'],
  ['admin', 'notFound'],
  ['sportsOfficer', 'wrongRole'],
  ['office', 'wrongRole'],
  ['leader', 'wrongRole'],
] as const)('%s is refused: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { world, taskId } = await given(tx)
    const tried = run(tx, await world.as(who), planMilestones, { taskId, version: 1, milestones: [] })
    await expect(tried).rejects.toMatchObject({ code })
  })
})
