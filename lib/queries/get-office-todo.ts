import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { QueryContext } from './context'
import { isOverdueSql } from './lamp'
import { countReviews, listReviews, type ReviewKind, type ReviewLine } from './list-reviews'
import { type SilentUnit, silentUnits } from './overview-lists'

export type PlanDraftLine = {
  readonly id: number
  readonly title: string
  readonly savedAt: string
  /** The round in which units are answering. */
  readonly round: { readonly asked: number; readonly answered: number; readonly dueOn: CalendarDate } | null
  readonly undecided: number
}
export type FanOutLine = {
  readonly id: number
  readonly number: string | null
  readonly title: string
  readonly group: string
}

export type OfficeTodo = {
  /** Oldest first. */
  readonly reviews: readonly ReviewLine[]
  readonly waiting: Readonly<Record<ReviewKind, number>>
  readonly drafts: readonly PlanDraftLine[]
  /** Issued to a group, so that nobody can acknowledge until it is handed on. */
  readonly toFanOut: readonly FanOutLine[]
  readonly silent: readonly SilentUnit[]
  readonly open: number
  readonly overdue: number
  readonly plans: number
}

/** What lies on the office's table; seven statements whatever the number of tasks. */
export const getOfficeTodo = async (ctx: QueryContext): Promise<OfficeTodo> => {
  const { db, actor, today } = ctx
  const [queue, counts, drafts, toFanOut, silent, [state]] = await Promise.all([
    listReviews(ctx, {}),
    countReviews(ctx),
    db.execute<PlanDraftLine>(sql`
      select p.id::int, p.title, to_char(coalesce(d.updated_at, p.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "savedAt",
        (select json_build_object('asked', count(*), 'answered', count(*) filter (where cu.state <> 'pending'), 'dueOn', min(c.due_on)::text)
          from consultation c join consultation_unit cu on cu.consultation_id = c.id
          where c.plan_id = p.id and c.state = 'open' group by c.id) as round,
        (select count(*)::int from consultation c join consultation_unit cu on cu.consultation_id = c.id
          join opinion o on o.consultation_unit_id = cu.id
          where c.plan_id = p.id and c.state <> 'cancelled' and o.state = 'proposed') as undecided
      from plan p left join plan_draft d on d.plan_id = p.id
      where p.office_unit_id = ${actor.unitId} and p.state = 'draft' order by p.id desc limit 20`),
    db.execute<FanOutLine>(sql`
      select t.id::int, t.number, t.title, u.name as "group"
      from task t join plan p on p.id = t.plan_id and p.state = 'active'
      join assignment a on a.task_id = t.id and a.is_primary join unit u on u.id = a.unit_id and u.kind = 'group'
      where t.issuer_unit_id = ${actor.unitId} and t.state = 'issued' order by t.plan_id, t.position limit 20`),
    silentUnits(ctx, {}),
    db.execute<{ open: number; overdue: number; plans: number }>(sql`
      select count(*)::int as open, count(*) filter (where ${isOverdueSql(today)})::int as overdue,
        (select count(*)::int from plan where office_unit_id = ${actor.unitId} and state = 'active') as plans
      from task t where t.plan_id in (select id from plan where office_unit_id = ${actor.unitId} and state = 'active')
        and t.parent_id is null and t.state in ('issued', 'active', 'suspended', 'closing')`),
  ])
  const waiting = (kind: ReviewKind): number =>
    counts.filter((row) => row.kind === kind).reduce((total, row) => total + row.count, 0)
  return {
    reviews: queue.rows,
    waiting: { report: waiting('report'), change: waiting('change'), closing: waiting('closing') },
    drafts,
    toFanOut,
    silent,
    open: state?.open ?? 0,
    overdue: state?.overdue ?? 0,
    plans: state?.plans ?? 0,
  }
}
