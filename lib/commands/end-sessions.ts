import { and, inArray, isNull, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { session } from '@/db/schema/organisation'

type Whose = { readonly personIds: readonly number[] } | { readonly membershipIds: readonly number[] }
type Options = { readonly now: Date; readonly reason: string; readonly except?: string | undefined }

/** Ends sign-ins at once: the row is checked at each request. Gives how many. */
export const endSessions = async (tx: Tx, whose: Whose, { now, reason, except }: Options): Promise<number> => {
  const mine =
    'personIds' in whose
      ? inArray(session.personId, [...whose.personIds])
      : inArray(session.membershipId, [...whose.membershipIds])
  const ended = await tx
    .update(session)
    .set({ endedAt: now, endReason: reason })
    .where(and(mine, isNull(session.endedAt), except ? ne(session.id, except) : undefined))
    .returning({ id: session.id })
  return ended.length
}
