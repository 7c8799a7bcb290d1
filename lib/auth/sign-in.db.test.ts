import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditEvent } from '@/db/schema/audit'
import { membership, person, session } from '@/db/schema/organisation'
import { createTestDb, type TestDb } from '@/db/testing'
import { calendarDate } from '@/lib/domain/calendar/date'
import { hashPassword } from '@/lib/platform/password'
import { createWorld, type World } from '@/lib/scenario/world'
import { openSession, readSession, signOut } from './session'
import { checkPassword, personOfClaims } from './sign-in'

const start = new Date('2026-11-20T02:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const limits = { failures: 5, minutes: 15 }
const times = { idleMinutes: 30, absoluteHours: 12 }
const origin = { ip: '10.0.0.1', userAgent: 'test' }
const right = 'gongwen-2026'

let opened: TestDb
let world: World
let officerId: number

beforeEach(async () => {
  opened = await createTestDb()
  world = await createWorld(opened.db)
  officerId = (await world.as('healthOfficer')).actor.personId
  await opened.db
    .update(person)
    .set({ passwordHash: await hashPassword(right) })
    .where(eq(person.id, officerId))
})
afterEach(() => opened.close())

const attempt = (password: string, now = start, userName = 'health-officer', ip = '10.0.0.1') =>
  checkPassword(opened.db, { userName, password, ip, now, limits })
const actions = async () => (await opened.db.select().from(auditEvent).orderBy(auditEvent.id)).map((row) => row.action)

test('the right password gives the person, whatever the case of the name', async () => {
  expect(await attempt(right, start, ' Health-Officer ')).toBe(officerId)
  expect(await actions()).toEqual([])
})

test('the fifth wrong one locks for the set minutes, on the record, and the right one is refused until then', async () => {
  for (let count = 0; count < 5; count += 1) {
    await expect(attempt('falsch-1')).rejects.toMatchObject({ code: 'wrongPassword' })
  }
  await expect(attempt(right, later(14))).rejects.toMatchObject({ code: 'accountLocked', params: { until: '10:15' } })
  expect(await actions()).toEqual([...Array(5).fill('session.signInFailed'), 'session.lock'])
  expect(await attempt(right, later(16))).toBe(officerId)
})

test('a right password in between begins the count anew', async () => {
  for (let round = 0; round < 3; round += 1) {
    for (let count = 0; count < 4; count += 1) await attempt('falsch-1', later(round * 6)).catch(() => undefined)
    expect(await attempt(right, later(round * 6))).toBe(officerId)
  }
})

test('guesses sent side by side count one by one', async () => {
  const guesses = Array.from({ length: 12 }, () => attempt('falsch-1').catch((error: { code: string }) => error.code))
  const codes = await Promise.all(guesses)
  expect(codes.filter((code) => code === 'wrongPassword')).toHaveLength(5)
  expect(codes.filter((code) => code === 'accountLocked')).toHaveLength(7)
})

test('an unknown name meets the same answers, in the same order, and what was typed is not kept', async () => {
  const codes: string[] = []
  for (let count = 0; count < 7; count += 1) {
    await attempt('geheim', start, 'nobody-here').catch((error: { code: string }) => codes.push(error.code))
  }
  expect(codes).toEqual([...Array(5).fill('wrongPassword'), 'accountLocked', 'accountLocked'])
  expect(JSON.stringify(await opened.db.select().from(auditEvent))).not.toContain('nobody-here')
})

test('an address that keeps guessing is refused before anything is computed', async () => {
  for (let count = 0; count < 20; count += 1) await attempt('falsch-1').catch(() => undefined)
  await expect(attempt(right)).rejects.toMatchObject({ code: 'tooMany' })
  // Another address is not shut out with it; the account itself is locked.
  await expect(attempt(right, start, 'health-officer', '10.0.0.2')).rejects.toMatchObject({ code: 'accountLocked' })
}, 30_000)

test('a disabled account and one without a post are told so only with the right password', async () => {
  await opened.db.update(person).set({ disabledAt: start }).where(eq(person.id, officerId))
  await expect(attempt('falsch-1')).rejects.toMatchObject({ code: 'wrongPassword' })
  await expect(attempt(right)).rejects.toMatchObject({ code: 'accountDisabled' })
  await opened.db.update(person).set({ disabledAt: null }).where(eq(person.id, officerId))
  await opened.db
    .update(membership)
    .set({ endedOn: calendarDate('2026-11-01') })
    .where(eq(membership.personId, officerId))
  await expect(attempt(right)).rejects.toMatchObject({ code: 'noMembership' })
})

test('a person without a password never signs in with one', async () => {
  await expect(attempt('', start, 'sports-officer')).rejects.toMatchObject({ code: 'wrongPassword' })
})

const signedIn = async () => {
  const id = await openSession(opened.db, officerId, origin, start)
  if (!id) throw new Error('no session')
  return id
}
const read = (id: string, minutes: number) => readSession(opened.db, id, later(minutes), times)

test('a sign-in lasts while it is used, idles out, and ends at the latest after the set hours', async () => {
  const used = await signedIn()
  for (let minute = 0; minute < 12 * 60; minute += 25) expect(await read(used, minute)).not.toBeNull()
  expect(await read(used, 12 * 60)).toBeNull()
  const idle = await signedIn()
  expect(await read(idle, 29)).not.toBeNull()
  expect(await read(idle, 29 + 30)).toBeNull()
  const rows = await opened.db.select().from(session)
  expect(rows.map((row) => row.endReason).toSorted()).toEqual(['absolute', 'idle'])
})

test('being seen is written at most once a minute', async () => {
  const id = await signedIn()
  await readSession(opened.db, id, new Date(start.getTime() + 30_000), times)
  const seen = async () => (await opened.db.select().from(session))[0]?.lastSeenAt
  expect(await seen()).toEqual(start)
  await read(id, 2)
  expect(await seen()).toEqual(later(2))
})

test.each([
  ['the person is disabled', () => opened.db.update(person).set({ disabledAt: start })],
  ['the post ends', () => opened.db.update(membership).set({ endedOn: calendarDate('2026-11-20') })],
  ['it is ended elsewhere', () => opened.db.update(session).set({ endedAt: start })],
])('it is over at the next request when %s', async (_, happens) => {
  const id = await signedIn()
  expect(await read(id, 1)).not.toBeNull()
  await happens()
  expect(await read(id, 1)).toBeNull()
})

test('signing in and out is on record, and the next sign-in takes up the post used last', async () => {
  const startedOn = calendarDate('2026-01-01')
  const [second] = await opened.db
    .insert(membership)
    .values({ personId: officerId, unitId: world.units.sports.id, role: 'officer', startedOn })
    .returning()
  const id = await signedIn()
  expect((await read(id, 1))?.memberships.map((held) => held.unitName)).toEqual(['区卫健委', '区教体局'])
  await opened.db.update(session).set({ membershipId: second?.id ?? null })
  await signOut(opened.db, id, null, later(2))
  await signOut(opened.db, id, null, later(2))
  expect(await actions()).toEqual(['session.signIn', 'session.signOut'])
  expect((await read(await signedIn(), 3))?.actor.unitName).toBe('区教体局')
})

test('OIDC: bound once by user name, then by subject; unknown and disabled people stay outside', async () => {
  const { db } = opened
  const of = (claims: { sub: string; preferred_username?: string }) =>
    personOfClaims(db, claims, { now: start, ip: null })
  expect(await of({ sub: 'a', preferred_username: 'Health-Officer' })).toBe(officerId)
  expect(await of({ sub: 'a', preferred_username: 'renamed' })).toBe(officerId)
  expect(await of({ sub: 'b', preferred_username: 'health-officer' })).toBeNull()
  expect(await of({ sub: 'c', preferred_username: 'stranger' })).toBeNull()
  expect(await of({ sub: 'd' })).toBeNull()
  expect(await actions()).toEqual(['person.bindIdentity'])
  await db.update(person).set({ disabledAt: start })
  await expect(of({ sub: 'a' })).rejects.toMatchObject({ code: 'accountDisabled' })
})
