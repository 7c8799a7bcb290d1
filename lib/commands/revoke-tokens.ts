import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { apiToken, membership } from '@/db/schema/organisation'

/** Ends every token of a person, whichever post it stands for. Gives how many. */
export const revokeTokensOf = async (tx: Tx, personId: number, now: Date): Promise<number> => {
  const held = tx.select({ id: membership.id }).from(membership).where(eq(membership.personId, personId))
  const revoked = await tx
    .update(apiToken)
    .set({ revokedAt: now })
    .where(and(inArray(apiToken.membershipId, held), isNull(apiToken.revokedAt)))
    .returning({ id: apiToken.id })
  return revoked.length
}
