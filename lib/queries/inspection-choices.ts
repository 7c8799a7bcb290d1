import { sql } from 'drizzle-orm'
import { roleHas } from '@/lib/domain/permission/can'
import type { Role } from '@/lib/domain/permission/table'
import type { QueryContext } from './context'
import { visiblePlans } from './scope'
import { visibleInspections } from './supervision-scope'

export type InspectionChoices = {
  readonly plans: readonly { readonly id: number; readonly title: string }[]
  readonly units: readonly { readonly id: number; readonly name: string; readonly place: string }[]
  /** People from whom a team can be made, a line a post. */
  readonly people: readonly {
    readonly personId: number
    readonly name: string
    readonly unitId: number
    readonly unit: string
    readonly role: Role
  }[]
  readonly checklists: readonly { readonly id: number; readonly title: string }[]
  /** Inspections that one may follow up. */
  readonly earlier: readonly { readonly id: number; readonly title: string }[]
  /** Leaders of the place and above it: who may be named to decide a consequence. */
  readonly leaders: readonly { readonly personId: number; readonly name: string; readonly unit: string }[]
}

const list = (select: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(row_to_json(x)), '[]') from (${select}) x)`

/** What the forms of supervision offer; null for whoever plans none. */
export const inspectionChoices = async ({ db, actor }: QueryContext): Promise<InspectionChoices | null> => {
  if (!roleHas(actor.role, 'inspection.create')) return null
  const below = sql`j.path like ${`${actor.jurisdictionPath}%`}`
  const [row] = await db.execute<InspectionChoices>(sql`select
    ${list(sql`select p.id::int as id, p.title from plan p where ${visiblePlans(actor)} and p.state = 'active' order by p.id desc`)} as plans,
    ${list(sql`select u.id::int as id, u.name, j.name as place from unit u join jurisdiction j on j.id = u.jurisdiction_id
      where ${below} and u.dissolved_on is null and u.kind <> 'group' order by j.path, u.position, u.id`)} as units,
    ${list(sql`select pe.id::int as "personId", pe.name, u.id::int as "unitId", u.name as unit, m.role
      from membership m join person pe on pe.id = m.person_id join unit u on u.id = m.unit_id join jurisdiction j on j.id = u.jurisdiction_id
      where ${below} and m.ended_on is null and pe.disabled_at is null and m.role in ('office', 'officer', 'head', 'expert')
      order by m.role <> 'office', u.position, u.id, pe.id`)} as people,
    ${list(sql`select c.id::int as id, c.title from checklist c join unit u on u.id = c.office_unit_id join jurisdiction j on j.id = u.jurisdiction_id
      where c.retired_at is null and ${below} order by c.title, c.id`)} as checklists,
    ${list(sql`select i.id::int as id, i.title from inspection i where ${visibleInspections(actor)} and i.state in ('underway', 'concluded')
      order by i.starts_on desc, i.id desc limit 200`)} as earlier,
    ${list(sql`select pe.id::int as "personId", pe.name, u.name as unit
      from membership m join person pe on pe.id = m.person_id join unit u on u.id = m.unit_id join jurisdiction j on j.id = u.jurisdiction_id
      where ${actor.jurisdictionPath} like j.path || '%' and m.role = 'leader' and m.ended_on is null and pe.disabled_at is null
      order by j.path desc, pe.id`)} as leaders`)
  return row ?? null
}
