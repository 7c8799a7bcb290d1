import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { apiToken, calendarDay, membership, person, session } from '@/db/schema/organisation'
import { rollback, useTestDb } from '@/db/testing'
import { bearerOf } from '@/lib/auth/bearer'
import { calendarDate } from '@/lib/domain/calendar/date'
import { hashPassword, passwordFits } from '@/lib/platform/password'
import { contextOf, createWorld, type World } from '@/lib/scenario/world'
import { changeCalendarDay } from './change-calendar-day'
import { changePassword } from './change-password'
import { createToken } from './create-token'
import { endOtherSessions } from './end-other-sessions'
import { revokeToken } from './revoke-token'
import { run } from './run'
import { switchMembership } from './switch-membership'

const db = useTestDb()
const inWorld = (work: (tx: Tx, world: World) => Promise<void>) =>
  rollback(db(), async (tx) => work(tx, await createWorld(tx)))

const old = 'gongwen-2026'
const fresh = { currentPassword: old, newPassword: 'banwen-2027', repeated: 'banwen-2027' }

/** The officer with a password and two sign-ins, acting from the first. */
const signedIn = async (tx: Tx, world: World) => {
  const context = await world.as('healthOfficer')
  const { personId, membershipId } = context.actor
  await tx
    .update(person)
    .set({ passwordHash: await hashPassword(old), mustChangePassword: true })
    .where(eq(person.id, personId))
  await tx.insert(session).values(['here', 'there'].map((id) => ({ id, personId, membershipId })))
  return { ...context, sessionId: 'here' }
}
const open = async (tx: Tx) =>
  (await tx.select().from(session)).filter((row) => row.endedAt === null).map((row) => row.id)
const actions = async (tx: Tx) =>
  (await tx.select().from(auditEvent).orderBy(auditEvent.id)).map((event) => event.action)

test('a changed password opens, the old one no longer; only the sign-in that changed it goes on', () =>
  inWorld(async (tx, world) => {
    const context = await signedIn(tx, world)
    await run(tx, context, changePassword, fresh)
    const [row] = await tx.select().from(person).where(eq(person.id, context.actor.personId))
    expect(row?.mustChangePassword).toBe(false)
    expect(await passwordFits(row?.passwordHash ?? null, fresh.newPassword)).toBe(true)
    expect(await passwordFits(row?.passwordHash ?? null, old)).toBe(false)
    expect(await open(tx)).toEqual(['here'])
    expect(await tx.select().from(auditEvent)).toMatchObject([
      { action: 'person.changePassword', before: null, after: null },
    ])
  }))

test.each([
  ['a wrong old password', { currentPassword: 'falsch-2026' }, 'currentPasswordWrong'],
  ['the same again', { newPassword: old, repeated: old }, 'passwordWeak'],
  ['a weak one', { newPassword: 'kurz1', repeated: 'kurz1' }, 'passwordWeak'],
  ['the user name in it', { newPassword: 'health-officer1', repeated: 'health-officer1' }, 'passwordWeak'],
  ['a different repetition', { repeated: 'banwen-2028' }, 'invalidInput'],
])('%s changes nothing', (_, change, code) =>
  inWorld(async (tx, world) => {
    const context = await signedIn(tx, world)
    await expect(run(tx, context, changePassword, { ...fresh, ...change })).rejects.toMatchObject({ code })
    expect(await open(tx)).toHaveLength(2)
  }),
)

test('wrong old passwords count as at the door: the fifth locks, on the record, and the right one has to wait', () =>
  inWorld(async (tx, world) => {
    const context = await signedIn(tx, world)
    const guess = { ...fresh, currentPassword: 'falsch-2026' }
    for (let count = 0; count < 5; count += 1) {
      await expect(run(tx, context, changePassword, guess)).rejects.toMatchObject({ code: 'currentPasswordWrong' })
    }
    await expect(run(tx, context, changePassword, fresh)).rejects.toMatchObject({ code: 'accountLocked' })
    expect(await actions(tx)).toEqual([...Array(5).fill('person.changePasswordFailed'), 'session.lock'])
    const later = { ...context, now: new Date(context.now.getTime() + 16 * 60_000) }
    await run(tx, later, changePassword, fresh)
    const [row] = await tx.select().from(person).where(eq(person.id, context.actor.personId))
    expect(row).toMatchObject({ failedCount: 0, lockedUntil: null })
  }))

test.each([
  ['on', 1],
  [undefined, 0],
])('tokens end with the password where the box says so: %s', (revokeTokens, ended) =>
  inWorld(async (tx, world) => {
    const context = await signedIn(tx, world)
    const { token } = await run(tx, context, createToken, { name: '平台对接', expiresOn: '2027-12-31' })
    const form = { ...fresh, revokeTokens }
    expect(await run(tx, context, changePassword, form)).toMatchObject({ revokedTokens: ended })
    expect((await actorOfToken(`Bearer ${token}`, tx)) === null).toBe(ended === 1)
  }),
)

test('one switches to a post of one’s own, and to no other', () =>
  inWorld(async (tx, world) => {
    const context = await signedIn(tx, world)
    const startedOn = calendarDate('2026-01-01')
    const [second] = await tx
      .insert(membership)
      .values({ personId: context.actor.personId, unitId: world.units.sports.id, role: 'officer', startedOn })
      .returning()
    await run(tx, context, switchMembership, { membershipId: second?.id })
    const [here] = await tx.select().from(session).where(eq(session.id, 'here'))
    const [there] = await tx.select().from(session).where(eq(session.id, 'there'))
    expect([here?.membershipId, there?.membershipId]).toEqual([second?.id, context.actor.membershipId])
    const foreign = run(tx, context, switchMembership, { membershipId: world.members.office })
    await expect(foreign).rejects.toMatchObject({ code: 'notFound' })
    await tx
      .update(membership)
      .set({ endedOn: startedOn })
      .where(eq(membership.id, second?.id ?? 0))
    const ended = run(tx, context, switchMembership, { membershipId: second?.id })
    await expect(ended).rejects.toMatchObject({ code: 'notFound' })
    expect(await actions(tx)).toEqual(['session.switch'])
  }))

test('other sign-ins end, this one stays', () =>
  inWorld(async (tx, world) => {
    const context = await signedIn(tx, world)
    expect(await run(tx, context, endOtherSessions, {})).toEqual({ ended: 1 })
    expect(await run(tx, context, endOtherSessions, {})).toEqual({ ended: 0 })
    expect(await open(tx)).toEqual(['here'])
    expect(await actions(tx)).toEqual(['session.endOthers'])
  }))

const wanted = { name: '平台对接', expiresOn: '2027-12-31' }
const actorOfToken = async (header: string, tx: Tx) =>
  (await bearerOf(tx, header, { now: new Date('2026-11-20T02:00:00Z'), today: calendarDate('2026-11-20') }))?.actor ??
  null

test('a token stands for its post until it is revoked, and only its hash is kept', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('healthOfficer')
    const { id, token } = await run(tx, context, createToken, wanted)
    expect((await actorOfToken(`Bearer ${token}`, tx))?.membershipId).toBe(context.actor.membershipId)
    expect(await actorOfToken(`Bearer ${token.slice(0, -1)}x`, tx)).toBeNull()
    expect(await actorOfToken(token, tx)).toBeNull()
    const stored = JSON.stringify([await tx.select().from(apiToken), await tx.select().from(auditEvent)])
    expect(stored).not.toContain(token)
    await run(tx, context, revokeToken, { id })
    expect(await actorOfToken(`Bearer ${token}`, tx)).toBeNull()
    expect(await actions(tx)).toEqual(['token.create', 'token.revoke'])
  }))

test('a token dies with its post and after its day', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('healthOfficer')
    const { id, token } = await run(tx, context, createToken, wanted)
    await tx
      .update(apiToken)
      .set({ expiresOn: calendarDate('2020-01-01') })
      .where(eq(apiToken.id, id))
    expect(await actorOfToken(`Bearer ${token}`, tx)).toBeNull()
    const second = await run(tx, context, createToken, wanted)
    const endedOn = calendarDate('2026-11-20')
    await tx.update(membership).set({ endedOn }).where(eq(membership.id, context.actor.membershipId))
    expect(await actorOfToken(`Bearer ${second.token}`, tx)).toBeNull()
  }))

test('a token ends some day, there are at most ten, and nobody revokes another’s', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('healthOfficer')
    for (const expiresOn of ['2026-11-20', '2035-01-01']) {
      const attempt = run(tx, context, createToken, { ...wanted, expiresOn })
      await expect(attempt).rejects.toMatchObject({ code: 'invalidInput' })
    }
    const made = []
    for (let count = 0; count < 10; count += 1) made.push(await run(tx, context, createToken, wanted))
    await expect(run(tx, context, createToken, wanted)).rejects.toMatchObject({ code: 'tokenLimit' })
    const foreign = run(tx, await world.as('admin'), revokeToken, { id: made[0]?.id })
    await expect(foreign).rejects.toMatchObject({ code: 'notFound' })
  }))

const workday = async (tx: Tx, day: string) =>
  (
    await tx
      .select()
      .from(calendarDay)
      .where(eq(calendarDay.day, calendarDate(day)))
  )[0]

/** An administrator of the place at the top. */
const cityAdmin = async (tx: Tx, world: World) => {
  const { actor } = await world.as('cityLeader')
  const post = { personId: actor.personId, unitId: actor.unitId, role: 'admin' as const, startedOn: world.today }
  const [held] = await tx.insert(membership).values(post).returning({ id: membership.id })
  return contextOf(tx, held?.id ?? 0, world.today)
}

test('a changed day counts everywhere from then on, and can be taken back', () =>
  inWorld(async (tx, world) => {
    const context = await cityAdmin(tx, world)
    const before = await workday(tx, '2026-12-31')
    await run(tx, context, changeCalendarDay, { day: '2026-12-01', kind: 'off', name: '全市大会' })
    expect(await workday(tx, '2026-12-01')).toMatchObject({ isWorkday: false, name: '全市大会' })
    expect((await workday(tx, '2026-12-31'))?.workdayNo).toBe((before?.workdayNo ?? 0) - 1)
    await run(tx, context, changeCalendarDay, { day: '2026-12-01', kind: 'national', name: '' })
    expect(await workday(tx, '2026-12-31')).toEqual(before)
    const events = await tx.select().from(auditEvent)
    expect(events).toMatchObject([
      { action: 'calendar.edit', subjectId: 20261201, before: { isWorkday: true }, after: { isWorkday: false } },
      { action: 'calendar.edit', before: { isWorkday: false }, after: { isWorkday: true } },
    ])
  }))

test.each([
  ['cityAdmin', { day: '2026-11-19' }, 'holidayInPast'],
  ['cityAdmin', { name: '' }, 'invalidInput'],
  ['cityAdmin', { day: '2026-02-30' }, 'invalidInput'],
  // A district's administrator would move counts of working days elsewhere (decision 007).
  ['admin', {}, 'wrongRole'],
  ['office', {}, 'wrongRole'],
  ['auditor', {}, 'wrongRole'],
] as const)('the calendar is closed to %s with %o: %s', (who, change, code) =>
  inWorld(async (tx, world) => {
    const input = { day: '2026-12-01', kind: 'off', name: '试', ...change }
    const context = who === 'cityAdmin' ? await cityAdmin(tx, world) : await world.as(who)
    await expect(run(tx, context, changeCalendarDay, input)).rejects.toMatchObject({ code })
  }),
)
