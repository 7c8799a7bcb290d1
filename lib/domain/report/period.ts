import { addDays, dateFromParts, earlierOf, lastDayOfMonth, laterOf, partsOf } from '@/lib/domain/calendar/date'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { WorkCalendar } from '@/lib/domain/calendar/workdays'

export type ReportingCycle = 'month' | 'quarter' | 'half' | 'year'

/** key: '2026-11', '2026Q4', '2026H2' or '2026'. */
export type ReportingPeriod = { key: string; startsOn: CalendarDate; endsOn: CalendarDate; dueOn: CalendarDate }

const MONTHS: Record<ReportingCycle, number> = { month: 1, quarter: 3, half: 6, year: 12 }

function periodKey(cycle: ReportingCycle, year: number, firstMonth: number): string {
  const nth = (firstMonth - 1) / MONTHS[cycle] + 1
  if (cycle === 'month') return `${year}-${String(nth).padStart(2, '0')}`
  if (cycle === 'quarter') return `${year}Q${nth}`
  return cycle === 'half' ? `${year}H${nth}` : `${year}`
}

/** 2026年11月, 2026年第4季度, 2026年下半年, 2026年度; throws RangeError on anything that is no period's key. */
export function periodLabel(key: string): string {
  const match = /^(\d{4})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12]))?$/.exec(key)
  if (!match) throw new RangeError(`not the key of a reporting period: ${key}`)
  const [, year, month, quarter, half] = match
  if (month) return `${year}年${Number(month)}月`
  if (quarter) return `${year}年第${quarter}季度`
  if (half) return `${year}年${half === '1' ? '上' : '下'}半年`
  return `${year}年度`
}

/**
 * The day in the last month, or the working day after it; when the period ends before that, the last working day before.
 * A period cut short so that the day lies outside it is due at its end; one without any working day, on its last day.
 */
function dueDateOf(startsOn: CalendarDate, endsOn: CalendarDate, dueDay: number, calendar: WorkCalendar): CalendarDate {
  const { year, month } = partsOf(endsOn)
  const nominal = dateFromParts(year, month, Math.min(dueDay, partsOf(lastDayOfMonth(endsOn)).day))
  const wanted = nominal < startsOn || nominal > endsOn ? endsOn : nominal
  for (let day = wanted; day <= endsOn; day = addDays(day, 1)) if (calendar.isWorkday(day)) return day
  for (let day = wanted; day >= startsOn; day = addDays(day, -1)) if (calendar.isWorkday(day)) return day
  return endsOn
}

/**
 * The calendar's months, quarters, half-years or years that touch startOn…endOn, in order; the first and the last are cut
 * to these dates. Empty when endOn is before startOn. dueDay is 1–31, the last day of a shorter month.
 */
export function periodsOf(
  cycle: ReportingCycle,
  startOn: CalendarDate,
  endOn: CalendarDate,
  calendar: WorkCalendar,
  dueDay = 25,
): ReportingPeriod[] {
  if (!Number.isInteger(dueDay) || dueDay < 1 || dueDay > 31) throw new RangeError(`not a day of the month: ${dueDay}`)
  const periods: ReportingPeriod[] = []
  let cursor = startOn
  while (cursor <= endOn) {
    const { year, month } = partsOf(cursor)
    const firstMonth = month - ((month - 1) % MONTHS[cycle])
    const lastDay = lastDayOfMonth(dateFromParts(year, firstMonth + MONTHS[cycle] - 1, 1))
    const startsOn = laterOf(dateFromParts(year, firstMonth, 1), startOn)
    const endsOn = earlierOf(lastDay, endOn)
    const dueOn = dueDateOf(startsOn, endsOn, dueDay, calendar)
    periods.push({ key: periodKey(cycle, year, firstMonth), startsOn, endsOn, dueOn })
    cursor = addDays(lastDay, 1)
  }
  return periods
}

/** The period that today lies in; null before the first and after the last. */
export function currentPeriod<P extends Pick<ReportingPeriod, 'startsOn' | 'endsOn'>>(
  periods: readonly P[],
  today: CalendarDate,
): P | null {
  return periods.find(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn) ?? null
}
