import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { jurisdiction, membership, person, unit } from '@/db/schema/organisation'
import type { Actor } from '@/lib/domain/permission/can'

/** The actor of a membership in force; null where it ended, the person is disabled or the unit dissolved without successor rights. */
export const readActor = async (db: Db | Tx, membershipId: number): Promise<Actor | null> => {
  const [row] = await db
    .select({
      personId: person.id,
      personName: person.name,
      membershipId: membership.id,
      role: membership.role,
      unitId: unit.id,
      unitName: unit.name,
      jurisdictionId: jurisdiction.id,
      jurisdictionName: jurisdiction.name,
      jurisdictionPath: jurisdiction.path,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(unit, eq(unit.id, membership.unitId))
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(and(eq(membership.id, membershipId), isNull(membership.endedOn), isNull(person.disabledAt)))
  if (!row) return null
  const others = await db.execute<{ id: number; isGroup: boolean }>(sql`
    with recursive former as (
      select id from unit where successor_id = ${row.unitId}
      union select u.id from unit u join former f on u.successor_id = f.id)
    select group_id::float8 as id, true as "isGroup" from unit_member where member_id = ${row.unitId}
    union all select id::float8, false from former`)
  const idsOf = (isGroup: boolean) => others.filter((other) => other.isGroup === isGroup).map((other) => other.id)
  return { ...row, unitIds: [row.unitId, ...idsOf(true)], formerUnitIds: idsOf(false) }
}
