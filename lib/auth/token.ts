import { and, eq, gte, isNull } from 'drizzle-orm'
import { readActor } from '@/db/actors'
import { type Db, getDb, type Tx } from '@/db/client'
import { apiToken } from '@/db/schema/organisation'
import { calendarDate } from '@/lib/domain/calendar/date'
import type { Actor } from '@/lib/domain/permission/can'
import { now, todayInShanghai } from '@/lib/platform/clock'
import { tokenHash } from '@/lib/platform/token'

const TOUCH_AFTER_MS = 60_000

/** Whom an `Authorization: Bearer …` header stands for; null for a token unknown, revoked, past its day, or of an ended post. */
export const actorOfToken = async (header: string | null, db: Db | Tx = getDb()): Promise<Actor | null> => {
  const token = /^Bearer (luoshi_[\w-]{43})$/i.exec(header?.trim() ?? '')?.[1]
  if (!token) return null
  const [row] = await db
    .select()
    .from(apiToken)
    .where(
      and(
        eq(apiToken.tokenHash, tokenHash(token)),
        isNull(apiToken.revokedAt),
        gte(apiToken.expiresOn, calendarDate(todayInShanghai())),
      ),
    )
  if (!row) return null
  const actor = await readActor(db, row.membershipId)
  if (actor && now().getTime() - (row.lastUsedAt?.getTime() ?? 0) >= TOUCH_AFTER_MS) {
    await db.update(apiToken).set({ lastUsedAt: now() }).where(eq(apiToken.id, row.id))
  }
  return actor
}
