import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import type { z } from 'zod'
import { openDb } from '@/db/client'
import { migrateDatabase } from '@/db/migrate'
import { env } from '@/lib/platform/env'
import { type FileStore, fileStore } from '@/lib/platform/file-store'
import { verifyAudit } from '@/lib/queries/verify-audit'
import { ArchiveDamaged, type Entry, readArchive } from './archive'
import { appliedMigrations, type Manifest, manifest, ownerConnection, type Summary, summary } from './backup-format'

const usage = '用法：restore 文件.tar.gz（只恢复到空数据库）'

/** A state of things in which nothing is restored. */
class RestoreRefused extends Error {}

/** luoshi restore: what `backup` wrote, into an empty database and the data folder; all of the database or nothing. */
export async function restoreCommand(args: string[]): Promise<number> {
  const [source, ...rest] = args
  if (!source || rest.length > 0 || source.startsWith('-')) {
    console.error(usage)
    return 2
  }
  try {
    const url = env().DATABASE_URL ?? ''
    const { head, done } = await restore(url, fileStore(), resolve(source))
    const rows = Object.values(done.rows).reduce((sum, count) => sum + count, 0)
    console.log(`已恢复 ${head.madeAt} 的备份：${head.tables.length} 张表 ${rows} 行，${done.files} 个文件`)
    if (done.missing.length > 0) console.error(`备份时就缺 ${done.missing.length} 个文件`)
    const { db, close } = openDb(url, 1)
    const verdict = await verifyAudit(db).finally(close)
    console.log(verdict.fault ? '操作记录对不上，请运行 audit verify 查看' : `操作记录完整：${verdict.events} 条事件`)
    return verdict.fault ? 1 : 0
  } catch (error) {
    if (!(error instanceof ArchiveDamaged || error instanceof RestoreRefused)) throw error
    console.error(`没有恢复：${error.message}`)
    return 1
  }
}

export const restore = async (
  url: string,
  store: FileStore,
  path: string,
): Promise<{ head: Manifest; done: Summary }> => {
  const entries = readArchive(path)
  const first = await entries.next()
  if (first.done || first.value.name !== 'manifest.json') throw new ArchiveDamaged('这不是备份文件')
  const head = await jsonOf(first.value, manifest)
  const sql = postgres(url, ownerConnection)
  let done: Summary
  try {
    await prepare(sql, url, head)
    done = await sql.begin(async (tx) => {
      const constraints = await loosen(tx)
      const read = await load(tx, store, head, entries)
      await fasten(tx, constraints)
      await check(tx, read)
      return read
    })
  } finally {
    await entries.return(undefined)
    await sql.end({ timeout: 5 })
  }
  // What came after the backup was made, and who may do what in this database.
  await migrateDatabase(url)
  return { head, done }
}

const jsonOf = async <T>(entry: Entry, schema: z.ZodType<T>): Promise<T> => {
  const pieces: Uint8Array[] = []
  for await (const piece of entry.body) pieces.push(piece)
  const parsed = schema.safeParse(JSON.parse(Buffer.concat(pieces).toString('utf8')))
  if (!parsed.success) throw new ArchiveDamaged('备份来自不认识的版本')
  return parsed.data
}

/** Tables as they were when the backup was made, without a row in them. */
const prepare = async (sql: postgres.Sql, url: string, head: Manifest): Promise<void> => {
  const folder = join(process.cwd(), 'db', 'migrations')
  const journal = JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8'))
  const known = (journal.entries as { when: number }[]).map((entry) => entry.when)
  const last = head.migrations.at(-1) ?? 0
  if (!known.includes(last)) throw new RestoreRefused('备份来自更新的版本，请先更新程序')
  const applied = await appliedMigrations(sql)
  if (applied.length > 0) {
    const [used] = await sql`select exists (select from unit) or exists (select from person) as used`
    if (used?.used) throw new RestoreRefused('数据库里已有单位或人员，请用一个新建的空数据库')
    if (applied.at(-1) !== last) throw new RestoreRefused('数据库已是另一个版本，请用一个新建的、没有表的数据库')
    return
  }
  const copy = await mkdtemp(join(tmpdir(), 'luoshi-restore-'))
  try {
    await cp(folder, copy, { recursive: true })
    const entries = (journal.entries as { when: number }[]).filter((entry) => entry.when <= last)
    await writeFile(join(copy, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }))
    const client = postgres(url, ownerConnection)
    await migrate(drizzle(client), { migrationsFolder: copy }).finally(() => client.end({ timeout: 5 }))
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

type Constraint = { readonly table: string; readonly name: string; readonly definition: string }

/**
 * Tables refer to each other in circles, and triggers refuse what is older than they are. Both come back in the same transaction,
 * the references checked anew; turning them off as a whole would need more than the owner of the tables may do.
 */
const loosen = async (tx: postgres.TransactionSql): Promise<Constraint[]> => {
  const constraints = await tx<Constraint[]>`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by conrelid, conname`
  for (const { table, name } of constraints) await tx.unsafe(`alter table ${table} drop constraint ${name}`)
  for (const table of await allTables(tx)) await tx.unsafe(`alter table ${table} disable trigger user`)
  // Days are worked out when tables are made; the backup brings its own.
  await tx.unsafe(`truncate ${(await allTables(tx)).join(', ')}`)
  return [...constraints]
}

const fasten = async (tx: postgres.TransactionSql, constraints: readonly Constraint[]): Promise<void> => {
  for (const { table, name, definition } of constraints) {
    await tx.unsafe(`alter table ${table} add constraint ${name} ${definition}`)
  }
  for (const table of await allTables(tx)) await tx.unsafe(`alter table ${table} enable trigger user`)
  const sequences = await tx<{ table: string; column: string; sequence: string }[]>`
    select c.oid::regclass::text as table, quote_ident(a.attname) as column,
      pg_get_serial_sequence(c.oid::regclass::text, a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.attidentity <> ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`
  for (const { table, column, sequence } of sequences) {
    await tx.unsafe(`select setval('${sequence}', coalesce(max(${column}), 0) + 1, false) from ${table}`)
  }
}

const allTables = async (tx: postgres.TransactionSql): Promise<string[]> => {
  const rows = await tx<{ name: string }[]>`
    select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
  return rows.map((row) => row.name)
}

/** Everything between the first entry and the last, which must be the summary. */
const load = async (
  tx: postgres.TransactionSql,
  store: FileStore,
  head: Manifest,
  entries: AsyncGenerator<Entry>,
): Promise<Summary> => {
  const open: { table?: string; stream?: Writable } = {}
  const end = async () => {
    open.stream?.end()
    if (open.stream) await finished(open.stream)
    open.table = undefined
    open.stream = undefined
  }
  for await (const entry of entries) {
    const [kind, name = ''] = entry.name.split('/')
    if (kind === 'database') {
      if (open.table !== name) {
        await end()
        Object.assign(open, { table: name, stream: await copyInto(tx, head, name) })
      }
      for await (const piece of entry.body) if (open.stream) await send(open.stream, piece)
      continue
    }
    await end()
    if (kind === 'files') await keep(store, name, entry)
    else if (entry.name === 'summary.json') return jsonOf(entry, summary)
    else throw new ArchiveDamaged(`备份里有不认识的内容“${entry.name}”`)
  }
  throw new ArchiveDamaged('备份文件不完整')
}

const copyInto = (tx: postgres.TransactionSql, head: Manifest, name: string) => {
  const table = head.tables.find((one) => one.name === name)
  if (!table) throw new ArchiveDamaged(`备份里有不认识的表“${name}”`)
  const columns = table.columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ')
  return tx.unsafe(`copy "${name.replaceAll('"', '""')}" (${columns}) from stdin`).writable()
}

const send = (stream: Writable, piece: Uint8Array): Promise<void> =>
  new Promise((done, failed) => {
    // The bytes lie in a buffer that is read into again.
    stream.write(Buffer.from(piece), (error) => (error ? failed(error) : done()))
  })

const keep = async (store: FileStore, sha256: string, entry: Entry): Promise<void> => {
  const staged = await store.stage(entry.body)
  if (staged.sha256 !== sha256) {
    await rm(staged.path, { force: true })
    throw new ArchiveDamaged(`文件 ${sha256} 的内容已损坏`)
  }
  await store.claim(staged)
}

const check = async (tx: postgres.TransactionSql, read: Summary): Promise<void> => {
  for (const [table, wanted] of Object.entries(read.rows)) {
    const [counted] = await tx`select count(*)::float8 as count from ${tx(table)}`
    if (Number(counted?.count) !== wanted) {
      throw new ArchiveDamaged(`表 ${table} 应有 ${wanted} 行，备份里有 ${counted?.count} 行`)
    }
  }
}
