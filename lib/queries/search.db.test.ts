import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import { person, unit, unitAlias } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { rollback, useTestDb } from '@/db/testing'
import { acknowledgeTasks } from '@/lib/commands/acknowledge-tasks'
import { run } from '@/lib/commands/run'
import { createWorld, givePlan, type World } from '@/lib/scenario/world'
import { getUnit } from './get-unit'
import { listUnits } from './list-units'
import { search } from './search'

const db = useTestDb()

const given = async (tx: Parameters<Parameters<typeof rollback>[1]>[0]) => {
  const world = await createWorld(tx)
  const { units } = world
  const own = await givePlan(world, [
    { lead: units.health.id, supports: [units.sports.id, units.towns.id], title: '建设健身步道 100% 覆盖' },
    { lead: units.sports.id, title: '控烟行动 Smoke_Free' },
  ])
  const other = await givePlan(world, [{ lead: units.otherHealth.id, title: '建设健身步道' }], {
    officeUnitId: units.otherOffice.id,
    jurisdictionId: world.other.id,
  })
  await tx.insert(unitAlias).values({ jurisdictionId: world.county.id, unitId: units.health.id, spelling: '卫生局' })
  const calendar = await readCalendar(tx)
  const as = async (who: keyof World['members']) => ({
    db: tx,
    actor: (await world.as(who)).actor,
    today: world.today,
    calendar,
  })
  return { world, own, other, as, tx }
}

test('titles are found by any of their characters, in any case, and only where one may see the task', async () => {
  await rollback(db(), async (tx) => {
    const { own, other, as } = await given(tx)
    const found = async (who: keyof World['members'], words: string) =>
      (await search(await as(who), words)).tasks.map((task) => task.id)
    const [path, smoke] = own.tasks.map((task) => task.id)
    expect(await found('office', '步道')).toEqual([path])
    expect(await found('office', '道')).toEqual([path])
    expect(await found('office', '覆盖 健身')).toEqual([path])
    expect(await found('office', 'smoke')).toEqual([smoke])
    expect(await found('cityLeader', '健身步道')).toEqual([other.tasks[0]?.id, path])
    expect(await found('otherOfficer', '步道')).toEqual([other.tasks[0]?.id])
    expect(await found('town1Officer', '步道')).toEqual([path])
    expect(await found('town1Officer', '控烟')).toEqual([])
    expect(await found('admin', '步道')).toEqual([])
  })
})

test('what means something in a pattern is searched for as it stands', async () => {
  await rollback(db(), async (tx) => {
    const { own, as } = await given(tx)
    const found = async (words: string) => (await search(await as('office'), words)).tasks.map((task) => task.id)
    expect(await found('100%')).toEqual([own.tasks[0]?.id])
    expect(await found('%')).toEqual([own.tasks[0]?.id])
    expect(await found('e_f')).toEqual([own.tasks[1]?.id])
    expect(await found('步%道')).toEqual([])
    expect(await found('\\')).toEqual([])
    expect(await found('   ')).toEqual([])
  })
})

test('units by name and alias, plans by title; drafts only for their office, archived plans too', async () => {
  await rollback(db(), async (tx) => {
    const { world, own, as } = await given(tx)
    const health = [world.units.health.id]
    expect((await search(await as('office'), '卫生局')).units.map((row) => row.id)).toEqual(health)
    expect((await search(await as('office'), '卫健')).units.map((row) => row.id)).toEqual(health)
    expect((await search(await as('expert'), '卫健')).units).toEqual([])
    await tx.insert(plan).values({
      jurisdictionId: world.county.id,
      officeUnitId: world.units.office.id,
      title: '健康促进草案',
    })
    const plans = async (who: keyof World['members']) =>
      (await search(await as(who), '健康促进')).plans.map((row) => row.title)
    expect(await plans('office')).toContain('健康促进草案')
    expect(await plans('leader')).toEqual([own.plan.title])
    await tx.update(plan).set({ state: 'archived', archivedAt: new Date() }).where(eq(plan.id, own.plan.id))
    expect(await plans('leader')).toEqual([own.plan.title])
    expect((await search(await as('leader'), '步道')).tasks).toHaveLength(1)
  })
})

test('a unit shows what it leads and supports; contacts only to who administers them; nothing across the border', async () => {
  await rollback(db(), async (tx) => {
    const { world, own, as } = await given(tx)
    const { health, towns, town1, otherHealth } = world.units
    await tx.update(person).set({ phone: '0371-1234' }).where(eq(person.userName, 'health-officer'))
    await run(tx, await world.as('healthOfficer'), acknowledgeTasks, { taskIds: [own.tasks[0]?.id] })
    const office = await getUnit(await as('office'), health.id)
    expect([office?.lead.total, office?.support.total, office?.aliases, office?.sight]).toEqual([
      1,
      0,
      ['卫生局'],
      'all',
    ])
    expect(office?.deeds.map((deed) => [deed.action, deed.who])).toEqual([['task.acknowledge', '赵卫']])
    expect(office?.people.map((entry) => [entry.name, entry.phone])).toEqual([
      ['钱卫', null],
      ['赵卫', null],
    ])
    const admin = await getUnit(await as('admin'), health.id)
    expect(admin?.people.map((entry) => entry.phone)).toContain('0371-1234')
    expect([admin?.canManage, admin?.sight, admin?.lead.total, admin?.deeds]).toEqual([true, 'none', 0, []])
    // A member takes part through its group.
    const town = await getUnit(await as('office'), town1.id)
    expect([town?.support.total, town?.groups.map((group) => group.id)]).toEqual([1, [towns.id]])
    expect(await getUnit(await as('office'), otherHealth.id)).toBeNull()
    expect(await getUnit(await as('expert'), health.id)).toBeNull()
    expect((await getUnit(await as('cityLeader'), otherHealth.id))?.lead.total).toBe(1)
  })
})

test('a dissolved unit leads to the one that took over, and leaves the list unless asked for', async () => {
  await rollback(db(), async (tx) => {
    const { world, as } = await given(tx)
    const { health, sports } = world.units
    await tx.update(unit).set({ dissolvedOn: world.today, successorId: sports.id }).where(eq(unit.id, health.id))
    const ctx = await as('office')
    expect((await getUnit(ctx, health.id))?.successor?.id).toBe(sports.id)
    expect((await getUnit(ctx, sports.id))?.predecessors.map((entry) => entry.id)).toEqual([health.id])
    const names = async (filter: Parameters<typeof listUnits>[1]) =>
      (await listUnits(ctx, filter)).rows.map((row) => row.name)
    expect(await names({})).not.toContain('区卫健委')
    expect(await names({ dissolved: true })).toContain('区卫健委')
    expect(await names({ dissolved: true, q: '卫生' })).toEqual(['区卫健委'])
    expect(await names({ kind: 'group' })).toEqual(['各乡镇政府'])
  })
})
