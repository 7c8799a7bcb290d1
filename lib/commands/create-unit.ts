import { jurisdictionSubject } from '@/db/subjects'
import { unit } from '@/db/schema/organisation'
import { createUnitInput } from '@/lib/input/unit'
import { defineCommand } from './run'
import { requireFreeNames, requireParent, writeAliases } from './unit-rules'

export const createUnit = defineCommand({
  name: 'unit.create',
  input: createUnitInput,
  seenBy: 'unit.view',
  lock: async (tx, { jurisdictionId }) => {
    const subject = await jurisdictionSubject(tx, jurisdictionId)
    return subject.jurisdictionPath
      ? { targets: [{ type: 'jurisdiction' as const, id: jurisdictionId, subject }] }
      : null
  },
  action: 'unit.manage',
  handle: async ({ tx, record }, { aliases, ...values }) => {
    await requireFreeNames(tx, values.jurisdictionId, null, [values.name])
    await requireParent(tx, values.parentId, values)
    const [row] = await tx.insert(unit).values(values).returning()
    if (!row) throw new Error('the unit was not inserted')
    const spellings = await writeAliases(tx, row, aliases)
    record({
      action: 'unit.create',
      subjectType: 'unit',
      subjectId: row.id,
      after: { ...values, ...(spellings.after.length ? { aliases: spellings.after } : {}) },
    })
    return { id: row.id }
  },
})
