import { eq } from 'drizzle-orm'
import { person } from '@/db/schema/organisation'
import { personVerbInput } from '@/lib/input/person'
import { lockPerson, requireNotAuditor } from './person-rules'
import { defineCommand } from './run'

export const enablePerson = defineCommand({
  name: 'person.enable',
  input: personVerbInput,
  seenBy: 'unit.view',
  lock: (tx, { id }) => lockPerson(tx, id),
  action: 'person.manage',
  handle: async ({ tx, loaded, actor, record, unchanged }) => {
    const row = loaded.person
    await requireNotAuditor(tx, actor, row.id)
    if (!row.disabledAt) return unchanged()
    await tx
      .update(person)
      .set({ disabledAt: null, failedCount: 0, lockedUntil: null, version: row.version + 1 })
      .where(eq(person.id, row.id))
    record({
      action: 'person.enable',
      subjectType: 'person',
      subjectId: row.id,
      before: { disabledAt: row.disabledAt.toISOString() },
      after: { disabledAt: null },
    })
  },
})
