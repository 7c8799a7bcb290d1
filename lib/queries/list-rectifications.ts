import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { FindingSeverity, InspectionKind } from '@/lib/domain/inspection/states'
import type { RectificationState } from '@/lib/domain/rectification/states'
import type { QueryContext } from './context'
import { isRectificationLate, rectificationWorkdaysLate } from './rectification-late'
import { visibleRectifications } from './supervision-scope'

/** 整改清单 is what is open, 销号清单 what is cleared. */
export const rectificationViews = ['open', 'cleared', 'all'] as const
export type RectificationView = (typeof rectificationViews)[number]

export type RectificationFilter = {
  readonly view?: RectificationView | undefined
  readonly state?: RectificationState | undefined
  readonly late?: boolean | undefined
  readonly unit?: number | undefined
  readonly kind?: InspectionKind | undefined
  readonly inspection?: number | undefined
  readonly plan?: number | undefined
  readonly task?: number | undefined
}

export type ListedRectification = {
  readonly id: number
  readonly orderNo: string
  readonly unitId: number
  readonly unit: string
  readonly requirement: string
  readonly state: RectificationState
  readonly dueOn: CalendarDate
  readonly originalDueOn: CalendarDate
  readonly isLate: boolean
  readonly workdaysLate: number
  readonly responsible: string | null
  readonly round: number
  readonly findings: number
  readonly severity: FindingSeverity | null
  readonly inspectionId: number
  readonly inspection: string
  readonly orderedOn: CalendarDate
  readonly claimedOn: CalendarDate | null
  readonly clearedOn: CalendarDate | null
  readonly extensionDueOn: CalendarDate | null
}

const PAGE = 50

const viewSql: Readonly<Record<RectificationView, SQL>> = {
  open: sql`g.state in ('ordered', 'acknowledged', 'claimed', 'returned')`,
  cleared: sql`g.state = 'cleared'`,
  all: sql`true`,
}

const conditions = (
  { actor, today }: QueryContext,
  filter: RectificationFilter,
): SQL => sql`${visibleRectifications(actor)}
  and ${viewSql[filter.view ?? 'all']}
  and (${filter.state ?? null}::text is null or g.state = ${filter.state ?? null})
  and (not ${filter.late ?? false}::boolean or ${isRectificationLate(today)})
  and (${filter.unit ?? null}::bigint is null or g.unit_id = ${filter.unit ?? null})
  and (${filter.kind ?? null}::text is null or i.kind = ${filter.kind ?? null})
  and (${filter.inspection ?? null}::bigint is null or g.inspection_id = ${filter.inspection ?? null})
  and (${filter.plan ?? null}::bigint is null or i.plan_id = ${filter.plan ?? null})
  and (${filter.task ?? null}::bigint is null or exists (select from rectification_finding tf join finding ff on ff.id = tf.finding_id
    where tf.rectification_id = g.id and ff.task_id = ${filter.task ?? null}))`

const positionOf = (after: string | undefined): { day: string; id: number } | null => {
  const match = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/.exec(after ?? '')
  return match?.[1] && match[2] ? { day: match[1], id: Number(match[2]) } : null
}

/** What is due first comes first. */
export const listRectifications = async (
  ctx: QueryContext,
  filter: RectificationFilter,
  after?: string,
  size = PAGE,
): Promise<{
  readonly items: readonly ListedRectification[]
  readonly total: number
  readonly next: string | null
}> => {
  const place = positionOf(after)
  const where = conditions(ctx, filter)
  const [rows, [count]] = await Promise.all([
    ctx.db.execute<ListedRectification>(sql`
      select g.id::int as id, g.order_no as "orderNo", g.unit_id::int as "unitId", u.name as unit, g.requirement, g.state,
        g.due_on::text as "dueOn", g.original_due_on::text as "originalDueOn", ${isRectificationLate(ctx.today)} as "isLate",
        ${rectificationWorkdaysLate(ctx.today)} as "workdaysLate", g.responsible, g.round,
        (select count(*)::int from rectification_finding rf where rf.rectification_id = g.id) as findings,
        (select f.severity from rectification_finding rf join finding f on f.id = rf.finding_id where rf.rectification_id = g.id
          order by array_position(array['serious', 'general', 'minor'], f.severity) limit 1) as severity,
        i.id::int as "inspectionId", i.title as inspection, g.ordered_on::text as "orderedOn",
        g.claimed_on::text as "claimedOn", g.cleared_on::text as "clearedOn", g.extension_due_on::text as "extensionDueOn"
      from rectification g join inspection i on i.id = g.inspection_id join unit u on u.id = g.unit_id
      where ${where} and (${place?.day ?? null}::date is null or (g.due_on, g.id) > (${place?.day ?? null}::date, ${place?.id ?? null}::bigint))
      order by g.due_on, g.id limit ${size + 1}`),
    ctx.db.execute<{ total: number }>(sql`
      select count(*)::int as total from rectification g join inspection i on i.id = g.inspection_id where ${where}`),
  ])
  const items = rows.slice(0, size)
  const last = items.at(-1)
  return { items, total: count?.total ?? 0, next: rows.length > size && last ? `${last.dueOn}.${last.id}` : null }
}
