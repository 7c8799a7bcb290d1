import { sql } from 'drizzle-orm'
import type { Role } from '@/lib/domain/permission/table'
import { managedPlaces } from './admin-scope'
import type { QueryContext } from './context'

export type ManagedPerson = {
  readonly id: number
  readonly name: string
  readonly userName: string
  readonly phone: string | null
  readonly state: 'active' | 'locked' | 'disabled' | 'unattached'
  readonly posts: readonly { readonly unitName: string; readonly role: Role; readonly title: string | null }[]
  readonly lastSeenAt: string | null
}

export type PeopleFilter = {
  readonly search?: string | undefined
  readonly role?: Role | undefined
  readonly unitId?: number | undefined
  readonly state?: 'disabled' | 'unattached' | undefined
  /** Cursor: the last row's name and id. */
  readonly after?: { readonly name: string; readonly id: number } | undefined
}

export type PeoplePage = { readonly rows: readonly ManagedPerson[]; readonly total: number; readonly hasMore: boolean }

export const PEOPLE_PAGE = 50

/** People who hold, or held, a post within the administrator's reach; 50 a page by name. */
export const listManagedPeople = async ({ db, actor }: QueryContext, filter: PeopleFilter): Promise<PeoplePage> => {
  const inReach = sql`exists (select from membership m join unit u on u.id = m.unit_id
    join jurisdiction j on j.id = u.jurisdiction_id
    where m.person_id = p.id and ${managedPlaces(actor, sql`j.path`)}
      ${filter.role ? sql`and m.role = ${filter.role} and m.ended_on is null` : sql``}
      ${filter.unitId ? sql`and m.unit_id = ${filter.unitId} and m.ended_on is null` : sql``})`
  const matches = filter.search
    ? sql`(p.name like ${`%${filter.search}%`} or p.user_name ilike ${`%${filter.search}%`})`
    : sql`true`
  const isAttached = sql`exists (select from membership m where m.person_id = p.id and m.ended_on is null)`
  const isIn =
    filter.state === 'disabled'
      ? sql`p.disabled_at is not null`
      : filter.state === 'unattached'
        ? sql`not ${isAttached}`
        : sql`true`
  const where = sql`${inReach} and ${matches} and ${isIn}`
  const [rows, counted] = await Promise.all([
    db.execute<ManagedPerson>(sql`
      select p.id::float8 as id, p.name, p.user_name as "userName", p.phone,
        case when p.disabled_at is not null then 'disabled' when not ${isAttached} then 'unattached'
          when p.locked_until > now() then 'locked' else 'active' end as state,
        coalesce((select json_agg(json_build_object('unitName', u.name, 'role', m.role, 'title', m.title) order by m.id)
          from membership m join unit u on u.id = m.unit_id where m.person_id = p.id and m.ended_on is null), '[]') as posts,
        (select max(s.last_seen_at) from session s where s.person_id = p.id)::text as "lastSeenAt"
      from person p
      where ${where} ${
        filter.after ? sql`and (p.name collate "zh-x-icu", p.id) > (${filter.after.name}, ${filter.after.id})` : sql``
      }
      order by p.name collate "zh-x-icu", p.id limit ${PEOPLE_PAGE + 1}`),
    db.execute<{ total: number }>(sql`select count(*)::int as total from person p where ${where}`),
  ])
  return { rows: rows.slice(0, PEOPLE_PAGE), total: counted[0]?.total ?? 0, hasMore: rows.length > PEOPLE_PAGE }
}
