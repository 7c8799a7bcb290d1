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
        select st.plan_id from assignment sa join task st on st.id = sa.task_id where sa.unit_id = any(${ids(actor.unitIds)})))`
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
      return sql`(t.id in (select task_id from assignment where unit_id = any(${ids(actor.unitIds)}))
        or t.issuer_unit_id = ${actor.unitId}
        or t.ancestor_ids && array(select task_id from assignment where unit_id = ${actor.unitId} and role = 'lead')
        or t.id in (select st.parent_id from assignment sa join task st on st.id = sa.task_id where sa.unit_id = any(${ids(actor.unitIds)})))`
    case 'expert':
      return sql`t.plan_id in (select plan_id from plan_expert where person_id = ${actor.personId})`
    default:
      return nobody
  }
}

/** Reports as `report r` joined to their `task t`: `report.view` for what was submitted, `report.viewDraft` for one's own. */
export const visibleReports = (actor: Actor): SQL => {
  const isPublic = sql`r.state not in ('draft', 'signedOff')`
  switch (actor.role) {
    case 'office':
      return sql`(${isPublic} and (r.reviewing_unit_id = ${actor.unitId}
        or t.plan_id in (select id from plan where office_unit_id = ${actor.unitId} or ${below(actor, sql`jurisdiction_id`)})))`
    case 'leader':
      return sql`(${isPublic} and t.plan_id in (select id from plan where ${below(actor, sql`jurisdiction_id`)}))`
    case 'officer':
    case 'head':
      return sql`(r.unit_id = ${actor.unitId} or (${isPublic} and (r.reviewing_unit_id = ${actor.unitId}
        or t.id in (select task_id from assignment where unit_id = ${actor.unitId} and is_primary)
        or t.ancestor_ids && array(select task_id from assignment where unit_id = ${actor.unitId} and role = 'lead'))))`
    case 'expert':
      return sql`(${isPublic} and t.plan_id in (select plan_id from plan_expert where person_id = ${actor.personId}))`
    default:
      return nobody
  }
}

/** Change requests as `change_request c` joined to their `task t`: `changeRequest.view`. */
export const visibleChangeRequests = (actor: Actor): SQL => {
  const isPublic = sql`c.state <> 'draft'`
  switch (actor.role) {
    case 'office':
      return sql`(${isPublic} and t.plan_id in (select id from plan where office_unit_id = ${actor.unitId} or ${below(actor, sql`jurisdiction_id`)}))`
    case 'leader':
      return sql`(${isPublic} and t.plan_id in (select id from plan where ${below(actor, sql`jurisdiction_id`)}))`
    case 'officer':
    case 'head':
      return sql`(c.unit_id = ${actor.unitId} or (${isPublic} and (c.issuer_unit_id = ${actor.unitId}
        or t.id in (select task_id from assignment where unit_id = ${actor.unitId} and is_primary)
        or t.ancestor_ids && array(select task_id from assignment where unit_id = ${actor.unitId} and role = 'lead'))))`
    case 'expert':
      return sql`(${isPublic} and t.plan_id in (select plan_id from plan_expert where person_id = ${actor.personId}))`
    default:
      return nobody
  }
}

/** Units as `unit u`: `unit.view`. */
export const visibleUnits = (actor: Actor): SQL =>
  actor.role === 'expert' ? nobody : below(actor, sql`u.jurisdiction_id`)
