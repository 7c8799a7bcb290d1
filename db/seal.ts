import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { canonicalEvent, type StoredEvent } from '@/lib/domain/audit/canonical'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const linkOf = (previous: string, text: string): string => sha256(`${previous}\n${text}`)
export const eventLink = (previous: string, event: StoredEvent): string => linkOf(previous, canonicalEvent(event))

/** Instants in full precision and UTC, whatever the session's zone and the driver make of them. */
export const exactInstant = (column: SQL): SQL =>
  sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Columns of `audit_event e` as the seal reads them. */
export const storedColumns = sql`
  e.id::text as id, ${exactInstant(sql`e.at`)} as at, e.person_id::text as "personId", e.person_name as "personName",
  e.membership_id::text as "membershipId", e.unit_id::text as "unitId", e.unit_name as "unitName", e.role,
  e.jurisdiction_path as "jurisdictionPath", e.action, e.subject_type as "subjectType", e.subject_id::text as "subjectId",
  e.plan_id::text as "planId", e.task_id::text as "taskId", e.before::text as before, e.after::text as after, e.reason,
  e.request_id as "requestId", e.via, e.ip`

export type SealRow = {
  readonly id: number
  readonly at: string
  readonly eventCount: number
  readonly previousHash: string
  readonly hash: string
}

const sealColumns = sql`s.id, ${exactInstant(sql`s.at`)} as at, s.event_count as "eventCount", s.previous_hash as "previousHash", s.hash`

export const readLastSeal = async (db: Db | Tx): Promise<SealRow | null> => {
  const rows = await db.execute<SealRow>(sql`select ${sealColumns} from audit_seal s order by s.id desc limit 1`)
  return rows[0] ?? null
}

export const readSealsAfter = async (db: Db | Tx, id: number, limit: number): Promise<readonly SealRow[]> =>
  db.execute<SealRow>(sql`select ${sealColumns} from audit_seal s where s.id > ${id} order by s.id limit ${limit}`)
