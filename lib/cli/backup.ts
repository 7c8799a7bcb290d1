import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import postgres from 'postgres'
import { FILE_LOCK } from '@/lib/commands/claim-files'
import { env } from '@/lib/platform/env'
import { type FileStore, fileStore } from '@/lib/platform/file-store'
import { ArchiveWriter } from './archive'
import { appliedMigrations, type Manifest, ownerConnection, type Summary } from './backup-format'

/** How much of a table lies in memory at once. */
const PIECE = 8 * 1024 * 1024

const usage = '用法：backup 文件.tar.gz（数据库和佐证材料一并写入这个新文件）'

/** luoshi backup: the database as it stood at one moment, with every content that it names, in one archive; beside a running server. */
export async function backupCommand(args: string[]): Promise<number> {
  const [target, ...rest] = args
  if (!target || rest.length > 0 || target.startsWith('-')) {
    console.error(usage)
    return 2
  }
  const path = resolve(target)
  for (const taken of [path, `${path}.part`]) {
    if (
      await access(taken).then(
        () => true,
        () => false,
      )
    ) {
      console.error(`${taken} 已存在，请换一个文件名`)
      return 1
    }
  }
  const made = await backup(env().DATABASE_URL ?? '', fileStore(), path)
  const rows = Object.values(made.rows).reduce((sum, count) => sum + count, 0)
  console.log(`已备份到 ${path}：${Object.keys(made.rows).length} 张表 ${rows} 行，${made.files} 个文件`)
  if (made.missing.length === 0) return 0
  console.error(`有 ${made.missing.length} 个文件在库里有记录、在数据目录里没有，备份里也没有：${made.missing[0]} 等`)
  return 1
}

export const backup = async (url: string, store: FileStore, path: string): Promise<Summary> => {
  const sql = postgres(url, ownerConnection)
  const archive = new ArchiveWriter(path)
  try {
    const made = await sql.begin('isolation level repeatable read read only', async (tx) => {
      // Nobody removes a content while it is copied.
      await tx`select pg_advisory_xact_lock_shared(${FILE_LOCK})`
      const tables = await tablesOf(tx)
      const head: Manifest = {
        format: 1,
        madeAt: new Date().toISOString(),
        migrations: await appliedMigrations(tx),
        tables,
      }
      await archive.addJson('manifest.json', head)
      const rows: Record<string, number> = {}
      for (const table of tables) {
        await writeTable(tx, archive, table)
        const [counted] = await tx`select count(*)::float8 as count from ${tx(table.name)}`
        rows[table.name] = Number(counted?.count)
      }
      const files = await writeFiles(tx, archive, store)
      await archive.addJson('summary.json', { rows, ...files } satisfies Summary)
      return { rows, ...files }
    })
    await archive.close()
    return made
  } catch (error) {
    await archive.discard()
    throw error
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const tablesOf = async (tx: postgres.TransactionSql): Promise<Manifest['tables']> => {
  const rows = await tx<{ name: string; columns: string[] }[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname`
  return rows.map(({ name, columns }) => ({ name, columns }))
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')

/** Rows as PostgreSQL's COPY writes them, cut into pieces at any byte: joined again they are one stream. */
const writeTable = async (
  tx: postgres.TransactionSql,
  archive: ArchiveWriter,
  { name, columns }: Manifest['tables'][number],
): Promise<void> => {
  let piece: Buffer[] = []
  let size = 0
  let number = 0
  const flush = async () => {
    number += 1
    await archive.add(`database/${name}/${String(number).padStart(6, '0')}`, size, piece)
    piece = []
    size = 0
  }
  const rows = await tx.unsafe(`copy "${name}" (${quoted(columns)}) to stdout`).readable()
  for await (const bytes of rows as AsyncIterable<Buffer>) {
    piece.push(bytes)
    size += bytes.byteLength
    if (size >= PIECE) await flush()
  }
  // The driver stops its socket while rows wait to be read, and forgets to go on where the last of them ended the stream.
  // oxlint-disable-next-line no-underscore-dangle -- the stream's own way to ask for more
  rows._read(0)
  if (size > 0) await flush()
}

const writeFiles = async (tx: postgres.TransactionSql, archive: ArchiveWriter, store: FileStore) => {
  const missing: string[] = []
  let files = 0
  let bytes = 0
  for await (const rows of tx<{ sha256: string }[]>`select sha256 from file order by sha256`.cursor(500)) {
    for (const { sha256 } of rows) {
      const found = await store.stat(sha256)
      if (!found) {
        missing.push(sha256)
        continue
      }
      await archive.add(`files/${sha256}`, found.size, await store.open(sha256))
      files += 1
      bytes += found.size
    }
  }
  return { files, bytes, missing }
}
