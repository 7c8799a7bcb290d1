import { eq } from 'drizzle-orm'
import { apiToken, membership } from '@/db/schema/organisation'
import { revokeTokenInput } from '@/lib/input/token'
import { defineCommand } from './run'

export const revokeToken = defineCommand({
  name: 'token.revoke',
  input: revokeTokenInput,
  seenBy: 'account.own',
  lock: async (tx, { id }) => {
    const [row] = await tx
      .select({ token: apiToken, personId: membership.personId })
      .from(apiToken)
      .innerJoin(membership, eq(membership.id, apiToken.membershipId))
      .where(eq(apiToken.id, id))
      .for('update', { of: apiToken })
    return row ? { ...row, targets: [{ type: 'token' as const, id, subject: { personId: row.personId } }] } : null
  },
  action: 'account.own',
  handle: async ({ tx, loaded, now, record, unchanged }) => {
    const row = loaded.token
    if (row.revokedAt) return unchanged()
    await tx.update(apiToken).set({ revokedAt: now }).where(eq(apiToken.id, row.id))
    record({
      action: 'token.revoke',
      subjectType: 'token',
      subjectId: row.id,
      before: { revokedAt: null },
      after: { revokedAt: now.toISOString(), name: row.name, prefix: row.prefix },
    })
  },
})
