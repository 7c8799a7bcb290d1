import type { CalendarDate } from '@/lib/domain/calendar/date'
import { workdaysLate, workdaysLeft } from '@/lib/domain/calendar/deadline'
import { type TodoCounts, weekEnd } from '@/lib/domain/task/todo'
import type { QueryContext } from './context'
import { listReviews, type ReviewLine } from './list-reviews'
import { type FeedLine, todoFeed } from './todo-feed'
import {
  type BackItem,
  backItems,
  type DatedItem,
  datedItems,
  type FreshItem,
  freshItems,
  type PeriodAhead,
  periodAhead,
  type SignOffItem,
  signOffItems,
} from './todo-items'

export type Due = DatedItem & { readonly workdays: number }

export type Todo = {
  readonly counts: TodoCounts
  /** In the order of the page: late, due, came back, to decide, new. */
  readonly late: readonly Due[]
  readonly due: readonly Due[]
  readonly back: readonly BackItem[]
  readonly signOff: readonly SignOffItem[]
  readonly reviews: readonly ReviewLine[]
  readonly fresh: readonly FreshItem[]
  readonly period: (PeriodAhead & { readonly workdaysLeft: number }) | null
  readonly feed: readonly FeedLine[]
}

/** What a unit's officer or head owes today; eight statements whatever the number of tasks. */
export const getTodo = async (ctx: QueryContext): Promise<Todo> => {
  const { actor, today, calendar } = ctx
  const [dated, back, signOff, reviews, fresh, period, feed] = await Promise.all([
    datedItems(ctx),
    backItems(ctx),
    actor.role === 'head' ? signOffItems(ctx) : [],
    listReviews(ctx, {}),
    freshItems(ctx),
    periodAhead(ctx),
    todoFeed(ctx),
  ])
  const late = dated.filter((item) => item.isLate)
  const due = dated.filter((item) => !item.isLate)
  const sunday: CalendarDate = weekEnd(today)
  const dueThisWeek = due.filter((item) => item.dueOn <= sunday).length
  return {
    counts: {
      late: late[0]?.whole ?? 0,
      dueThisWeek,
      dueLater: (due[0]?.whole ?? 0) - dueThisWeek,
      back: back.length,
      decide: signOff.length + reviews.total,
      fresh: fresh[0]?.whole ?? 0,
    },
    late: late.map((item) => ({
      ...item,
      workdays: workdaysLate({ dueOn: item.dueOn, stoppedOn: null }, today, calendar),
    })),
    due: due.map((item) => ({ ...item, workdays: workdaysLeft(item.dueOn, today, calendar) })),
    back,
    signOff,
    reviews: reviews.rows,
    fresh,
    period: period && { ...period, workdaysLeft: workdaysLeft(period.dueOn, today, calendar) },
    feed,
  }
}
