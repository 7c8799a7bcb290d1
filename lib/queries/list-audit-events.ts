import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { JsonObject, SubjectType } from '@/lib/domain/events'
import type { Role } from '@/lib/domain/permission/table'
import { readableEvents } from './admin-scope'
import type { QueryContext } from './context'

export type AuditRow = {
  readonly id: number
  readonly at: string
  readonly personName: string
  readonly unitName: string | null
  readonly role: Role | null
  readonly action: string
  readonly subjectType: SubjectType
  readonly subjectId: number
  readonly planTitle: string | null
  readonly taskTitle: string | null
  readonly before: JsonObject | null
  readonly after: JsonObject | null
  readonly reason: string | null
  readonly via: 'web' | 'api' | 'cli' | 'system'
  readonly ip: string | null
  readonly sealId: number | null
}

export type AuditFilter = {
  readonly person?: string | undefined
  readonly action?: string | undefined
  readonly from?: CalendarDate | undefined
  readonly to?: CalendarDate | undefined
  readonly subjectType?: SubjectType | undefined
  readonly subjectId?: number | undefined
  /** Cursor: events older than this id. */
  readonly before?: number | undefined
}

export const AUDIT_PAGE = 50

/** The record, newest first, 50 a page. */
export const listAuditEvents = async (
  { db, actor }: QueryContext,
  filter: AuditFilter,
): Promise<{ readonly rows: readonly AuditRow[]; readonly hasMore: boolean }> => {
  const conditions: SQL[] = [readableEvents(actor)]
  if (filter.person) conditions.push(sql`e.person_name = ${filter.person}`)
  if (filter.action) conditions.push(sql`e.action = ${filter.action}`)
  if (filter.subjectType) conditions.push(sql`e.subject_type = ${filter.subjectType}`)
  if (filter.subjectId) conditions.push(sql`e.subject_id = ${filter.subjectId}`)
  // Days as people here count them, whatever the zone of the server.
  if (filter.from) conditions.push(sql`e.at >= (${filter.from}::date::timestamp at time zone 'Asia/Shanghai')`)
  if (filter.to) conditions.push(sql`e.at < ((${filter.to}::date + 1)::timestamp at time zone 'Asia/Shanghai')`)
  if (filter.before) conditions.push(sql`e.id < ${filter.before}`)
  const rows = await db.execute<AuditRow>(sql`
    select e.id::float8 as id, e.at::text as at, e.person_name as "personName", e.unit_name as "unitName", e.role, e.action,
      e.subject_type as "subjectType", e.subject_id::float8 as "subjectId", p.title as "planTitle", t.title as "taskTitle",
      e.before, e.after, e.reason, e.via, e.ip, d.seal_id as "sealId"
    from audit_event e left join plan p on p.id = e.plan_id left join task t on t.id = e.task_id
      left join audit_sealed d on d.event_id = e.id
    where ${sql.join(conditions, sql` and `)} order by e.id desc limit ${AUDIT_PAGE + 1}`)
  return { rows: rows.slice(0, AUDIT_PAGE), hasMore: rows.length > AUDIT_PAGE }
}
