import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { opinionFields, type OpinionField, type Proposal } from '@/lib/domain/consultation/opinion'
import {
  answerStates,
  type AnswerState,
  consultationStates,
  type ConsultationState,
  opinionStates,
  type OpinionState,
} from '@/lib/domain/consultation/states'
import { planStages, type PlanStage } from '@/lib/domain/labels'
import { type Role, roles } from '@/lib/domain/permission/table'
import { day, id, inList, instant, ref, version } from './columns'
import { person, unit } from './organisation'
import { plan, planVersion } from './plan'

/** One round in which a version of a draft is with the units that it names (征求意见、部门联审). Goes with a discarded draft. */
export const consultation = pgTable(
  'consultation',
  {
    id: id(),
    planId: ref('plan_id')
      .notNull()
      .references(() => plan.id, { onDelete: 'cascade' }),
    /** Counts the rounds of the plan from 1. */
    number: integer('number').notNull(),
    /** What the units were shown. */
    versionId: ref('version_id')
      .notNull()
      .references(() => planVersion.id),
    stage: text('stage').$type<PlanStage>().notNull(),
    state: text('state').$type<ConsultationState>().notNull().default('open'),
    dueOn: day('due_on').notNull(),
    note: text('note'),
    openedBy: ref('opened_by').references(() => person.id),
    openedByName: text('opened_by_name').notNull(),
    openedAt: instant('opened_at').notNull(),
    endedByName: text('ended_by_name'),
    endedAt: instant('ended_at'),
    /** Why it was cancelled. */
    endReason: text('end_reason'),
    /** The plan's setting as it stood at the closing, which decided what silence means; null until then. */
    silenceAgreed: boolean('silence_agreed'),
    version: version(),
  },
  (t) => [
    uniqueIndex('consultation_number').on(t.planId, t.number),
    uniqueIndex('consultation_open').on(t.planId).where(sql`${t.state} = 'open'`),
    check('consultation_state', inList(t.state, consultationStates)),
    check('consultation_stage', inList(t.stage, planStages)),
    check('consultation_ended', sql`(${t.state} = 'open') = (${t.endedAt} is null)`),
    check('consultation_silence', sql`(${t.state} = 'closed') = (${t.silenceAgreed} is not null)`),
    check('consultation_cancelled', sql`${t.state} <> 'cancelled' or ${t.endReason} is not null`),
  ],
)

/** What one unit was asked about, fixed when the round began, and what it said. */
export const consultationUnit = pgTable(
  'consultation_unit',
  {
    id: id(),
    consultationId: ref('consultation_id')
      .notNull()
      .references(() => consultation.id, { onDelete: 'cascade' }),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    /** Keys of the version's items and indicators that name the unit or a group it belongs to: all that it may read. */
    itemKeys: text('item_keys').array().notNull(),
    indicatorKeys: text('indicator_keys').array().notNull(),
    state: text('state').$type<AnswerState>().notNull().default('pending'),
    answeredBy: ref('answered_by').references(() => person.id),
    answeredByName: text('answered_by_name'),
    answeredRole: text('answered_role').$type<Role>(),
    answeredAt: instant('answered_at'),
    version: version(),
  },
  (t) => [
    uniqueIndex('consultation_unit_once').on(t.consultationId, t.unitId),
    index('consultation_unit_unit').on(t.unitId, t.consultationId),
    check('consultation_unit_state', inList(t.state, answerStates)),
    check('consultation_unit_role', inList(t.answeredRole, roles)),
    check('consultation_unit_answered', sql`(${t.state} = 'pending') = (${t.answeredAt} is null)`),
    check('consultation_unit_asked', sql`cardinality(${t.itemKeys}) + cardinality(${t.indicatorKeys}) > 0`),
  ],
)

export const opinionOutcomes = ['applied', 'byHand'] as const

/** One proposed change with its reason, and what became of it. */
export const opinion = pgTable(
  'opinion',
  {
    id: id(),
    consultationUnitId: ref('consultation_unit_id')
      .notNull()
      .references(() => consultationUnit.id, { onDelete: 'cascade' }),
    /** Key of the item or indicator in the version; null: about the whole document. */
    subjectKey: text('subject_key'),
    field: text('field').$type<OpinionField>().notNull(),
    proposed: jsonb('proposed').$type<Proposal>().notNull(),
    reason: text('reason').notNull(),
    state: text('state').$type<OpinionState>().notNull().default('proposed'),
    personId: ref('person_id').references(() => person.id),
    personName: text('person_name').notNull(),
    role: text('role').$type<Role>().notNull(),
    at: instant('at').notNull(),
    decidedByName: text('decided_by_name'),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
    /** Of an accepted one: written into the draft by the acceptance itself, or left to be edited by hand. */
    outcome: text('outcome').$type<(typeof opinionOutcomes)[number]>(),
    version: version(),
  },
  (t) => [
    index('opinion_unit').on(t.consultationUnitId, t.id),
    check('opinion_field', inList(t.field, opinionFields)),
    check('opinion_state', inList(t.state, opinionStates)),
    check('opinion_role', inList(t.role, roles)),
    check('opinion_reason', sql`${t.reason} <> ''`),
    check('opinion_decided', sql`(${t.state} in ('accepted', 'declined')) = (${t.decidedAt} is not null)`),
    check('opinion_declined', sql`${t.state} <> 'declined' or ${t.decisionReason} is not null`),
    check(
      'opinion_outcome',
      sql`(${t.state} = 'accepted') = (${t.outcome} is not null) and (${t.outcome} is null or ${t.outcome} in ('applied', 'byHand'))`,
    ),
    check('opinion_subject', sql`${t.field} = 'free' or ${t.subjectKey} is not null`),
  ],
)
