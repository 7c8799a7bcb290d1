import { sql } from 'drizzle-orm'
import { encode } from 'next-auth/jwt'
import type { Db } from '@/db/client'
import { authSecret, sessionCookieName } from '@/lib/auth/cookie'
import { openSession } from '@/lib/auth/session'
import { now } from '@/lib/platform/clock'

/** Opens pages of a running server as the people of the fill; both must have the same NEXTAUTH_SECRET and database. */
export const signedInFetch = async (db: Db, url: string) => {
  const cookies = new Map<number, string>()
  const cookieOf = async (membershipId: number): Promise<string> => {
    const known = cookies.get(membershipId)
    if (known) return known
    const [row] = await db.execute<{ person: number }>(
      sql`select person_id::int as person from membership where id = ${membershipId}`,
    )
    const sid = row && (await openSession(db, row.person, { ip: null, userAgent: 'luoshi bench' }, now()))
    if (!sid) throw new Error(`membership ${membershipId} cannot sign in`)
    const cookie = `${sessionCookieName()}=${await encode({ token: { sid }, secret: authSecret() })}`
    cookies.set(membershipId, cookie)
    return cookie
  }
  return async ({ membershipId, path }: { membershipId: number; path: string }): Promise<void> => {
    const response = await fetch(new URL(path, url), {
      headers: { cookie: await cookieOf(membershipId) },
      redirect: 'manual',
    })
    await response.arrayBuffer()
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
  }
}
