import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { jurisdiction, unit, unitAlias } from '@/db/schema/organisation'
import { Refusal } from '@/lib/domain/refusals'

type Place = { readonly id: number; readonly jurisdictionId: number }

/** Names and spellings of a jurisdiction never stand for two units; throws `unitNameTaken` for the first that would. */
export const requireFreeNames = async (
  tx: Tx,
  jurisdictionId: number,
  ownUnitId: number | null,
  names: readonly string[],
): Promise<void> => {
  if (names.length === 0) return
  const wanted = [...names]
  const taken = await tx
    .select({ name: unit.name, unitId: unit.id })
    .from(unit)
    .where(and(eq(unit.jurisdictionId, jurisdictionId), inArray(unit.name, wanted)))
    .union(
      tx
        .select({ name: unitAlias.spelling, unitId: unitAlias.unitId })
        .from(unitAlias)
        .where(and(eq(unitAlias.jurisdictionId, jurisdictionId), inArray(unitAlias.spelling, wanted))),
    )
  const other = taken.find((row) => row.unitId !== ownUnitId)
  if (other) throw new Refusal('unitNameTaken', { name: other.name }, { name: `“${other.name}”已被使用` })
}

/** A parent is a live, ordinary unit of the same place or of one above, and never below the unit itself. */
export const requireParent = async (tx: Tx, parentId: number | null, child: Place | { jurisdictionId: number }) => {
  if (parentId === null) return
  const [place] = await tx.select().from(jurisdiction).where(eq(jurisdiction.id, child.jurisdictionId))
  const [parent] = await tx
    .select({ kind: unit.kind, dissolvedOn: unit.dissolvedOn, path: jurisdiction.path })
    .from(unit)
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(eq(unit.id, parentId))
  if (!place || !parent || parent.dissolvedOn || parent.kind === 'group' || !place.path.startsWith(parent.path)) {
    throw new Refusal('parentInvalid', {}, { parentId: '请另选上级单位' })
  }
  if (!('id' in child)) return
  const above = await tx.execute<{ id: string }>(sql`
    with recursive chain as (
      select id, parent_id from unit where id = ${parentId}
      union select u.id, u.parent_id from unit u join chain on u.id = chain.parent_id)
    select id from chain where id = ${child.id}`)
  if (above.length > 0) throw new Refusal('unitCycle', {}, { parentId: '不能选自己的下级单位' })
}

/** Makes the unit's spellings exactly these. The unit's own name is not a spelling of it. */
export const writeAliases = async (tx: Tx, owner: Place & { name: string }, spellings: readonly string[]) => {
  const before = (await tx.select().from(unitAlias).where(eq(unitAlias.unitId, owner.id))).map((row) => row.spelling)
  const wanted = spellings.filter((spelling) => spelling !== owner.name)
  const gone = before.filter((spelling) => !wanted.includes(spelling))
  const fresh = wanted.filter((spelling) => !before.includes(spelling))
  await requireFreeNames(tx, owner.jurisdictionId, owner.id, fresh)
  if (gone.length > 0) {
    await tx.delete(unitAlias).where(and(eq(unitAlias.unitId, owner.id), inArray(unitAlias.spelling, gone)))
  }
  if (fresh.length > 0) {
    await tx
      .insert(unitAlias)
      .values(fresh.map((spelling) => ({ jurisdictionId: owner.jurisdictionId, unitId: owner.id, spelling })))
  }
  return { before: before.toSorted(), after: wanted.toSorted() }
}

export const requireLive = (row: { name: string; dissolvedOn: string | null }): void => {
  if (row.dissolvedOn) throw new Refusal('unitDissolved', { unit: row.name })
}

/** Live units by id with the path of their place. */
export const liveUnitPaths = (tx: Tx, ids: readonly number[]) =>
  tx
    .select({ id: unit.id, name: unit.name, kind: unit.kind, path: jurisdiction.path })
    .from(unit)
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(and(inArray(unit.id, [...ids]), isNull(unit.dissolvedOn)))
