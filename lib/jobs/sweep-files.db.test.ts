import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { file } from '@/db/schema/file'
import { plan } from '@/db/schema/plan'
import { createTestDb, type TestDb } from '@/db/testing'
import { claimFiles } from '@/lib/commands/claim-files'
import { fileStore } from '@/lib/platform/file-store'
import { stageUpload } from '@/lib/scenario/staged-upload'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { sweepFiles } from './sweep-files'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-sweep-'))
process.env.LUOSHI_DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let opened: TestDb
let personId: number
let planId: number
beforeEach(async () => {
  opened = await createTestDb()
  const world = await createWorld(opened.db)
  planId = (await givePlan(world, [])).plan.id
  personId = (await world.as('healthOfficer')).actor.personId
})
afterEach(async () => {
  await opened.close()
  rmSync(join(folder, 'files'), { recursive: true, force: true })
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const sweep = (now: Date) => sweepFiles(opened.db, fileStore(), { now, graceHours: 48 })
const isThere = async (sha256: string) => (await fileStore().stat(sha256)) !== null
const rows = async () => (await opened.db.select().from(file)).map((row) => row.sha256)

const linkTo = (tx: Tx, sourceFileId: number) => tx.update(plan).set({ sourceFileId }).where(eq(plan.id, planId))

/** Takes a text as a form does; `link` says whether the form went through. */
const take = async (text: string, link: boolean): Promise<string> => {
  const uploadId = await stageUpload(Buffer.from(text), 'a.txt', personId)
  return opened.db.transaction(async (tx) => {
    const [claimed] = await claimFiles(tx, [{ uploadId, name: 'a.txt' }], personId)
    if (!claimed) throw new Error('nothing was claimed')
    if (link) await linkTo(tx, claimed.fileId)
    return claimed.sha256
  })
}
/** The form was refused after the file had been taken: the content is there, its row is not. */
const takeInVain = async (text: string): Promise<string> => {
  let taken = ''
  const uploadId = await stageUpload(Buffer.from(text), 'a.txt', personId)
  const refused = opened.db.transaction(async (tx) => {
    taken = (await claimFiles(tx, [{ uploadId, name: 'a.txt' }], personId))[0]?.sha256 ?? ''
    throw new Error('refused')
  })
  await expect(refused).rejects.toThrow('refused')
  return taken
}

test('what nothing refers to goes after its time, with or without a row; what is linked stays', async () => {
  const linked = await take('linked text', true)
  const unlinked = await take('unlinked text', false)
  const withoutRow = await takeInVain('refused text')
  expect(await sweep(inDays(1))).toBe(0)
  expect([await isThere(unlinked), await isThere(withoutRow)]).toEqual([true, true])
  expect(await sweep(inDays(3))).toBe(2)
  expect([await isThere(linked), await isThere(unlinked), await isThere(withoutRow)]).toEqual([true, false, false])
  expect(await rows()).toEqual([linked])
  expect(await sweep(inDays(3))).toBe(0)
})

test('a content that is just being taken again is left alone, and stays once it is linked', async () => {
  const forgotten = await takeInVain('taken twice')
  const uploadId = await stageUpload(Buffer.from('taken twice'), 'a.txt', personId)
  await opened.db.transaction(async (tx) => {
    const [claimed] = await claimFiles(tx, [{ uploadId, name: 'a.txt' }], personId)
    expect(claimed?.sha256).toBe(forgotten)
    expect(await sweep(inDays(3))).toBe(0)
    await linkTo(tx, claimed?.fileId ?? 0)
  })
  expect(await sweep(inDays(3))).toBe(0)
  expect(await isThere(forgotten)).toBe(true)
})
