import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvent } from '@/db/schema/audit'
import { plan } from '@/db/schema/plan'
import { milestoneClaim, report } from '@/db/schema/report'
import { milestone, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { givePerson, reportGiven } from '@/lib/scenario/reports'
import { requestSignOff } from './request-sign-off'
import { run } from './run'
import { signOffReport } from './sign-off-report'

const db = useTestDb()

test('the first save starts the draft of the unit, the next ones change it, each on record with what changed', async () => {
  await rollback(db(), async (tx) => {
    const { draft, task: row, world } = await reportGiven(tx)
    const first = await draft({ version: 0 })
    const second = await draft({ version: first.version, doneText: '选址已定，已报批。' })
    expect(second).toEqual({ reportId: first.reportId, version: 2 })
    const [saved] = await tx.select().from(report)
    expect(saved).toMatchObject({
      unitId: world.units.health.id,
      reviewingUnitId: world.units.office.id,
      state: 'draft',
      selfPercent: 50,
    })
    const events = await tx.select().from(auditEvent).where(eq(auditEvent.taskId, row.id)).orderBy(asc(auditEvent.id))
    expect(events.map((event) => event.action)).toEqual(['report.save', 'report.save'])
    expect(events[1]).toMatchObject({
      before: { doneText: '选址已定。' },
      after: { doneText: '选址已定，已报批。', periodKey: '2026Q4' },
    })
  })
})

test('autosave of what is saved already changes nothing and leaves no record', async () => {
  await rollback(db(), async (tx) => {
    const { draft } = await reportGiven(tx)
    const first = await draft()
    expect(await draft({ version: first.version })).toEqual(first)
    expect(await tx.select().from(auditEvent)).toHaveLength(1)
  })
})

test('the second editor is told, also where both began with an empty form', async () => {
  await rollback(db(), async (tx) => {
    const { draft, head } = await reportGiven(tx)
    const first = await draft({ version: 0 })
    await expect(draft({ version: 0, doneText: '另一份' }, head)).rejects.toMatchObject({
      code: 'stale',
      message: expect.stringContaining('赵卫'),
    })
    await draft({ version: first.version, doneText: '负责人改过' }, head)
    await expect(draft({ version: first.version, doneText: '经办人又改' })).rejects.toMatchObject({ code: 'stale' })
  })
})

test('a supporting unit and a member of a group report for themselves, to the primary lead', async () => {
  await rollback(db(), async (tx) => {
    const { draft, world } = await reportGiven(tx)
    await draft({}, await world.as('sportsOfficer'))
    await draft({}, await world.as('town1Officer'))
    const rows = await tx.select().from(report).orderBy(asc(report.id))
    expect(rows.map((row) => [row.unitId, row.reviewingUnitId])).toEqual([
      [world.units.sports.id, world.units.health.id],
      [world.units.town1.id, world.units.health.id],
    ])
  })
})

test('milestones are chosen and dropped again; only the primary lead claims them, and only open ones', async () => {
  await rollback(db(), async (tx) => {
    const { draft, task: row, world } = await reportGiven(tx)
    const [first, second] = await tx
      .select()
      .from(milestone)
      .where(eq(milestone.taskId, row.id))
      .orderBy(milestone.position)
    const ids = [first?.id as number, second?.id as number]
    const { version } = await draft({ milestoneIds: ids })
    expect(await tx.select().from(milestoneClaim)).toHaveLength(2)
    await draft({ version, milestoneIds: ids.slice(1) })
    expect((await tx.select().from(milestoneClaim)).map((claim) => claim.milestoneId)).toEqual(ids.slice(1))

    const support = await world.as('sportsOfficer')
    await expect(draft({ milestoneIds: ids }, support)).rejects.toMatchObject({ code: 'claimByLeadOnly' })
    await tx
      .update(milestone)
      .set({ state: 'claimed', claimedOn: world.today })
      .where(eq(milestone.id, ids[0] as number))
    await expect(draft({ milestoneIds: ids })).rejects.toMatchObject({ code: 'claimNotPossible' })
    await expect(draft({ milestoneIds: [999_999] })).rejects.toMatchObject({ code: 'notFound' })
  })
})

test('a period that has not begun, a task not yet received, an archived plan and a submitted report are refused', async () => {
  await rollback(db(), async (tx) => {
    const { draft, task: row, periods, plan: owner, officer, head } = await reportGiven(tx)
    const later = periods.find((period) => period.key === '2027Q1')
    await expect(draft({ periodId: later?.id })).rejects.toMatchObject({ code: 'periodClosed' })
    await expect(draft({ periodId: 999_999 })).rejects.toMatchObject({ code: 'notFound' })
    const { reportId } = await draft()
    await run(tx, officer, requestSignOff, { reportId })
    await run(tx, head, signOffReport, { reportId })
    await expect(draft({ doneText: '改' })).rejects.toMatchObject({
      code: 'wrongState',
      message: expect.stringContaining('待审核'),
    })
    await tx.update(task).set({ state: 'issued' }).where(eq(task.id, row.id))
    const earlier = periods.find((period) => period.key === '2026Q3')
    await expect(draft({ periodId: earlier?.id })).rejects.toMatchObject({ code: 'wrongState' })
    await tx.update(plan).set({ state: 'archived', archivedAt: new Date() }).where(eq(plan.id, owner.id))
    await expect(draft({ periodId: earlier?.id })).rejects.toMatchObject({ code: 'planArchived' })
  })
})

test('bad fields are named', async () => {
  await rollback(db(), async (tx) => {
    const { draft } = await reportGiven(tx)
    await expect(draft({ selfPercent: 130, doneText: '长'.repeat(5001) })).rejects.toMatchObject({
      code: 'invalidInput',
      fields: { selfPercent: '请填写 0 到 100 的整数', doneText: '本期进展不超过 5000 字' },
    })
  })
})

test.each([
  ['otherOfficer', 'notFound'],
  ['auditor', 'notFound'],
  ['office', 'wrongRole'],
  ['leader', 'wrongRole'],
  ['expert', 'notFound'],
] as const)('%s may not write a report: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { draft, world } = await reportGiven(tx)
    await expect(draft({}, await world.as(who))).rejects.toMatchObject({ code })
  })
})

test('a draft is its unit’s own: a colleague goes on with it, another unit starts its own', async () => {
  await rollback(db(), async (tx) => {
    const { draft, world } = await reportGiven(tx)
    const first = await draft()
    const colleague = await givePerson(world, '何卫', world.units.health.id, 'officer')
    expect((await draft({ doneText: '同事补充' }, colleague)).reportId).toBe(first.reportId)
    expect((await draft({}, await world.as('sportsOfficer'))).reportId).not.toBe(first.reportId)
  })
})
