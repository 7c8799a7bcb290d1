import { eq } from 'drizzle-orm'
import { person } from '@/db/schema/organisation'
import { afterFailure, isLocked, lockedRefusal } from '@/lib/domain/account/lockout'
import { isStrongPassword } from '@/lib/domain/account/password'
import { Refusal } from '@/lib/domain/refusals'
import { changePasswordInput } from '@/lib/input/account'
import { env } from '@/lib/platform/env'
import { hashPassword, passwordFits } from '@/lib/platform/password'
import { endSessions } from './end-sessions'
import { revokeTokensOf } from './revoke-tokens'
import { defineCommand, RefusalOnRecord } from './run'

/**
 * One's own password. The sign-in from which it was changed goes on, every other ends; tokens end where the person says so: a
 * routine change must not stop the programs that work for him, a password which got about must. A wrong old password counts as
 * it does at the door, so that an unattended desk is no way around the lock.
 */
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
    if (isLocked(row, now) && row.lockedUntil) throw lockedRefusal(row.lockedUntil)
    if (!(await passwordFits(row.passwordHash, input.currentPassword))) {
      const { LUOSHI_LOCKOUT_FAILURES: failures, LUOSHI_LOCKOUT_MINUTES: minutes } = env()
      const after = afterFailure(row, now, { failures, minutes })
      await tx.update(person).set(after).where(eq(person.id, row.id))
      record({ action: 'person.changePasswordFailed', subjectType: 'person', subjectId: row.id })
      if (after.lockedUntil) {
        const lockedUntil = after.lockedUntil.toISOString()
        record({ action: 'session.lock', subjectType: 'person', subjectId: row.id, after: { lockedUntil } })
      }
      const params = { limit: failures, minutes }
      throw new RefusalOnRecord('currentPasswordWrong', params, { currentPassword: '原密码不正确' })
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
    const revokedTokens = input.revokeTokens ? await revokeTokensOf(tx, row.id, now) : 0
    record({
      action: 'person.changePassword',
      subjectType: 'person',
      subjectId: row.id,
      ...(revokedTokens ? { after: { revokedTokens } } : {}),
    })
    return { personId: row.id, revokedTokens }
  },
})
