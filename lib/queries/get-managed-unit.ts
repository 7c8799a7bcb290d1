import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { Role } from '@/lib/domain/permission/table'
import type { UnitKind } from '@/lib/domain/plan-text/reading'
import { managedPlaces } from './admin-scope'
import type { QueryContext } from './context'

export type ManagedUnitPage = {
  readonly id: number
  readonly version: number
  readonly name: string
  readonly kind: UnitKind
  readonly jurisdictionId: number
  readonly place: string
  readonly placePath: string
  readonly parentId: number | null
  readonly isOffice: boolean
  readonly position: number
  readonly dissolvedOn: CalendarDate | null
  readonly successor: { readonly id: number; readonly name: string } | null
  readonly aliases: readonly string[]
  readonly openTasks: number
  readonly runningPlans: number
  readonly groups: readonly string[]
  readonly members: readonly { readonly id: number; readonly name: string }[]
  readonly people: readonly {
    readonly membershipId: number
    readonly personId: number
    readonly name: string
    readonly userName: string
    readonly role: Role
    readonly title: string | null
    readonly isDisabled: boolean
  }[]
}

/** One unit as its administrator sees it; null outside his reach. */
export const getManagedUnit = async ({ db, actor }: QueryContext, id: number): Promise<ManagedUnitPage | null> => {
  const rows = await db.execute<ManagedUnitPage>(sql`
    select u.id::float8 as id, u.version, u.name, u.kind, j.id::float8 as "jurisdictionId", j.name as place,
      j.path as "placePath", u.parent_id::float8 as "parentId", u.is_office as "isOffice", u.position,
      u.dissolved_on as "dissolvedOn",
      case when s.id is null then null else json_build_object('id', s.id, 'name', s.name) end as successor,
      coalesce((select json_agg(a.spelling order by a.spelling) from unit_alias a where a.unit_id = u.id), '[]') as aliases,
      (select count(*)::int from task t where t.state not in ('closed', 'terminated') and (t.issuer_unit_id = u.id
        or t.id in (select task_id from assignment where unit_id = u.id))) as "openTasks",
      (select count(*)::int from plan p where p.office_unit_id = u.id and p.state <> 'archived') as "runningPlans",
      coalesce((select json_agg(g.name order by g.name) from unit_member m join unit g on g.id = m.group_id
        where m.member_id = u.id), '[]') as groups,
      coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.position, g.name)
        from unit_member m join unit g on g.id = m.member_id where m.group_id = u.id), '[]') as members,
      coalesce((select json_agg(json_build_object('membershipId', m.id, 'personId', p.id, 'name', p.name,
          'userName', p.user_name, 'role', m.role, 'title', m.title, 'isDisabled', p.disabled_at is not null)
          order by m.role, p.name)
        from membership m join person p on p.id = m.person_id where m.unit_id = u.id and m.ended_on is null), '[]') as people
    from unit u join jurisdiction j on j.id = u.jurisdiction_id left join unit s on s.id = u.successor_id
    where u.id = ${id} and ${managedPlaces(actor, sql`j.path`)}`)
  return rows[0] ?? null
}
