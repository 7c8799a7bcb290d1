import { eq } from 'drizzle-orm'
import { person } from '@/db/schema/organisation'
import { Refusal } from '@/lib/domain/refusals'
import { personVerbInput } from '@/lib/input/person'
import { hashPassword, initialPassword } from '@/lib/platform/password'
import { endSessions } from './end-sessions'
import { lockPerson, requireNotAuditor } from './person-rules'
import { revokeTokensOf } from './revoke-tokens'
import { defineCommand } from './run'

/** 重置密码: a new initial password, given back once; also opens a locked account. Every sign-in and token of the person ends. */
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
    await requireNotAuditor(tx, actor, row.id)
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
    // A password is reset when an account may be in other hands: what was made with it ends with it.
    const revokedTokens = await revokeTokensOf(tx, row.id, now)
    record({
      action: 'person.resetPassword',
      subjectType: 'person',
      subjectId: row.id,
      after: { revokedTokens },
    })
    return { userName: row.userName, initialPassword: password }
  },
})
