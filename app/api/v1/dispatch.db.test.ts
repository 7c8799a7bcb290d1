import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { apiToken, membership, rateLimit } from '@/db/schema/organisation'
import { task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { giveToken } from '@/lib/scenario/tokens'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { dispatch, type Surroundings } from './dispatch'

const db = useTestDb()
const calendar = createWorkCalendar(nationalHolidays)

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const { plan, tasks } = await givePlan(world, [{ lead: world.units.health.id }, { lead: world.units.sports.id }])
  const officer = await giveToken(tx, await world.as('healthOfficer'))
  const [first, second] = tasks
  if (!first || !second) throw new Error('the given is incomplete')
  const surroundings: Surroundings = {
    db: tx,
    now: new Date(`${world.today}T02:00:00Z`),
    today: world.today,
    calendar,
    ip: '10.1.2.3',
    requestsPerMinute: 1000,
  }
  const send = async (
    method: string,
    path: string,
    init: RequestInit & { token?: string | null; at?: Partial<Surroundings> } = {},
  ) => {
    const { token = officer.token, at, ...rest } = init
    const headers = new Headers(rest.headers)
    if (token) headers.set('authorization', `Bearer ${token}`)
    if (typeof rest.body === 'string' && !headers.has('content-type')) headers.set('content-type', 'application/json')
    const request = new Request(`http://127.0.0.1/api/v1${path}`, { ...rest, method, headers })
    const response = await dispatch(request, { ...surroundings, ...at })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null }
  }
  const acknowledge = (ids: readonly number[], headers: Record<string, string> = {}) =>
    send('POST', '/tasks/acknowledge', { body: JSON.stringify({ taskIds: ids }), headers })
  return { tx, world, plan, own: first, foreign: second, officer, send, acknowledge }
}

const withGiven = (work: (known: Awaited<ReturnType<typeof given>>) => Promise<void>) => () =>
  rollback(db(), async (tx) => work(await given(tx)))

test(
  'a problem is a document of RFC 9457 that says what to do',
  withGiven(async ({ send }) => {
    const { status, headers, body } = await send('GET', '/tasks/999999')
    expect(status).toBe(404)
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(body).toEqual({
      type: '/api/v1#notFound',
      title: '没有找到',
      status: 404,
      detail: '没有找到这一项，或者它不在您的工作范围内。',
      instance: '/api/v1/tasks/999999',
      code: 'notFound',
      requestId: headers.get('x-request-id'),
    })
  }),
)

test(
  'no token, a wrong, a revoked, an expired one, and one of an ended post are one and the same 401',
  withGiven(async ({ tx, world, officer, send }) => {
    const refused = async (token: string | null, at: Partial<Surroundings> = {}) => {
      const { status, body, headers } = await send('GET', '/tasks', { token, at })
      expect([status, body.code, headers.get('www-authenticate')]).toEqual([
        401,
        'tokenInvalid',
        'Bearer realm="luoshi"',
      ])
    }
    await refused(null)
    await refused(`${officer.token.slice(0, -1)}_`)
    await refused('x')
    expect((await send('GET', '/tasks')).status).toBe(200)
    await refused(officer.token, { today: '2028-01-01' as Surroundings['today'] })
    await tx.update(apiToken).set({ revokedAt: new Date() }).where(eq(apiToken.id, officer.id))
    await refused(officer.token)
    const head = await giveToken(tx, await world.as('healthHead'))
    expect((await send('GET', '/tasks', { token: head.token })).status).toBe(200)
    await tx.update(membership).set({ endedOn: world.today }).where(eq(membership.id, world.members.healthHead))
    await refused(head.token)
  }),
)

test(
  'when a token was last used is known to the minute',
  withGiven(async ({ tx, officer, send, world }) => {
    const at = (time: string) => ({ now: new Date(`${world.today}T${time}Z`) })
    const lastUsed = async () =>
      (
        await tx.select({ at: apiToken.lastUsedAt }).from(apiToken).where(eq(apiToken.id, officer.id))
      )[0]?.at?.toISOString()
    await send('GET', '/tasks', { at: at('02:00:00') })
    await send('GET', '/tasks', { at: at('02:00:30') })
    expect(await lastUsed()).toBe(`${world.today}T02:00:00.000Z`)
    await send('GET', '/tasks', { at: at('02:01:00') })
    expect(await lastUsed()).toBe(`${world.today}T02:01:00.000Z`)
  }),
)

test(
  'beyond the limit a token waits for the next minute, others do not',
  withGiven(async ({ tx, world, send }) => {
    const at = { requestsPerMinute: 2, now: new Date(`${world.today}T02:00:48Z`) }
    for (const expected of [200, 200, 429]) expect((await send('GET', '/tasks', { at })).status).toBe(expected)
    const refused = await send('GET', '/tasks', { at })
    expect(refused.body.code).toBe('tooMany')
    expect(refused.headers.get('retry-after')).toBe('12')
    const head = await giveToken(tx, await world.as('healthHead'))
    expect((await send('GET', '/tasks', { at, token: head.token })).status).toBe(200)
    expect((await send('GET', '/tasks', { at: { ...at, now: new Date(`${world.today}T02:01:00Z`) } })).status).toBe(200)
    expect(await tx.select().from(rateLimit)).toHaveLength(2)
  }),
)

test(
  'an unknown path is 404 and a wrong method 405 with what is allowed, before any token is asked',
  withGiven(async ({ own, send }) => {
    for (const path of ['/nothing', '/tasks/abc', '/tasks/0', '/tasks/1/2', '/tasks/1e3', '']) {
      const { status, body } = await send('GET', path, { token: null })
      expect([path, status, body.code]).toEqual([path, 404, 'unknownPath'])
    }
    const { status, headers, body } = await send('DELETE', `/tasks/${own.id}`, { token: null })
    expect([status, body.code, headers.get('allow')]).toEqual([405, 'methodNotAllowed', 'GET, HEAD, OPTIONS'])
    expect((await send('PATCH', '/plans')).headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
    const options = await send('OPTIONS', '/plans', { token: null })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS'])
  }),
)

test(
  'a body that is not JSON is 400, of another type 415, too large 413',
  withGiven(async ({ send }) => {
    const code = async (init: RequestInit) => {
      const { status, body } = await send('POST', '/tasks/acknowledge', init)
      return [status, body.code]
    }
    for (const body of ['{', '[1]', 'null', '"x"', '{"taskIds":[1]}}'])
      expect(await code({ body })).toEqual([400, 'badJson'])
    const broken = {
      body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]),
      headers: { 'content-type': 'application/json' },
    }
    expect(await code(broken)).toEqual([400, 'badJson'])
    expect(await code({ body: 'taskIds=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toEqual(
      [415, 'notJson'],
    )
    expect(await code({ body: JSON.stringify({ x: 'x'.repeat(2_100_000) }) })).toEqual([413, 'bodyTooLarge'])
  }),
)

test(
  'fields that the command does not accept are named',
  withGiven(async ({ send, own }) => {
    const { status, body } = await send('PUT', `/tasks/${own.id}/milestones`, {
      body: JSON.stringify({
        version: 1,
        milestones: [{ title: '', deliverable: '成果', dueOn: '2026-02-30', weight: 40 }],
      }),
    })
    expect([status, body.code]).toEqual([422, 'invalidInput'])
    expect(body.errors).toEqual([
      { field: 'milestones.0.title', detail: '请填写节点名称' },
      { field: 'milestones.0.dueOn', detail: '请填写日期，如 2026-12-31' },
    ])
    expect((await send('POST', '/tasks/acknowledge')).body.errors[0].field).toBe('taskIds')
  }),
)

test(
  'a query parameter that is not understood is said, not ignored',
  withGiven(async ({ send }) => {
    const { status, body } = await send('GET', '/tasks?lamp=purple&sort=asc')
    expect([status, body.code, body.errors.map((entry: { field: string }) => entry.field).toSorted()]).toEqual([
      400,
      'badQuery',
      ['lamp', 'sort'],
    ])
    expect((await send('GET', '/reviews?after=zzzz')).body.code).toBe('badQuery')
  }),
)

test(
  'what is not yours is not there, what is yours but not your role is 403 with the reason',
  withGiven(async ({ tx, world, own, foreign, send }) => {
    expect((await send('GET', `/tasks/${foreign.id}`)).status).toBe(404)
    expect((await send('POST', `/tasks/${foreign.id}/close`, { body: '{"version":1}' })).status).toBe(404)
    const refused = await send('POST', `/tasks/${own.id}/close`, { body: '{"version":1}' })
    expect([refused.status, refused.body.code]).toEqual([403, 'wrongRole'])
    expect(refused.body.detail).toContain('督查考核办公室')
    const auditor = await giveToken(tx, await world.as('auditor'))
    expect((await send('GET', '/tasks', { token: auditor.token })).body).toMatchObject({ items: [], total: 0 })
    expect((await send('GET', '/overview')).status).toBe(404)
  }),
)

test(
  'the path decides which task is meant, whatever the body says',
  withGiven(async ({ tx, own, foreign, send, acknowledge }) => {
    await acknowledge([own.id])
    const { status } = await send('PUT', `/tasks/${own.id}/milestones`, {
      body: JSON.stringify({
        taskId: foreign.id,
        version: 2,
        milestones: [{ title: '甲', deliverable: '乙', dueOn: '2026-12-31', weight: 100 }],
      }),
    })
    expect(status).toBe(200)
    const rows = await tx.select({ id: task.id, version: task.version }).from(task).orderBy(task.id)
    expect(rows.find((row) => row.id === foreign.id)?.version).toBe(foreign.version)
  }),
)

test(
  'a stale version is 409 and names who was first',
  withGiven(async ({ own, send, acknowledge }) => {
    await acknowledge([own.id])
    const { status, body } = await send('PUT', `/tasks/${own.id}/milestones`, {
      body: JSON.stringify({
        version: 1,
        milestones: [{ title: '甲', deliverable: '乙', dueOn: '2026-12-31', weight: 100 }],
      }),
    })
    expect([status, body.code]).toEqual([409, 'stale'])
    expect(body.detail).toContain('赵卫')
  }),
)

test(
  'the record says that it came by the API, from where, under the number that the caller was given',
  withGiven(async ({ tx, own, acknowledge }) => {
    const { headers } = await acknowledge([own.id])
    const [event] = await tx.select().from(auditEvent).where(eq(auditEvent.taskId, own.id))
    expect(event).toMatchObject({
      via: 'api',
      ip: '10.1.2.3',
      requestId: headers.get('x-request-id'),
      personName: '赵卫',
    })
  }),
)

test(
  'an idempotency key acts once: the same answer again, another request refused, a refused attempt leaves it free',
  withGiven(async ({ tx, own, foreign, acknowledge, send }) => {
    const headers = { 'idempotency-key': 'a1' }
    expect((await acknowledge([foreign.id], headers)).status).toBe(404)
    const first = await acknowledge([own.id], headers)
    expect([first.status, first.body, first.headers.get('idempotent-replayed')]).toEqual([
      200,
      { acknowledged: [own.id] },
      null,
    ])
    const second = await acknowledge([own.id], headers)
    expect([second.status, second.body, second.headers.get('idempotent-replayed')]).toEqual([200, first.body, 'true'])
    // Without the key the command itself finds nothing left to do.
    expect((await acknowledge([own.id])).body).toEqual({ acknowledged: [] })
    expect((await acknowledge([foreign.id], headers)).body).toMatchObject({ status: 422, code: 'keyReused' })
    expect(await tx.select().from(auditEvent).where(eq(auditEvent.taskId, own.id))).toHaveLength(1)
    const dayLater = { now: new Date(Date.now() + 366 * 86_400_000) }
    const body = JSON.stringify({ taskIds: [own.id] })
    expect((await send('POST', '/tasks/acknowledge', { body, headers, at: dayLater })).body).toEqual({
      acknowledged: [],
    })
  }),
)

test(
  'what nobody expected is a number to ask for, not a story of the inside',
  withGiven(async ({ tx, send }) => {
    const failing = new Proxy(tx, {
      get: (target, name) =>
        name === 'execute'
          ? () => {
              throw new Error('secret of the inside')
            }
          : Reflect.get(target, name, target),
    })
    const { status, body } = await send('GET', '/tasks', { at: { db: failing } })
    expect([status, body.code]).toEqual([500, 'unexpected'])
    expect(body.detail).toMatch(/编号 [0-9a-f]{10} /)
    expect(JSON.stringify(body)).not.toContain('secret')
  }),
)

test(
  'HEAD answers like GET',
  withGiven(async ({ own, send }) => {
    expect((await send('HEAD', `/tasks/${own.id}`)).status).toBe(200)
    expect((await send('HEAD', '/tasks/999999')).status).toBe(404)
  }),
)

test(
  'a list goes on where the last page ended, without loss or double',
  withGiven(async ({ world, send, tx }) => {
    await givePlan(
      world,
      Array.from({ length: 60 }, () => ({ lead: world.units.health.id })),
    )
    const office = await giveToken(tx, await world.as('office'))
    const seen: number[] = []
    let next: string | null = null
    do {
      const { body } = await send('GET', `/tasks${next ? `?after=${encodeURIComponent(next)}` : ''}`, {
        token: office.token,
      })
      expect(body.total).toBe(62)
      seen.push(...body.items.map((row: { id: number }) => row.id))
      next = body.next
    } while (next)
    expect(seen).toHaveLength(62)
    expect(new Set(seen).size).toBe(62)
  }),
)
