import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { type JsonObject, subjectTypes, type SubjectType } from '@/lib/domain/events'
import { id, inList, instant, ref } from './columns'

/**
 * The record (DESIGN §5). Append-only: triggers refuse update, delete and truncate, and the application's role has no such right.
 * Names are copied in, so that the record still reads after people and units are renamed.
 */
export const auditEvent = pgTable(
  'audit_event',
  {
    id: id(),
    at: instant('at').notNull(),
    personId: ref('person_id'),
    personName: text('person_name').notNull(),
    membershipId: ref('membership_id'),
    unitId: ref('unit_id'),
    unitName: text('unit_name'),
    role: text('role'),
    jurisdictionPath: text('jurisdiction_path').notNull().default(''),
    action: text('action').notNull(),
    subjectType: text('subject_type').$type<SubjectType>().notNull(),
    subjectId: bigint('subject_id', { mode: 'number' }).notNull(),
    planId: ref('plan_id'),
    taskId: ref('task_id'),
    before: jsonb('before').$type<JsonObject>(),
    after: jsonb('after').$type<JsonObject>(),
    reason: text('reason'),
    requestId: text('request_id').notNull(),
    via: text('via').$type<'web' | 'api' | 'cli' | 'system'>().notNull(),
    ip: text('ip'),
  },
  (t) => [
    index('audit_event_task').on(t.taskId, t.id),
    index('audit_event_plan').on(t.planId, t.id),
    index('audit_event_subject').on(t.subjectType, t.subjectId, t.id),
    index('audit_event_at').on(t.at),
    index('audit_event_unit').on(t.unitId, t.id),
    index('audit_event_person').on(t.personId, t.id),
    index('audit_event_action').on(t.action, t.id),
    check('audit_event_subject_type', inList(t.subjectType, subjectTypes)),
    check('audit_event_via', inList(t.via, ['web', 'api', 'cli', 'system'])),
  ],
)

/** A batch's hash, chained to the seal before it. */
export const auditSeal = pgTable(
  'audit_seal',
  {
    id: integer('id').primaryKey(),
    at: instant('at').notNull(),
    eventCount: integer('event_count').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    uniqueIndex('audit_seal_hash').on(t.hash),
    check('audit_seal_count', sql`${t.eventCount} > 0`),
    check('audit_seal_hash_form', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** Which events a seal covers, in which order; also append-only. Late committers with lower ids land in a later batch. */
export const auditSealed = pgTable(
  'audit_sealed',
  {
    eventId: ref('event_id')
      .primaryKey()
      .references(() => auditEvent.id),
    sealId: integer('seal_id')
      .notNull()
      .references(() => auditSeal.id),
    position: integer('position').notNull(),
    /** The chain up to and including this event, so that verifying names the first one that does not fit. */
    hash: text('hash').notNull(),
  },
  (t) => [uniqueIndex('audit_sealed_position').on(t.sealId, t.position)],
)
