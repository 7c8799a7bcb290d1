import { eq } from 'drizzle-orm'
import { person } from '@/db/schema/organisation'
import { Refusal } from '@/lib/domain/refusals'
import { personVerbInput } from '@/lib/input/person'
import { hashPassword, initialPassword } from '@/lib/platform/password'
import { endSessions } from './end-sessions'
import { lockPerson } from './person-rules'
import { defineCommand } from './run'

/** 重置密码: a new initial password, given back once; also opens a locked account. Every sign-in of the person ends. */
export const resetPassword = defineCommand({
  name: 'person.resetPassword',
  input: personVerbInput,
  seenBy: 'unit.view',
  lock: (tx, { id }) => lockPerson(tx, id),
  action: 'person.manage',
  handle: async ({ tx, loaded, actor, now, record }) => {
    const row = loaded.person
    // One's own is changed in the settings, where the old one is asked for.
    if (row.id === actor.personId) throw new Refusal('notYourself')
    const password = initialPassword()
    await tx
      .update(person)
      .set({
        passwordHash: await hashPassword(password),
        mustChangePassword: true,
        failedCount: 0,
        lockedUntil: null,
        version: row.version + 1,
      })
      .where(eq(person.id, row.id))
    await endSessions(tx, { personIds: [row.id] }, { now, reason: 'passwordReset' })
    record({ action: 'person.resetPassword', subjectType: 'person', subjectId: row.id })
    return { userName: row.userName, initialPassword: password }
  },
})
