import { randomUUID } from 'node:crypto'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { readCalendar } from '@/db/calendar'
import { type Db, getDb } from '@/db/client'
import { calendarDate } from '@/lib/domain/calendar/date'
import type { WorkCalendar } from '@/lib/domain/calendar/workdays'
import type { Context } from '@/lib/domain/context'
import type { Actor } from '@/lib/domain/permission/can'
import { now, todayInShanghai } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { authSecret, sessionCookieName } from './cookie'
import { requestOrigin } from './origin'
import { type LiveSession, readSession } from './session'

/** The id of the session row that the request's cookie names, unchecked; null without a genuine cookie. */
export const cookieSessionId = async (): Promise<string | null> => {
  const cookie = (await cookies()).get(sessionCookieName())?.value
  if (!cookie) return null
  try {
    const token = await decode({ token: cookie, secret: authSecret() })
    return typeof token?.sid === 'string' ? token.sid : null
  } catch {
    // Signed with another secret, or cut: nobody is signed in.
    return null
  }
}

/** Who is signed in, once a request; also while the password is still the initial one. */
export const signedIn = cache(async (): Promise<LiveSession | null> => {
  const sessionId = await cookieSessionId()
  if (!sessionId) return null
  return readSession(getDb(), sessionId, now(), {
    idleMinutes: env().LUOSHI_SESSION_IDLE_MINUTES,
    absoluteHours: env().LUOSHI_SESSION_HOURS,
  })
})

export type Desk = Omit<LiveSession, 'actor'> & {
  readonly actor: Actor
  readonly ctx: {
    readonly db: Db
    readonly actor: Actor
    readonly today: Context['today']
    readonly calendar: WorkCalendar
  }
}

/** What every page behind the login begins with; sends those who may not be there to where they have to go first. */
export const desk = cache(async (): Promise<Desk> => {
  const live = await signedIn()
  if (!live) {
    const from = (await headers()).get('x-luoshi-path') ?? '/'
    redirect(from === '/' ? '/login' : `/login?callbackUrl=${encodeURIComponent(from)}`)
  }
  if (live.mustChangePassword) redirect('/change-password')
  const db = getDb()
  const calendar = await readCalendar(db)
  return { ...live, ctx: { db, actor: live.actor, today: calendarDate(todayInShanghai()), calendar } }
})

/** The same for server actions and routes: null where the caller has to sign in, or to change the initial password, first. */
export const currentContext = async (
  via: Context['via'],
  options: { readonly initialPasswordAllowed?: boolean } = {},
): Promise<{ db: Db; context: Context } | null> => {
  const live = await signedIn()
  if (!live || (live.mustChangePassword && !options.initialPasswordAllowed)) return null
  const { ip } = await requestOrigin()
  return {
    db: getDb(),
    context: {
      actor: live.actor,
      today: calendarDate(todayInShanghai()),
      now: now(),
      via,
      requestId: randomUUID(),
      ip,
      sessionId: live.sessionId,
    },
  }
}
