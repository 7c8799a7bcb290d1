import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { JsonObject } from '@/lib/domain/events'
import { reportStates, type ReportState } from '@/lib/domain/report/states'
import { createdAt, day, id, inList, instant, ref, version } from './columns'
import { person, unit } from './organisation'
import { reportingPeriod } from './plan'
import { milestone, task } from './task'

/** What one unit says about one task for one period. */
export const report = pgTable(
  'report',
  {
    id: id(),
    taskId: ref('task_id')
      .notNull()
      .references(() => task.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    periodId: ref('period_id')
      .notNull()
      .references(() => reportingPeriod.id),
    /** The unit that reviews it: the issuer for the primary lead's report, the primary lead for every other unit's. */
    reviewingUnitId: ref('reviewing_unit_id')
      .notNull()
      .references(() => unit.id),
    state: text('state').$type<ReportState>().notNull().default('draft'),
    revision: integer('revision').notNull().default(1),
    selfPercent: integer('self_percent'),
    doneText: text('done_text').notNull().default(''),
    difficulties: text('difficulties').notNull().default(''),
    nextSteps: text('next_steps').notNull().default(''),
    isNoChange: boolean('is_no_change').notNull().default(false),
    noChangeReason: text('no_change_reason'),
    authorPersonId: ref('author_person_id').references(() => person.id),
    readyAt: instant('ready_at'),
    sentBackReason: text('sent_back_reason'),
    signatoryPersonId: ref('signatory_person_id').references(() => person.id),
    signedAt: instant('signed_at'),
    submittedAt: instant('submitted_at'),
    submittedOn: day('submitted_on'),
    endorsedBy: ref('endorsed_by').references(() => person.id),
    decidedBy: ref('decided_by').references(() => person.id),
    decidedAt: instant('decided_at'),
    returnReason: text('return_reason'),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    // One open report a unit, task and period; an approved one may be followed by a supplement.
    uniqueIndex('report_open').on(t.taskId, t.unitId, t.periodId).where(sql`${t.state} <> 'approved'`),
    index('report_task').on(t.taskId, t.periodId, t.id),
    index('report_task_unit').on(t.taskId, t.unitId, t.submittedAt),
    index('report_queue').on(t.reviewingUnitId, t.submittedAt, t.id).where(sql`${t.state} = 'submitted'`),
    index('report_unit').on(t.unitId, t.state),
    index('report_unit_last').on(t.unitId, t.submittedAt),
    index('report_period').on(t.periodId, t.unitId),
    check('report_state', inList(t.state, reportStates)),
    check('report_percent', sql`${t.selfPercent} between 0 and 100`),
    check('report_no_change', sql`not ${t.isNoChange} or ${t.noChangeReason} is not null or ${t.state} = 'draft'`),
    check(
      'report_submitted',
      sql`${t.state} not in ('submitted', 'approved', 'returned') or (${t.submittedAt} is not null and ${t.selfPercent} is not null)`,
    ),
    check('report_decided', sql`(${t.state} in ('approved', 'returned')) = (${t.decidedAt} is not null)`),
    check('report_returned', sql`${t.state} <> 'returned' or ${t.returnReason} is not null`),
    check('report_revision', sql`${t.revision} >= 1`),
  ],
)

/** An earlier revision as it was when it was returned or withdrawn; stays readable. */
export const reportRevision = pgTable(
  'report_revision',
  {
    reportId: ref('report_id')
      .notNull()
      .references(() => report.id),
    revision: integer('revision').notNull(),
    content: jsonb('content').$type<JsonObject>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.reportId, t.revision] })],
)

/** A milestone that this report claims as done. */
export const milestoneClaim = pgTable(
  'milestone_claim',
  {
    reportId: ref('report_id')
      .notNull()
      .references(() => report.id),
    milestoneId: ref('milestone_id')
      .notNull()
      .references(() => milestone.id),
  },
  (t) => [primaryKey({ columns: [t.reportId, t.milestoneId] }), index('milestone_claim_milestone').on(t.milestoneId)],
)
