import { and, eq, lt } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { idempotencyKey } from '@/db/schema/api'
import type { JsonObject } from '@/lib/domain/events'
import { Refusal } from '@/lib/domain/refusals'

const KEPT_MS = 24 * 3_600_000

type Claim = {
  readonly tokenId: number
  readonly key: string
  readonly fingerprint: string
  readonly now: Date
}
type Answer = { readonly status: number; readonly body: JsonObject }

/**
 * Does `work` once for a key: the answer is stored in the transaction of its effect, and whoever comes with the same key
 * within a day gets it again. Two at once wait for each other on the key's row. A refused attempt leaves the key free.
 */
export const once = async (
  db: Db | Tx,
  claim: Claim,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer & { readonly isReplay: boolean }> =>
  db.transaction(async (tx) => {
    const { tokenId, key, fingerprint, now } = claim
    await tx
      .delete(idempotencyKey)
      .where(and(eq(idempotencyKey.tokenId, tokenId), lt(idempotencyKey.createdAt, new Date(now.getTime() - KEPT_MS))))
    const inserted = await tx
      .insert(idempotencyKey)
      .values({ tokenId, key, fingerprint, status: 0, body: {}, createdAt: now })
      .onConflictDoNothing()
      .returning({ key: idempotencyKey.key })
    const own = and(eq(idempotencyKey.tokenId, tokenId), eq(idempotencyKey.key, key))
    if (inserted.length === 0) {
      const [before] = await tx.select().from(idempotencyKey).where(own)
      if (!before) throw new Error('the key vanished while its row was awaited')
      if (before.fingerprint !== fingerprint) throw new Refusal('keyReused')
      return { status: before.status, body: before.body, isReplay: true }
    }
    const answer = await work(tx)
    await tx.update(idempotencyKey).set({ status: answer.status, body: answer.body }).where(own)
    return { ...answer, isReplay: false }
  })
