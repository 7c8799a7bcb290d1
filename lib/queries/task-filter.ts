import { type SQL, sql } from 'drizzle-orm'
import { addDays } from '@/lib/domain/calendar/date'
import { soonOn } from '@/lib/domain/calendar/lamp'
import { statesOf, type TaskFilter } from '@/lib/domain/task/filter'
import type { QueryContext } from './context'
import { isOverdueSql, lampSql } from './lamp'
import { isNewlyOverdueSql } from './newly-overdue'
import { visibleTasks } from './scope'

type Facts = Pick<QueryContext, 'actor' | 'today' | 'calendar'>

/** The instant at which the day after `today - 7` begins in Shanghai: what happened since then is this week's. */
export const weekStart = (today: Facts['today']): string => `${addDays(today, -6)}T00:00:00+08:00`

/** A unit's part in `task t`. */
const takesPart = (unit: number, part: NonNullable<TaskFilter['part']>): SQL => {
  const groups = sql`(a.unit_id = ${unit} or a.unit_id in (select group_id from unit_member where member_id = ${unit}))`
  switch (part) {
    case 'lead':
      return sql`t.id in (select task_id from assignment where unit_id = ${unit} and is_primary)`
    case 'support':
      return sql`t.id in (select a.task_id from assignment a where ${groups} and not a.is_primary)`
    case 'any':
      return sql`t.id in (select a.task_id from assignment a where ${groups})`
  }
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean)

const hasLetters = (column: SQL, word: string): SQL =>
  sql`position(lower(${word}) in regexp_replace(lower(${column}), '\\s', '', 'g')) > 0`

/** All the words, letter by letter: for tables of some hundred rows. */
export const nameContains = (column: SQL, words: string): SQL =>
  sql.join(
    wordsOf(words).map((word) => hasLetters(column, word)),
    sql` and `,
  )

/** The same for titles of tasks, found by their pairs of characters first (index task_title_grams). */
export const titleContains = (column: SQL, words: string): SQL =>
  sql.join(
    wordsOf(words).map((word) => {
      const pairs = sql`luoshi_grams(${column}) @> luoshi_grams(${word})`
      const { length } = [...word]
      // One character has no pair: only then every title in sight is read. Two are their own pair.
      if (length < 2) return hasLetters(column, word)
      return length === 2 ? pairs : sql`(${pairs} and ${hasLetters(column, word)})`
    }),
    sql` and `,
  )

export const returnedThisWeek = (today: Facts['today']): SQL => sql`t.id in (
  select e.task_id from audit_event e where e.at >= ${weekStart(today)}::timestamptz and e.at < ${`${addDays(today, 1)}T00:00:00+08:00`}::timestamptz
    and e.action in ('report.return', 'milestone.return', 'task.returnClosing') and e.task_id is not null)`

export const closedThisWeek = (today: Facts['today']): SQL =>
  sql`(t.state = 'closed' and t.closed_on > ${addDays(today, -7)}::date and t.closed_on <= ${today}::date)`

export const extensionPending = sql`t.id in (select c.task_id from change_request c where c.state = 'submitted' and c.kind = 'extend')`

/** `task t` as a condition: what the actor may see of what the filter asks. The only meaning a filter has. */
export const taskFilterSql = (ctx: Facts, filter: TaskFilter): SQL => {
  const { today } = ctx
  const conditions: SQL[] = [visibleTasks(ctx.actor), sql`t.state <> 'draft'`]
  if (filter.plan) conditions.push(sql`t.plan_id = ${filter.plan}`)
  else if (!filter.archived) conditions.push(sql`t.plan_id in (select id from plan where state = 'active')`)
  if (filter.jurisdiction) {
    conditions.push(sql`t.plan_id in (select fp.id from plan fp join jurisdiction fj on fj.id = fp.jurisdiction_id
      where fj.path like (select path || '%' from jurisdiction where id = ${filter.jurisdiction}))`)
  }
  if (filter.level) {
    conditions.push(
      sql`t.plan_id in (select fp.id from plan fp join jurisdiction fj on fj.id = fp.jurisdiction_id where fj.level = ${filter.level})`,
    )
  }
  if (filter.section) {
    conditions.push(sql`t.section_id in (
      with recursive below(id) as (select ${filter.section}::bigint union all select s.id from section s join below on s.parent_id = below.id)
      select id from below)`)
  }
  if (filter.unit) conditions.push(takesPart(filter.unit, filter.part ?? 'lead'))
  if (filter.state) conditions.push(sql`t.state = any(${sql.param([...statesOf(filter.state)])}::text[])`)
  if (filter.kind) conditions.push(sql`t.kind = ${filter.kind}`)
  if (filter.depth) conditions.push(filter.depth === 'top' ? sql`t.parent_id is null` : sql`t.parent_id is not null`)
  if (filter.lamp === 'red') conditions.push(isOverdueSql(today))
  else if (filter.lamp) conditions.push(sql`${lampSql(today, soonOn(today, ctx.calendar))} = ${filter.lamp}`)
  if (filter.dueFrom) conditions.push(sql`coalesce(t.owed_due_on, t.due_on) >= ${filter.dueFrom}::date`)
  if (filter.dueTo) conditions.push(sql`coalesce(t.owed_due_on, t.due_on) <= ${filter.dueTo}::date`)
  if (filter.newly) conditions.push(isNewlyOverdueSql(today))
  if (filter.week === 'closed') conditions.push(closedThisWeek(today))
  if (filter.week === 'returned') conditions.push(returnedThisWeek(today))
  if (filter.pending === 'extension') conditions.push(extensionPending)
  if (filter.q?.trim()) conditions.push(titleContains(sql`t.title`, filter.q))
  return sql.join(conditions, sql` and `)
}
