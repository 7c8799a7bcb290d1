import { sql } from 'drizzle-orm'
import { readTask, type TaskWithSubject } from '@/db/subjects'
import type { JsonObject } from '@/lib/domain/events'
import { roleLabels } from '@/lib/domain/labels'
import { can } from '@/lib/domain/permission/can'
import type { Role } from '@/lib/domain/permission/table'
import { periodLabel } from '@/lib/domain/report/period'
import { type HistoryChange, historyChanges, historyLine, innerActions, mergeChanges } from '@/lib/domain/task/history'
import type { QueryContext } from './context'
import { visibleSupervisionEvents } from './supervision-scope'

const PAGE_SIZE = 30

export type HistoryItem = {
  readonly id: number
  readonly at: Date
  /** 王敏（区教体局 · 经办人) */
  readonly who: string
  readonly what: string
  readonly action: string
  readonly changes: readonly HistoryChange[]
  /** Where the thing itself is read; null where the line says all. */
  readonly href: string | null
}

export type TaskHistory = { readonly items: readonly HistoryItem[]; readonly next: number | null }

type Row = {
  readonly id: number
  readonly at: string
  readonly personName: string
  readonly unitName: string | null
  readonly role: Role | null
  readonly action: string
  readonly subjectType: string
  readonly subjectId: number
  readonly before: JsonObject | null
  readonly after: JsonObject | null
  readonly reason: string | null
  readonly milestone: string | null
  readonly reportUnit: string | null
  readonly periodKey: string | null
}

/**
 * The task's story from the record, newest first, thirty at a time (DESIGN §5); null where the task is not there for this
 * actor. The publication of its plan is the first line of it. Of reports and requests one reads what one may read of them,
 * of a unit's own preparations only inside that unit.
 */
export const getTaskHistory = async (
  ctx: QueryContext,
  taskId: number,
  before: number | null = null,
): Promise<TaskHistory | null> => {
  const found = await readTask(ctx.db, taskId)
  return found && can(ctx.actor, 'task.view', found.subject) ? taskHistoryOf(ctx, found, before) : null
}

/** The same of a task that this actor may see. */
export const taskHistoryOf = async (
  ctx: QueryContext,
  found: TaskWithSubject,
  before: number | null,
): Promise<TaskHistory> => {
  const { db, actor, today } = ctx
  const taskId = found.task.id
  const seesAll = can(actor, 'report.view', found.subject)
  const inner = sql.param([...innerActions])
  const rows = await db.execute<Row>(sql`
    with own as (
      select * from (
        select e.* from audit_event e where e.task_id = ${taskId} ${before ? sql`and e.id < ${before}` : sql``}
          and (e.unit_id = ${actor.unitId} or e.action <> all(${inner}::text[]))
          and ${visibleSupervisionEvents(actor)}
          and (e.subject_type not in ('report', 'changeRequest') or e.unit_id = ${actor.unitId} or ${seesAll}
            or exists (select from report r where e.subject_type = 'report' and r.id = e.subject_id
              and ${actor.unitId} in (r.unit_id, r.reviewing_unit_id))
            or exists (select from change_request c where e.subject_type = 'changeRequest' and c.id = e.subject_id
              and ${actor.unitId} in (c.unit_id, c.issuer_unit_id)))
        order by e.id desc limit ${PAGE_SIZE + 1}
      ) of_task
      union all
      select * from (
        select e.* from audit_event e where e.plan_id = ${found.plan.id} and e.action = 'plan.publish'
          and ${found.task.parentId === null} ${before ? sql`and e.id < ${before}` : sql``}
        order by e.id desc limit 1
      ) of_plan
    )
    select e.id::int, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.person_name as "personName",
      e.unit_name as "unitName", e.role, e.action, e.subject_type as "subjectType", e.subject_id::int as "subjectId",
      e.before, e.after, e.reason, m.title as milestone, ru.name as "reportUnit", rp.key as "periodKey"
    from own e
    left join milestone m on e.subject_type = 'milestone' and m.id = e.subject_id
    left join report r on e.subject_type = 'report' and r.id = e.subject_id
    left join unit ru on ru.id = r.unit_id
    left join reporting_period rp on rp.id = r.period_id
    order by e.id desc limit ${PAGE_SIZE + 1}`)
  const shown = rows.slice(0, PAGE_SIZE)
  const items: HistoryItem[] = []
  let above: Row | null = null
  for (const row of shown) {
    const event = {
      ...row,
      report: row.reportUnit && row.periodKey ? `${row.reportUnit} ${periodLabel(row.periodKey)}` : null,
    }
    const changes = historyChanges(event)
    const last = items.at(-1)
    // An autosaved text is one piece of work, not forty lines.
    if (last && above && isSameWork(above, row)) {
      items[items.length - 1] = { ...last, changes: mergeChanges(changes, last.changes) }
    } else {
      const place = [row.unitName, row.role ? roleLabels[row.role] : null].filter(Boolean).join(' · ')
      items.push({
        id: row.id,
        at: new Date(row.at),
        who: place ? `${row.personName}（${place}）` : row.personName,
        what: historyLine(event, today),
        action: row.action,
        changes,
        href: row.subjectType === 'report' ? `/reports/${row.subjectId}` : null,
      })
    }
    above = row
  }
  return { items, next: rows.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null }
}

const isSameWork = (newer: Row, older: Row): boolean =>
  (newer.action === 'report.save' || newer.action === 'changeRequest.save' || newer.action === 'evidence.add') &&
  newer.action === older.action &&
  newer.subjectId === older.subjectId &&
  newer.personName === older.personName &&
  newer.unitName === older.unitName
