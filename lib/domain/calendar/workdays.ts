import { calendarDate, dateFromDayNumber, dateFromParts, dayNumber } from './date'
import type { CalendarDate } from './date'

/** One announced holiday: the days off, weekends among them, and the weekend days worked in exchange (调休). */
export type HolidayEntry = { name: string; off: readonly string[]; work: readonly string[] }

export type CalendarDay = { day: CalendarDate; isWorkday: boolean; workdayNo: number; name: string | null }

export type WorkCalendar = {
  isWorkday(date: CalendarDate): boolean
  /** The holiday that the day belongs to, also when it is worked in exchange for one; null on ordinary days. */
  nameOf(date: CalendarDate): string | null
  /** A running number of working days; the difference of two is workdaysBetween. Independent of any range of years. */
  workdayNo(date: CalendarDate): number
  /** Working days after `from` up to and including `to`; negative when `to` is earlier. */
  workdaysBetween(from: CalendarDate, to: CalendarDate): number
  /** The working day with workdaysBetween(from, it) === count; `from` itself for 0, a working day or not. */
  addWorkdays(from: CalendarDate, count: number): CalendarDate
}

type Exception = { isWorkday: boolean; name: string }

// 1970-01-01 was a Thursday: day number -3 is a Monday.
const MONDAY_SHIFT = 3

function isWeekday(days: number): boolean {
  return mod7(days + MONDAY_SHIFT) < 5
}

function mod7(n: number): number {
  return ((n % 7) + 7) % 7
}

/** Mondays to Fridays from the Monday before 1970 up to and including the day. */
function weekdaysThrough(days: number): number {
  const sinceMonday = days + MONDAY_SHIFT
  return Math.floor(sinceMonday / 7) * 5 + Math.min(mod7(sinceMonday) + 1, 5)
}

function exceptionsOf(entries: readonly HolidayEntry[]): Map<number, Exception> {
  const exceptions = new Map<number, Exception>()
  for (const { name, off, work } of entries) {
    const both = off.find((day) => work.includes(day))
    if (both) throw new RangeError(`${name}: ${both} cannot be both off and worked`)
    for (const day of off) exceptions.set(dayNumber(calendarDate(day)), { isWorkday: false, name })
    for (const day of work) exceptions.set(dayNumber(calendarDate(day)), { isWorkday: true, name })
  }
  return exceptions
}

/**
 * Saturdays and Sundays are off unless an entry says otherwise; of two entries about one day the later wins, so that
 * local overrides follow the national list. Throws RangeError on an entry with an impossible or contradictory day.
 */
export function createWorkCalendar(entries: readonly HolidayEntry[]): WorkCalendar {
  const exceptions = exceptionsOf(entries)
  // Only days on which an entry and the week disagree move the count: a sorted list of them, with the running sum.
  const shiftDays = [...exceptions]
    .filter(([days, { isWorkday }]) => isWorkday !== isWeekday(days))
    .map(([days]) => days)
    .sort((a, b) => a - b)
  const shiftSums = [0]
  for (const days of shiftDays) shiftSums.push((shiftSums.at(-1) ?? 0) + (isWeekday(days) ? -1 : 1))

  function shiftThrough(days: number): number {
    let low = 0
    let high = shiftDays.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((shiftDays[middle] ?? Infinity) <= days) low = middle + 1
      else high = middle
    }
    return shiftSums[low] ?? 0
  }

  const isWorkdayNumber = (days: number) => exceptions.get(days)?.isWorkday ?? isWeekday(days)
  const workdayNoOf = (days: number) => weekdaysThrough(days) + shiftThrough(days)

  function addWorkdays(from: CalendarDate, count: number): CalendarDate {
    if (!Number.isInteger(count)) throw new RangeError(`not a whole number of working days: ${count}`)
    if (count === 0) return from
    const start = dayNumber(from)
    const wanted = workdayNoOf(start) + count
    // The week alone comes close; the numbers only rise, so the few days that holidays moved it are walked.
    let days = start + Math.trunc((count * 7) / 5)
    while (workdayNoOf(days) >= wanted) days -= 1
    while (workdayNoOf(days) < wanted) days += 1
    return dateFromDayNumber(days)
  }

  return {
    isWorkday: (date) => isWorkdayNumber(dayNumber(date)),
    nameOf: (date) => exceptions.get(dayNumber(date))?.name ?? null,
    workdayNo: (date) => workdayNoOf(dayNumber(date)),
    workdaysBetween: (from, to) => workdayNoOf(dayNumber(to)) - workdayNoOf(dayNumber(from)),
    addWorkdays,
  }
}

/** A row for every day of the years, both included; workdayNo differences equal workdaysBetween. */
export function buildCalendarDays(entries: readonly HolidayEntry[], fromYear: number, toYear: number): CalendarDay[] {
  const calendar = createWorkCalendar(entries)
  const first = dayNumber(dateFromParts(fromYear, 1, 1))
  const last = dayNumber(dateFromParts(toYear, 12, 31))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => {
    const day = dateFromDayNumber(first + offset)
    return {
      day,
      isWorkday: calendar.isWorkday(day),
      workdayNo: calendar.workdayNo(day),
      name: calendar.nameOf(day),
    }
  })
}
