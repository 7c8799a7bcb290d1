import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  conclusionStates,
  type ConclusionState,
  objectionOutcomes,
  type ObjectionOutcome,
} from '@/lib/domain/conclusion/states'
import {
  type CheckVerdict,
  checkVerdicts,
  findingSeverities,
  type FindingSeverity,
  inspectionKinds,
  type InspectionKind,
  type InspectionMethod,
  inspectionStates,
  type InspectionState,
  statutoryKinds,
  type StatutoryKind,
} from '@/lib/domain/inspection/states'
import type { DrawCandidate } from '@/lib/domain/inspection/draw'
import type { RiskPart } from '@/lib/domain/inspection/risk'
import { createdAt, day, id, inList, instant, ref, version } from './columns'
import { file } from './file'
import { jurisdiction, person, unit } from './organisation'
import { plan } from './plan'
import { task } from './task'

export const inspection = pgTable(
  'inspection',
  {
    id: id(),
    jurisdictionId: ref('jurisdiction_id')
      .notNull()
      .references(() => jurisdiction.id),
    /** The office that plans it and orders what follows. */
    officeUnitId: ref('office_unit_id')
      .notNull()
      .references(() => unit.id),
    planId: ref('plan_id').references(() => plan.id),
    /** The inspection that this one follows up. */
    followsId: ref('follows_id').references((): AnyPgColumn => inspection.id),
    title: text('title').notNull(),
    kind: text('kind').$type<InspectionKind>().notNull(),
    statutoryKind: text('statutory_kind').$type<StatutoryKind>().notNull(),
    /** 《政府督查工作条例》第七、十一条, or the law of a department's own check (第二十七条). */
    legalBasis: text('legal_basis').notNull().default(''),
    content: text('content').notNull().default(''),
    scope: text('scope').notNull().default(''),
    methods: text('methods').array().$type<InspectionMethod[]>().notNull().default(sql`'{}'`),
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on').notNull(),
    state: text('state').$type<InspectionState>().notNull().default('draft'),
    stateReason: text('state_reason'),
    authorPersonId: ref('author_person_id')
      .notNull()
      .references(() => person.id),
    submittedAt: instant('submitted_at'),
    approvedBy: ref('approved_by').references(() => person.id),
    approvedAt: instant('approved_at'),
    startedOn: day('started_on'),
    concludedOn: day('concluded_on'),
    isSample: boolean('is_sample').notNull().default(false),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    index('inspection_place').on(t.jurisdictionId, t.startsOn, t.id),
    index('inspection_plan').on(t.planId),
    index('inspection_follows').on(t.followsId),
    check('inspection_kind', inList(t.kind, inspectionKinds)),
    check('inspection_statutory_kind', inList(t.statutoryKind, statutoryKinds)),
    check('inspection_state', inList(t.state, inspectionStates)),
    check('inspection_dates', sql`${t.endsOn} >= ${t.startsOn}`),
    check('inspection_not_own_follower', sql`${t.followsId} <> ${t.id}`),
    // 第十一、十五条: nothing goes ahead without a basis, a plan and the approval of somebody who did not write it.
    check(
      'inspection_planned',
      sql`${t.state} in ('draft', 'cancelled') or (${t.legalBasis} <> '' and ${t.content} <> '' and ${t.scope} <> '' and cardinality(${t.methods}) > 0)`,
    ),
    check(
      'inspection_approved',
      sql`${t.state} not in ('approved', 'underway', 'concluded') or (${t.approvedAt} is not null and ${t.approvedBy} is not null)`,
    ),
    check('inspection_approved_by_another', sql`${t.approvedBy} <> ${t.authorPersonId}`),
    check('inspection_started', sql`${t.state} not in ('underway', 'concluded') or ${t.startedOn} is not null`),
    check('inspection_concluded', sql`(${t.state} = 'concluded') = (${t.concludedOn} is not null)`),
    check('inspection_cancelled', sql`${t.state} <> 'cancelled' or ${t.stateReason} is not null`),
  ],
)

export const inspectionUnit = pgTable(
  'inspection_unit',
  {
    inspectionId: ref('inspection_id')
      .notNull()
      .references(() => inspection.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
  },
  (t) => [primaryKey({ columns: [t.inspectionId, t.unitId] }), index('inspection_unit_unit').on(t.unitId)],
)

/** The matters: none means the whole plan. */
export const inspectionTask = pgTable(
  'inspection_task',
  {
    inspectionId: ref('inspection_id')
      .notNull()
      .references(() => inspection.id),
    taskId: ref('task_id')
      .notNull()
      .references(() => task.id),
  },
  (t) => [primaryKey({ columns: [t.inspectionId, t.taskId] }), index('inspection_task_task').on(t.taskId)],
)

export const inspectionMember = pgTable(
  'inspection_member',
  {
    inspectionId: ref('inspection_id')
      .notNull()
      .references(() => inspection.id),
    personId: ref('person_id')
      .notNull()
      .references(() => person.id),
    isHead: boolean('is_head').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.inspectionId, t.personId] }),
    index('inspection_member_person').on(t.personId),
    uniqueIndex('inspection_member_head').on(t.inspectionId).where(sql`${t.isHead}`),
  ],
)

export type StoredCandidate = DrawCandidate & { readonly label: string; readonly parts: readonly RiskPart[] }
export type Recusal = { readonly key: string; readonly label: string; readonly reason: string }

/**
 * 双随机. What is drawn from, with its weights, and the hash of the seed are fixed first; the seed becomes known with the
 * result, and anybody can draw again (lib/domain/inspection/draw.ts).
 */
export const inspectionDraw = pgTable(
  'inspection_draw',
  {
    inspectionId: ref('inspection_id')
      .primaryKey()
      .references(() => inspection.id),
    subject: text('subject').$type<'unit' | 'task'>().notNull(),
    weighting: text('weighting').$type<'equal' | 'risk'>().notNull(),
    subjectCount: integer('subject_count').notNull(),
    inspectorCount: integer('inspector_count').notNull(),
    subjects: jsonb('subjects').$type<readonly StoredCandidate[]>().notNull(),
    inspectors: jsonb('inspectors').$type<readonly StoredCandidate[]>().notNull(),
    recusals: jsonb('recusals').$type<readonly Recusal[]>().notNull(),
    seed: text('seed').notNull(),
    commitment: text('commitment').notNull(),
    committedBy: ref('committed_by')
      .notNull()
      .references(() => person.id),
    committedAt: instant('committed_at').notNull(),
    revealedAt: instant('revealed_at'),
    drawnSubjects: text('drawn_subjects').array(),
    drawnInspectors: text('drawn_inspectors').array(),
  },
  (t) => [
    check('inspection_draw_subject', inList(t.subject, ['unit', 'task'])),
    check('inspection_draw_weighting', inList(t.weighting, ['equal', 'risk'])),
    check('inspection_draw_counts', sql`${t.subjectCount} > 0 and ${t.inspectorCount} > 0`),
    check('inspection_draw_commitment', sql`${t.commitment} ~ '^[0-9a-f]{64}$'`),
    check(
      'inspection_draw_revealed',
      sql`(${t.revealedAt} is null) = (${t.drawnSubjects} is null) and (${t.revealedAt} is null) = (${t.drawnInspectors} is null)`,
    ),
  ],
)

/** The library: what is checked on site, against which standard. */
export const checklist = pgTable(
  'checklist',
  {
    id: id(),
    officeUnitId: ref('office_unit_id')
      .notNull()
      .references(() => unit.id),
    title: text('title').notNull(),
    retiredAt: instant('retired_at'),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('checklist_title').on(t.officeUnitId, t.title).where(sql`${t.retiredAt} is null`)],
)

/** An item that answers hang on is not deleted but retired: old visits keep their words. */
export const checklistItem = pgTable(
  'checklist_item',
  {
    id: id(),
    checklistId: ref('checklist_id')
      .notNull()
      .references(() => checklist.id),
    position: integer('position').notNull(),
    title: text('title').notNull(),
    standard: text('standard').notNull(),
    clause: text('clause'),
    /** Whether the answer records where it was given; without it no place is stored. */
    asksPlace: boolean('asks_place').notNull().default(false),
    asksPhoto: boolean('asks_photo').notNull().default(false),
    retiredAt: instant('retired_at'),
  },
  (t) => [index('checklist_item_list').on(t.checklistId, t.position)],
)

export const inspectionChecklist = pgTable(
  'inspection_checklist',
  {
    inspectionId: ref('inspection_id')
      .notNull()
      .references(() => inspection.id),
    checklistId: ref('checklist_id')
      .notNull()
      .references(() => checklist.id),
  },
  (t) => [
    primaryKey({ columns: [t.inspectionId, t.checklistId] }),
    index('inspection_checklist_list').on(t.checklistId),
  ],
)

export const visit = pgTable(
  'visit',
  {
    id: id(),
    inspectionId: ref('inspection_id')
      .notNull()
      .references(() => inspection.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    visitedOn: day('visited_on').notNull(),
    notes: text('notes').notNull().default(''),
    notesAt: instant('notes_at'),
    authorPersonId: ref('author_person_id')
      .notNull()
      .references(() => person.id),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [index('visit_inspection').on(t.inspectionId, t.id), index('visit_unit').on(t.unitId, t.visitedOn)],
)

/** Each device's answer has its own number, so that sending it again doubles nothing; of two to one item the later holds. */
export const visitAnswer = pgTable(
  'visit_answer',
  {
    id: id(),
    visitId: ref('visit_id')
      .notNull()
      .references(() => visit.id),
    itemId: ref('item_id')
      .notNull()
      .references(() => checklistItem.id),
    uuid: uuid('uuid').notNull(),
    verdict: text('verdict').$type<CheckVerdict>().notNull(),
    note: text('note').notNull().default(''),
    answeredAt: instant('answered_at').notNull(),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    accuracy: doublePrecision('accuracy'),
    authorPersonId: ref('author_person_id')
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    uniqueIndex('visit_answer_uuid').on(t.uuid),
    index('visit_answer_item').on(t.visitId, t.itemId, t.answeredAt),
    check('visit_answer_verdict', inList(t.verdict, checkVerdicts)),
    check(
      'visit_answer_place',
      sql`(${t.latitude} is null) = (${t.longitude} is null) and ${t.latitude} between -90 and 90 and ${t.longitude} between -180 and 180`,
    ),
  ],
)

export const visitSignature = pgTable(
  'visit_signature',
  {
    id: id(),
    visitId: ref('visit_id')
      .notNull()
      .references(() => visit.id),
    uuid: uuid('uuid').notNull(),
    fileId: ref('file_id')
      .notNull()
      .references(() => file.id),
    name: text('name').notNull(),
    duty: text('duty').notNull().default(''),
    signedAt: instant('signed_at').notNull(),
  },
  (t) => [
    uniqueIndex('visit_signature_uuid').on(t.uuid),
    index('visit_signature_visit').on(t.visitId),
    index('visit_signature_file').on(t.fileId),
  ],
)

export const finding = pgTable(
  'finding',
  {
    id: id(),
    inspectionId: ref('inspection_id')
      .notNull()
      .references(() => inspection.id),
    visitId: ref('visit_id').references(() => visit.id),
    itemId: ref('item_id').references(() => checklistItem.id),
    taskId: ref('task_id').references(() => task.id),
    /** The responsible unit. */
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    uuid: uuid('uuid').notNull().defaultRandom(),
    severity: text('severity').$type<FindingSeverity>().notNull(),
    standard: text('standard').notNull(),
    fact: text('fact').notNull(),
    /** Seen before: the earlier finding that came back. */
    relapseOfId: ref('relapse_of_id').references((): AnyPgColumn => finding.id),
    authorPersonId: ref('author_person_id')
      .notNull()
      .references(() => person.id),
    foundAt: instant('found_at').notNull(),
    /** Taken back by its author before the conclusion, or withdrawn by the decision on an objection; it stays readable. */
    removedAt: instant('removed_at'),
    removedReason: text('removed_reason'),
    isWithdrawn: boolean('is_withdrawn').notNull().default(false),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('finding_uuid').on(t.uuid),
    index('finding_inspection').on(t.inspectionId, t.unitId),
    index('finding_unit').on(t.unitId, t.id),
    index('finding_task').on(t.taskId),
    index('finding_visit').on(t.visitId),
    index('finding_relapse').on(t.relapseOfId),
    check('finding_severity', inList(t.severity, findingSeverities)),
    check('finding_said', sql`${t.standard} <> '' and ${t.fact} <> ''`),
    check('finding_not_own_relapse', sql`${t.relapseOfId} <> ${t.id}`),
    check(
      'finding_removed',
      sql`(${t.removedAt} is null) = (${t.removedReason} is null) and (not ${t.isWithdrawn} or ${t.removedAt} is not null)`,
    ),
  ],
)

/** 《政府督查工作条例》第十六条: one for each inspected unit. */
export const conclusion = pgTable(
  'conclusion',
  {
    id: id(),
    inspectionId: ref('inspection_id')
      .notNull()
      .references(() => inspection.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    body: text('body').notNull().default(''),
    revision: integer('revision').notNull().default(1),
    state: text('state').$type<ConclusionState>().notNull().default('draft'),
    authorPersonId: ref('author_person_id')
      .notNull()
      .references(() => person.id),
    submittedAt: instant('submitted_at'),
    approvedBy: ref('approved_by').references(() => person.id),
    approvedAt: instant('approved_at'),
    returnReason: text('return_reason'),
    sentOn: day('sent_on'),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('conclusion_unit').on(t.inspectionId, t.unitId),
    index('conclusion_by_unit').on(t.unitId, t.state),
    check('conclusion_state', inList(t.state, conclusionStates)),
    check('conclusion_complete', sql`${t.state} = 'draft' or ${t.body} <> ''`),
    check(
      'conclusion_approved',
      sql`${t.state} in ('draft', 'submitted') or (${t.approvedAt} is not null and ${t.approvedBy} is not null)`,
    ),
    check('conclusion_approved_by_another', sql`${t.approvedBy} <> ${t.authorPersonId}`),
    check('conclusion_sent', sql`(${t.state} in ('sent', 'objected', 'decided')) = (${t.sentOn} is not null)`),
  ],
)

/** What the conclusion said before a decision changed it. */
export const conclusionRevision = pgTable(
  'conclusion_revision',
  {
    conclusionId: ref('conclusion_id')
      .notNull()
      .references(() => conclusion.id),
    revision: integer('revision').notNull(),
    body: text('body').notNull(),
    replacedAt: instant('replaced_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.conclusionId, t.revision] })],
)

/** 第十七条: once a conclusion. */
export const objection = pgTable(
  'objection',
  {
    id: id(),
    conclusionId: ref('conclusion_id')
      .notNull()
      .references(() => conclusion.id),
    grounds: text('grounds').notNull(),
    authorPersonId: ref('author_person_id')
      .notNull()
      .references(() => person.id),
    filedOn: day('filed_on').notNull(),
    outcome: text('outcome').$type<ObjectionOutcome>(),
    decision: text('decision'),
    decidedBy: ref('decided_by').references(() => person.id),
    decidedOn: day('decided_on'),
  },
  (t) => [
    uniqueIndex('objection_once').on(t.conclusionId),
    check('objection_outcome', inList(t.outcome, objectionOutcomes)),
    check(
      'objection_decided',
      sql`(${t.outcome} is null) = (${t.decidedOn} is null) and (${t.outcome} is null) = (${t.decidedBy} is null) and (${t.outcome} is null) = (${t.decision} is null)`,
    ),
    check('objection_decided_by_another', sql`${t.decidedBy} <> ${t.authorPersonId}`),
  ],
)
