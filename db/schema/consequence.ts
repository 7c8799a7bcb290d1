import { sql } from 'drizzle-orm'
import { check, index, pgTable, text } from 'drizzle-orm/pg-core'
import {
  consequenceKinds,
  type ConsequenceKind,
  consequenceStates,
  type ConsequenceState,
} from '@/lib/domain/consequence/states'
import { createdAt, day, id, inList, instant, ref, version } from './columns'
import { finding, inspection } from './inspection'
import { jurisdiction, person, unit } from './organisation'
import { rectification } from './rectification'
import { task } from './task'

/** 《政府督查工作条例》第二十一条: a proposal until the named authority approves it. */
export const consequence = pgTable(
  'consequence',
  {
    id: id(),
    jurisdictionId: ref('jurisdiction_id')
      .notNull()
      .references(() => jurisdiction.id),
    officeUnitId: ref('office_unit_id')
      .notNull()
      .references(() => unit.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    inspectionId: ref('inspection_id').references(() => inspection.id),
    kind: text('kind').$type<ConsequenceKind>().notNull(),
    /** Whom in the unit it concerns, where it concerns somebody: the head to be interviewed. */
    addressee: text('addressee'),
    proposal: text('proposal').notNull(),
    state: text('state').$type<ConsequenceState>().notNull().default('proposed'),
    proposedBy: ref('proposed_by')
      .notNull()
      .references(() => person.id),
    proposedAt: instant('proposed_at').notNull(),
    /** The authority that decides. */
    approverPersonId: ref('approver_person_id')
      .notNull()
      .references(() => person.id),
    decidedBy: ref('decided_by').references(() => person.id),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
    docNumber: text('doc_number'),
    issuedOn: day('issued_on'),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    index('consequence_place').on(t.jurisdictionId, t.id),
    index('consequence_unit').on(t.unitId, t.state),
    index('consequence_approver').on(t.approverPersonId).where(sql`${t.state} = 'proposed'`),
    check('consequence_kind', inList(t.kind, consequenceKinds)),
    check('consequence_state', inList(t.state, consequenceStates)),
    check(
      'consequence_decided',
      sql`(${t.state} = 'proposed') = (${t.decidedAt} is null) and (${t.decidedAt} is null) = (${t.decidedBy} is null)`,
    ),
    // Only the named authority decides, and nobody on what he proposed himself.
    check('consequence_decided_by_named', sql`${t.decidedBy} = ${t.approverPersonId}`),
    check('consequence_approver_another', sql`${t.approverPersonId} <> ${t.proposedBy}`),
    check('consequence_rejected', sql`${t.state} <> 'rejected' or ${t.decisionReason} is not null`),
    check('consequence_issued', sql`(${t.state} = 'issued') = (${t.issuedOn} is not null)`),
  ],
)

/** The facts that the proposal rests on. */
export const consequenceFact = pgTable(
  'consequence_fact',
  {
    id: id(),
    consequenceId: ref('consequence_id')
      .notNull()
      .references(() => consequence.id),
    findingId: ref('finding_id').references(() => finding.id),
    rectificationId: ref('rectification_id').references(() => rectification.id),
    taskId: ref('task_id').references(() => task.id),
  },
  (t) => [
    index('consequence_fact_of').on(t.consequenceId),
    index('consequence_fact_finding').on(t.findingId),
    index('consequence_fact_rectification').on(t.rectificationId),
    index('consequence_fact_task').on(t.taskId),
    check('consequence_fact_one', sql`num_nonnulls(${t.findingId}, ${t.rectificationId}, ${t.taskId}) = 1`),
  ],
)

/** 第二十三条: a clue of wrongdoing leaves the system; to whom, when, what, and nothing more. */
export const referral = pgTable(
  'referral',
  {
    id: id(),
    jurisdictionId: ref('jurisdiction_id')
      .notNull()
      .references(() => jurisdiction.id),
    officeUnitId: ref('office_unit_id')
      .notNull()
      .references(() => unit.id),
    inspectionId: ref('inspection_id')
      .notNull()
      .references(() => inspection.id),
    toBody: text('to_body').notNull(),
    subject: text('subject').notNull(),
    referredOn: day('referred_on').notNull(),
    referredBy: ref('referred_by')
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
  },
  (t) => [index('referral_inspection').on(t.inspectionId), index('referral_place').on(t.jurisdictionId, t.id)],
)
