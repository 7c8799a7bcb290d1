import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { JsonObject } from '@/lib/domain/events'
import { createdAt, ref } from './columns'
import { apiToken } from './organisation'

/** What a request with an `Idempotency-Key` was answered, written with its effect: sent again it gets the same answer. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    tokenId: ref('token_id')
      .notNull()
      .references(() => apiToken.id),
    key: text('key').notNull(),
    /** SHA-256 of method, path and body: the same key with another request is refused. */
    fingerprint: text('fingerprint').notNull(),
    status: integer('status').notNull(),
    body: jsonb('body').$type<JsonObject>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tokenId, t.key] }),
    index('idempotency_key_age').on(t.createdAt),
    check('idempotency_key_length', sql`length(${t.key}) between 1 and 200`),
  ],
)
