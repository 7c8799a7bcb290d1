import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { closeDb, openDb } from '@/db/client'
import { person } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { createTestDb, type TestDb } from '@/db/testing'
import { claimFiles } from '@/lib/commands/claim-files'
import { createUnit } from '@/lib/commands/create-unit'
import { run } from '@/lib/commands/run'
import { sealAudit } from '@/lib/jobs/seal-audit'
import { DiskFileStore, fileStore } from '@/lib/platform/file-store'
import { stageUpload } from '@/lib/scenario/staged-upload'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { backup, backupCommand } from './backup'
import { restore, restoreCommand } from './restore'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-backup-'))
process.env.LUOSHI_DATA_DIR = join(folder, 'data')
const at = (name: string) => join(folder, name)

/** A new database without a table, as somebody makes it on a new machine. */
const emptyDatabase = async () => {
  const server = inject('postgresUrl')
  const name = `restored_${randomBytes(6).toString('hex')}`
  const admin = postgres(server, { max: 1, onnotice: () => undefined })
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  const drop = async () => {
    const last = postgres(server, { max: 1, onnotice: () => undefined })
    await last.unsafe(`drop database ${name} with (force)`)
    await last.end()
  }
  return { url: url.href, drop }
}

/** Every row of every table, as text in one order. */
const contentOf = async (url: string): Promise<Record<string, string>> => {
  const client = postgres(url, { max: 1, connection: { role: 'none', TimeZone: 'UTC' } })
  try {
    const tables = await client`select oid::regclass::text as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
    const content: Record<string, string> = {}
    for (const { name } of tables) {
      const [row] =
        await client.unsafe(`select md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) || ' ' ||
        count(*) as sum from ${name} t`)
      content[name] = row?.sum
    }
    return content
  } finally {
    await client.end()
  }
}

let source: TestDb
let sha256 = ''
const text = Buffer.from('evidence, \t\\ line\nand another')
beforeAll(async () => {
  source = await createTestDb()
  vi.stubEnv('DATABASE_URL', source.url)
  const world = await createWorld(source.db)
  const { plan: owner } = await givePlan(world, [{ lead: world.units.health.id, state: 'active' }])
  const office = await world.as('office')
  const uploadId = await stageUpload(text, 'a.txt', office.actor.personId)
  await source.db.transaction(async (tx) => {
    const [claimed] = await claimFiles(tx, [{ uploadId, name: 'a.txt' }], office.actor.personId)
    sha256 = claimed?.sha256 ?? ''
    const values = { sourceFileId: claimed?.fileId, title: '反斜线 \\ 制表\t换行\n引号"' }
    await tx.update(plan).set(values).where(eq(plan.id, owner.id))
  })
  const unit = { jurisdictionId: world.county.id, name: '区数据局', kind: 'department', isOffice: false, aliases: '' }
  await run(source.db, await world.as('admin'), createUnit, unit)
  await sealAudit(source.db)
})
afterAll(async () => {
  await closeDb()
  await source.close()
  rmSync(folder, { recursive: true, force: true })
})

const said: string[] = []
vi.spyOn(console, 'log').mockImplementation((line) => void said.push(line))
vi.spyOn(console, 'error').mockImplementation((line) => void said.push(line))

test('what is backed up is restored: every row of every table, every content, and it goes on from there', async () => {
  expect(await backupCommand([at('whole.tar.gz')])).toBe(0)
  const target = await emptyDatabase()
  try {
    vi.stubEnv('DATABASE_URL', target.url)
    const store = new DiskFileStore(at('elsewhere'))
    const { done } = await restore(target.url, store, at('whole.tar.gz'))
    expect(done).toMatchObject({ files: 1, bytes: text.byteLength, missing: [] })
    expect(await contentOf(target.url)).toEqual(await contentOf(source.url))
    expect(Buffer.from(await new Response(await store.open(sha256)).arrayBuffer())).toEqual(text)
    const { db, close } = openDb(target.url)
    try {
      // Numbers go on after the last one, and the trail is closed to the application again.
      const [row] = await db.insert(person).values({ userName: 'new', name: '新人' }).returning({ id: person.id })
      const [most] = await source.db.execute<{ id: number }>(sql`select max(id)::int as id from person`)
      expect(row?.id).toBe((most?.id ?? 0) + 1)
      await expect(db.execute(sql`delete from audit_event`)).rejects.toThrow()
      await expect(db.execute(sql`update plan set office_unit_id = 999999`)).rejects.toThrow()
    } finally {
      await close()
    }
    expect(await restoreCommand([at('whole.tar.gz')])).toBe(1)
    expect(said.at(-1)).toContain('数据库里已有单位或人员')
  } finally {
    vi.stubEnv('DATABASE_URL', source.url)
    await target.drop()
  }
})

test('an archive that was cut off or changed restores nothing', async () => {
  await backup(source.url, fileStore(), at('hurt.tar.gz'))
  const whole = readFileSync(at('hurt.tar.gz'))
  writeFileSync(at('cut.tar.gz'), whole.subarray(0, whole.byteLength - 200))
  writeFileSync(at('other.tar.gz'), 'no archive')
  for (const [name, why] of [
    ['cut.tar.gz', '不完整'],
    ['other.tar.gz', '不是备份文件'],
    ['none.tar.gz', '没有这个文件'],
  ] as const) {
    const target = await emptyDatabase()
    try {
      await expect(restore(target.url, new DiskFileStore(at('nothing')), at(name))).rejects.toThrow(why)
      const content = await contentOf(target.url)
      expect(content.person ?? 'd41d8cd98f00b204e9800998ecf8427e 0').toMatch(/ 0$/)
    } finally {
      await target.drop()
    }
  }
})

test('a backup never replaces one, and says what the data folder lacks', async () => {
  expect(await backupCommand([at('whole.tar.gz')])).toBe(1)
  expect(said.at(-1)).toContain('已存在')
  expect(await backupCommand([])).toBe(2)
  const made = await backup(source.url, new DiskFileStore(at('bare')), at('bare.tar.gz'))
  expect(made).toMatchObject({ files: 0, missing: [sha256] })
})
