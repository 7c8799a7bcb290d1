import { and, eq, gte, isNull, lt, or, sql } from 'drizzle-orm'
import { readActor } from '@/db/actors'
import { readCalendar } from '@/db/calendar'
import { type Db, getDb, type Tx } from '@/db/client'
import { apiToken, rateLimit } from '@/db/schema/organisation'
import { type CalendarDate, calendarDate } from '@/lib/domain/calendar/date'
import type { Actor } from '@/lib/domain/permission/can'
import { Refusal } from '@/lib/domain/refusals'
import { now, todayInShanghai } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { tokenHash } from '@/lib/platform/token'
import { requestOrigin } from './origin'

export type Bearer = { readonly tokenId: number; readonly actor: Actor }

const MINUTE = 60_000

const tokenOf = (authorization: string | null): string | null =>
  /^Bearer (luoshi_[\w-]{43})$/i.exec(authorization?.trim() ?? '')?.[1] ?? null

/**
 * Who an `Authorization: Bearer …` header speaks for; null where the token is unknown, revoked or past its last day, or its
 * membership is over. Only the SHA-256 is compared, so that the table gives nobody a token.
 */
export const bearerOf = async (
  db: Db | Tx,
  authorization: string | null,
  { now, today }: { readonly now: Date; readonly today: CalendarDate },
): Promise<Bearer | null> => {
  const token = tokenOf(authorization)
  if (!token) return null
  const [row] = await db
    .select({ id: apiToken.id, membershipId: apiToken.membershipId, lastUsedAt: apiToken.lastUsedAt })
    .from(apiToken)
    .where(
      and(
        eq(apiToken.tokenHash, tokenHash(token)),
        isNull(apiToken.revokedAt),
        or(isNull(apiToken.expiresOn), gte(apiToken.expiresOn, today)),
      ),
    )
  const actor = row ? await readActor(db, row.membershipId) : null
  if (!row || !actor) return null
  // To the minute is enough to see whether a token is still in use, and spares a write a request.
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() >= MINUTE) {
    await db.update(apiToken).set({ lastUsedAt: now }).where(eq(apiToken.id, row.id))
  }
  return { tokenId: row.id, actor }
}

/** Counts one request of a token in the current minute; throws `tooMany` beyond the limit. */
export const countRequest = async (db: Db | Tx, tokenId: number, perMinute: number, now: Date): Promise<void> => {
  const key = `api:${tokenId}`
  const windowStart = Math.floor(now.getTime() / MINUTE)
  const [row] = await db
    .insert(rateLimit)
    .values({ key, windowStart, count: 1 })
    .onConflictDoUpdate({ target: [rateLimit.key, rateLimit.windowStart], set: { count: sql`${rateLimit.count} + 1` } })
    .returning({ count: rateLimit.count })
  if (row?.count === 1) {
    await db.delete(rateLimit).where(and(eq(rateLimit.key, key), lt(rateLimit.windowStart, windowStart)))
  }
  if ((row?.count ?? 0) > perMinute) {
    throw new Refusal('tooMany', { seconds: Math.ceil(((windowStart + 1) * MINUTE - now.getTime()) / 1000) })
  }
}

/** What a request of the API cannot say of itself. */
export const apiSurroundings = async () => {
  const db = getDb()
  const [calendar, { ip }] = await Promise.all([readCalendar(db), requestOrigin()])
  return {
    db,
    calendar,
    ip,
    now: now(),
    today: calendarDate(todayInShanghai()),
    requestsPerMinute: env().LUOSHI_API_PER_MINUTE,
  }
}
