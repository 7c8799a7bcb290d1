import { sql } from 'drizzle-orm'
import { addDays, type CalendarDate, calendarDate } from '@/lib/domain/calendar/date'
import type { JsonObject } from '@/lib/domain/events'
import { periodLabel } from '@/lib/domain/report/period'
import { historyLine, innerActions } from '@/lib/domain/task/history'
import { numberedTitle } from '@/lib/domain/task/name'
import type { QueryContext } from './context'
import { visibleSupervisionEvents } from './supervision-scope'

const DAYS_BACK = 14
const SHOWN = 8

export type FeedLine = {
  readonly key: number
  readonly on: CalendarDate
  readonly taskId: number
  readonly task: string
  readonly what: string
}

/** What others lately did to the unit's tasks, newest first; of reports only what concerns the unit's own. */
export const todoFeed = async ({ db, actor, today }: QueryContext): Promise<readonly FeedLine[]> => {
  const rows = await db.execute<{
    id: number
    on: string
    taskId: number
    number: string | null
    title: string
    action: string
    subjectType: string
    before: JsonObject | null
    after: JsonObject | null
    reason: string | null
    milestone: string | null
    unit: string | null
    periodKey: string | null
  }>(sql`
    select e.id::int, (e.at at time zone 'Asia/Shanghai')::date::text as "on", t.id::int as "taskId", t.number, t.title,
      e.action, e.subject_type as "subjectType", e.before, e.after, e.reason, m.title as milestone, ru.name as unit, rp.key as "periodKey"
    from (select distinct task_id from assignment where unit_id = any(${sql.param([...actor.unitIds])}::bigint[])) mine
    cross join lateral (select * from audit_event e where e.task_id = mine.task_id
      -- As a day, so that the few events of each task are read and not, for each task again, all events since then.
      and (e.at at time zone 'Asia/Shanghai')::date >= ${addDays(today, -DAYS_BACK)}::date
      and e.unit_id is distinct from ${actor.unitId} and e.action <> all(${sql.param([...innerActions, 'task.acknowledgeSupport', 'task.assignPerson'])}::text[])
      and ${visibleSupervisionEvents(actor)}
      and (e.subject_type not in ('report', 'changeRequest')
        or exists (select from report r where e.subject_type = 'report' and r.id = e.subject_id and ${actor.unitId} in (r.unit_id, r.reviewing_unit_id))
        or exists (select from change_request c where e.subject_type = 'changeRequest' and c.id = e.subject_id and ${actor.unitId} in (c.unit_id, c.issuer_unit_id)))
      order by e.id desc limit 3) e
    join task t on t.id = e.task_id
    left join milestone m on e.subject_type = 'milestone' and m.id = e.subject_id
    left join report r on e.subject_type = 'report' and r.id = e.subject_id
    left join unit ru on ru.id = r.unit_id
    left join reporting_period rp on rp.id = r.period_id
    order by e.id desc limit ${SHOWN}`)
  return rows.map((row) => ({
    key: row.id,
    on: calendarDate(row.on),
    taskId: row.taskId,
    task: numberedTitle(row),
    what: historyLine(
      { ...row, report: row.unit && row.periodKey ? `${row.unit} ${periodLabel(row.periodKey)}` : null },
      today,
    ),
  }))
}
