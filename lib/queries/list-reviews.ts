import { type SQL, sql } from 'drizzle-orm'
import type { ChangeRequestKind } from '@/lib/domain/change-request/states'
import { roleHas } from '@/lib/domain/permission/can'
import { isBulkEligible } from '@/lib/domain/report/bulk'
import type { QueryContext } from './context'

export const reviewKinds = ['report', 'change', 'closing'] as const
export type ReviewKind = (typeof reviewKinds)[number]

export type ReviewFilter = {
  readonly kind?: ReviewKind
  readonly plan?: number
  readonly unit?: number
  readonly period?: string
}

/** One thing that waits for this unit's decision; `key` names it in the address. */
export type ReviewLine = {
  readonly key: string
  readonly kind: ReviewKind
  readonly id: number
  /** Of a report: a verdict in bulk is on what this list showed. */
  readonly version: number | null
  readonly taskId: number
  readonly number: string | null
  readonly title: string
  readonly planId: number
  readonly planTitle: string
  readonly unitId: number
  readonly unitName: string
  readonly periodKey: string | null
  readonly changeKind: ChangeRequestKind | null
  /** Instant of submission, ISO; the order of the queue. */
  readonly at: string
  readonly claims: number
  readonly isOwn: boolean
  /** The unit reviews itself: two people, not in bulk. */
  readonly isOwnUnit: boolean
  readonly isBulkEligible: boolean
}

const pageSize = 100

export type ReviewPosition = { readonly at: string; readonly key: string }

/** A place in the queue as an address carries it, separated by `~`; null for anything else, because addresses are typed by people. */
export const readReviewPosition = (text: string): ReviewPosition | null => {
  const [, at, key] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)~((?:report|change|closing)-\d{1,15})$/.exec(text) ?? []
  if (!at || !key || Number.isNaN(Date.parse(at))) return null
  // JavaScript takes the 31st of February, the database does not.
  return new Date(at).toISOString().startsWith(at.slice(0, 10)) ? { at, key } : null
}

export const reviewPositionText = ({ at, key }: ReviewPosition): string => `${at}~${key}`

/**
 * Everything submitted to this unit: reports, change requests, claims of completion. The three lists are each read by their own
 * index on the deciding unit.
 */
const waiting = (ctx: QueryContext): SQL => {
  const { unitId, personId } = ctx.actor
  return sql`
    select 'report' kind, r.id, r.version, r.submitted_at at, r.task_id, r.unit_id, r.period_id, null::text change_kind,
      (r.author_person_id = ${personId} or r.signatory_person_id = ${personId}) is true is_own,
      r.unit_id = r.reviewing_unit_id is_own_unit
    from report r where r.state = 'submitted' and r.reviewing_unit_id = ${unitId}
    union all
    select 'change', c.id, null, c.submitted_at, c.task_id, c.unit_id, null, c.kind,
      (c.author_person_id = ${personId}) is true, c.unit_id = c.issuer_unit_id
    from change_request c where c.state = 'submitted' and c.issuer_unit_id = ${unitId}
    union all
    select 'closing', t.id, null, (t.claimed_on::timestamp at time zone 'Asia/Shanghai'), t.id,
      coalesce(a.unit_id, t.issuer_unit_id), null, null, (t.claimed_by = ${personId}) is true, a.unit_id is not distinct from t.issuer_unit_id
    from task t left join assignment a on a.task_id = t.id and a.is_primary
    where t.state = 'closing' and t.issuer_unit_id = ${unitId}`
}

const matching = (filter: ReviewFilter): SQL => {
  const parts: SQL[] = [sql`p.state = 'active'`]
  if (filter.kind) parts.push(sql`q.kind = ${filter.kind}`)
  if (filter.plan) parts.push(sql`t.plan_id = ${filter.plan}`)
  if (filter.unit) parts.push(sql`q.unit_id = ${filter.unit}`)
  if (filter.period) parts.push(sql`rp.key = ${filter.period}`)
  return sql.join(parts, sql` and `)
}

const joined = (ctx: QueryContext, filter: ReviewFilter): SQL => sql`
  from (${waiting(ctx)}) q
  join task t on t.id = q.task_id
  join plan p on p.id = t.plan_id
  join unit u on u.id = q.unit_id
  left join reporting_period rp on rp.id = q.period_id
  where ${matching(filter)}`

/** Reviewing is a verb of the office and of units that lead; everyone else has no queue. */
export const hasReviews = (ctx: QueryContext): boolean => roleHas(ctx.actor.role, 'report.approve')

/** Oldest first; `after` is the key of the last line of the page before. */
export const listReviews = async (ctx: QueryContext, filter: ReviewFilter, after?: ReviewPosition) => {
  if (!hasReviews(ctx)) return { rows: [], total: 0, next: undefined }
  const keyset = after ? sql`and (q.at, q.kind || '-' || q.id) > (${after.at}::timestamptz, ${after.key})` : sql``
  const [rows, [counted]] = await Promise.all([
    ctx.db.execute<Omit<ReviewLine, 'isBulkEligible'> & Record<string, unknown>>(sql`
      select q.kind || '-' || q.id "key", q.kind, q.id::int, q.version, q.task_id::int "taskId", t.number, t.title, p.id::int "planId",
        p.title "planTitle", q.unit_id::int "unitId", u.name "unitName", rp.key "periodKey", q.change_kind "changeKind",
        to_char(q.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') "at", q.is_own "isOwn", q.is_own_unit "isOwnUnit",
        case when q.kind = 'report' then (select count(*)::int from milestone_claim mc where mc.report_id = q.id) else 0 end claims
      ${joined(ctx, filter)} ${keyset}
      order by q.at, q.kind || '-' || q.id limit ${pageSize + 1}`),
    ctx.db.execute<{ total: number }>(sql`select count(*)::int total ${joined(ctx, filter)}`),
  ])
  const page: readonly ReviewLine[] = rows
    .slice(0, pageSize)
    .map((row) => ({ ...row, isBulkEligible: isBulkEligible(row) }))
  const last = page.at(-1)
  return {
    rows: page,
    total: counted?.total ?? 0,
    next: rows.length > pageSize && last ? { at: last.at, key: last.key } : undefined,
  }
}

/** How many of each wait, for the filters and the head of the page. */
export const countReviews = async (ctx: QueryContext) => {
  if (!hasReviews(ctx)) return []
  const rows = await ctx.db.execute<{
    kind: ReviewKind
    planId: number
    planTitle: string
    unitId: number
    unitName: string
    periodKey: string | null
    count: number
  }>(sql`
    select q.kind, p.id::int "planId", p.title "planTitle", u.id::int "unitId", u.name "unitName", rp.key "periodKey",
      count(*)::int count
    ${joined(ctx, {})}
    group by q.kind, p.id, p.title, u.id, u.name, rp.key`)
  return [...rows]
}
