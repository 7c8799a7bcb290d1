import { createHash, randomUUID } from 'node:crypto'
import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { insertEvents } from '@/db/record'
import { jurisdiction, membership, person, rateLimit, unit } from '@/db/schema/organisation'
import { afterFailure, isLocked, lockedRefusal, type LockLimits } from '@/lib/domain/account/lockout'
import { Refusal } from '@/lib/domain/refusals'
import { passwordFits } from '@/lib/platform/password'

type Attempt = {
  readonly userName: string
  readonly password: string
  readonly ip: string | null
  readonly now: Date
  readonly limits: LockLimits
}

const WINDOW_MINUTES = 5
/** Wrong passwords from one address for one user name; the lock of the account comes before it. */
const MOST_PER_USER_AND_ADDRESS = 20
/** Wrong passwords from one address for any user: an office behind one address stays below, a list of names does not. */
const MOST_PER_ADDRESS = 300

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS

/** Start of the window in milliseconds, so that windows of any length compare. */
const windowOf = (now: Date, minutes: number): number =>
  Math.floor(now.getTime() / (minutes * MINUTE_MS)) * minutes * MINUTE_MS
const keyed = (...parts: readonly (string | null)[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url')

const countOf = async (db: Db | Tx, key: string, windowStart: number): Promise<number> => {
  const [row] = await db
    .select({ count: rateLimit.count })
    .from(rateLimit)
    .where(and(eq(rateLimit.key, key), eq(rateLimit.windowStart, windowStart)))
  return row?.count ?? 0
}

const addOne = async (db: Db | Tx, key: string, windowStart: number): Promise<number> => {
  const [row] = await db
    .insert(rateLimit)
    .values({ key, windowStart, count: 1 })
    .onConflictDoUpdate({ target: [rateLimit.key, rateLimit.windowStart], set: { count: sql`${rateLimit.count} + 1` } })
    .returning({ count: rateLimit.count })
  return row?.count ?? 1
}

const wrongPassword = (limits: LockLimits): Refusal =>
  new Refusal('wrongPassword', { limit: limits.failures, minutes: limits.minutes })

/**
 * User name and password. Gives the person's id; throws Refusal. An unknown name costs the same time and meets the same
 * answers, the lock included, so that nothing tells which names exist.
 */
export const checkPassword = async (db: Db, attempt: Attempt): Promise<number> => {
  const { now, ip } = attempt
  const name = attempt.userName.trim().toLowerCase()
  const windowStart = windowOf(now, WINDOW_MINUTES)
  const keys = { pair: keyed('sign-in', ip, name), address: keyed('sign-in', ip) }
  if (
    (await countOf(db, keys.pair, windowStart)) >= MOST_PER_USER_AND_ADDRESS ||
    (await countOf(db, keys.address, windowStart)) >= MOST_PER_ADDRESS
  ) {
    const endsAt = windowStart + WINDOW_MINUTES * MINUTE_MS
    throw new Refusal('tooMany', { seconds: Math.ceil((endsAt - now.getTime()) / 1000) })
  }
  const [found] = await db
    .select({ id: person.id, passwordHash: person.passwordHash })
    .from(person)
    .where(eq(sql`lower(${person.userName})`, name))
  const fits = await passwordFits(found?.passwordHash ?? null, attempt.password)
  if (!fits) {
    await addOne(db, keys.pair, windowStart)
    await addOne(db, keys.address, windowStart)
    await db.delete(rateLimit).where(lt(rateLimit.windowStart, windowStart - 2 * DAY_MS))
  }
  if (!found) throw await unknownUser(db, name, attempt)
  const refusal = await db.transaction((tx) => settle(tx, found.id, found.passwordHash, fits, attempt))
  if (refusal) throw refusal
  return found.id
}

/** Nobody of that name: behaves as an account would, counting in `rate_limit` instead of in the person's row. */
const unknownUser = async (db: Db, name: string, { now, limits, ip }: Attempt): Promise<Refusal> => {
  const windowStart = windowOf(now, limits.minutes)
  const count = await addOne(db, keyed('unknown', name), windowStart)
  await insertEvents(
    db,
    { at: now, personName: '未知用户', requestId: randomUUID(), via: 'web', ip },
    // What was typed is not kept: people type their password into the wrong field.
    [{ action: 'session.signInFailed', subjectType: 'session', subjectId: 0 }],
  )
  return count > limits.failures
    ? lockedRefusal(new Date(windowStart + limits.minutes * MINUTE_MS))
    : wrongPassword(limits)
}

/** Under the lock of the person's row, so that guesses sent side by side are counted one after the other. */
const settle = async (
  tx: Tx,
  personId: number,
  checkedHash: string | null,
  fits: boolean,
  attempt: Attempt,
): Promise<Refusal | null> => {
  const { now, limits } = attempt
  const [row] = await tx.select().from(person).where(eq(person.id, personId)).for('update')
  if (!row || row.passwordHash !== checkedHash) return wrongPassword(limits)
  if (isLocked(row, now) && row.lockedUntil) return lockedRefusal(row.lockedUntil)
  if (fits) {
    if (row.disabledAt) return new Refusal('accountDisabled')
    if (!(await originOf(tx, personId)).membershipId) return new Refusal('noMembership')
    await tx.update(person).set({ failedCount: 0, lockedUntil: null }).where(eq(person.id, personId))
    return null
  }
  const after = afterFailure(row, now, limits)
  await tx.update(person).set(after).where(eq(person.id, personId))
  await insertEvents(
    tx,
    {
      at: now,
      personId,
      personName: row.name,
      ...(await originOf(tx, personId)),
      requestId: randomUUID(),
      via: 'web',
      ip: attempt.ip,
    },
    [
      { action: 'session.signInFailed', subjectType: 'person', subjectId: personId },
      ...(after.lockedUntil
        ? ([
            {
              action: 'session.lock',
              subjectType: 'person',
              subjectId: personId,
              after: { lockedUntil: after.lockedUntil.toISOString() },
            },
          ] as const)
        : []),
    ],
  )
  return wrongPassword(limits)
}

/** In whose name a failure is recorded, so that the auditor of the place finds it; empty without a membership. */
const originOf = async (tx: Tx, personId: number) => {
  const [held] = await tx
    .select({
      membershipId: membership.id,
      unitId: unit.id,
      unitName: unit.name,
      role: membership.role,
      jurisdictionPath: jurisdiction.path,
    })
    .from(membership)
    .innerJoin(unit, eq(unit.id, membership.unitId))
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(and(eq(membership.personId, personId), isNull(membership.endedOn)))
    .orderBy(asc(membership.id))
    .limit(1)
  return { membershipId: null, unitId: null, unitName: null, role: null, jurisdictionPath: '', ...held }
}

type Claims = { readonly sub: string; readonly preferred_username?: string | undefined }

/**
 * The person of an OIDC sign-in: by subject, else, once, by the user name that the provider gives, which is then bound to
 * the subject for good, on record. Null where nobody fits: accounts are made by the administrator, never by signing in.
 * Throws Refusal for an account that is disabled or without a post.
 */
export const personOfClaims = async (
  db: Db,
  claims: Claims,
  { now, ip }: { readonly now: Date; readonly ip: string | null },
): Promise<number | null> =>
  db.transaction(async (tx) => {
    const name = claims.preferred_username?.trim().toLowerCase() ?? ''
    const [bound] = await tx.select().from(person).where(eq(person.oidcSubject, claims.sub)).for('update')
    const [row] = bound
      ? [bound]
      : await tx
          .select()
          .from(person)
          .where(and(eq(sql`lower(${person.userName})`, name), isNull(person.oidcSubject)))
          .for('update')
    if (!row) return null
    if (row.disabledAt) throw new Refusal('accountDisabled')
    const origin = await originOf(tx, row.id)
    if (!origin.membershipId) throw new Refusal('noMembership')
    // An initial password which nobody made his own is known to whoever made it; from here on it would only be a second door.
    const isUnused = row.mustChangePassword && row.passwordHash !== null
    if (bound && !isUnused) return row.id
    await tx
      .update(person)
      .set({ oidcSubject: claims.sub, ...(isUnused ? { passwordHash: null } : {}) })
      .where(eq(person.id, row.id))
    await insertEvents(
      tx,
      { at: now, personId: row.id, personName: row.name, ...origin, requestId: randomUUID(), via: 'web', ip },
      [{ action: 'person.bindIdentity', subjectType: 'person', subjectId: row.id }],
    )
    return row.id
  })
