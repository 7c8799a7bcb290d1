import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DiskFileStore } from './file-store'
import { contentDisposition, rangeOf, serveFile } from './serve-file'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-serve-'))
const store = new DiskFileStore(folder)
const bytes = Buffer.from('0123456789')
let sha256 = ''

beforeAll(async () => {
  const staged = await store.stage(
    (async function* () {
      yield bytes
    })(),
  )
  sha256 = staged.sha256
  await store.claim(staged)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ask = (mime: string, query = '', headers: Record<string, string> = {}, method = 'GET') =>
  serveFile(
    store,
    { sha256, size: 10, mime, name: '验收 “1”.pdf' },
    new Request(`http://127.0.0.1/f${query}`, { headers, method }),
  )

test('a file is a download, whatever it is, and the browser is not to guess', async () => {
  const response = await ask('text/html')
  expect(response.headers.get('content-type')).toBe('application/octet-stream')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="/)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
  expect(await response.text()).toBe('0123456789')
})

test.each([
  ['image/png', true],
  ['image/jpeg', true],
  ['image/webp', true],
  ['image/gif', true],
  ['application/pdf', true],
  ['image/svg+xml', false],
  ['image/tiff', false],
  ['text/html', false],
  ['text/plain', false],
])('%s may be previewed: %s', async (mime, shown) => {
  const response = await ask(mime, '?inline=1')
  expect(response.headers.get('content-disposition')?.startsWith('inline')).toBe(shown)
  expect(response.headers.get('content-type')).toBe(shown ? mime : 'application/octet-stream')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('Chinese and dangerous names survive as RFC 5987 and cannot break the header', () => {
  expect(contentDisposition('attachment', '近视筛查"汇总\\表".xlsx')).toBe(
    'attachment; filename="__________.xlsx"; filename*=UTF-8\'\'%E8%BF%91%E8%A7%86%E7%AD%9B%E6%9F%A5%22%E6%B1%87%E6%80%BB%5C%E8%A1%A8%22.xlsx',
  )
  expect(contentDisposition('inline', "a'(1)*.png")).toContain("filename*=UTF-8''a%27%281%29%2A.png")
})

test.each<[string | null, ReturnType<typeof rangeOf>]>([
  [null, 'whole'],
  ['bytes=0-3', { start: 0, end: 3 }],
  ['bytes=4-', { start: 4, end: 9 }],
  ['bytes=-2', { start: 8, end: 9 }],
  ['bytes=-20', { start: 0, end: 9 }],
  ['bytes=8-99', { start: 8, end: 9 }],
  ['bytes=10-', null],
  ['bytes=-0', null],
  ['bytes=5-2', 'whole'],
  ['bytes=0-1,4-5', 'whole'],
  ['lines=1-2', 'whole'],
])('range %s', (header, expected) => {
  expect(rangeOf(header, 10)).toEqual(expected)
})

test('a part of a file, nothing beyond its end, and nothing at all when the reader has it', async () => {
  const part = await ask('application/pdf', '', { range: 'bytes=2-4' })
  expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
    206,
    'bytes 2-4/10',
    '3',
  ])
  expect(await part.text()).toBe('234')
  expect((await ask('application/pdf', '', { range: 'bytes=10-' })).status).toBe(416)
  expect((await ask('application/pdf', '', { range: 'bytes=2-4', 'if-range': '"other"' })).status).toBe(200)
  expect((await ask('application/pdf', '', { 'if-none-match': `"${sha256}"` })).status).toBe(304)
  const head = await ask('application/pdf', '', {}, 'HEAD')
  expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([200, '', '10'])
})
