import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '@/lib/domain/permission/can'

/**
 * What `can()` says of one row, said of all rows in SQL (DESIGN §4). Each function gives a condition over the alias of the
 * table it names; a test compares it with `can()` row by row for every role. Nothing reads tasks, plans or reports without one.
 */
const ids = (values: readonly number[]): SQL => sql`${sql.param([...values])}::bigint[]`

const below = (actor: Actor, jurisdictionColumn: SQL): SQL =>
  sql`${jurisdictionColumn} in (select id from jurisdiction where path like ${`${actor.jurisdictionPath}%`})`

const nobody = sql`false`

/** With the units whose duties came to this one: what they carried and said is read here. */
const andFormer = (actor: Actor, units: readonly number[]): readonly number[] => [
  ...units,
  ...(actor.formerUnitIds ?? []),
]

/** Plans as `plan p`: `plan.view`, and drafts by `plan.viewDraft`. */
export const visiblePlans = (actor: Actor): SQL => {
  switch (actor.role) {
    case 'office':
      return sql`(p.office_unit_id = ${actor.unitId} or (p.state <> 'draft' and ${below(actor, sql`p.jurisdiction_id`)}))`
    case 'leader':
      return sql`(p.state <> 'draft' and ${below(actor, sql`p.jurisdiction_id`)})`
    case 'officer':
    case 'head':
      return sql`(p.state <> 'draft' and p.id in (
        select st.plan_id from assignment sa join task st on st.id = sa.task_id where sa.unit_id = any(${ids(andFormer(actor, actor.unitIds))})))`
    case 'expert':
      return sql`(p.state <> 'draft' and p.id in (select plan_id from plan_expert where person_id = ${actor.personId}))`
    default:
      return nobody
  }
}

/** Tasks as `task t`: `task.view`. */
export const visibleTasks = (actor: Actor): SQL => {
  switch (actor.role) {
    case 'office':
      return sql`t.plan_id in (select id from plan where office_unit_id = ${actor.unitId} or ${below(actor, sql`jurisdiction_id`)})`
    case 'leader':
      return sql`t.plan_id in (select id from plan where ${below(actor, sql`jurisdiction_id`)})`
    case 'officer':
    case 'head':
      return sql`(t.id in (select task_id from assignment where unit_id = any(${ids(andFormer(actor, actor.unitIds))}))
        or t.issuer_unit_id = ${actor.unitId}
        or t.ancestor_ids && array(select task_id from assignment where unit_id = ${actor.unitId} and role = 'lead')
        or t.id in (select st.parent_id from assignment sa join task st on st.id = sa.task_id where sa.unit_id = any(${ids(actor.unitIds)})))`
    case 'expert':
      return sql`t.plan_id in (select plan_id from plan_expert where person_id = ${actor.personId})`
    default:
      return nobody
  }
}

type Submission = {
  readonly isPublic: SQL
  readonly unitId: SQL
  readonly decidedBy: SQL
  /** What an office sees besides what belongs to its plans: what it decides, or what it asked for itself. */
  readonly officeDecides: boolean
}

/** What a unit submitted for its `task t`: reports and change requests alike. */
const visibleSubmissions = (actor: Actor, { isPublic, unitId, decidedBy, officeDecides }: Submission): SQL => {
  const ofPlans = sql`t.plan_id in (select id from plan where office_unit_id = ${actor.unitId} or ${below(actor, sql`jurisdiction_id`)})`
  switch (actor.role) {
    case 'office':
      return officeDecides
        ? sql`(${isPublic} and (${decidedBy} = ${actor.unitId} or ${ofPlans}))`
        : sql`(${unitId} = ${actor.unitId} or (${isPublic} and ${ofPlans}))`
    case 'leader':
      return sql`(${isPublic} and t.plan_id in (select id from plan where ${below(actor, sql`jurisdiction_id`)}))`
    case 'officer':
    case 'head':
      return sql`(${unitId} = any(${ids(andFormer(actor, [actor.unitId]))}) or (${isPublic} and (${decidedBy} = ${actor.unitId}
        or t.id in (select task_id from assignment where unit_id = any(${ids(andFormer(actor, [actor.unitId]))}) and is_primary)
        or t.ancestor_ids && array(select task_id from assignment where unit_id = ${actor.unitId} and role = 'lead'))))`
    case 'expert':
      return sql`(${isPublic} and t.plan_id in (select plan_id from plan_expert where person_id = ${actor.personId}))`
    default:
      return nobody
  }
}

/** Reports as `report r` joined to their `task t`: `report.view` for what was submitted, `report.viewDraft` for one's own. */
export const visibleReports = (actor: Actor): SQL =>
  visibleSubmissions(actor, {
    isPublic: sql`r.state not in ('draft', 'signedOff')`,
    unitId: sql`r.unit_id`,
    decidedBy: sql`r.reviewing_unit_id`,
    officeDecides: true,
  })

/** Change requests as `change_request c` joined to their `task t`: `changeRequest.view`. */
export const visibleChangeRequests = (actor: Actor): SQL =>
  visibleSubmissions(actor, {
    isPublic: sql`c.state <> 'draft'`,
    unitId: sql`c.unit_id`,
    decidedBy: sql`c.issuer_unit_id`,
    officeDecides: false,
  })

/** Units as `unit u`: `unit.view`. */
export const visibleUnits = (actor: Actor): SQL =>
  actor.role === 'expert' ? nobody : below(actor, sql`u.jurisdiction_id`)
