import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { FindingSeverity, InspectionKind } from '@/lib/domain/inspection/states'
import type { RectificationState } from '@/lib/domain/rectification/states'
import type { QueryContext } from './context'
import { isRectificationLate, rectificationWorkdaysLate } from './rectification-late'
import { visibleFindings } from './supervision-scope'

/** Where a finding stands on its way: found (all), without an order, under one, claimed, cleared, late, come back. */
export const findingStages = ['found', 'unordered', 'ordered', 'claimed', 'cleared', 'late', 'relapse'] as const
export type FindingStage = (typeof findingStages)[number]

export type FindingFilter = {
  readonly stage?: FindingStage | undefined
  readonly unit?: number | undefined
  readonly kind?: InspectionKind | undefined
  readonly inspection?: number | undefined
  readonly plan?: number | undefined
  readonly task?: number | undefined
  readonly severity?: FindingSeverity | undefined
  readonly year?: number | undefined
  /** The office whose inspection found it. */
  readonly office?: number | undefined
}

export type ListedFinding = {
  readonly id: number
  readonly severity: FindingSeverity
  readonly fact: string
  readonly standard: string
  readonly unitId: number
  readonly unit: string
  readonly inspectionId: number
  readonly inspection: string
  readonly kind: InspectionKind
  readonly taskId: number | null
  readonly task: string | null
  readonly foundOn: CalendarDate
  readonly author: string
  readonly relapseOfId: number | null
  readonly evidence: number
  readonly rectification: {
    readonly id: number
    readonly orderNo: string
    readonly state: RectificationState
    readonly dueOn: CalendarDate
    readonly isLate: boolean
    readonly workdaysLate: number
  } | null
}

const PAGE = 50

/** `finding f join inspection i left join rectification_finding rf left join rectification g`; revoked orders count as none. */
export const findingsFrom = sql`finding f join inspection i on i.id = f.inspection_id
  left join rectification_finding rf on rf.finding_id = f.id
  left join rectification g on g.id = rf.rectification_id and g.state <> 'revoked'`

/** One condition a stage: the wall of counts and the lists behind its numbers use the same. */
export const stageSql = (today: CalendarDate): Readonly<Record<FindingStage, SQL>> => ({
  found: sql`true`,
  unordered: sql`g.id is null`,
  ordered: sql`g.id is not null`,
  claimed: sql`coalesce(g.state = 'claimed', false)`,
  cleared: sql`coalesce(g.state = 'cleared', false)`,
  late: sql`coalesce(${isRectificationLate(today)}, false)`,
  relapse: sql`f.relapse_of_id is not null`,
})

export const findingConditions = (
  { actor, today }: QueryContext,
  filter: FindingFilter,
): SQL => sql`f.removed_at is null
  and ${visibleFindings(actor)} and ${stageSql(today)[filter.stage ?? 'found']}
  and (${filter.unit ?? null}::bigint is null or f.unit_id = ${filter.unit ?? null})
  and (${filter.kind ?? null}::text is null or i.kind = ${filter.kind ?? null})
  and (${filter.inspection ?? null}::bigint is null or f.inspection_id = ${filter.inspection ?? null})
  and (${filter.plan ?? null}::bigint is null or i.plan_id = ${filter.plan ?? null})
  and (${filter.office ?? null}::bigint is null or i.office_unit_id = ${filter.office ?? null})
  and (${filter.task ?? null}::bigint is null or f.task_id = ${filter.task ?? null})
  and (${filter.severity ?? null}::text is null or f.severity = ${filter.severity ?? null})
  and (${filter.year ?? null}::int is null or extract(year from f.found_at at time zone 'Asia/Shanghai') = ${filter.year ?? null}::int)`

/** 问题清单: newest first, keyset by number. */
export const listFindings = async (
  ctx: QueryContext,
  filter: FindingFilter,
  after?: number,
  size = PAGE,
): Promise<{ readonly items: readonly ListedFinding[]; readonly total: number; readonly next: string | null }> => {
  const where = findingConditions(ctx, filter)
  const [rows, [count]] = await Promise.all([
    ctx.db.execute<ListedFinding>(sql`
      select f.id::int as id, f.severity, f.fact, f.standard, f.unit_id::int as "unitId", u.name as unit,
        i.id::int as "inspectionId", i.title as inspection, i.kind, t.id::int as "taskId", t.title as task,
        to_char(f.found_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "foundOn", a.name as author,
        f.relapse_of_id::int as "relapseOfId",
        (select count(*)::int from evidence e where e.finding_id = f.id and e.removed_at is null) as evidence,
        case when g.id is not null then json_build_object('id', g.id, 'orderNo', g.order_no, 'state', g.state,
          'dueOn', g.due_on, 'isLate', ${isRectificationLate(ctx.today)},
          'workdaysLate', ${rectificationWorkdaysLate(ctx.today)}) end as rectification
      from ${findingsFrom} join unit u on u.id = f.unit_id join person a on a.id = f.author_person_id left join task t on t.id = f.task_id
      where ${where} and (${after ?? null}::bigint is null or f.id < ${after ?? null})
      order by f.id desc limit ${size + 1}`),
    ctx.db.execute<{ total: number }>(sql`select count(*)::int as total from ${findingsFrom} where ${where}`),
  ])
  const items = rows.slice(0, size)
  return { items, total: count?.total ?? 0, next: rows.length > size ? String(items.at(-1)?.id) : null }
}
