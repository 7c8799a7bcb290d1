import { createHash, randomUUID } from 'node:crypto'
import type { Db, Tx } from '@/db/client'
import { bearerOf, countRequest } from '@/lib/auth/bearer'
import { once } from '@/lib/commands/once'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { WorkCalendar } from '@/lib/domain/calendar/workdays'
import type { JsonObject } from '@/lib/domain/events'
import { Refusal } from '@/lib/domain/refusals'
import { logUnexpected } from '@/lib/platform/log'
import type { Call, Endpoint } from './endpoint'
import { endpoints } from './endpoints'
import { match } from './match'
import { HttpProblem, problemResponse } from './problem'
import { readJson, readQuery } from './read-request'

export const root = '/api/v1'

/** What a request cannot say of itself. */
export type Surroundings = {
  readonly db: Db | Tx
  readonly now: Date
  readonly today: CalendarDate
  readonly calendar: WorkCalendar
  readonly ip: string | null
  readonly requestsPerMinute: number
}

const jsonResponse = (status: number, body: unknown, headers: Readonly<Record<string, string>>): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  })

const sha256 = (...parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex')

/** Keys are honoured where they matter: a request that creates something. Elsewhere `version` already refuses the second one. */
const keyOf = (request: Request, endpoint: Endpoint): string | null =>
  endpoint.method === 'POST' && endpoint.bytes === undefined
    ? request.headers.get('idempotency-key')?.trim().slice(0, 200) || null
    : null

const answer = async (request: Request, url: URL, surroundings: Surroundings, requestId: string): Promise<Response> => {
  const { db, now, today, calendar, ip } = surroundings
  const path = url.pathname.slice(root.length)
  const found = match(endpoints, request.method, path)
  if (found.kind === 'unknown') throw new HttpProblem('unknownPath')
  if (found.kind === 'otherMethod') {
    const headers = { Allow: found.allow.join(', ') }
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers })
    throw new HttpProblem('methodNotAllowed', { headers })
  }
  const { endpoint, ids } = found
  const bearer = await bearerOf(db, request.headers.get('authorization'), { now, today })
  if (!bearer) throw new HttpProblem('tokenInvalid')
  await countRequest(db, bearer.tokenId, surroundings.requestsPerMinute, now)
  const query = readQuery(url, endpoint.query)
  const { body, text } =
    endpoint.method === 'GET' || endpoint.bytes === 'upload' ? { body: {}, text: '' } : await readJson(request)
  const { actor } = bearer
  const call = (on: Db | Tx): Call => ({
    db: on,
    context: { actor, today, now, via: 'api', requestId, ip },
    read: { db: on, actor, today, calendar },
    ids,
    query,
    body,
    request,
  })
  const headers = { 'X-Request-Id': requestId }
  const key = keyOf(request, endpoint)
  if (key) {
    const fingerprint = sha256(request.method, path, text)
    const {
      status,
      body: stored,
      isReplay,
    } = await once(db, { tokenId: bearer.tokenId, key, fingerprint, now }, async (tx) => ({
      status: endpoint.status,
      body: (await endpoint.handle(call(tx))) as JsonObject,
    }))
    return jsonResponse(status, stored, { ...headers, ...(isReplay ? { 'Idempotent-Replayed': 'true' } : {}) })
  }
  const result = await endpoint.handle(call(db))
  return result instanceof Response ? result : jsonResponse(endpoint.status, result ?? {}, headers)
}

/** The whole API: path → token → limit → input → command or query → JSON, and a problem document for everything else. */
export const dispatch = async (request: Request, surroundings: Surroundings): Promise<Response> => {
  const requestId = randomUUID()
  const url = new URL(request.url)
  const about = { instance: url.pathname, requestId }
  try {
    return await answer(request, url, surroundings, requestId)
  } catch (error) {
    if (error instanceof Refusal || error instanceof HttpProblem) return problemResponse(error, about)
    const errorId = logUnexpected(error, { requestId, path: url.pathname })
    return problemResponse(new HttpProblem('unexpected', { params: { errorId } }), about)
  }
}
