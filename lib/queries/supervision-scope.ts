import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '@/lib/domain/permission/can'

/**
 * What `can()` says of supervision, said in SQL (DESIGN §4), over `inspection i` and what is joined to it: `finding f`,
 * `conclusion k`, `rectification g`, `visit v`. A test compares row by row for every role.
 */
const below = (actor: Actor): SQL =>
  sql`i.jurisdiction_id in (select id from jurisdiction where path like ${`${actor.jurisdictionPath}%`})`
const isHandedUp = sql`(i.state <> 'draft' and i.submitted_at is not null)`
const isTeam = (actor: Actor): SQL => sql`(i.state in ('approved', 'underway', 'concluded') and exists (
  select from inspection_member im where im.inspection_id = i.id and im.person_id = ${actor.personId}))`
const own = (actor: Actor): SQL => sql`i.office_unit_id = ${actor.unitId}`
const isSent = sql`k.state in ('sent', 'objected', 'decided')`

const byRole = (
  actor: Actor,
  { place, unit }: { readonly place: SQL; readonly unit: SQL | null },
  office: SQL = own(actor),
): SQL => {
  switch (actor.role) {
    case 'office':
      return sql`(${office} or (${place} and ${below(actor)}) or ${isTeam(actor)})`
    case 'leader':
      return sql`(${place} and ${below(actor)})`
    case 'officer':
    case 'head':
      return unit ? sql`(${unit} or ${isTeam(actor)})` : isTeam(actor)
    case 'expert':
      return isTeam(actor)
    default:
      return sql`false`
  }
}

/** `inspection.view`. */
export const visibleInspections = (actor: Actor): SQL =>
  byRole(actor, {
    place: isHandedUp,
    unit: sql`(i.state in ('underway', 'concluded') and exists (select from inspection_unit iu
      where iu.inspection_id = i.id and iu.unit_id = any(${sql.param([...actor.unitIds])}::bigint[])))`,
  })

/** `visit.view`. */
export const visibleVisits = (actor: Actor): SQL => byRole(actor, { place: isHandedUp, unit: null })

/** `finding.view`: the unit learns of a finding with its conclusion or with the order. */
export const visibleFindings = (actor: Actor): SQL =>
  byRole(actor, {
    place: isHandedUp,
    unit: sql`(f.unit_id = ${actor.unitId} and (f.removed_at is null or f.is_withdrawn) and (
      exists (select from rectification_finding vrf where vrf.finding_id = f.id)
      or exists (select from conclusion k where k.inspection_id = f.inspection_id and k.unit_id = f.unit_id and ${isSent})))`,
  })

/** `conclusion.view`. */
export const visibleConclusions = (actor: Actor): SQL =>
  byRole(actor, {
    place: sql`(${isHandedUp} and k.state <> 'draft')`,
    unit: sql`(k.unit_id = ${actor.unitId} and ${isSent})`,
  })

/** `rectification.view`. */
export const visibleRectifications = (actor: Actor): SQL =>
  byRole(actor, { place: sql`true`, unit: sql`g.unit_id = ${actor.unitId}` })

/** Events of the record as `audit_event e`: what a task's story tells of findings and orders only to who may see them. */
export const visibleSupervisionEvents = (actor: Actor): SQL => sql`(e.subject_type not in ('finding', 'rectification')
  or (e.subject_type = 'finding' and exists (select from finding f join inspection i on i.id = f.inspection_id
    where f.id = e.subject_id and ${visibleFindings(actor)}))
  or (e.subject_type = 'rectification' and exists (select from rectification g join inspection i on i.id = g.inspection_id
    where g.id = e.subject_id and ${visibleRectifications(actor)})))`
