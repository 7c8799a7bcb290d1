import { addDays, type CalendarDate, dayNumber } from '../calendar/date'

export type TodoCounts = {
  readonly late: number
  readonly dueThisWeek: number
  readonly dueLater: number
  readonly back: number
  readonly decide: number
  readonly fresh: number
}

/** The Sunday of the day's week. */
export const weekEnd = (day: CalendarDate): CalendarDate => {
  // 1970-01-01, day 0, was a Thursday.
  const weekday = (((dayNumber(day) + 3) % 7) + 7) % 7
  return addDays(day, 6 - weekday)
}

/** 2 项逾期，5 项本周到期，1 项被退回，3 项待签收; what is zero is left out. */
export const todoSentence = (
  counts: TodoCounts & { readonly asked?: number; readonly supervision?: number },
): string => {
  const parts = [
    [counts.late, '逾期'],
    [counts.dueThisWeek, '本周到期'],
    [counts.dueLater, '两周内到期'],
    [counts.back, '被退回'],
    [counts.decide, '待您审核'],
    [counts.fresh, '待签收'],
    [counts.asked ?? 0, '待答复征求意见'],
    [counts.supervision ?? 0, '督查整改'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} 项${word}`)
  return said.length > 0 ? said.join('，') : '没有待办事项'
}
