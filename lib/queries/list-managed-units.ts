import { sql } from 'drizzle-orm'
import type { JurisdictionLevel } from '@/lib/domain/labels'
import type { UnitKind } from '@/lib/domain/plan-text/reading'
import { managedPlaces } from './admin-scope'
import type { QueryContext } from './context'

export type ManagedPlace = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly level: JurisdictionLevel
}

export type ManagedUnit = {
  readonly id: number
  readonly name: string
  readonly kind: UnitKind
  readonly depth: number
  readonly isOffice: boolean
  readonly aliases: readonly string[]
  readonly people: number
  readonly members: number
  readonly openTasks: number
  readonly dissolvedOn: string | null
  readonly successorName: string | null
}

/** The places an administrator looks after, his own first. */
export const listManagedPlaces = async ({ db, actor }: QueryContext): Promise<readonly ManagedPlace[]> =>
  db.execute<ManagedPlace>(sql`
    select j.id::float8 as id, j.code, j.name, j.level from jurisdiction j
    where ${managedPlaces(actor, sql`j.path`)} order by j.path`)

type Filter = { readonly jurisdictionId: number; readonly search?: string | undefined; readonly dissolved?: boolean }

/** Units of one place as a tree, in printed order; bounded by the place, which has a few hundred at most. */
export const listManagedUnits = async (ctx: QueryContext, filter: Filter): Promise<readonly ManagedUnit[]> =>
  ctx.db.execute<ManagedUnit>(sql`
    with recursive reach as (
      select u.* from unit u join jurisdiction j on j.id = u.jurisdiction_id
      where u.jurisdiction_id = ${filter.jurisdictionId} and ${managedPlaces(ctx.actor, sql`j.path`)}
        and (${filter.dissolved ?? false} = (u.dissolved_on is not null))),
    tree as (
      select r.id, 0 as depth, array[lpad(r.position::text, 5, '0') || r.name] as sort from reach r
      where r.parent_id is null or r.parent_id not in (select id from reach)
      union all
      select r.id, tree.depth + 1, tree.sort || (lpad(r.position::text, 5, '0') || r.name)
      from reach r join tree on r.parent_id = tree.id)
    select u.id::float8 as id, u.name, u.kind, tree.depth, u.is_office as "isOffice", u.dissolved_on as "dissolvedOn",
      s.name as "successorName",
      coalesce((select json_agg(a.spelling order by a.spelling) from unit_alias a where a.unit_id = u.id), '[]') as aliases,
      (select count(distinct m.person_id)::int from membership m join person p on p.id = m.person_id
        where m.unit_id = u.id and m.ended_on is null and p.disabled_at is null) as people,
      (select count(*)::int from unit_member g where g.group_id = u.id) as members,
      (select count(*)::int from assignment a join task t on t.id = a.task_id
        where a.unit_id = u.id and t.state not in ('closed', 'terminated')) as "openTasks"
    from tree join unit u on u.id = tree.id left join unit s on s.id = u.successor_id
    where ${
      filter.search
        ? sql`(u.name like ${`%${filter.search}%`} or exists (
      select from unit_alias a where a.unit_id = u.id and a.spelling like ${`%${filter.search}%`}))`
        : sql`true`
    }
    order by tree.sort collate "zh-x-icu"`)

export type UnitOption = {
  readonly id: number
  readonly name: string
  readonly place: string
  readonly jurisdictionId: number
  readonly kind: UnitKind
  readonly isOffice: boolean
}

/** Units in force within reach, to choose from: of one place, or of all. */
export const listUnitOptions = async (
  { db, actor }: QueryContext,
  jurisdictionId?: number,
): Promise<readonly UnitOption[]> =>
  db.execute<UnitOption>(sql`
    select u.id::float8 as id, u.name, j.name as place, j.id::float8 as "jurisdictionId", u.kind, u.is_office as "isOffice"
    from unit u join jurisdiction j on j.id = u.jurisdiction_id
    where u.dissolved_on is null and ${managedPlaces(actor, sql`j.path`)}
      and ${jurisdictionId === undefined ? sql`true` : sql`j.id = ${jurisdictionId}`}
    order by j.path, u.position, u.name collate "zh-x-icu"`)
