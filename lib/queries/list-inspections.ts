import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { InspectionKind, InspectionState, StatutoryKind } from '@/lib/domain/inspection/states'
import { roleHas } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'
import { visibleFindings, visibleInspections } from './supervision-scope'

export type ListedInspection = {
  readonly id: number
  readonly title: string
  readonly kind: InspectionKind
  readonly statutoryKind: StatutoryKind
  readonly state: InspectionState
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
  readonly office: string
  readonly plan: string | null
  readonly head: string | null
  readonly units: readonly { readonly id: number; readonly name: string }[]
  readonly findings: number
  readonly isSample: boolean
}

export type InspectionFilter = {
  readonly year?: number | undefined
  readonly kind?: InspectionKind | undefined
  readonly state?: InspectionState | undefined
  readonly unit?: number | undefined
  readonly plan?: number | undefined
  readonly task?: number | undefined
}

export type InspectionList = {
  readonly items: readonly ListedInspection[]
  readonly total: number
  /** Place of the last line, for the next page. */
  readonly next: string | null
  /** Years in which something visible begins or ends, newest first. */
  readonly years: readonly number[]
  readonly mayCreate: boolean
}

const PAGE = 50

export const inspectionConditions = (
  { actor }: QueryContext,
  filter: InspectionFilter,
) => sql`${visibleInspections(actor)}
  and (${filter.year ?? null}::int is null or ${filter.year ?? null}::int between extract(year from i.starts_on) and extract(year from i.ends_on))
  and (${filter.kind ?? null}::text is null or i.kind = ${filter.kind ?? null})
  and (${filter.state ?? null}::text is null or i.state = ${filter.state ?? null})
  and (${filter.plan ?? null}::bigint is null or i.plan_id = ${filter.plan ?? null})
  and (${filter.unit ?? null}::bigint is null or exists (
    select from inspection_unit fu where fu.inspection_id = i.id and fu.unit_id = ${filter.unit ?? null}))
  and (${filter.task ?? null}::bigint is null or exists (
    select from inspection_task ft where ft.inspection_id = i.id and ft.task_id = ${filter.task ?? null}))`

export const inspectionColumns = ({ actor }: QueryContext) => sql`
  i.id::int as id, i.title, i.kind, i.statutory_kind as "statutoryKind", i.state,
  i.starts_on::text as "startsOn", i.ends_on::text as "endsOn", o.name as office, p.title as plan, i.is_sample as "isSample",
  (select pe.name from inspection_member m join person pe on pe.id = m.person_id where m.inspection_id = i.id and m.is_head) as head,
  (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) order by u.position, u.id), '[]')
    from inspection_unit iu join unit u on u.id = iu.unit_id where iu.inspection_id = i.id) as units,
  (select count(*)::int from finding f where f.inspection_id = i.id and f.removed_at is null and ${visibleFindings(actor)}) as findings`

const positionOf = (after: string | undefined): { day: string; id: number } | null => {
  const match = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/.exec(after ?? '')
  return match?.[1] && match[2] ? { day: match[1], id: Number(match[2]) } : null
}

/** Latest first. */
export const listInspections = async (
  ctx: QueryContext,
  filter: InspectionFilter,
  after?: string,
): Promise<InspectionList> => {
  const place = positionOf(after)
  const where = inspectionConditions(ctx, filter)
  const [rows, [count], years] = await Promise.all([
    ctx.db.execute<ListedInspection>(sql`
      select ${inspectionColumns(ctx)}
      from inspection i join unit o on o.id = i.office_unit_id left join plan p on p.id = i.plan_id
      where ${where} and (${place?.day ?? null}::date is null or (i.starts_on, i.id) < (${place?.day ?? null}::date, ${place?.id ?? null}::bigint))
      order by i.starts_on desc, i.id desc limit ${PAGE + 1}`),
    ctx.db.execute<{ total: number }>(sql`select count(*)::int as total from inspection i where ${where}`),
    ctx.db.execute<{ year: number }>(sql`
      select distinct y::int as year from inspection i, generate_series(extract(year from i.starts_on)::int, extract(year from i.ends_on)::int) y
      where ${visibleInspections(ctx.actor)} order by 1 desc`),
  ])
  const items = rows.slice(0, PAGE)
  const last = items.at(-1)
  return {
    items,
    total: count?.total ?? 0,
    next: rows.length > PAGE && last ? `${last.startsOn}.${last.id}` : null,
    years: years.map((row) => row.year),
    mayCreate: roleHas(ctx.actor.role, 'inspection.create'),
  }
}

/** Every inspection of a year that was not cancelled, in the order of time: the yearly calendar. */
export const listInspectionsOfYear = async (ctx: QueryContext, year: number): Promise<readonly ListedInspection[]> =>
  ctx.db.execute<ListedInspection>(sql`
    select ${inspectionColumns(ctx)}
    from inspection i join unit o on o.id = i.office_unit_id left join plan p on p.id = i.plan_id
    where ${inspectionConditions(ctx, { year })} and i.state <> 'cancelled'
    order by i.starts_on, i.id limit 500`)
