// Gives the framework's request scope its storage, as its server does first of all.
// oxlint-disable-next-line import/no-unassigned-import
import 'next/dist/server/node-environment-baseline'
import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { AppRouteRouteModule } from 'next/dist/server/route-modules/app-route/module'
import { NextRequest } from 'next/server'
import { decode } from 'next-auth/jwt'
import { OAuth2Server } from 'oauth2-mock-server'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { signInProblems } from '@/app/(auth)/login/problems.view'
import { closeDb } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { membership, person, session } from '@/db/schema/organisation'
import { createTestDb, type TestDb } from '@/db/testing'
import { readSession } from '@/lib/auth/session'
import { calendarDate } from '@/lib/domain/calendar/date'
import { hashPassword } from '@/lib/platform/password'
import { createWorld, type World } from '@/lib/scenario/world'

/** The whole way of an OIDC sign-in: this route as the server runs it, a provider of its own on 127.0.0.1, a real database. */
const site = 'http://127.0.0.1:3999'
const secret = 'only-for-this-test-0123456789'
const provider = new OAuth2Server()

type Claims = { sub: string; preferred_username?: string; nonce?: string | undefined }
/** What the provider says of who is at its login page: in the ID token, and at the userinfo endpoint. */
let idToken: Claims
let userInfo: Claims
/** Which verifier the token endpoint was given. */
let verifiers: (string | undefined)[]

let opened: TestDb
let world: World

beforeAll(async () => {
  await provider.issuer.keys.generate('RS256')
  await provider.start(0, '127.0.0.1')
  const origin = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  provider.issuer.url = origin
  provider.service.on('beforeTokenSigning', (token: { payload: object }) => Object.assign(token.payload, idToken))
  provider.service.on('beforeUserinfo', (answer: { body: object }) => {
    answer.body = userInfo
  })
  provider.service.on('beforeResponse', (_, request: { body: { code_verifier?: string } }) => {
    verifiers.push(request.body.code_verifier)
  })
  opened = await createTestDb()
  for (const [name, value] of Object.entries({
    DATABASE_URL: opened.url,
    NEXTAUTH_URL: site,
    NEXTAUTH_SECRET: secret,
    LOG_LEVEL: 'silent',
    OIDC_ISSUER: `${origin}/`,
    OIDC_CLIENT_ID: 'luoshi',
    OIDC_CLIENT_SECRET: 'shared-with-the-provider',
  })) {
    vi.stubEnv(name, value)
  }
  world = await createWorld(opened.db)
})
afterAll(async () => {
  await closeDb()
  await opened.close()
  if (provider.listening) await provider.stop()
})

let officerId: number
beforeEach(async () => {
  idToken = { sub: 'subject-1', preferred_username: 'Health-Officer' }
  userInfo = { sub: 'subject-1' }
  verifiers = []
  officerId = (await world.as('healthOfficer')).actor.personId
})
afterEach(async () => {
  await opened.db.delete(session)
  await opened.db.update(person).set({ oidcSubject: null, disabledAt: null, passwordHash: null })
})

const officer = async () => {
  const [row] = await opened.db.select().from(person).where(eq(person.id, officerId))
  if (!row) throw new Error('no officer')
  return row
}

/** A browser as far as this needs one: it keeps cookies and follows nothing by itself. */
const browser = () => {
  const jar = new Map<string, string>()
  const send = async (path: string, fields?: Record<string, string>): Promise<Response> => {
    const route = new AppRouteRouteModule({
      definition: {
        kind: 'APP_ROUTE' as never,
        page: '/api/auth/[...nextauth]/route',
        pathname: '/api/auth/[...nextauth]',
        filename: 'route',
        bundlePath: '',
      },
      resolvedPagePath: '',
      distDir: '.next',
      relativeProjectDir: '',
      nextConfigOutput: undefined,
      userland: () => import('./route') as never,
    })
    const url = new URL(path, site)
    const request = new NextRequest(url, {
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), 'user-agent': 'test' },
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    })
    const nextauth = url.pathname.replace('/api/auth/', '').split('/')
    const response = await route.handle(request, {
      params: { nextauth },
      renderOpts: { cacheComponents: false, experimental: {} } as never,
      previewProps: { previewModeId: '', previewModeEncryptionKey: '', previewModeSigningKey: '' },
      sharedContext: { buildId: 'test', deploymentId: '' },
    } as never)
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value && !/max-age=0/i.test(cookie)) jar.set(name, value)
      else jar.delete(name)
    }
    return response
  }
  /** The button on the login page: gives the address of the provider to go to. */
  const begin = async (): Promise<URL> => {
    const { csrfToken } = (await (await send('/api/auth/csrf')).json()) as { csrfToken: string }
    const response = await send('/api/auth/signin/oidc', { csrfToken, callbackUrl: '/reviews', json: 'true' })
    return new URL(((await response.json()) as { url: string }).url)
  }
  /** The provider's login page, at which the person is known already: gives the way back. */
  const atProvider = async (address: URL): Promise<URL> => {
    const answer = await fetch(address, { redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? '')
  }
  /** Where the way back ends, through next-auth's own page for errors: '/login OAuthCallback', or the page wanted. */
  const back = async (address: URL): Promise<string> => {
    const location = (await send(address.pathname + address.search)).headers.get('location') ?? ''
    const next = new URL(location, site)
    expect(next.origin).toBe(site)
    if (next.pathname.startsWith('/api/auth/')) return back(next)
    return [next.pathname, next.searchParams.get('error')].filter(Boolean).join(' ')
  }
  const signIn = async () => back(await atProvider(await begin()))
  const live = async () => {
    const token = await decode({ token: jar.get('luoshi-session'), secret })
    const limits = { idleMinutes: 30, absoluteHours: 12 }
    return typeof token?.sid === 'string' ? readSession(opened.db, token.sid, new Date(), limits) : null
  }
  return { jar, begin, atProvider, back, signIn, live }
}

const sessions = () => opened.db.select().from(session)
const refused = async (page: ReturnType<typeof browser>) => {
  expect(await sessions()).toEqual([])
  expect(page.jar.has('luoshi-session')).toBe(false)
}

test('the first time by user name, which binds the subject on the record; then by subject, whatever the name', async () => {
  const first = browser()
  expect(await first.signIn()).toBe('/reviews')
  expect(await sessions()).toMatchObject([{ personId: officerId, endedAt: null, userAgent: 'test' }])
  expect((await first.live())?.actor).toMatchObject({ personName: '赵卫', unitName: '区卫健委' })
  expect(await officer()).toMatchObject({ oidcSubject: 'subject-1' })
  idToken = { sub: 'subject-1', preferred_username: 'renamed-there' }
  const second = browser()
  expect(await second.signIn()).toBe('/reviews')
  expect((await second.live())?.person.id).toBe(officerId)
  const events = await opened.db.select().from(auditEvent).orderBy(auditEvent.id)
  expect(events.map((event) => event.action)).toEqual(['person.bindIdentity', 'session.signIn', 'session.signIn'])
})

test('the name may come from the userinfo endpoint alone, as the standard has it for this flow', async () => {
  idToken = { sub: 'subject-1' }
  userInfo = { sub: 'subject-1', preferred_username: 'health-officer' }
  const page = browser()
  expect(await page.signIn()).toBe('/reviews')
  expect((await page.live())?.person.id).toBe(officerId)
})

test('a userinfo answer about somebody else is not believed', async () => {
  idToken = { sub: 'subject-1' }
  userInfo = { sub: 'subject-2', preferred_username: 'health-officer' }
  const page = browser()
  expect(await page.signIn()).toBe('/login OAuthCallback')
  await refused(page)
  expect(await officer()).toMatchObject({ oidcSubject: null })
})

test('the provider is asked with a PKCE challenge, a state and a nonce, and the verifier belongs to the challenge', async () => {
  const page = browser()
  const address = await page.begin()
  const asked = Object.fromEntries(address.searchParams)
  expect(asked).toMatchObject({
    response_type: 'code',
    client_id: 'luoshi',
    scope: 'openid profile',
    redirect_uri: `${site}/api/auth/callback/oidc`,
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^.{20,}$/),
    nonce: expect.stringMatching(/^.{20,}$/),
  })
  expect(await page.back(await page.atProvider(address))).toBe('/reviews')
  const hash = createHash('sha256')
    .update(verifiers[0] ?? '')
    .digest('base64url')
  expect(verifiers).toHaveLength(1)
  expect(asked.code_challenge).toBe(hash)
})

test.each([
  ['another state', (way: URL) => way.searchParams.set('state', 'forged')],
  ['no state', (way: URL) => way.searchParams.delete('state')],
  ['a code that the provider did not give', (way: URL) => way.searchParams.set('code', 'guessed')],
  ['a refusal of the provider', (way: URL) => way.searchParams.set('error', 'access_denied')],
])('a way back with %s opens nothing', async (_, change) => {
  const page = browser()
  const way = await page.atProvider(await page.begin())
  change(way)
  expect(await page.back(way)).toMatch(/^\/login (OAuth)?Callback$/)
  await refused(page)
})

test('an ID token with another nonce, or without one, opens nothing', async () => {
  for (const nonce of ['forged', undefined]) {
    idToken = { sub: 'subject-1', preferred_username: 'health-officer', nonce }
    const page = browser()
    expect(await page.signIn()).toBe('/login OAuthCallback')
    await refused(page)
  }
})

test('a way back begun in one browser is worth nothing in another', async () => {
  const way = await browser().atProvider(await browser().begin())
  const victim = browser()
  await victim.begin()
  expect(await victim.back(way)).toBe('/login OAuthCallback')
  await refused(victim)
})

test('a way back works once', async () => {
  const page = browser()
  const way = await page.atProvider(await page.begin())
  await page.back(way)
  expect(await page.back(way)).toBe('/login OAuthCallback')
  expect(await sessions()).toHaveLength(1)
})

test('whoever has no account is told so, and gets none', async () => {
  idToken = { sub: 'subject-9', preferred_username: 'stranger' }
  const page = browser()
  expect(await page.signIn()).toBe('/login NoPerson')
  await refused(page)
  expect(signInProblems.NoPerson).toContain('没有您的账号')
})

test('a subject does not take over an account that is bound to another', async () => {
  await browser().signIn()
  idToken = { sub: 'subject-2', preferred_username: 'health-officer' }
  const page = browser()
  expect(await page.signIn()).toBe('/login NoPerson')
  expect(page.jar.has('luoshi-session')).toBe(false)
  expect(await sessions()).toHaveLength(1)
})

test('a disabled person stays outside, bound or not, and an open sign-in ends', async () => {
  const page = browser()
  await page.signIn()
  await opened.db.update(person).set({ disabledAt: new Date() }).where(eq(person.id, officerId))
  expect(await page.live()).toBeNull()
  await opened.db.delete(session)
  for (const oidcSubject of ['subject-1', null]) {
    await opened.db.update(person).set({ oidcSubject }).where(eq(person.id, officerId))
    const again = browser()
    expect(await again.signIn()).toBe('/login AccountDisabled')
    await refused(again)
  }
  expect(await officer()).toMatchObject({ oidcSubject: null })
})

test('a person without a post is told so and is not bound', async () => {
  const held = eq(membership.personId, officerId)
  await opened.db
    .update(membership)
    .set({ endedOn: calendarDate('2026-11-01') })
    .where(held)
  const page = browser()
  expect(await page.signIn()).toBe('/login NoMembership')
  await refused(page)
  expect(await officer()).toMatchObject({ oidcSubject: null })
  await opened.db.update(membership).set({ endedOn: null }).where(held)
})

test('an initial password that nobody changed is void from then on, and stands in nobody’s way', async () => {
  await opened.db
    .update(person)
    .set({ passwordHash: await hashPassword('Initial-2026'), mustChangePassword: true })
    .where(eq(person.id, officerId))
  const page = browser()
  await page.signIn()
  expect(await officer()).toMatchObject({ passwordHash: null })
  expect((await page.live())?.mustChangePassword).toBe(false)
})

test('a provider that cannot be reached leads back to the login page, which says what to do', async () => {
  await provider.stop()
  const answer = await browser().begin()
  expect(answer.searchParams.get('error')).toBe('OAuthSignin')
  expect(signInProblems.OAuthSignin).toContain('用户名和密码')
})
