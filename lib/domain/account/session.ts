export type SessionLimits = { readonly idleMinutes: number; readonly absoluteHours: number }
export type SessionTimes = { readonly createdAt: Date; readonly lastSeenAt: Date }

const MINUTE_MS = 60_000

/** Why a sign-in is over at this instant, or null while it lasts (GB/T 22239-2019 8.1.4.1 b: 超时自动退出). */
export const timeOutOf = (session: SessionTimes, now: Date, limits: SessionLimits): 'idle' | 'absolute' | null => {
  if (now.getTime() - session.createdAt.getTime() >= limits.absoluteHours * 60 * MINUTE_MS) return 'absolute'
  if (now.getTime() - session.lastSeenAt.getTime() >= limits.idleMinutes * MINUTE_MS) return 'idle'
  return null
}

/** Being seen is written at most once a minute, so that reading pages stays reading. */
export const isWorthTouching = (session: SessionTimes, now: Date): boolean =>
  now.getTime() - session.lastSeenAt.getTime() >= MINUTE_MS
