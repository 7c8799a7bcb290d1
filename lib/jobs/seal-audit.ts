import { type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { eventLink, exactInstant, linkOf, readLastSeal, storedColumns } from '@/db/seal'
import { canonicalSeal, GENESIS, type StoredEvent } from '@/lib/domain/audit/canonical'

/** Any number will do as long as it stays: of two programs that seal at once, one does it. */
const SEAL_LOCK = 7_310_002
const BATCH = 2000
/**
 * How far below the newest sealed event a routine pass looks for late committers. A full pass, at each start and by hand,
 * looks everywhere.
 */
const LATE_WINDOW = 20_000

type Options = { readonly everywhere?: boolean }

const sealBatch = (db: Db | Tx, everywhere: boolean): Promise<number> =>
  db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ got: boolean }>(sql`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as got`)
    if (!lock?.got) return 0
    const recent: SQL = everywhere
      ? sql`true`
      : sql`e.id > coalesce((select max(event_id) from audit_sealed), 0) - ${LATE_WINDOW}`
    const events = await tx.execute<StoredEvent>(sql`
      select ${storedColumns} from audit_event e
      where ${recent} and not exists (select from audit_sealed d where d.event_id = e.id)
      order by e.id limit ${BATCH}`)
    if (events.length === 0) return 0
    const last = await readLastSeal(tx)
    const [stamp] = await tx.execute<{ at: string }>(sql`select ${exactInstant(sql`clock_timestamp()`)} as at`)
    const head = { id: (last?.id ?? 0) + 1, at: stamp?.at ?? '', eventCount: events.length }
    const previousHash = last?.hash ?? GENESIS
    let hash = previousHash
    const links = events.map((event, index) => {
      hash = eventLink(hash, event)
      return { eventId: event.id, position: index + 1, hash }
    })
    await tx.execute(sql`
      insert into audit_seal (id, at, event_count, previous_hash, hash)
      values (${head.id}, ${head.at}::timestamptz, ${head.eventCount}, ${previousHash}, ${linkOf(hash, canonicalSeal(head))})`)
    await tx.execute(sql`
      insert into audit_sealed (event_id, seal_id, position, hash)
      select "eventId", ${head.id}, position, hash
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as x("eventId" bigint, position int, hash text)`)
    return events.length
  })

/** Seals what is not sealed yet (DESIGN §5), batch by batch. Gives how many events; 0 also where another program is at it. */
export const sealAudit = async (db: Db | Tx, options: Options = {}): Promise<number> => {
  let sealed = 0
  for (;;) {
    const count = await sealBatch(db, options.everywhere ?? false)
    sealed += count
    if (count < BATCH) return sealed
  }
}
