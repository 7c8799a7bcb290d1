import { eq } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { consequence } from '@/db/schema/consequence'
import { jurisdiction, unit } from '@/db/schema/organisation'
import type { Subject } from '@/lib/domain/permission/can'

export type ConsequenceRow = typeof consequence.$inferSelect

export type ConsequenceWithSubject = {
  readonly consequence: ConsequenceRow
  readonly unitName: string
  readonly subject: Subject
}

/**
 * A consequence with the facts for `can()`. It is its unit's business only once it has taken effect (第二十一条): before, the
 * unit is left out of the facts.
 */
export const readConsequence = async (
  db: Db | Tx,
  id: number,
  options: { readonly lock?: boolean } = {},
): Promise<ConsequenceWithSubject | null> => {
  const query = db.select().from(consequence).where(eq(consequence.id, id))
  const [row] = options.lock ? await query.for('update') : await query
  if (!row) return null
  const [about] = await db
    .select({ path: jurisdiction.path, name: unit.name })
    .from(unit)
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(eq(unit.id, row.unitId))
  return { consequence: row, unitName: about?.name ?? '', subject: consequenceSubject(row, about?.path ?? '') }
}

export const consequenceSubject = (
  row: Pick<ConsequenceRow, 'state' | 'officeUnitId' | 'unitId' | 'proposedBy' | 'approverPersonId'>,
  jurisdictionPath: string,
): Subject => ({
  jurisdictionPath,
  officeUnitId: row.officeUnitId,
  authorPersonId: row.proposedBy,
  approverPersonId: row.approverPersonId,
  ...(row.state === 'issued' ? { ownerUnitId: row.unitId } : {}),
})
