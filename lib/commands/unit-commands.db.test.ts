import { and, eq, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { evidence } from '@/db/schema/evidence'
import { file } from '@/db/schema/file'
import { membership, session, unit, unitAlias, unitMember } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { report } from '@/db/schema/report'
import { assignment, task } from '@/db/schema/task'
import { readTasks } from '@/db/subjects'
import { rollback, useTestDb } from '@/db/testing'
import { can } from '@/lib/domain/permission/can'
import { createWorld, givePlan, type World } from '@/lib/scenario/world'
import { acknowledgeTasks } from './acknowledge-tasks'
import { createUnit } from './create-unit'
import { dissolveUnit } from './dissolve-unit'
import { editUnit } from './edit-unit'
import { run } from './run'
import { saveReport } from './save-report'
import { setUnitMembers } from './set-unit-members'

const db = useTestDb()
const inWorld = (work: (tx: Tx, world: World) => Promise<void>) =>
  rollback(db(), async (tx) => work(tx, await createWorld(tx)))

const fresh = (world: World) => ({
  jurisdictionId: world.county.id,
  name: '区数据局',
  kind: 'department',
  parentId: '',
  aliases: '区大数据局\n区数据资源局\n',
})
const formOf = (row: typeof unit.$inferSelect) => ({
  id: row.id,
  version: row.version,
  name: row.name,
  kind: row.kind,
  parentId: row.parentId,
  isOffice: row.isOffice,
  position: row.position,
  aliases: [],
})
const lastEvent = async (tx: Tx) => (await tx.select().from(auditEvent).orderBy(auditEvent.id)).at(-1)

test('a new unit has its spellings and its record', () =>
  inWorld(async (tx, world) => {
    const { id } = await run(tx, await world.as('admin'), createUnit, fresh(world))
    const spellings = await tx.select().from(unitAlias).where(eq(unitAlias.unitId, id))
    expect(spellings.map((row) => row.spelling).toSorted()).toEqual(['区大数据局', '区数据资源局'])
    expect(await lastEvent(tx)).toMatchObject({ action: 'unit.create', subjectId: id, personName: '卫管' })
  }))

test.each([
  ['the name of another unit', { name: '区卫健委' }, 'unitNameTaken'],
  ['a spelling that is another unit', { aliases: ['区教体局'] }, 'unitNameTaken'],
  ['a parent that is a group', { parentId: 'towns' }, 'parentInvalid'],
  ['a parent elsewhere', { parentId: 'otherOffice' }, 'parentInvalid'],
  ['no name', { name: ' ' }, 'invalidInput'],
])('a new unit with %s is refused', (_, change, code) =>
  inWorld(async (tx, world) => {
    const key = (change as { parentId?: keyof World['units'] }).parentId
    const values = key ? { parentId: world.units[key].id } : change
    const refused = run(tx, await world.as('admin'), createUnit, { ...fresh(world), ...values })
    await expect(refused).rejects.toMatchObject({ code })
  }),
)

test.each([
  ['office', 'wrongRole'],
  ['healthHead', 'wrongRole'],
  ['auditor', 'wrongRole'],
  ['expert', 'notFound'],
  ['otherOffice', 'notFound'],
] as const)('%s administers no unit: %s', (who, code) =>
  inWorld(async (tx, world) => {
    const { units } = world
    const context = await world.as(who)
    const attempts = [
      () => run(tx, context, createUnit, fresh(world)),
      () => run(tx, context, editUnit, formOf(units.health)),
      () => run(tx, context, setUnitMembers, { id: units.towns.id, version: 1, memberIds: [] }),
      () =>
        run(tx, context, dissolveUnit, {
          id: units.health.id,
          version: 1,
          successorId: units.sports.id,
          reason: '改革',
        }),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code })
  }),
)

test('an administrator reaches neither his neighbours nor those above', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    for (const row of [world.units.otherHealth, world.units.cityOffice]) {
      await expect(run(tx, context, editUnit, formOf(row))).rejects.toMatchObject({ code: 'notFound' })
    }
  }))

test('an edit says what changed, a stale form is refused, no change leaves no record', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    const form = formOf(world.units.health)
    await run(tx, context, editUnit, { ...form, name: '区卫生健康委', aliases: '区卫计委' })
    expect(await lastEvent(tx)).toMatchObject({
      action: 'unit.edit',
      before: { name: '区卫健委', aliases: [] },
      after: { name: '区卫生健康委', aliases: ['区卫计委'] },
    })
    await expect(run(tx, context, editUnit, form)).rejects.toMatchObject({ code: 'stale' })
    await run(tx, context, editUnit, { ...form, name: '区卫生健康委', aliases: '区卫计委', version: 2 })
    expect(await tx.select().from(auditEvent)).toHaveLength(1)
  }))

test('a unit never stands below itself, a group stays a group, an office with plans stays one', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    const { units } = world
    await givePlan(world, [{ lead: units.health.id }])
    await run(tx, context, editUnit, { ...formOf(units.sports), parentId: units.health.id })
    const loop = run(tx, context, editUnit, { ...formOf(units.health), parentId: units.sports.id })
    await expect(loop).rejects.toMatchObject({ code: 'unitCycle' })
    const turned = run(tx, context, editUnit, { ...formOf(units.towns), kind: 'department' })
    await expect(turned).rejects.toMatchObject({ code: 'unitKindFixed' })
    const stripped = run(tx, context, editUnit, { ...formOf(units.office), isOffice: false })
    await expect(stripped).rejects.toMatchObject({ code: 'unitRunsPlans', params: { count: 1 } })
  }))

test('members of a group: set, recorded by name, and only units that can be members', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    const { units } = world
    const group = { id: units.towns.id, version: 1 }
    await run(tx, context, setUnitMembers, { ...group, memberIds: [units.town1.id, units.health.id] })
    const rows = await tx.select().from(unitMember).where(eq(unitMember.groupId, units.towns.id))
    expect(rows.map((row) => row.memberId).toSorted()).toEqual([units.health.id, units.town1.id].toSorted())
    expect(await lastEvent(tx)).toMatchObject({
      action: 'unit.members',
      after: { members: ['东湖镇', '区卫健委'].toSorted() },
    })
    for (const memberId of [units.towns.id, units.otherHealth.id, units.cityOffice.id]) {
      const attempt = run(tx, context, setUnitMembers, { ...group, version: 2, memberIds: [memberId] })
      await expect(attempt).rejects.toMatchObject({ code: 'groupMemberInvalid' })
    }
    const plain = run(tx, context, setUnitMembers, { id: units.health.id, version: 1, memberIds: [] })
    await expect(plain).rejects.toMatchObject({ code: 'unitNotGroup' })
    await expect(run(tx, context, setUnitMembers, { ...group, memberIds: [] })).rejects.toMatchObject({ code: 'stale' })
  }))

const reform = async (tx: Tx, world: World) => {
  const { units } = world
  const { tasks } = await givePlan(world, [
    { lead: units.health.id, supports: [units.town1.id] },
    { lead: units.sports.id, supports: [units.health.id] },
    { lead: units.health.id, supports: [units.sports.id] },
    { lead: units.health.id },
  ])
  const ids = tasks.map((row) => row.id) as [number, number, number, number]
  await run(tx, await world.as('healthOfficer'), acknowledgeTasks, { taskIds: ids })
  await tx.execute(`update task set state = 'closed', closed_on = '2026-11-01' where id = ${ids[3]}`)
  await tx.insert(session).values({
    id: 's',
    personId: (await world.as('healthOfficer')).actor.personId,
    membershipId: world.members.healthOfficer,
  })
  return ids
}

test('a reform: open work, people, names and groups go to the successor; history keeps the old name', () =>
  inWorld(async (tx, world) => {
    const ids = await reform(tx, world)
    const { units } = world
    await tx.insert(unitMember).values({ groupId: units.towns.id, memberId: units.health.id })
    const input = { id: units.health.id, version: 1, successorId: units.sports.id, reason: '机构改革方案' }
    expect(await run(tx, await world.as('admin'), dissolveUnit, input)).toEqual({ openTasks: 3 })

    const rows = await tx.select().from(assignment).orderBy(assignment.taskId, assignment.id)
    const of = (id: number) =>
      rows.filter((row) => row.taskId === id).map((row) => [row.unitId, row.role, row.isPrimary])
    expect(of(ids[0])).toEqual([
      [units.sports.id, 'lead', true],
      [units.town1.id, 'support', false],
    ])
    expect(of(ids[1])).toEqual([[units.sports.id, 'lead', true]])
    expect(of(ids[2])).toEqual([[units.sports.id, 'lead', true]])
    // Closed before the reform: it stays with the unit that did it.
    expect(of(ids[3])).toEqual([[units.health.id, 'lead', true]])

    const [old] = await tx.select().from(unit).where(eq(unit.id, units.health.id))
    expect(old).toMatchObject({ dissolvedOn: '2026-11-20', successorId: units.sports.id, name: '区卫健委' })
    const alias = await tx.select().from(unitAlias).where(eq(unitAlias.spelling, '区卫健委'))
    expect(alias[0]?.unitId).toBe(units.sports.id)
    const grouped = await tx.select().from(unitMember).where(eq(unitMember.groupId, units.towns.id))
    expect(grouped.map((row) => row.memberId)).toContain(units.sports.id)
    expect(grouped.map((row) => row.memberId)).not.toContain(units.health.id)
    const live = await tx
      .select()
      .from(membership)
      .where(and(eq(membership.unitId, units.sports.id), isNull(membership.endedOn)))
    expect(live).toHaveLength(4)
    expect((await tx.select().from(session))[0]).toMatchObject({ endReason: 'unitDissolved' })

    const events = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'task.succeed'))
    expect(events.map((event) => event.taskId)).toEqual([ids[0], ids[1], ids[2]])
    expect(events[0]).toMatchObject({
      before: { unitName: '区卫健委', role: 'lead' },
      after: { unitName: '区教体局' },
      reason: '机构改革方案',
    })
    expect(await lastEvent(tx)).toMatchObject({ action: 'unit.dissolve', after: { openTasks: 3, people: 2 } })
  }))

test('what was closed before the reform is read by the successor, whose people did not see it until then', () =>
  inWorld(async (tx, world) => {
    const ids = await reform(tx, world)
    const { units } = world
    const closed = async () => {
      const { actor } = await world.as('sportsOfficer')
      return (await readTasks(tx, [ids[3]])).map(({ subject }) => can(actor, 'task.view', subject))
    }
    expect(await closed()).toEqual([false])
    const input = { id: units.health.id, version: 1, successorId: units.sports.id, reason: '机构改革方案' }
    await run(tx, await world.as('admin'), dissolveUnit, input)
    expect(await closed()).toEqual([true])
  }))

test('a report that is under way goes to the successor with its files', () =>
  inWorld(async (tx, world) => {
    const { units } = world
    const { tasks, periods } = await givePlan(world, [{ lead: units.health.id, state: 'active' }])
    const taskId = tasks[0]?.id as number
    const officer = await world.as('healthOfficer')
    const { reportId } = await run(tx, officer, saveReport, { taskId, periodId: periods[0]?.id, doneText: '在写' })
    const sha256 = 'a'.repeat(64)
    const [stored] = await tx.insert(file).values({ sha256, size: 1, mime: 'text/plain', extension: 'txt' }).returning()
    await tx.insert(evidence).values({
      fileId: stored?.id as number,
      name: '纪要.txt',
      unitId: units.health.id,
      reportId,
      addedBy: officer.actor.personId,
      addedAt: officer.now,
    })
    const input = { id: units.health.id, version: 1, successorId: units.sports.id, reason: '机构改革方案' }
    await run(tx, await world.as('admin'), dissolveUnit, input)
    expect((await tx.select().from(report))[0]?.unitId).toBe(units.sports.id)
    expect((await tx.select().from(evidence))[0]?.unitId).toBe(units.sports.id)
  }))

test('an office hands its plans and the tasks it issued to its successor', () =>
  inWorld(async (tx, world) => {
    const { units } = world
    const given = await givePlan(world, [{ lead: units.health.id }])
    const input = { id: units.office.id, version: 1, successorId: units.government.id, reason: '职能划转' }
    await run(tx, await world.as('admin'), dissolveUnit, input)
    const [owner] = await tx.select().from(plan).where(eq(plan.id, given.plan.id))
    const [row] = await tx.select().from(task).where(eq(task.planId, given.plan.id))
    const [successor] = await tx.select().from(unit).where(eq(unit.id, units.government.id))
    expect([owner?.officeUnitId, row?.issuerUnitId, successor?.isOffice]).toEqual([
      units.government.id,
      units.government.id,
      true,
    ])
  }))

test.each([
  ['no successor', null, 'unitHasNoSuccessor'],
  ['itself', 'health', 'successorInvalid'],
  ['a unit elsewhere', 'otherHealth', 'successorInvalid'],
  ['a group', 'towns', 'successorInvalid'],
] as const)('a unit with open work is not dissolved into %s', (_, successor, code) =>
  inWorld(async (tx, world) => {
    await reform(tx, world)
    const successorId = successor ? world.units[successor].id : ''
    const input = { id: world.units.health.id, version: 1, successorId, reason: '改革' }
    await expect(run(tx, await world.as('admin'), dissolveUnit, input)).rejects.toMatchObject({ code })
    expect(await tx.select().from(unit).where(eq(unit.id, world.units.health.id))).toMatchObject([
      { dissolvedOn: null },
    ])
  }),
)

test('a unit that nobody holds and that owes nothing ends without a successor, once', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    const input = { id: world.units.town3.id, version: 1, successorId: '', reason: '撤并' }
    await run(tx, context, dissolveUnit, input)
    await expect(run(tx, context, dissolveUnit, input)).rejects.toMatchObject({ code: 'stale' })
    await expect(run(tx, context, dissolveUnit, { ...input, version: 2 })).rejects.toMatchObject({
      code: 'unitDissolved',
    })
    const members = await tx.select().from(unitMember).where(eq(unitMember.memberId, world.units.town3.id))
    expect(members).toEqual([])
  }))
