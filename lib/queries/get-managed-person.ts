import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { can } from '@/lib/domain/permission/can'
import type { Role } from '@/lib/domain/permission/table'
import { managedPlaces } from './admin-scope'
import type { QueryContext } from './context'

type Post = {
  readonly id: number
  readonly version: number
  readonly unitId: number
  readonly unitName: string
  readonly place: string
  readonly path: string
  readonly role: Role
  readonly title: string | null
  readonly startedOn: CalendarDate
  readonly endedOn: CalendarDate | null
}

type Row = {
  readonly id: number
  readonly version: number
  readonly userName: string
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
  readonly mustChangePassword: boolean
  readonly hasOidc: boolean
  readonly disabledAt: string | null
  readonly lockedUntil: string | null
  readonly openSessions: number
  readonly lastSeenAt: string | null
  readonly posts: readonly Post[]
}

export type ManagedPersonPage = Omit<Row, 'posts'> & {
  readonly posts: readonly (Post & { readonly canEnd: boolean })[]
  /** False where a post lies outside the administrator's reach, and for the administrator himself where that matters. */
  readonly canManage: boolean
  /** The auditor's account is not the administrator's to handle (三员分立). */
  readonly isAuditor: boolean
  readonly isSelf: boolean
}

/** One person as the administrator sees him; null where no post of his lies within reach. */
export const getManagedPerson = async ({ db, actor }: QueryContext, id: number): Promise<ManagedPersonPage | null> => {
  const [row] = await db.execute<Row>(sql`
    select p.id::float8 as id, p.version, p.user_name as "userName", p.name, p.phone, p.email,
      p.must_change_password as "mustChangePassword", p.oidc_subject is not null as "hasOidc",
      p.disabled_at::text as "disabledAt",
      (case when p.locked_until > now() then p.locked_until end)::text as "lockedUntil",
      (select count(*)::int from session s where s.person_id = p.id and s.ended_at is null) as "openSessions",
      (select max(s.last_seen_at) from session s where s.person_id = p.id)::text as "lastSeenAt",
      (select json_agg(json_build_object('id', m.id, 'version', m.version, 'unitId', u.id, 'unitName', u.name,
          'place', j.name, 'path', j.path, 'role', m.role, 'title', m.title, 'startedOn', m.started_on,
          'endedOn', m.ended_on) order by m.ended_on is not null, m.id)
        from membership m join unit u on u.id = m.unit_id join jurisdiction j on j.id = u.jurisdiction_id
        where m.person_id = p.id) as posts
    from person p
    where p.id = ${id} and exists (select from membership m join unit u on u.id = m.unit_id
      join jurisdiction j on j.id = u.jurisdiction_id
      where m.person_id = p.id and ${managedPlaces(actor, sql`j.path`)})`)
  if (!row) return null
  const manages = (post: Post): boolean => can(actor, 'person.manage', { jurisdictionPath: post.path })
  const live = row.posts.filter((post) => post.endedOn === null)
  const isAuditor = live.some((post) => post.role === 'auditor')
  return {
    ...row,
    posts: row.posts.map((post) => ({
      ...post,
      canEnd: post.endedOn === null && post.role !== 'auditor' && manages(post),
    })),
    canManage: !isAuditor && (live.length > 0 ? live : row.posts).every(manages),
    isAuditor,
    isSelf: row.id === actor.personId,
  }
}
