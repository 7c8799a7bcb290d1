import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import {
  rectificationEntryKinds,
  type RectificationEntryKind,
  rectificationStates,
  type RectificationState,
  verificationMethods,
  type VerificationMethod,
} from '@/lib/domain/rectification/states'
import { createdAt, day, id, inList, instant, ref, version } from './columns'
import { finding, inspection } from './inspection'
import { person, unit } from './organisation'

export const rectification = pgTable(
  'rectification',
  {
    id: id(),
    inspectionId: ref('inspection_id')
      .notNull()
      .references(() => inspection.id),
    officeUnitId: ref('office_unit_id')
      .notNull()
      .references(() => unit.id),
    /** The unit that must put it right. */
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    /** Number of the order within its office and year: 2026-3. */
    orderNo: text('order_no').notNull(),
    requirement: text('requirement').notNull(),
    /** Fixed with the order; a trigger refuses to change it. */
    acceptanceStandard: text('acceptance_standard').notNull(),
    /** What evidence the standard asks of a claim; null: none (DESIGN §6, burden guard). */
    evidenceAsked: text('evidence_asked'),
    responsible: text('responsible'),
    dueOn: day('due_on').notNull(),
    originalDueOn: day('original_due_on').notNull(),
    state: text('state').$type<RectificationState>().notNull().default('ordered'),
    /** Counts the times it was opened: 1, and one more with every relapse. */
    round: integer('round').notNull().default(1),
    hasPlan: boolean('has_plan').notNull().default(false),
    orderedBy: ref('ordered_by')
      .notNull()
      .references(() => person.id),
    orderedOn: day('ordered_on').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    claimedBy: ref('claimed_by').references(() => person.id),
    claimedOn: day('claimed_on'),
    clearedBy: ref('cleared_by').references(() => person.id),
    clearedOn: day('cleared_on'),
    verification: text('verification').$type<VerificationMethod>(),
    returnReason: text('return_reason'),
    /** The date asked for, while nobody has answered. */
    extensionDueOn: day('extension_due_on'),
    extensionReason: text('extension_reason'),
    extensionBy: ref('extension_by').references(() => person.id),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('rectification_number').on(t.officeUnitId, t.orderNo),
    index('rectification_inspection').on(t.inspectionId),
    index('rectification_unit').on(t.unitId, t.state),
    index('rectification_owed').on(t.dueOn, t.id).where(sql`${t.state} not in ('cleared', 'revoked')`),
    check('rectification_state', inList(t.state, rectificationStates)),
    check('rectification_standard', sql`${t.acceptanceStandard} <> '' and ${t.requirement} <> ''`),
    check('rectification_due', sql`${t.dueOn} >= ${t.originalDueOn}`),
    check('rectification_round', sql`${t.round} > 0`),
    check('rectification_claimed', sql`${t.state} not in ('claimed', 'cleared') or ${t.claimedOn} is not null`),
    check('rectification_planned', sql`${t.state} not in ('claimed', 'cleared', 'returned') or ${t.hasPlan}`),
    check(
      'rectification_cleared',
      sql`(${t.state} = 'cleared') = (${t.clearedOn} is not null) and (${t.clearedOn} is null) = (${t.clearedBy} is null) and (${t.clearedOn} is null) = (${t.verification} is null)`,
    ),
    check('rectification_cleared_by_another', sql`${t.clearedBy} <> ${t.claimedBy}`),
    check('rectification_verification', inList(t.verification, verificationMethods)),
    check(
      'rectification_extension',
      sql`(${t.extensionDueOn} is null) = (${t.extensionReason} is null) and (${t.extensionDueOn} is null) = (${t.extensionBy} is null) and ${t.extensionDueOn} > ${t.dueOn}`,
    ),
  ],
)

/** A finding is put right by one order; what comes back opens the same order again. */
export const rectificationFinding = pgTable(
  'rectification_finding',
  {
    rectificationId: ref('rectification_id')
      .notNull()
      .references(() => rectification.id),
    findingId: ref('finding_id')
      .notNull()
      .references(() => finding.id),
  },
  (t) => [
    primaryKey({ columns: [t.rectificationId, t.findingId] }),
    uniqueIndex('rectification_finding_once').on(t.findingId),
  ],
)

/** What was said, step by step: the history that a reopened order keeps. */
export const rectificationEntry = pgTable(
  'rectification_entry',
  {
    id: id(),
    rectificationId: ref('rectification_id')
      .notNull()
      .references(() => rectification.id),
    round: integer('round').notNull(),
    kind: text('kind').$type<RectificationEntryKind>().notNull(),
    text: text('text').notNull().default(''),
    /** The date that an order, a request or an answer names. */
    dueOn: day('due_on'),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    personId: ref('person_id')
      .notNull()
      .references(() => person.id),
    at: instant('at').notNull(),
  },
  (t) => [
    index('rectification_entry_of').on(t.rectificationId, t.id),
    check('rectification_entry_kind', inList(t.kind, rectificationEntryKinds)),
  ],
)
