import { type SQL, sql } from 'drizzle-orm'
import { type CalendarDate, parseDate } from '@/lib/domain/calendar/date'
import { type Lamp, lampReason, soonOn } from '@/lib/domain/calendar/lamp'
import type { TaskFilter } from '@/lib/domain/task/filter'
import type { TaskState } from '@/lib/domain/task/states'
import type { QueryContext } from './context'
import { lampSql, workdaysLateSql } from './lamp'
import { type OverviewChoices, overviewChoices } from './overview-choices'
import { taskFilterSql } from './task-filter'

const PAGE_SIZE = 50

export type TaskLine = {
  readonly id: number
  readonly number: string | null
  readonly title: string
  /** Title of the task it was broken down from. */
  readonly above: string | null
  readonly plan: string
  readonly section: string | null
  readonly lead: string
  readonly state: TaskState
  readonly lamp: Lamp
  readonly why: string
  readonly workdaysLate: number
  /** What is owed next; the task's own date where nothing is. */
  readonly dueOn: CalendarDate | null
  readonly owedMilestone: string | null
  readonly isExtended: boolean
  readonly verifiedPercent: number
  /** Null until the lead has reported. */
  readonly selfPercent: number | null
}

export type TaskList = {
  readonly rows: readonly TaskLine[]
  readonly total: number
  readonly lamps: Readonly<Record<Lamp, number>>
  readonly next: string | null
  readonly previous: string | null
  readonly choices: OverviewChoices
}

type Row = Omit<TaskLine, 'why' | 'selfPercent'> & {
  readonly owedDueOn: CalendarDate | null
  readonly owedStoppedOn: CalendarDate | null
  readonly ongoing: boolean
  readonly selfPercent: number
  readonly hasReport: boolean
}

type Cursor = { readonly owedDueOn: CalendarDate | null; readonly id: number }

const cursorText = (row: Row): string => `${row.owedDueOn ?? 'none'}.${row.id}`

/** What is not a cursor starts at the first page: addresses are typed by people. */
const readCursor = (text: string | undefined): Cursor | null => {
  const match = /^(none|\d{4}-\d{2}-\d{2})\.([1-9]\d{0,14})$/.exec(text ?? '')
  if (!match?.[1] || !match[2]) return null
  return { owedDueOn: match[1] === 'none' ? null : parseDate(match[1]), id: Number(match[2]) }
}

/** In the order of what is owed first; what owes nothing comes last, in the order of issue. */
const beyond = ({ owedDueOn, id }: Cursor, direction: 'after' | 'before'): SQL => {
  if (direction === 'after') {
    return owedDueOn
      ? sql`((t.owed_due_on, t.id) > (${owedDueOn}::date, ${id}::bigint) or t.owed_due_on is null)`
      : sql`(t.owed_due_on is null and t.id > ${id}::bigint)`
  }
  return owedDueOn
    ? sql`(t.owed_due_on, t.id) < (${owedDueOn}::date, ${id}::bigint)`
    : sql`(t.owed_due_on is not null or t.id < ${id}::bigint)`
}

/** Tasks that the actor may see and the filter asks for; three statements whatever their number. */
export const listTasks = async (
  ctx: QueryContext,
  filter: TaskFilter,
  page: { readonly after?: string; readonly before?: string } = {},
): Promise<TaskList> => {
  const { db, today, calendar } = ctx
  const soon = soonOn(today, calendar)
  const where = taskFilterSql(ctx, filter)
  const before = readCursor(page.before)
  const after = before ? null : readCursor(page.after)
  const cursor = before ?? after
  const order = before ? sql`t.owed_due_on desc nulls first, t.id desc` : sql`t.owed_due_on asc nulls last, t.id asc`
  const wanted = cursor ? sql`${where} and ${beyond(cursor, before ? 'before' : 'after')}` : where
  const [rows, [counts], choices] = await Promise.all([
    db.execute<Row>(sql`
      with page as materialized (
        select t.* from task t where ${wanted} order by ${order} limit ${PAGE_SIZE + 1}
      )
      select t.id::int, t.number, t.title, above.title as above, p.title as plan, s.title as section,
        coalesce(lead.name, '') as lead, t.state, ${lampSql(today, soon)} as lamp,
        ${workdaysLateSql(today)} as "workdaysLate", coalesce(t.owed_due_on, t.due_on)::text as "dueOn",
        m.title as "owedMilestone", coalesce(t.due_on > t.original_due_on, false) as "isExtended",
        t.verified_percent as "verifiedPercent", t.self_percent as "selfPercent",
        exists (select from report r where r.task_id = t.id and r.unit_id = lead.id and r.submitted_at is not null) as "hasReport",
        t.owed_due_on::text as "owedDueOn", t.owed_stopped_on::text as "owedStoppedOn", t.ongoing
      from page t
      join plan p on p.id = t.plan_id
      left join section s on s.id = t.section_id
      left join task above on above.id = t.parent_id
      left join milestone m on m.id = t.owed_milestone_id
      left join assignment a on a.task_id = t.id and a.is_primary
      left join unit lead on lead.id = a.unit_id
      order by ${order}`),
    db.execute<{ total: number } & Record<Lamp, number>>(sql`
      select count(*)::int as total,
        count(*) filter (where lamp = 'red')::int as red, count(*) filter (where lamp = 'yellow')::int as yellow,
        count(*) filter (where lamp = 'green')::int as green, count(*) filter (where lamp = 'grey')::int as grey,
        count(*) filter (where lamp = 'blue')::int as blue
      from (select ${lampSql(today, soon)} as lamp from task t where ${where}) counted`),
    overviewChoices(ctx, filter),
  ])
  const hasMore = rows.length > PAGE_SIZE
  const shown = rows.slice(0, PAGE_SIZE)
  if (before) shown.reverse()
  const first = shown[0]
  const last = shown.at(-1)
  const { total = 0, ...lamps } = counts ?? { total: 0, red: 0, yellow: 0, green: 0, grey: 0, blue: 0 }
  return {
    rows: shown.map(({ owedDueOn, owedStoppedOn, ongoing, hasReport, ...row }) => ({
      ...row,
      selfPercent: hasReport ? row.selfPercent : null,
      why: lampReason(
        {
          state: row.state,
          ongoing,
          owed: owedDueOn && { dueOn: owedDueOn, stoppedOn: owedStoppedOn, milestoneTitle: row.owedMilestone },
        },
        today,
        calendar,
      ),
    })),
    total,
    lamps,
    next: last && (before ? true : hasMore) ? cursorText(last) : null,
    previous: first && (before ? hasMore : after !== null) ? cursorText(first) : null,
    choices,
  }
}
