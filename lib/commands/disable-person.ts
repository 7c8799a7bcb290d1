import { eq } from 'drizzle-orm'
import { person } from '@/db/schema/organisation'
import { Refusal } from '@/lib/domain/refusals'
import { disablePersonInput } from '@/lib/input/person'
import { endSessions } from './end-sessions'
import { lockPerson, requireAnotherAdmin, requireNotAuditor } from './person-rules'
import { defineCommand } from './run'

/** 停用: the account opens nothing from this moment on; what its person did stays. */
export const disablePerson = defineCommand({
  name: 'person.disable',
  input: disablePersonInput,
  seenBy: 'unit.view',
  lock: (tx, { id }) => lockPerson(tx, id),
  action: 'person.manage',
  handle: async ({ tx, loaded, actor, now, record, unchanged }, { reason }) => {
    const row = loaded.person
    if (row.id === actor.personId) throw new Refusal('notYourself')
    await requireNotAuditor(tx, actor, row.id)
    if (row.disabledAt) return unchanged()
    await requireAnotherAdmin(tx, { personId: row.id })
    await tx
      .update(person)
      .set({ disabledAt: now, version: row.version + 1 })
      .where(eq(person.id, row.id))
    await endSessions(tx, { personIds: [row.id] }, { now, reason: 'personDisabled' })
    record({
      action: 'person.disable',
      subjectType: 'person',
      subjectId: row.id,
      before: { disabledAt: null },
      after: { disabledAt: now.toISOString() },
      reason,
    })
  },
})
