import { eq } from 'drizzle-orm'
import { person } from '@/db/schema/organisation'
import { changedFields } from '@/lib/domain/events'
import { editPersonInput } from '@/lib/input/person'
import { lockPerson, requireFreeUserName, requireNotAuditor } from './person-rules'
import { defineCommand } from './run'

export const editPerson = defineCommand({
  name: 'person.edit',
  input: editPersonInput,
  seenBy: 'unit.view',
  lock: (tx, { id }) => lockPerson(tx, id),
  action: 'person.manage',
  handle: async ({ tx, loaded, actor, record, unchanged }, { userName, name, phone, email }) => {
    const row = loaded.person
    // An account that was never used with the identity provider is bound to it by this name.
    await requireNotAuditor(tx, actor, row.id)
    await requireFreeUserName(tx, userName, row.id)
    const after = { userName, name, phone, email }
    const changed = changedFields({ userName: row.userName, name: row.name, phone: row.phone, email: row.email }, after)
    if (!changed) return unchanged()
    await tx
      .update(person)
      .set({ ...after, version: row.version + 1 })
      .where(eq(person.id, row.id))
    record({ action: 'person.edit', subjectType: 'person', subjectId: row.id, ...changed })
  },
})
