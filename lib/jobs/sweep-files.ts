import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { FILE_LOCK } from '@/lib/commands/claim-files'
import type { FileStore } from '@/lib/platform/file-store'

const BATCH = 200

type Options = { readonly now: Date; readonly graceHours: number }

/**
 * Removes contents that nothing refers to: what a form took and then was refused, and never came again. A content may be taken
 * anew while this looks at it; who takes one holds the lock until his link is written, and what is removed is looked up under it.
 * Gives how many went; the rest waits for the next time where somebody is just taking files.
 */
export const sweepFiles = async (db: Db, store: FileStore, { now, graceHours }: Options): Promise<number> => {
  const oldest = new Date(now.getTime() - graceHours * 3_600_000)
  let removed = 0
  const remove = async (hashes: readonly string[]) => {
    removed += await removeUnlinked(db, store, hashes, oldest)
  }
  let batch: string[] = []
  for await (const entry of store.list()) {
    if (entry.storedAt > oldest) continue
    batch.push(entry.sha256)
    if (batch.length < BATCH) continue
    await remove(batch)
    batch = []
  }
  await remove(batch)
  return removed
}

const removeUnlinked = async (db: Db, store: FileStore, hashes: readonly string[], oldest: Date): Promise<number> => {
  if (hashes.length === 0) return 0
  const given = JSON.stringify(hashes)
  const asGiven = sql`select value from jsonb_array_elements_text(${given}::jsonb)`
  // Most contents are linked; these are told apart without keeping anybody from taking files.
  const links = await linksToFiles(db)
  const isLinked = sql.join(
    links.map(({ table, column }) => sql`exists (select from ${sql.raw(table)} where ${sql.raw(column)} = f.id)`),
    sql` or `,
  )
  const kept = sql`select f.sha256 from file f where f.sha256 in (${asGiven}) and (f.created_at > ${oldest.toISOString()} or ${isLinked})`
  const looked = await db.execute<{ sha256: string }>(kept)
  if (looked.length === hashes.length) return 0
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ got: boolean }>(sql`select pg_try_advisory_xact_lock(${FILE_LOCK}) as got`)
    if (!lock?.got) return 0
    const known = new Set((await tx.execute<{ sha256: string }>(kept)).map((row) => row.sha256))
    const gone = hashes.filter((sha256) => !known.has(sha256))
    if (gone.length === 0) return 0
    await tx.execute(
      sql`delete from file where sha256 in (select value from jsonb_array_elements_text(${JSON.stringify(gone)}::jsonb))`,
    )
    // Before the lock is left: afterwards somebody may have found the content here and linked it. Cut off in between, a row
    // stays that nothing refers to, and its content comes again with whoever takes it next.
    for (const sha256 of gone) await store.remove(sha256)
    return gone.length
  })
}

/** Whatever table refers to a file: also one that is added later. */
const linksToFiles = (db: Db) =>
  db.execute<{ table: string; column: string }>(sql`
    select c.conrelid::regclass::text as table, quote_ident(a.attname) as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'file'::regclass`)
