import { randomBytes } from 'node:crypto'
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { readActor } from '@/db/actors'
import type { Db, Tx } from '@/db/client'
import { insertEvents } from '@/db/record'
import { membership, person, session, unit } from '@/db/schema/organisation'
import { isWorthTouching, type SessionLimits, timeOutOf } from '@/lib/domain/account/session'
import type { Actor } from '@/lib/domain/permission/can'
import type { Role } from '@/lib/domain/permission/table'
import type { RequestOrigin } from './origin'

export type HeldMembership = {
  readonly id: number
  readonly unitName: string
  readonly role: Role
  readonly title: string | null
}

export type LiveSession = {
  readonly sessionId: string
  readonly actor: Actor
  readonly person: { readonly id: number; readonly name: string; readonly userName: string }
  readonly memberships: readonly HeldMembership[]
  readonly mustChangePassword: boolean
}

/** The memberships in force, in the order in which they are offered. */
export const heldMemberships = (db: Db | Tx, personId: number): Promise<HeldMembership[]> =>
  db
    .select({ id: membership.id, unitName: unit.name, role: membership.role, title: membership.title })
    .from(membership)
    .innerJoin(unit, eq(unit.id, membership.unitId))
    .where(and(eq(membership.personId, personId), isNull(membership.endedOn)))
    .orderBy(asc(membership.id))

/** Begins a sign-in in the membership used last, and puts it on record. Null where the person holds none. */
export const openSession = async (
  db: Db | Tx,
  personId: number,
  origin: RequestOrigin,
  now: Date,
): Promise<string | null> =>
  db.transaction(async (tx) => {
    const held = await heldMemberships(tx, personId)
    const [last] = await tx
      .select({ membershipId: session.membershipId })
      .from(session)
      .where(eq(session.personId, personId))
      .orderBy(desc(session.createdAt))
      .limit(1)
    const chosen = held.find((entry) => entry.id === last?.membershipId) ?? held[0]
    const actor = chosen ? await readActor(tx, chosen.id) : null
    if (!actor) return null
    const id = randomBytes(24).toString('base64url')
    await tx.insert(session).values({
      id,
      personId,
      membershipId: actor.membershipId,
      createdAt: now,
      lastSeenAt: now,
      ip: origin.ip,
      userAgent: origin.userAgent,
    })
    await recordOf(tx, actor, 'session.signIn', origin.ip, now)
    return id
  })

const recordOf = (tx: Tx, actor: Actor, action: string, ip: string | null, at: Date): Promise<void> =>
  insertEvents(
    tx,
    {
      at,
      personId: actor.personId,
      personName: actor.personName,
      membershipId: actor.membershipId,
      unitId: actor.unitId,
      unitName: actor.unitName,
      role: actor.role,
      jurisdictionPath: actor.jurisdictionPath,
      requestId: 'sign-in',
      via: 'web',
      ip,
    },
    [{ action, subjectType: 'session', subjectId: actor.personId }],
  )

/** The sign-in that a cookie names, checked as it stands now; null where it is over, for whatever reason. */
export const readSession = async (
  db: Db | Tx,
  sessionId: string,
  now: Date,
  limits: SessionLimits,
): Promise<LiveSession | null> => {
  const [row] = await db
    .select({
      session,
      person: {
        id: person.id,
        name: person.name,
        userName: person.userName,
        mustChangePassword: person.mustChangePassword,
        hasPassword: person.passwordHash,
      },
    })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .where(and(eq(session.id, sessionId), isNull(session.endedAt), isNull(person.disabledAt)))
  if (!row?.session.membershipId) return null
  const over = timeOutOf(row.session, now, limits)
  if (over) {
    await endSession(db, sessionId, over, now)
    return null
  }
  const [actor, memberships] = await Promise.all([
    readActor(db, row.session.membershipId),
    heldMemberships(db, row.person.id),
  ])
  if (!actor) return null
  if (isWorthTouching(row.session, now)) {
    await db.update(session).set({ lastSeenAt: now }).where(eq(session.id, sessionId))
  }
  const { id, name, userName } = row.person
  return {
    sessionId,
    actor,
    person: { id, name, userName },
    memberships,
    // Who signs in at the identity provider alone has no password here to change.
    mustChangePassword: row.person.mustChangePassword && row.person.hasPassword !== null,
  }
}

const endSession = (db: Db | Tx, sessionId: string, endReason: string, now: Date) =>
  db
    .update(session)
    .set({ endedAt: now, endReason })
    .where(and(eq(session.id, sessionId), isNull(session.endedAt)))
    .returning({ membershipId: session.membershipId })

/** 退出: ends it and puts it on record; a second time does nothing. */
export const signOut = async (db: Db | Tx, sessionId: string, ip: string | null, now: Date): Promise<void> =>
  db.transaction(async (tx) => {
    const [ended] = await endSession(tx, sessionId, 'signOut', now)
    const actor = ended?.membershipId ? await readActor(tx, ended.membershipId) : null
    if (actor) await recordOf(tx, actor, 'session.signOut', ip, now)
  })
