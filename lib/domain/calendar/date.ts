/** A day of the civil calendar, 'YYYY-MM-DD', years 1900–9999. Strings of this type sort in the order of time. */
export type CalendarDate = string & { readonly __brand: 'CalendarDate' }

export type DateParts = { year: number; month: number; day: number }

const DAY_MS = 86_400_000
// China has kept UTC+8 without summer time since 1992, before anything recorded here.
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const FIRST_YEAR = 1900
const LAST_YEAR = 9999

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isPossible({ year, month, day }: DateParts): boolean {
  return (
    Number.isInteger(year) &&
    Number.isInteger(month) &&
    Number.isInteger(day) &&
    year >= FIRST_YEAR &&
    year <= LAST_YEAR &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  )
}

/** The date that the text writes as YYYY-MM-DD; null for any other shape and for days that do not exist. */
export function parseDate(text: string): CalendarDate | null {
  const match = SHAPE.exec(text)
  if (!match) return null
  const parts = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  return isPossible(parts) ? (text as CalendarDate) : null
}

/** For text that must be a date already, such as a constant or a column; throws RangeError otherwise. */
export function calendarDate(text: string): CalendarDate {
  const date = parseDate(text)
  if (!date) throw new RangeError(`not a calendar date: ${text}`)
  return date
}

/** Throws RangeError when there is no such day. Months count from 1. */
export function dateFromParts(year: number, month: number, day: number): CalendarDate {
  if (!isPossible({ year, month, day })) throw new RangeError(`not a calendar date: ${year}-${month}-${day}`)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CalendarDate
}

export function partsOf(date: CalendarDate): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** Days since 1970-01-01. */
export function dayNumber(date: CalendarDate): number {
  const { year, month, day } = partsOf(date)
  return Date.UTC(year, month - 1, day) / DAY_MS
}

const FIRST_DAY = Date.UTC(FIRST_YEAR, 0, 1) / DAY_MS
const LAST_DAY = Date.UTC(LAST_YEAR, 11, 31) / DAY_MS

/** The inverse of dayNumber; throws RangeError beyond the years that a CalendarDate can hold. */
export function dateFromDayNumber(days: number): CalendarDate {
  if (!Number.isInteger(days) || days < FIRST_DAY || days > LAST_DAY) {
    throw new RangeError(`no calendar date has the day number ${days}`)
  }
  return new Date(days * DAY_MS).toISOString().slice(0, 10) as CalendarDate
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateFromDayNumber(dayNumber(date) + days)
}

/** Signed: positive when `to` is later. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from)
}

export function compareDates(a: CalendarDate, b: CalendarDate): -1 | 0 | 1 {
  if (a === b) return 0
  return a < b ? -1 : 1
}

export function isBefore(a: CalendarDate, b: CalendarDate): boolean {
  return a < b
}

export function isAfter(a: CalendarDate, b: CalendarDate): boolean {
  return a > b
}

export function earlierOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b
}

export function laterOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b
}

export function lastDayOfMonth(date: CalendarDate): CalendarDate {
  const { year, month } = partsOf(date)
  return dateFromParts(year, month, daysInMonth(year, month))
}

export function endOfQuarter(date: CalendarDate): CalendarDate {
  const { year, month } = partsOf(date)
  const lastMonth = Math.ceil(month / 3) * 3
  return dateFromParts(year, lastMonth, daysInMonth(year, lastMonth))
}

/** The day that a wall calendar in China shows at this instant (a Date or epoch milliseconds), whatever the server's zone. */
export function toShanghaiDay(instant: Date | number): CalendarDate {
  const ms = typeof instant === 'number' ? instant : instant.getTime()
  return dateFromDayNumber(Math.floor((ms + SHANGHAI_OFFSET_MS) / DAY_MS))
}

/** 2026年11月21日, for running text. */
export function formatLong(date: CalendarDate): string {
  const { year, month, day } = partsOf(date)
  return `${year}年${month}月${day}日`
}

/** 11-21 in the year of `today`, otherwise 2025-11-21, for tables. */
export function formatShort(date: CalendarDate, today: CalendarDate): string {
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date
}
