import { and, eq, isNull, like, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { jurisdiction, unit } from '@/db/schema/organisation'
import { mayStandBelow } from '@/lib/domain/place'
import { Refusal } from '@/lib/domain/refusals'
import { createPlaceInput } from '@/lib/input/place'
import { defineCommand } from './run'

type PlaceRow = typeof jurisdiction.$inferSelect

/** Throws for a code or name that is taken, and where the tree of places would contradict the codes. */
const requireFits = async (
  tx: Tx,
  parent: PlaceRow | null,
  wanted: Pick<PlaceRow, 'code' | 'name' | 'level'>,
): Promise<void> => {
  const sibling = parent ? eq(jurisdiction.parentId, parent.id) : isNull(jurisdiction.parentId)
  const [taken] = await tx
    .select()
    .from(jurisdiction)
    .where(or(eq(jurisdiction.code, wanted.code), and(sibling, eq(jurisdiction.name, wanted.name))))
  if (taken) {
    const field = taken.code === wanted.code ? 'code' : 'name'
    throw new Refusal(
      'duplicate',
      { what: `${taken.code} ${taken.name}` },
      { [field]: field === 'code' ? '这个代码已在使用' : '同级已有这个名称' },
    )
  }
  if (parent && !mayStandBelow(wanted, parent)) {
    throw new Refusal('placeParentInvalid', { parent: parent.name }, { code: `须以 ${parent.code} 开头` })
  }
  // Paths stand in the audit trail for good, so nothing is ever put between a place and what is above it.
  const [between] = await tx
    .select()
    .from(jurisdiction)
    .where(and(sibling, sql`${wanted.code} like ${jurisdiction.code} || '%'`))
  if (between) throw new Refusal('placeBelongsElsewhere', { code: wanted.code, parent: between.name })
  const [below] = await tx
    .select()
    .from(jurisdiction)
    .where(and(sibling, like(jurisdiction.code, `${wanted.code}%`)))
  if (below) throw new Refusal('placeBelowExists', { place: wanted.name, below: below.name })
}

/** A place with its government. Whoever administers the place above may; the highest ones come from the command line. */
export const createPlace = defineCommand({
  name: 'jurisdiction.create',
  input: createPlaceInput,
  seenBy: 'unit.view',
  lock: async (tx, { parentId }) => {
    if (parentId === null) {
      return { parent: null, targets: [{ type: 'jurisdiction' as const, id: 0, subject: { jurisdictionPath: '' } }] }
    }
    const [parent] = await tx.select().from(jurisdiction).where(eq(jurisdiction.id, parentId)).for('update')
    if (!parent) return null
    const subject = { jurisdictionPath: parent.path }
    return { parent, targets: [{ type: 'jurisdiction' as const, id: parent.id, subject }] }
  },
  action: 'unit.manage',
  handle: async ({ tx, loaded: { parent }, record }, { government, ...values }) => {
    await requireFits(tx, parent, values)
    const [place] = await tx
      .insert(jurisdiction)
      .values({ ...values, path: `${parent?.path ?? ''}${values.code}.` })
      .returning()
    if (!place) throw new Error('the place was not inserted')
    const first = { jurisdictionId: place.id, name: government, kind: 'government' } as const
    const [row] = await tx.insert(unit).values(first).returning({ id: unit.id })
    if (!row) throw new Error('the unit was not inserted')
    record({ action: 'jurisdiction.create', subjectType: 'jurisdiction', subjectId: place.id, after: values })
    record({ action: 'unit.create', subjectType: 'unit', subjectId: row.id, after: first })
    return { id: place.id, code: place.code, unitId: row.id, unitName: government }
  },
})
