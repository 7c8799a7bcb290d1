import { cookies } from 'next/headers'
import { getDb } from '@/db/client'
import { sessionCookieName, sessionCookieOptions } from '@/lib/auth/cookie'
import { cookieSessionId } from '@/lib/auth/desk'
import { requestOrigin } from '@/lib/auth/origin'
import { signOut } from '@/lib/auth/session'
import { now } from '@/lib/platform/clock'

/** A plain form posts here, so that signing out needs no script. The cookie is `lax`: no other site can send it along. */
export const POST = async (): Promise<Response> => {
  const sessionId = await cookieSessionId()
  if (sessionId) await signOut(getDb(), sessionId, (await requestOrigin()).ip, now())
  ;(await cookies()).set(sessionCookieName(), '', { ...sessionCookieOptions(), maxAge: 0 })
  return new Response(null, { status: 303, headers: { location: '/login' } })
}
