import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import {
  changeRequestKinds,
  type ChangeRequestKind,
  changeRequestStates,
  type ChangeRequestState,
} from '@/lib/domain/change-request/states'
import type { JsonObject } from '@/lib/domain/events'
import { createdAt, day, id, inList, instant, ref, version } from './columns'
import { person, unit } from './organisation'
import { milestone, task } from './task'

export const changeRequest = pgTable(
  'change_request',
  {
    id: id(),
    taskId: ref('task_id')
      .notNull()
      .references(() => task.id),
    /** Set where only this milestone's date is to move. */
    milestoneId: ref('milestone_id').references(() => milestone.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    /** The unit that decides: the task's issuer when it was asked. */
    issuerUnitId: ref('issuer_unit_id')
      .notNull()
      .references(() => unit.id),
    kind: text('kind').$type<ChangeRequestKind>().notNull(),
    state: text('state').$type<ChangeRequestState>().notNull().default('draft'),
    reason: text('reason').notNull().default(''),
    currentDueOn: day('current_due_on'),
    proposedDueOn: day('proposed_due_on'),
    /** For `amend`: the fields asked for (title, requirement). */
    proposed: jsonb('proposed').$type<JsonObject>(),
    authorPersonId: ref('author_person_id').references(() => person.id),
    submittedAt: instant('submitted_at'),
    decidedBy: ref('decided_by').references(() => person.id),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    index('change_request_task').on(t.taskId, t.id),
    index('change_request_queue').on(t.issuerUnitId, t.submittedAt, t.id).where(sql`${t.state} = 'submitted'`),
    index('change_request_unit').on(t.unitId, t.state),
    uniqueIndex('change_request_open')
      .on(t.taskId, sql`coalesce(${t.milestoneId}, 0)`, t.kind)
      .where(sql`${t.state} = 'submitted'`),
    check('change_request_kind', inList(t.kind, changeRequestKinds)),
    check('change_request_state', inList(t.state, changeRequestStates)),
    check(
      'change_request_extend',
      sql`${t.kind} <> 'extend' or ${t.state} in ('draft', 'withdrawn') or (${t.proposedDueOn} is not null and ${t.proposedDueOn} > ${t.currentDueOn})`,
    ),
    check('change_request_decided', sql`(${t.state} in ('approved', 'rejected')) = (${t.decidedAt} is not null)`),
    check('change_request_rejected', sql`${t.state} <> 'rejected' or ${t.decisionReason} is not null`),
  ],
)
