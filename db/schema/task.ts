import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { taskKinds } from '@/lib/domain/labels'
import type { TaskKind } from '@/lib/domain/plan-text/reading'
import { milestoneStates, type MilestoneState } from '@/lib/domain/milestone/states'
import { taskStates, type TaskState } from '@/lib/domain/task/states'
import { createdAt, day, id, inList, instant, ref, version } from './columns'
import { membership, person, unit } from './organisation'
import { plan, planRevision, section } from './plan'

export const task = pgTable(
  'task',
  {
    id: id(),
    planId: ref('plan_id')
      .notNull()
      .references(() => plan.id),
    sectionId: ref('section_id').references(() => section.id),
    parentId: ref('parent_id').references((): AnyPgColumn => task.id),
    /** Every task above this one, outermost first. */
    ancestorIds: bigint('ancestor_ids', { mode: 'number' }).array().notNull().default(sql`'{}'`),
    kind: text('kind').$type<TaskKind>().notNull().default('task'),
    number: text('number'),
    title: text('title').notNull(),
    /** What is asked for: the task's own text, or what the issuer of a subtask wrote. */
    requirement: text('requirement'),
    position: integer('position').notNull(),
    /** Share of this subtask in its parent's verified progress. */
    weight: integer('weight').notNull().default(1),
    state: text('state').$type<TaskState>().notNull().default('draft'),
    dueOn: day('due_on'),
    originalDueOn: day('original_due_on'),
    deadlineText: text('deadline_text'),
    ongoing: boolean('ongoing').notNull().default(false),
    unitsText: text('units_text'),
    sourceStart: integer('source_start'),
    sourceEnd: integer('source_end'),
    /** The revised version whose document these lines count in; null: the one that the plan was imported from. */
    sourceRevisionId: ref('source_revision_id').references(() => planRevision.id),
    /** Key of the entry in that version, from which the task was written. */
    sourceKey: text('source_key'),
    /** The unit that issued it and decides its reports, extensions and completion. */
    issuerUnitId: ref('issuer_unit_id')
      .notNull()
      .references(() => unit.id),
    selfPercent: integer('self_percent').notNull().default(0),
    /** Follows from milestones and subtasks alone (lib/domain/task/progress.ts); never from today's date. */
    verifiedPercent: integer('verified_percent').notNull().default(0),
    /** The earliest thing still owed (lib/domain/calendar/lamp.ts `owedItem`): lamp and lateness follow from it and today. */
    owedDueOn: day('owed_due_on'),
    owedStoppedOn: day('owed_stopped_on'),
    owedMilestoneId: ref('owed_milestone_id').references((): AnyPgColumn => milestone.id),
    issuedAt: instant('issued_at'),
    acknowledgedAt: instant('acknowledged_at'),
    claimedOn: day('claimed_on'),
    /** Who asked for the closing: someone else decides it, also inside one unit. */
    claimedBy: ref('claimed_by').references(() => person.id),
    closedOn: day('closed_on'),
    suspendedOn: day('suspended_on'),
    stateReason: text('state_reason'),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    index('task_plan').on(t.planId, t.position),
    index('task_parent').on(t.parentId),
    index('task_section').on(t.sectionId),
    index('task_source_revision').on(t.sourceRevisionId),
    index('task_issuer').on(t.issuerUnitId, t.state),
    index('task_ancestors').using('gin', t.ancestorIds),
    index('task_owed').on(t.planId, t.owedDueOn, t.id).where(sql`${t.owedDueOn} is not null`),
    index('task_owed_all').on(t.owedDueOn, t.id).where(sql`${t.owedDueOn} is not null`),
    index('task_owed_milestone').on(t.owedMilestoneId),
    check('task_state', inList(t.state, taskStates)),
    check('task_kind', inList(t.kind, taskKinds)),
    check('task_percent', sql`${t.selfPercent} between 0 and 100 and ${t.verifiedPercent} between 0 and 100`),
    check('task_weight', sql`${t.weight} between 1 and 100`),
    check('task_ongoing', sql`not (${t.ongoing} and ${t.dueOn} is not null)`),
    check('task_original_due', sql`${t.originalDueOn} is not null or ${t.dueOn} is null`),
    check('task_issued', sql`(${t.state} = 'draft') = (${t.issuedAt} is null)`),
    check('task_closed', sql`(${t.state} = 'closed') = (${t.closedOn} is not null)`),
    check('task_claimed', sql`${t.state} <> 'closing' or ${t.claimedOn} is not null`),
    check(
      'task_owed',
      sql`${t.owedDueOn} is not null or (${t.owedStoppedOn} is null and ${t.owedMilestoneId} is null)`,
    ),
    check('task_not_own_parent', sql`${t.parentId} <> ${t.id}`),
  ],
)

export const assignmentRoles = ['lead', 'support'] as const
export type AssignmentRole = (typeof assignmentRoles)[number]

export const assignment = pgTable(
  'assignment',
  {
    id: id(),
    taskId: ref('task_id')
      .notNull()
      .references(() => task.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    role: text('role').$type<AssignmentRole>().notNull(),
    isPrimary: boolean('is_primary').notNull().default(false),
    position: integer('position').notNull().default(0),
    /** The person inside the unit whom its head put in charge. */
    membershipId: ref('membership_id').references(() => membership.id),
    /** The revised version that gave the unit this part: it acknowledges anew, also a task that is under way. */
    revisionId: ref('revision_id').references(() => planRevision.id),
  },
  (t) => [
    index('assignment_revision').on(t.revisionId),
    uniqueIndex('assignment_unit').on(t.taskId, t.unitId),
    uniqueIndex('assignment_primary').on(t.taskId).where(sql`${t.isPrimary}`),
    index('assignment_by_unit').on(t.unitId, t.role, t.taskId),
    check('assignment_role', inList(t.role, assignmentRoles)),
    check('assignment_primary_leads', sql`not ${t.isPrimary} or ${t.role} = 'lead'`),
  ],
)

/** A unit's receipt. For a group's assignment each member gives its own. */
export const acknowledgement = pgTable(
  'acknowledgement',
  {
    assignmentId: ref('assignment_id')
      .notNull()
      .references(() => assignment.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    personId: ref('person_id').references(() => person.id),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.assignmentId, t.unitId] }), index('acknowledgement_unit').on(t.unitId)],
)

export const milestone = pgTable(
  'milestone',
  {
    id: id(),
    taskId: ref('task_id')
      .notNull()
      .references(() => task.id),
    position: integer('position').notNull(),
    title: text('title').notNull(),
    deliverable: text('deliverable').notNull(),
    dueOn: day('due_on').notNull(),
    originalDueOn: day('original_due_on').notNull(),
    weight: integer('weight').notNull(),
    /** What evidence the claim must bring, and why it is asked for; both or neither (DESIGN §6, burden guard). */
    evidenceAsked: text('evidence_asked'),
    evidenceWhy: text('evidence_why'),
    state: text('state').$type<MilestoneState>().notNull().default('pending'),
    claimedOn: day('claimed_on'),
    verifiedOn: day('verified_on'),
    returnReason: text('return_reason'),
    version: version(),
  },
  (t) => [
    index('milestone_task').on(t.taskId, t.position),
    index('milestone_returned').on(t.taskId).where(sql`${t.state} = 'returned'`),
    check('milestone_state', inList(t.state, milestoneStates)),
    check('milestone_weight', sql`${t.weight} between 1 and 100`),
    check('milestone_evidence', sql`(${t.evidenceAsked} is null) = (${t.evidenceWhy} is null)`),
    check('milestone_claimed', sql`${t.state} not in ('claimed', 'verified') or ${t.claimedOn} is not null`),
    check('milestone_verified', sql`(${t.state} = 'verified') = (${t.verifiedOn} is not null)`),
  ],
)
