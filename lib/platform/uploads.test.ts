import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DiskFileStore } from '@/lib/platform/file-store'
import { handleUpload, MOST_UPLOADS, sweepStaging, takeStaged, uploadPath } from '@/lib/platform/uploads'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-uploads-'))
process.env.LUOSHI_DATA_DIR = folder
process.env.LUOSHI_UPLOAD_MAX_MB = '40'
process.env.LUOSHI_STAGING_MAX_MB = '100'
const store = new DiskFileStore(folder)
const owner = 7
const stranger = 8

/** A real server on a real socket, which hands every request on as a route handler gets it. */
const server = createServer(async (incoming, outgoing) => {
  const response = await handleUpload(asRequest(incoming), { personId: Number(incoming.headers['x-person']) })
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
})

function asRequest(incoming: IncomingMessage): Request {
  const { method, headers } = incoming
  const body = method === 'POST' || method === 'PATCH' ? (Readable.toWeb(incoming) as ReadableStream) : undefined
  const init = { method, headers: headers as Record<string, string>, body, duplex: 'half' }
  return new Request(`http://${headers.host}${incoming.url}`, init as RequestInit)
}

let address: string

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** 30 MB which look like a PDF and differ in every byte, so that a lost or doubled piece shows in the hash. */
const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(30 * 1024 * 1024)])
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const idOf = (upload: Upload) => upload.url?.split('/').at(-1) ?? ''

type Sent = { upload: Upload; done: Promise<void> }
function send(bytes: Buffer, filename: string, more: Partial<ConstructorParameters<typeof Upload>[1]> = {}): Sent {
  let upload!: Upload
  const done = new Promise<void>((onSuccess, onError) => {
    const headers = { 'x-person': String(owner) }
    const endpoint = address + uploadPath
    upload = new Upload(bytes, {
      endpoint,
      headers,
      metadata: { filename },
      retryDelays: null,
      onSuccess: () => onSuccess(),
      onError,
      ...more,
    })
    upload.start()
  })
  return { upload, done }
}

const ask = (upload: Upload, person: number, method: string) =>
  fetch(upload.url ?? '', { method, headers: { 'x-person': String(person), 'Tus-Resumable': '1.0.0' } })

test('30 MB, broken off half-way and resumed, arrive whole and are stored under their hash', async () => {
  const first = send(large, '总结报告.docx', {
    chunkSize: 4 * 1024 * 1024,
    onProgress: (sent) => sent > 13 * 1024 * 1024 && void first.upload.abort(),
  })
  first.done.catch(() => undefined)
  await expect.poll(() => first.upload.url).toBeTruthy()
  const arrived = async () => Number((await ask(first.upload, owner, 'HEAD')).headers.get('upload-offset'))
  await expect.poll(arrived, { timeout: 15_000 }).toBeGreaterThanOrEqual(8 * 1024 * 1024)
  await expect(takeStaged(idOf(first.upload), owner)).rejects.toMatchObject({ code: 'incomplete' })

  // Bytes of the broken connection may still be arriving: then the client is told of a conflict, asks again and goes on.
  const second = send(large, '总结报告.docx', { uploadUrl: first.upload.url, retryDelays: [100, 300, 1000, 3000] })
  await second.done
  const taken = await takeStaged(idOf(second.upload), owner)
  expect(taken).toMatchObject({
    sha256: hashOf(large),
    size: large.length,
    ext: 'pdf',
    kind: 'pdf',
    name: '总结报告.pdf',
  })
  const stored = Buffer.from(await new Response(await store.open(taken.sha256)).arrayBuffer())
  expect(hashOf(stored)).toBe(taken.sha256)
})

test('taking the same upload again, or twice at once, gives the same answer', async () => {
  const { upload, done } = send(Buffer.from('已完成 3 个\n'), '说明.txt')
  await done
  const both = await Promise.all([takeStaged(idOf(upload), owner), takeStaged(idOf(upload), owner)])
  expect(both[0]).toEqual(both[1])
  expect(await takeStaged(idOf(upload), owner)).toEqual(both[0])
})

test('for anyone but its owner an upload is not there', async () => {
  const { upload, done } = send(Buffer.from('内部说明\n'), '说明.txt')
  await done
  expect((await ask(upload, owner, 'HEAD')).status).toBe(200)
  expect((await ask(upload, stranger, 'HEAD')).status).toBe(404)
  expect((await ask(upload, stranger, 'DELETE')).status).toBe(404)
  expect((await ask(upload, owner, 'GET')).status).toBe(405)
  await expect(takeStaged(idOf(upload), stranger)).rejects.toMatchObject({ code: 'unknownUpload' })
  await takeStaged(idOf(upload), owner)
  await expect(takeStaged(idOf(upload), stranger)).rejects.toMatchObject({ code: 'unknownUpload' })
})

test('whoever says in the metadata that it is theirs does not get it', async () => {
  const { upload, done } = send(Buffer.from('内部说明\n'), '说明.txt', {
    metadata: { filename: 'a.txt', owner: String(stranger) },
  })
  await done
  expect((await ask(upload, stranger, 'HEAD')).status).toBe(404)
})

test.each([
  ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]), '照片.jpg', 'fileType'],
  ['a script', Buffer.from('del *.*\r\n'), '清理.bat', 'fileType'],
  ['a web page', Buffer.from('<html><body></body></html>'), '规划.html', 'fileType'],
  ['an empty file', Buffer.alloc(0), '空.txt', 'empty'],
])('%s is refused', async (_what, bytes, filename, code) => {
  const { upload, done } = send(bytes, filename)
  await done
  await expect(takeStaged(idOf(upload), owner)).rejects.toMatchObject({ code })
})

test('a web page is taken where a plan is imported', async () => {
  const { upload, done } = send(Buffer.from('<html><body>规划</body></html>'), '规划.htm')
  await done
  expect(await takeStaged(idOf(upload), owner, ['html'])).toMatchObject({ kind: 'html', name: '规划.htm' })
})

test('ids which are none lead nowhere', async () => {
  await expect(takeStaged('../../etc/passwd', owner)).rejects.toMatchObject({ code: 'unknownUpload' })
  await expect(takeStaged('0'.repeat(32), owner)).rejects.toMatchObject({ code: 'unknownUpload' })
})

test('more than the limit is refused before a byte of it is stored', async () => {
  const response = await fetch(address + uploadPath, {
    method: 'POST',
    headers: { 'x-person': String(owner), 'Tus-Resumable': '1.0.0', 'Upload-Length': String(41 * 1024 * 1024) },
  })
  expect(response.status).toBe(413)
})

const hoarder = 9
const begin = (megabytes: number, person = hoarder) =>
  handleUpload(
    new Request(address + uploadPath, {
      method: 'POST',
      headers: { 'Tus-Resumable': '1.0.0', 'Upload-Length': String(megabytes * 1024 * 1024) },
    }),
    { personId: person },
  )
const startedId = (response: Response) => response.headers.get('location')?.split('/').at(-1) ?? ''

test('what one person leaves at the staging place is limited, also when begun side by side; others are not touched', async () => {
  const first = await begin(40)
  const outcomes = await Promise.allSettled([begin(40), begin(40), begin(40)])
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused.length).toBeGreaterThanOrEqual(2)
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'stagingFull' })
  expect((await begin(40, stranger)).status).toBe(201)
  let room = 60 - 40 * (outcomes.length - refused.length)
  for (; room > 0; room -= 20) expect((await begin(20)).status).toBe(201)
  await expect(begin(1)).rejects.toMatchObject({ code: 'stagingFull' })
  // Given up, its room is free again.
  const headers = { 'x-person': String(hoarder), 'Tus-Resumable': '1.0.0' }
  const ended = await fetch(`${address}${uploadPath}/${startedId(first)}`, { method: 'DELETE', headers })
  expect(ended.status).toBe(204)
  expect((await begin(20)).status).toBe(201)
})

test('what a command took counts no longer; small ones are limited by number', async () => {
  const collector = 10
  const text = (person: number) =>
    handleUpload(
      new Request(address + uploadPath, {
        method: 'POST',
        headers: {
          'Tus-Resumable': '1.0.0',
          'Upload-Length': '9',
          'Upload-Metadata': `filename ${btoa('a.txt')}`,
          'Content-Type': 'application/offset+octet-stream',
        },
        body: 'some text',
      }),
      { personId: person },
    )
  const held: string[] = []
  for (let count = 0; count < MOST_UPLOADS; count += 1) held.push(startedId(await text(collector)))
  await expect(text(collector)).rejects.toMatchObject({ code: 'stagingFull' })
  await takeStaged(held[0] ?? '', collector)
  expect((await text(collector)).status).toBe(201)
})

test('sweeping removes what is old and leaves what is not', async () => {
  const old = send(Buffer.from('旧\n'), '旧.txt')
  const young = send(Buffer.from('新\n'), '新.txt')
  await Promise.all([old.done, young.done])
  const past = new Date(Date.now() - 5 * 3_600_000)
  for (const name of readdirSync(join(folder, 'staging'))) {
    if (name.startsWith(idOf(old.upload))) utimesSync(join(folder, 'staging', name), past, past)
  }
  expect(await sweepStaging(4)).toBe(2)
  expect(existsSync(join(folder, 'staging', idOf(young.upload)))).toBe(true)
  await expect(takeStaged(idOf(old.upload), owner)).rejects.toMatchObject({ code: 'unknownUpload' })
})

test('the framework may evaluate this module more than once: one copy goes on with what another began', async () => {
  vi.resetModules()
  const copy = await import('@/lib/platform/uploads')
  expect(copy.handleUpload).not.toBe(handleUpload)
  const request = new Request(`${address}${uploadPath}`, {
    method: 'POST',
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Length': '9',
      'Upload-Metadata': `filename ${btoa('a.txt')}`,
      'Content-Type': 'application/offset+octet-stream',
    },
    body: 'some text',
  })
  const response = await copy.handleUpload(request, { personId: owner })
  expect(response.status).toBe(201)
  const id = response.headers.get('location')?.split('/').at(-1) ?? ''
  expect(await takeStaged(id, owner)).toMatchObject({ kind: 'text', size: 9 })
})
