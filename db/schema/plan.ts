import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { planStages, type PlanStage, reportingCycles } from '@/lib/domain/labels'
import { planStates, type PlanState } from '@/lib/domain/plan/states'
import type { DraftOperation, PlanDraft } from '@/lib/domain/plan/draft'
import type { RevisionDecisions } from '@/lib/domain/revision/decisions'
import { type RevisionState, revisionStates } from '@/lib/domain/revision/states'
import { createdAt, day, id, inList, instant, ref, version } from './columns'
import { file } from './file'
import { jurisdiction, person, unit } from './organisation'

export const plan = pgTable(
  'plan',
  {
    id: id(),
    jurisdictionId: ref('jurisdiction_id')
      .notNull()
      .references(() => jurisdiction.id),
    officeUnitId: ref('office_unit_id')
      .notNull()
      .references(() => unit.id),
    parentPlanId: ref('parent_plan_id').references((): AnyPgColumn => plan.id),
    title: text('title').notNull(),
    issuer: text('issuer'),
    docNumber: text('doc_number'),
    issuedOn: day('issued_on'),
    periodStart: integer('period_start'),
    periodEnd: integer('period_end'),
    stage: text('stage').$type<PlanStage>().notNull().default('issued'),
    state: text('state').$type<PlanState>().notNull().default('draft'),
    signOffRequired: boolean('sign_off_required').notNull().default(true),
    reportingCycle: text('reporting_cycle').$type<(typeof reportingCycles)[number]>().notNull().default('quarter'),
    /** Day of a period's last month by which its report is due. */
    reportingDay: integer('reporting_day').notNull().default(25),
    /** At the closing of a consultation a unit that said nothing counts as agreeing; off unless the office says so. */
    silenceAgrees: boolean('silence_agrees').notNull().default(false),
    /** Shown to everybody at /public/plans/…, without names of people; off unless the office says so. */
    isPublic: boolean('is_public').notNull().default(false),
    sourceFileId: ref('source_file_id').references(() => file.id),
    sourceFileName: text('source_file_name'),
    /** Set on invented content, shown beside the title as 示例. */
    isSample: boolean('is_sample').notNull().default(false),
    publishedAt: instant('published_at'),
    archivedAt: instant('archived_at'),
    createdBy: ref('created_by').references(() => person.id),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    index('plan_jurisdiction').on(t.jurisdictionId, t.state),
    index('plan_office').on(t.officeUnitId),
    check('plan_state', inList(t.state, planStates)),
    check('plan_stage', inList(t.stage, planStages)),
    check('plan_cycle', inList(t.reportingCycle, reportingCycles)),
    check('plan_reporting_day', sql`${t.reportingDay} between 1 and 31`),
    check('plan_period', sql`${t.periodEnd} >= ${t.periodStart}`),
    check('plan_published', sql`(${t.state} = 'draft') = (${t.publishedAt} is null)`),
    check('plan_archived', sql`(${t.state} = 'archived') = (${t.archivedAt} is not null)`),
  ],
)

/** The draft under correction: one document, changed by small operations (lib/domain/plan/draft.ts), each of them on record. */
export const planDraft = pgTable('plan_draft', {
  planId: ref('plan_id')
    .primaryKey()
    .references(() => plan.id),
  content: jsonb('content').$type<PlanDraft>().notNull(),
  version: version(),
  updatedBy: ref('updated_by').references(() => person.id),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

export const planDraftStepStates = ['done', 'undone', 'dropped'] as const

/**
 * Every change of a draft with what takes it back, so that undo and redo survive a reload. `inverse` of a step that is done
 * undoes it; of one that is undone, does it again. A new change drops the undone ones.
 */
export const planDraftStep = pgTable(
  'plan_draft_step',
  {
    id: id(),
    planId: ref('plan_id')
      .notNull()
      .references(() => plan.id),
    /** Version of the draft that this step made. */
    version: integer('version').notNull(),
    operation: jsonb('operation').$type<DraftOperation>().notNull(),
    inverse: jsonb('inverse').$type<DraftOperation>().notNull(),
    summary: text('summary').notNull(),
    state: text('state').$type<(typeof planDraftStepStates)[number]>().notNull().default('done'),
    personId: ref('person_id').references(() => person.id),
    personName: text('person_name').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    index('plan_draft_step_plan').on(t.planId, t.id),
    check('plan_draft_step_state', inList(t.state, planDraftStepStates)),
  ],
)

export const planVersionOrigins = ['import', 'reread', 'stage', 'consultation', 'publish', 'revision'] as const
export type PlanVersionOrigin = (typeof planVersionOrigins)[number]

/**
 * The whole draft as it stood at each point that somebody may want to go back to: never changed afterwards (a trigger refuses),
 * and gone only together with a draft that is discarded.
 */
export const planVersion = pgTable(
  'plan_version',
  {
    id: id(),
    planId: ref('plan_id')
      .notNull()
      .references(() => plan.id, { onDelete: 'cascade' }),
    /** Counts from 1 within its plan. */
    number: integer('number').notNull(),
    stage: text('stage').$type<PlanStage>().notNull(),
    origin: text('origin').$type<PlanVersionOrigin>().notNull(),
    content: jsonb('content').$type<PlanDraft>().notNull(),
    sourceFileId: ref('source_file_id').references(() => file.id),
    sourceFileName: text('source_file_name'),
    summary: text('summary').notNull(),
    personId: ref('person_id').references(() => person.id),
    personName: text('person_name').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    uniqueIndex('plan_version_number').on(t.planId, t.number),
    check('plan_version_counts', sql`${t.number} >= 1`),
    check('plan_version_stage', inList(t.stage, planStages)),
    check('plan_version_origin', inList(t.origin, planVersionOrigins)),
  ],
)

/**
 * A revised version of the plan, read again and compared with what stands: decided entry by entry (lib/domain/revision), then
 * applied as a whole. `content` is the reading; applied to a draft, its entries carry the keys of the draft.
 */
export const planRevision = pgTable(
  'plan_revision',
  {
    id: id(),
    planId: ref('plan_id')
      .notNull()
      .references(() => plan.id, { onDelete: 'cascade' }),
    /** Counts from 1 within its plan. */
    number: integer('number').notNull(),
    state: text('state').$type<RevisionState>().notNull().default('open'),
    fileId: ref('file_id').references(() => file.id),
    fileName: text('file_name').notNull(),
    content: jsonb('content').$type<PlanDraft>().notNull(),
    decisions: jsonb('decisions').$type<RevisionDecisions>().notNull(),
    /** The version that was kept when it was applied. */
    planVersionId: ref('plan_version_id').references(() => planVersion.id),
    openedBy: ref('opened_by').references(() => person.id),
    openedAt: instant('opened_at').notNull(),
    closedBy: ref('closed_by').references(() => person.id),
    closedAt: instant('closed_at'),
    version: version(),
  },
  (t) => [
    uniqueIndex('plan_revision_number').on(t.planId, t.number),
    uniqueIndex('plan_revision_open').on(t.planId).where(sql`${t.state} = 'open'`),
    index('plan_revision_version').on(t.planVersionId),
    check('plan_revision_state', inList(t.state, revisionStates)),
    check('plan_revision_closed', sql`(${t.state} = 'open') = (${t.closedAt} is null)`),
    check('plan_revision_kept', sql`(${t.state} = 'applied') = (${t.planVersionId} is not null)`),
  ],
)

/** The document of a revised version by line, beside the first one: a task leads into the version that it stands in. */
export const revisionParagraph = pgTable(
  'revision_paragraph',
  {
    revisionId: ref('revision_id')
      .notNull()
      .references(() => planRevision.id, { onDelete: 'cascade' }),
    line: integer('line').notNull(),
    text: text('text').notNull(),
  },
  (t) => [primaryKey({ columns: [t.revisionId, t.line] })],
)

/** The source document by line or paragraph, so that everything traces back to its sentence. */
export const sourceParagraph = pgTable(
  'source_paragraph',
  {
    planId: ref('plan_id')
      .notNull()
      .references(() => plan.id),
    line: integer('line').notNull(),
    text: text('text').notNull(),
  },
  (t) => [primaryKey({ columns: [t.planId, t.line] })],
)

export const section = pgTable(
  'section',
  {
    id: id(),
    planId: ref('plan_id')
      .notNull()
      .references(() => plan.id),
    parentId: ref('parent_id').references((): AnyPgColumn => section.id),
    position: integer('position').notNull(),
    title: text('title').notNull(),
    sourceLine: integer('source_line'),
  },
  (t) => [index('section_plan').on(t.planId, t.position), index('section_parent').on(t.parentId)],
)

export const reportingPeriod = pgTable(
  'reporting_period',
  {
    id: id(),
    planId: ref('plan_id')
      .notNull()
      .references(() => plan.id),
    key: text('key').notNull(),
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on').notNull(),
    dueOn: day('due_on').notNull(),
  },
  (t) => [
    uniqueIndex('reporting_period_key').on(t.planId, t.key),
    // Which period a day lies in, and the two before: asked for every task of a to-do page.
    index('reporting_period_starts').on(t.planId, t.startsOn),
    check('reporting_period_dates', sql`${t.endsOn} >= ${t.startsOn} and ${t.dueOn} >= ${t.startsOn}`),
  ],
)

/** A plan opened to an expert by its office. */
export const planExpert = pgTable(
  'plan_expert',
  {
    planId: ref('plan_id')
      .notNull()
      .references(() => plan.id),
    personId: ref('person_id')
      .notNull()
      .references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.planId, t.personId] }), index('plan_expert_person').on(t.personId)],
)

export const indicator = pgTable(
  'indicator',
  {
    id: id(),
    planId: ref('plan_id')
      .notNull()
      .references(() => plan.id),
    position: integer('position').notNull(),
    domain: text('domain'),
    number: text('number'),
    name: text('name').notNull(),
    unitText: text('unit_text'),
    baselineYear: integer('baseline_year'),
    baselineText: text('baseline_text'),
    /** As printed: 约束性, 预期性. */
    nature: text('nature'),
    source: text('source'),
    direction: text('direction'),
    sourceLine: integer('source_line'),
    /** The revised version whose document \`sourceLine\` counts in; null: the one that the plan was imported from. */
    sourceRevisionId: ref('source_revision_id').references((): AnyPgColumn => planRevision.id),
    /** The revised version that no longer has it: it stays readable and is asked for no longer. */
    endedRevisionId: ref('ended_revision_id').references((): AnyPgColumn => planRevision.id),
  },
  (t) => [
    index('indicator_source_revision').on(t.sourceRevisionId),
    index('indicator_ended_revision').on(t.endedRevisionId),
    uniqueIndex('indicator_position').on(t.planId, t.position),
    check('indicator_direction', inList(t.direction, ['higher_better', 'lower_better', 'qualitative'])),
  ],
)

export const indicatorTarget = pgTable(
  'indicator_target',
  {
    indicatorId: ref('indicator_id')
      .notNull()
      .references(() => indicator.id),
    year: integer('year').notNull(),
    text: text('text').notNull(),
    op: text('op'),
    value: numeric('value'),
    value2: numeric('value2'),
  },
  (t) => [primaryKey({ columns: [t.indicatorId, t.year] })],
)

export const indicatorOwner = pgTable(
  'indicator_owner',
  {
    indicatorId: ref('indicator_id')
      .notNull()
      .references(() => indicator.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
  },
  (t) => [primaryKey({ columns: [t.indicatorId, t.unitId] }), index('indicator_owner_unit').on(t.unitId)],
)
