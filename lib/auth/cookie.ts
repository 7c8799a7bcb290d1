import { env } from '@/lib/platform/env'

/** Only over https does the browser keep a `Secure` cookie; an office may run the first days over http inside its network. */
export const isHttps = (): boolean => env().NEXTAUTH_URL?.startsWith('https:') ?? false

/** `__Host-` binds the cookie to this host and to https (RFC 6265bis §4.1.3.2). */
export const sessionCookieName = (): string => (isHttps() ? '__Host-luoshi-session' : 'luoshi-session')

export const sessionCookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() }) as const

/** Signs the cookie. `npm start` generates and keeps one. */
export const authSecret = (): string => {
  const secret = env().NEXTAUTH_SECRET
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set: start with `npm start`, or set it')
  return secret
}
