import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { jurisdiction, membership, person, unit } from '@/db/schema/organisation'
import { roleLabels } from '@/lib/domain/labels'
import type { Actor } from '@/lib/domain/permission/can'
import type { Role } from '@/lib/domain/permission/table'
import { Refusal } from '@/lib/domain/refusals'
import type { Target } from './run'

/** Any number will do as long as it stays. */
const ADMIN_LOCK = 7_310_003

export type PersonRow = typeof person.$inferSelect
export type LoadedPerson = { readonly person: PersonRow; readonly targets: readonly Target[] }

/**
 * A person with one target for each place in which a membership is in force, so that an administrator manages only people
 * who stand wholly within his reach: who resets a password can sign in with it. Without any, the places of earlier ones count.
 */
export const lockPerson = async (tx: Tx, id: number): Promise<LoadedPerson | null> => {
  const [row] = await tx.select().from(person).where(eq(person.id, id)).for('update')
  if (!row) return null
  const places = await tx
    .selectDistinct({ path: jurisdiction.path, isOver: sql<boolean>`${membership.endedOn} is not null` })
    .from(membership)
    .innerJoin(unit, eq(unit.id, membership.unitId))
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(eq(membership.personId, id))
  const live = places.filter((place) => !place.isOver)
  const targets = (live.length > 0 ? live : places).map(({ path }) => ({
    type: 'person' as const,
    id,
    subject: { jurisdictionPath: path, personId: id },
    version: row.version,
  }))
  return { person: row, targets }
}

/**
 * Someone must stay who can administer the place: throws `lastAdmin` when nobody else does, here or above. One at a time,
 * so that two administrators who let each other go cannot both succeed.
 */
export const requireAnotherAdmin = async (
  tx: Tx,
  leaving: { personId: number; membershipId?: number },
): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${ADMIN_LOCK})`)
  const admins = await tx
    .select({ id: membership.id, personId: membership.personId, path: jurisdiction.path, place: jurisdiction.name })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(unit, eq(unit.id, membership.unitId))
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(and(eq(membership.role, 'admin'), isNull(membership.endedOn), isNull(person.disabledAt)))
  const goes = (row: { id: number; personId: number }): boolean =>
    leaving.membershipId === undefined ? row.personId === leaving.personId : row.id === leaving.membershipId
  for (const gone of admins.filter(goes)) {
    if (!admins.some((row) => !goes(row) && gone.path.startsWith(row.path))) throw new Refusal('lastAdmin')
  }
}

type Post = { readonly unitId: number; readonly role: Role }

/** The unit in which somebody is to hold a role; throws where that cannot be. */
export const requirePost = async (tx: Tx, { unitId, role }: Post): Promise<typeof unit.$inferSelect> => {
  const [row] = await tx.select().from(unit).where(eq(unit.id, unitId))
  if (!row) throw new Refusal('notFound')
  if (row.dissolvedOn) throw new Refusal('unitDissolved', { unit: row.name }, { unitId: '请另选单位' })
  if (row.kind === 'group') throw new Refusal('unitIsGroup', { unit: row.name }, { unitId: '请另选单位' })
  if (role === 'office' && !row.isOffice) {
    throw new Refusal('roleNeedsOffice', { unit: row.name }, { role: '请另选角色或单位' })
  }
  return row
}

/** 三员分立: throws before the database does, so that the form says it at the field. */
export const requireDutiesApart = async (tx: Tx, personId: number, role: Role): Promise<void> => {
  if (role !== 'admin' && role !== 'auditor') return
  const held = await tx
    .select({ role: membership.role })
    .from(membership)
    .where(and(eq(membership.personId, personId), isNull(membership.endedOn)))
  const other = role === 'admin' ? 'auditor' : 'admin'
  if (held.some((row) => row.role === other)) {
    throw new Refusal('separationOfDuties', {}, { role: `此人现为${roleLabels[other]}` })
  }
}

/** Who works at the command line of the server has no account (cli/operator.ts). */
const isOperator = (actor: Actor): boolean => actor.personId === 0

/**
 * 三员分立: an administrator who appoints the auditor, or signs in with a password that he set for him, watches himself. Both are
 * left to whoever runs the server.
 */
export const requireNoAuditorPost = (actor: Actor, role: Role): void => {
  if (role === 'auditor' && !isOperator(actor)) {
    throw new Refusal('auditorByOperator', {}, { role: '请另选角色' })
  }
}

export const requireNotAuditor = async (tx: Tx, actor: Actor, personId: number): Promise<void> => {
  if (isOperator(actor)) return
  const [held] = await tx
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.personId, personId), eq(membership.role, 'auditor'), isNull(membership.endedOn)))
    .limit(1)
  if (held) throw new Refusal('auditorByOperator')
}

export const requireFreeUserName = async (tx: Tx, userName: string, ownId: number | null): Promise<void> => {
  const [taken] = await tx
    .select({ id: person.id })
    .from(person)
    .where(eq(sql`lower(${person.userName})`, userName.toLowerCase()))
  if (taken && taken.id !== ownId) {
    throw new Refusal('duplicate', { what: `用户名“${userName}”` }, { userName: '已被使用，请换一个' })
  }
}
