import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '@/lib/domain/permission/can'
import { roleHas } from '@/lib/domain/permission/can'

/** `person.manage` and `unit.manage` said in SQL: places, by their path, that an administrator looks after. */
export const managedPlaces = (actor: Actor, path: SQL): SQL =>
  roleHas(actor.role, 'unit.manage') ? sql`${path} like ${`${actor.jurisdictionPath}%`}` : sql`false`

/**
 * `audit.read` said in SQL. Events that belong to no place (an unknown user name, the system's own work) are shown to every
 * auditor: nobody else would look at them.
 */
export const readableEvents = (actor: Actor): SQL =>
  roleHas(actor.role, 'audit.read')
    ? sql`(e.jurisdiction_path like ${`${actor.jurisdictionPath}%`} or e.jurisdiction_path = '')`
    : sql`false`
