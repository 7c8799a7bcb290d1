import { and, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { jurisdiction, membership, person, unit, unitMember } from '@/db/schema/organisation'
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
  const groups = await db.select({ id: unitMember.groupId }).from(unitMember).where(eq(unitMember.memberId, row.unitId))
  return { ...row, unitIds: [row.unitId, ...groups.map((group) => group.id)] }
}
