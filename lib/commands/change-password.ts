import { eq } from 'drizzle-orm'
import { person } from '@/db/schema/organisation'
import { isStrongPassword } from '@/lib/domain/account/password'
import { Refusal } from '@/lib/domain/refusals'
import { changePasswordInput } from '@/lib/input/account'
import { hashPassword, passwordFits } from '@/lib/platform/password'
import { endSessions } from './end-sessions'
import { defineCommand } from './run'

/** One's own password. The sign-in from which it was changed goes on, every other ends. */
export const changePassword = defineCommand({
  name: 'person.changePassword',
  input: changePasswordInput,
  seenBy: 'account.own',
  action: 'account.own',
  lock: async (tx, _input, { actor }) => {
    const [row] = await tx.select().from(person).where(eq(person.id, actor.personId)).for('update')
    if (!row) return null
    return { person: row, targets: [{ type: 'person' as const, id: row.id, subject: { personId: row.id } }] }
  },
  handle: async ({ tx, loaded, now, sessionId, record }, input) => {
    const row = loaded.person
    if (!(await passwordFits(row.passwordHash, input.currentPassword))) {
      throw new Refusal('currentPasswordWrong', {}, { currentPassword: '原密码不正确' })
    }
    if (input.newPassword === input.currentPassword || !isStrongPassword(input.newPassword, row.userName)) {
      throw new Refusal('passwordWeak', {}, { newPassword: '不符合密码要求' })
    }
    await tx
      .update(person)
      .set({
        passwordHash: await hashPassword(input.newPassword),
        mustChangePassword: false,
        failedCount: 0,
        lockedUntil: null,
        version: row.version + 1,
      })
      .where(eq(person.id, row.id))
    await endSessions(tx, { personIds: [row.id] }, { now, reason: 'passwordChanged', except: sessionId })
    record({ action: 'person.changePassword', subjectType: 'person', subjectId: row.id })
    return { personId: row.id }
  },
})
