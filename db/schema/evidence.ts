import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { changeRequest } from './change-request'
import { id, instant, ref } from './columns'
import { file } from './file'
import { finding, visitAnswer } from './inspection'
import { person, unit } from './organisation'
import { rectification } from './rectification'
import { report } from './report'
import { milestone } from './task'

/** A file linked to what it proves; read by whoever may read that (DESIGN §4). Removed links stay for the history. */
export const evidence = pgTable(
  'evidence',
  {
    id: id(),
    fileId: ref('file_id')
      .notNull()
      .references(() => file.id),
    name: text('name').notNull(),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    reportId: ref('report_id').references(() => report.id),
    milestoneId: ref('milestone_id').references(() => milestone.id),
    changeRequestId: ref('change_request_id').references(() => changeRequest.id),
    findingId: ref('finding_id').references(() => finding.id),
    visitAnswerId: ref('visit_answer_id').references(() => visitAnswer.id),
    rectificationId: ref('rectification_id').references(() => rectification.id),
    /** Number that a device gave it, so that sending it again doubles nothing. */
    uuid: uuid('uuid'),
    takenAt: instant('taken_at'),
    addedBy: ref('added_by').references(() => person.id),
    addedAt: instant('added_at').notNull().defaultNow(),
    removedAt: instant('removed_at'),
  },
  (t) => [
    index('evidence_report').on(t.reportId),
    index('evidence_milestone').on(t.milestoneId),
    index('evidence_change_request').on(t.changeRequestId),
    index('evidence_file').on(t.fileId),
    index('evidence_finding').on(t.findingId),
    index('evidence_visit_answer').on(t.visitAnswerId),
    index('evidence_rectification').on(t.rectificationId),
    uniqueIndex('evidence_uuid').on(t.uuid),
    check(
      'evidence_one_subject',
      sql`num_nonnulls(${t.reportId}, ${t.changeRequestId}, ${t.findingId}, ${t.visitAnswerId}, ${t.rectificationId}) = 1`,
    ),
    check('evidence_milestone_report', sql`${t.milestoneId} is null or ${t.reportId} is not null`),
  ],
)
