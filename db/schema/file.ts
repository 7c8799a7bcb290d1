import { sql } from 'drizzle-orm'
import { bigint, check, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, id } from './columns'

/** A stored content, once per SHA-256; names and rights belong to its links. */
export const file = pgTable(
  'file',
  {
    id: id(),
    sha256: text('sha256').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    mime: text('mime').notNull(),
    extension: text('extension').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('file_sha256').on(t.sha256),
    check('file_sha256_form', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check('file_size', sql`${t.size} > 0`),
  ],
)
