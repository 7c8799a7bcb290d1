import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { readActor } from '@/db/actors'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { membership, person, session } from '@/db/schema/organisation'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate } from '@/lib/domain/calendar/date'
import { passwordFits } from '@/lib/platform/password'
import { operatorContext } from '@/lib/cli/operator'
import { contextOf, createWorld, type World } from '@/lib/scenario/world'
import { addMembership } from './add-membership'
import { createPerson } from './create-person'
import { disablePerson } from './disable-person'
import { editPerson } from './edit-person'
import { enablePerson } from './enable-person'
import { endMembership } from './end-membership'
import { resetPassword } from './reset-password'
import { type Context, run } from './run'

const db = useTestDb()
const inWorld = (work: (tx: Tx, world: World) => Promise<void>) =>
  rollback(db(), async (tx) => work(tx, await createWorld(tx)))

const personOf = async (tx: Tx, membershipId: number) => {
  const [row] = await tx
    .select({ person })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(eq(membership.id, membershipId))
  if (!row) throw new Error('no such person')
  return row.person
}
const signIn = async (tx: Tx, membershipId: number, id = 's') => {
  const { id: personId } = await personOf(tx, membershipId)
  await tx.insert(session).values({ id, personId, membershipId })
}
const newcomer = (world: World) => ({
  userName: 'wu.xin',
  name: '吴新',
  phone: '',
  email: '',
  unitId: world.units.health.id,
  role: 'officer',
  title: '科员',
})
const actions = async (tx: Tx) =>
  (await tx.select().from(auditEvent).orderBy(auditEvent.id)).map((event) => event.action)

test('a new account has a post and an initial password that opens it and is nowhere on record', () =>
  inWorld(async (tx, world) => {
    const made = await run(tx, await world.as('admin'), createPerson, newcomer(world))
    const [row] = await tx.select().from(person).where(eq(person.id, made.id))
    expect(row).toMatchObject({ userName: 'wu.xin', phone: null, mustChangePassword: true })
    expect(await passwordFits(row?.passwordHash ?? null, made.initialPassword)).toBe(true)
    expect(await actions(tx)).toEqual(['person.create', 'membership.add'])
    const trail = JSON.stringify(await tx.select().from(auditEvent))
    expect(trail).not.toContain(made.initialPassword)
    expect(trail).not.toContain('argon2')
  }))

test.each([
  ['a user name in use, whatever its case', { userName: 'Health-Officer' }, 'duplicate'],
  ['a user name with spaces', { userName: 'wu xin' }, 'invalidInput'],
  ['a post in a group', { unitId: 'towns' }, 'unitIsGroup'],
  ['an office role outside an office', { role: 'office' }, 'roleNeedsOffice'],
  ['a unit elsewhere', { unitId: 'otherHealth' }, 'notFound'],
])('a new account with %s is refused', (_, change, code) =>
  inWorld(async (tx, world) => {
    const key = (change as { unitId?: keyof World['units'] }).unitId
    const values = key ? { unitId: world.units[key].id } : change
    const refused = run(tx, await world.as('admin'), createPerson, { ...newcomer(world), ...values })
    await expect(refused).rejects.toMatchObject({ code })
  }),
)

test('an edit is recorded by field; a stale form and a taken user name are refused', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    const row = await personOf(tx, world.members.healthOfficer)
    const form = { id: row.id, version: 1, userName: row.userName, name: '赵卫红', phone: '0371-1234567', email: '' }
    await run(tx, context, editPerson, form)
    expect((await tx.select().from(auditEvent))[0]).toMatchObject({
      action: 'person.edit',
      before: { name: '赵卫', phone: null },
      after: { name: '赵卫红', phone: '0371-1234567' },
    })
    await expect(run(tx, context, editPerson, form)).rejects.toMatchObject({ code: 'stale' })
    const taken = run(tx, context, editPerson, { ...form, version: 2, userName: 'office' })
    await expect(taken).rejects.toMatchObject({ code: 'duplicate' })
  }))

test('a disabled account acts no more and its sign-ins are over; enabled again, it acts', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    await signIn(tx, world.members.healthOfficer)
    const { id } = await personOf(tx, world.members.healthOfficer)
    await run(tx, context, disablePerson, { id, version: 1, reason: '调离' })
    expect(await readActor(tx, world.members.healthOfficer)).toBeNull()
    expect((await tx.select().from(session))[0]).toMatchObject({ endReason: 'personDisabled' })
    await run(tx, context, enablePerson, { id, version: 2 })
    expect(await readActor(tx, world.members.healthOfficer)).not.toBeNull()
    expect(await actions(tx)).toEqual(['person.disable', 'person.enable'])
  }))

test('a reset password replaces the old one, unlocks, and ends every sign-in', () =>
  inWorld(async (tx, world) => {
    await signIn(tx, world.members.healthOfficer)
    const row = await personOf(tx, world.members.healthOfficer)
    await tx
      .update(person)
      .set({ lockedUntil: new Date('2030-01-01') })
      .where(eq(person.id, row.id))
    const made = await run(tx, await world.as('admin'), resetPassword, { id: row.id, version: 1 })
    const after = await personOf(tx, world.members.healthOfficer)
    expect(after).toMatchObject({ mustChangePassword: true, lockedUntil: null, failedCount: 0 })
    expect(await passwordFits(after.passwordHash, made.initialPassword)).toBe(true)
    expect((await tx.select().from(session))[0]).toMatchObject({ endReason: 'passwordReset' })
  }))

test('posts: added, refused twice, ended with their sign-ins', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    const row = await personOf(tx, world.members.healthOfficer)
    const post = { personId: row.id, unitId: world.units.sports.id, role: 'officer', title: '' }
    const { id } = await run(tx, context, addMembership, post)
    await expect(run(tx, context, addMembership, post)).rejects.toMatchObject({ code: 'duplicate' })
    await signIn(tx, id)
    await run(tx, context, endMembership, { id, version: 1, reason: '分工调整' })
    expect((await tx.select().from(session))[0]).toMatchObject({ endReason: 'membershipEnded' })
    expect(await readActor(tx, id)).toBeNull()
    await expect(run(tx, context, endMembership, { id, version: 1, reason: '再一次' })).rejects.toMatchObject({
      code: 'stale',
    })
    const again = run(tx, context, endMembership, { id, version: 2, reason: '再一次' })
    await expect(again).rejects.toMatchObject({ code: 'wrongState' })
    expect(await actions(tx)).toEqual(['membership.add', 'membership.end'])
  }))

test('三员分立: administrator and auditor are two people, whichever comes first', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    const auditor = await personOf(tx, world.members.auditor)
    const post = { personId: auditor.id, unitId: world.units.government.id, role: 'admin', title: '' }
    await expect(run(tx, context, addMembership, post)).rejects.toMatchObject({ code: 'separationOfDuties' })
    const officer = await personOf(tx, world.members.healthOfficer)
    await run(tx, context, addMembership, { ...post, personId: officer.id })
    const second = run(tx, context, addMembership, { ...post, personId: officer.id, role: 'auditor' })
    await expect(second).rejects.toMatchObject({ code: 'separationOfDuties' })
  }))

test('三员分立: who watches the administrator is neither appointed nor let in by him, but by whoever runs the server', () =>
  inWorld(async (tx, world) => {
    const admin = await world.as('admin')
    const { id } = await personOf(tx, world.members.auditor)
    const { id: officerId } = await personOf(tx, world.members.healthOfficer)
    const unitId = world.units.government.id
    const post = { id: world.members.auditor, version: 1, reason: '轮岗' }
    // Refused, each meets the account as it was; done, each moves it on by one.
    const attempts: readonly ((context: Context, version: number) => Promise<unknown>)[] = [
      (context, version) => run(tx, context, editPerson, { id, version, userName: 'shenji', name: '蒋审' }),
      (context, version) => run(tx, context, resetPassword, { id, version }),
      (context, version) => run(tx, context, disablePerson, { id, version, reason: '轮岗' }),
      (context, version) => run(tx, context, enablePerson, { id, version }),
      (context) => run(tx, context, addMembership, { personId: id, unitId, role: 'leader' }),
      (context) => run(tx, context, endMembership, post),
      (context) => run(tx, context, addMembership, { personId: officerId, unitId, role: 'auditor' }),
      (context) => run(tx, context, createPerson, { ...newcomer(world), role: 'auditor' }),
    ]
    for (const attempt of attempts) {
      await expect(attempt(admin, 1)).rejects.toMatchObject({ code: 'auditorByOperator' })
    }
    for (const [index, attempt] of attempts.entries()) await attempt(operatorContext(), index + 1)
  }))

test('the last administrator of a place can neither go nor be let go; one above suffices', () =>
  inWorld(async (tx, world) => {
    const admin = await personOf(tx, world.members.admin)
    const own = { id: world.members.admin, version: 1, reason: '轮岗' }
    await expect(run(tx, await world.as('admin'), endMembership, own)).rejects.toMatchObject({ code: 'lastAdmin' })
    const [above] = await tx
      .insert(membership)
      .values({
        personId: (await personOf(tx, world.members.cityLeader)).id,
        unitId: world.units.cityGovernment.id,
        role: 'admin',
        startedOn: calendarDate('2026-01-01'),
      })
      .returning()
    const city = await contextOf(tx, above?.id ?? 0, world.today)
    await run(tx, city, disablePerson, { id: admin.id, version: 1, reason: '停职' })
    const last = run(tx, city, endMembership, { id: above?.id, version: 1, reason: '轮岗' })
    await expect(last).rejects.toMatchObject({ code: 'lastAdmin' })
  }))

test('an administrator does nothing of this to himself, nor to people who also stand above or beside', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    const self = await personOf(tx, world.members.admin)
    const own = { id: self.id, version: 1 }
    await expect(run(tx, context, resetPassword, own)).rejects.toMatchObject({ code: 'notYourself' })
    await expect(run(tx, context, disablePerson, { ...own, reason: '误' })).rejects.toMatchObject({
      code: 'notYourself',
    })
    const post = { personId: self.id, unitId: world.units.office.id, role: 'office', title: '' }
    await expect(run(tx, context, addMembership, post)).rejects.toMatchObject({ code: 'notYourself' })
    const leader = await personOf(tx, world.members.cityLeader)
    const startedOn = calendarDate('2026-01-01')
    await tx
      .insert(membership)
      .values({ personId: leader.id, unitId: world.units.health.id, role: 'officer', startedOn })
    const reset = run(tx, context, resetPassword, { id: leader.id, version: 1 })
    await expect(reset).rejects.toMatchObject({ code: 'notFound' })
  }))

test.each([
  ['office', 'wrongRole'],
  ['healthHead', 'wrongRole'],
  ['auditor', 'wrongRole'],
  ['expert', 'notFound'],
  ['otherOffice', 'notFound'],
] as const)('%s administers nobody: %s', (who, code) =>
  inWorld(async (tx, world) => {
    const context = await world.as(who)
    const row = await personOf(tx, world.members.healthOfficer)
    const target = { id: row.id, version: 1 }
    const post = { personId: row.id, unitId: world.units.sports.id, role: 'officer' }
    const attempts = [
      () => run(tx, context, createPerson, newcomer(world)),
      () => run(tx, context, editPerson, { ...target, userName: 'xyz', name: '某某' }),
      () => run(tx, context, disablePerson, { ...target, reason: '试' }),
      () => run(tx, context, enablePerson, target),
      () => run(tx, context, resetPassword, target),
      () => run(tx, context, addMembership, post),
      () => run(tx, context, endMembership, { id: world.members.healthOfficer, version: 1, reason: '试' }),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code })
  }),
)
