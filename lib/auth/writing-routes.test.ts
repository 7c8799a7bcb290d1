import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { config } from '@/proxy'

const writes = /\b(POST|PUT|PATCH|DELETE)\b/

/** As the framework reads it: the whole path, from its beginning to its end. */
const isBehindProxy = (path: string): boolean => config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path))

const addressOf = (file: string): string =>
  dirname(file)
    .replace(/^app/, '')
    .replaceAll(/\/\([^)]+\)/g, '')

test('every route that writes is asked for its origin: by the proxy, or by itself where no proxy may stand', () => {
  const routes = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('route.ts'))
    .map((file) => join('app', file))
    .filter((file) => writes.test(readFileSync(file, 'utf8')))
  expect(routes.length).toBeGreaterThan(3)
  const alone = routes.filter((file) => !isBehindProxy(addressOf(file)))
  expect(alone.map(addressOf)).toEqual(['/api/uploads/[[...path]]'])
  for (const file of alone) expect(readFileSync(file, 'utf8')).toContain('refuseForeignWrite(request)')
})

test('the proxy itself turns a foreign write away, and lets one of ours pass', async () => {
  const { proxy } = await import('@/proxy')
  const { NextRequest } = await import('next/server')
  const send = (site: string) =>
    proxy(new NextRequest('http://127.0.0.1:3000/logout', { method: 'POST', headers: { 'sec-fetch-site': site } }))
  const refused = send('cross-site')
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('其他网站')])
  expect(send('same-origin').status).toBe(200)
})
