import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { getDb } from '@/db/client'
import { Refusal } from '@/lib/domain/refusals'
import { now } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { logUnexpected } from '@/lib/platform/log'
import { authSecret, sessionCookieName, sessionCookieOptions } from './cookie'
import { requestOrigin } from './origin'
import { openSession, signOut } from './session'
import { checkPassword, personOfClaims } from './sign-in'

type Claims = { readonly sub: string; readonly preferred_username?: string; readonly name?: string }

const password = CredentialsProvider({
  id: 'credentials',
  credentials: { userName: {}, password: {} },
  authorize: async (given) => {
    try {
      const { LUOSHI_LOCKOUT_FAILURES: failures, LUOSHI_LOCKOUT_MINUTES: minutes } = env()
      const personId = await checkPassword(getDb(), {
        userName: String(given?.userName ?? '').slice(0, 200),
        password: String(given?.password ?? '').slice(0, 1000),
        ip: (await requestOrigin()).ip,
        now: now(),
        limits: { failures, minutes },
      })
      return { id: String(personId) }
    } catch (error) {
      // The sentence reaches the form as it is; what nobody expected gets a number instead.
      if (error instanceof Refusal) throw new Error(error.message, { cause: error })
      throw new Error(`系统出错，请稍后再试。如仍不行，请把编号 ${logUnexpected(error)} 告诉管理员。`, { cause: error })
    }
  },
})

const oidc = (): OAuthConfig<Claims>[] => {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env()
  if (!OIDC_ISSUER) return []
  return [
    {
      id: 'oidc',
      name: OIDC_NAME,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      ...(OIDC_CLIENT_ID ? { clientId: OIDC_CLIENT_ID } : {}),
      ...(OIDC_CLIENT_SECRET ? { clientSecret: OIDC_CLIENT_SECRET } : {}),
      authorization: { params: { scope: 'openid profile' } },
      idToken: true,
      // In this flow the standard puts the claims of a scope behind the userinfo endpoint (OpenID Connect Core §5.4); many
      // providers put them into the ID token as well. The client refuses an answer about another subject.
      userinfo: {
        request: async ({ client, tokens }) => {
          const set = tokens as Extract<Parameters<typeof client.userinfo>[0], object>
          const claims = set.claims()
          if (claims.preferred_username || !client.issuer.metadata.userinfo_endpoint) return claims
          return { ...claims, ...(await client.userinfo(set)) }
        },
      },
      // The client's own 3.5 seconds are short for the first connection across a government network.
      httpOptions: { timeout: 10_000 },
      checks: ['pkce', 'state', 'nonce'],
      profile: (claims) => ({ id: claims.sub, name: claims.name ?? null }),
    },
  ]
}

const personOf = async (claims: Claims) =>
  personOfClaims(getDb(), claims, { now: now(), ip: (await requestOrigin()).ip })

/** Made at the first request, because a build has no settings. */
export const authOptions = (): NextAuthOptions => ({
  secret: authSecret(),
  providers: [password, ...oidc()],
  pages: { signIn: '/login', error: '/login' },
  session: { strategy: 'jwt', maxAge: env().LUOSHI_SESSION_HOURS * 3600 },
  cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
  callbacks: {
    signIn: async ({ account, profile }) => {
      if (account?.provider !== 'oidc') return true
      try {
        return (await personOf(profile as Claims)) ? true : '/login?error=NoPerson'
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return error.code === 'accountDisabled' ? '/login?error=AccountDisabled' : '/login?error=NoMembership'
      }
    },
    // The cookie names a row of `session` and says nothing else: what it grants is read from there at each request.
    jwt: async ({ token, user, account, profile }) => {
      if (!user) return { sid: token.sid }
      const personId = account?.provider === 'oidc' ? await personOf(profile as Claims) : Number(user.id)
      const sid = personId ? await openSession(getDb(), personId, await requestOrigin(), now()) : null
      return { sid }
    },
    session: ({ session }) => ({ expires: session.expires }),
    redirect: ({ url, baseUrl }) => {
      const target = new URL(url, baseUrl)
      return target.origin === new URL(baseUrl).origin ? target.href : baseUrl
    },
  },
  events: {
    signOut: async ({ token }) => {
      if (typeof token?.sid === 'string') await signOut(getDb(), token.sid, (await requestOrigin()).ip, now())
    },
  },
  logger: {
    error: (code, metadata) => {
      // Wrong passwords are on the record; as errors they would only hide the others.
      if (code !== 'CLIENT_FETCH_ERROR') logUnexpected(metadata instanceof Error ? metadata : new Error(code), { code })
    },
    warn: () => undefined,
    debug: () => undefined,
  },
})
