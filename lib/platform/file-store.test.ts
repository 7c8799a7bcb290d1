import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DiskFileStore, stagedFromDisk } from '@/lib/platform/file-store'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-files-'))
const store = new DiskFileStore(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}

const contentOf = async (sha256: string, range?: { start: number; end: number }) =>
  new Response(await store.open(sha256, range)).text()

test('what is staged and claimed can be read whole and in part', async () => {
  const staged = await store.stage(pieces('佐证', '材料 0123456789'))
  expect(await store.stat(staged.sha256)).toBeNull()
  await store.claim(staged)
  expect(staged.sha256).toBe(createHash('sha256').update('佐证材料 0123456789').digest('hex'))
  expect(await contentOf(staged.sha256)).toBe('佐证材料 0123456789')
  expect(await contentOf(staged.sha256, { start: 13, end: 15 })).toBe('012')
  expect(await store.stat(staged.sha256)).toEqual({ size: staged.size })
})

test('it lies in folders by its hash, and the same content is stored once', async () => {
  const [one, two] = [await store.stage(pieces('同一份')), await store.stage(pieces('同一', '份'))]
  await store.claim(one)
  await store.claim(two)
  expect(two.sha256).toBe(one.sha256)
  const place = join(folder, 'files', one.sha256.slice(0, 2), one.sha256.slice(2, 4))
  expect(readdirSync(place)).toEqual([one.sha256])
  expect(existsSync(two.path)).toBe(false)
  expect(await stagedFromDisk(join(place, one.sha256))).toMatchObject({ sha256: one.sha256, size: one.size })
})

test('a source which breaks off leaves nothing', async () => {
  async function* breaking() {
    yield Buffer.from('半')
    throw new Error('connection lost')
  }
  const before = readdirSync(join(folder, 'staging'))
  await expect(store.stage(breaking())).rejects.toThrow('connection lost')
  expect(readdirSync(join(folder, 'staging'))).toEqual(before)
})

test('what was removed is gone, and removing again is no error', async () => {
  const staged = await store.stage(pieces('过期'))
  await store.claim(staged)
  await store.remove(staged.sha256)
  await store.remove(staged.sha256)
  await expect(store.open(staged.sha256)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('nothing but a hash becomes a path', async () => {
  for (const name of ['../secret', '', 'A'.repeat(64), `${'a'.repeat(64)}\n`]) {
    await expect(store.open(name)).rejects.toThrow('not a SHA-256')
  }
})
