import { expect, test } from 'vitest'
import { calendarDate, partsOf } from './date'
import { lastKnownHolidayYear, nationalHolidays } from './holidays'
import { buildCalendarDays, createWorkCalendar } from './workdays'

const years = Array.from({ length: lastKnownHolidayYear - 2016 + 1 }, (_, i) => 2016 + i)

/**
 * 《全国年节及纪念日放假办法》: 11 days off a year, 13 since 2025 (国务院令第795号). Exchanges move working days without changing their
 * number, but for spring 2020, when the holiday was prolonged by two working days (国办发明电〔2020〕1号).
 */
function statutoryDays(year: number): number {
  return (year >= 2025 ? 13 : 11) + (year === 2020 ? 2 : 0)
}

test.each(years)('%i has the statutory number of days off', (year) => {
  const weekdays = buildCalendarDays([], year, year).filter((row) => row.isWorkday).length
  const workdays = buildCalendarDays(nationalHolidays, year, year).filter((row) => row.isWorkday).length
  expect(weekdays - workdays).toBe(statutoryDays(year))
})

test('every year names its seven holidays', () => {
  const named = years.map((year) => {
    const entries = nationalHolidays.filter(({ off }) => off.some((day) => day.startsWith(`${year}-`)))
    return new Set(entries.map(({ name }) => name)).size
  })
  // Mid-autumn fell on National Day in 2020.
  expect(named).toEqual(years.map((year) => (year === 2020 ? 6 : 7)))
})

test('days worked in exchange lie on weekends, each day is named once', () => {
  const week = createWorkCalendar([])
  const work = nationalHolidays.flatMap((entry) => entry.work)
  expect(work.filter((day) => week.isWorkday(calendarDate(day)))).toEqual([])
  const all = nationalHolidays.flatMap(({ off, work: worked }) => [...off, ...worked])
  expect(new Set(all).size).toBe(all.length)
})

test('the last known year is the last one with entries', () => {
  const lastYears = nationalHolidays.flatMap(({ off }) => off.map((day) => partsOf(calendarDate(day)).year))
  expect(Math.max(...lastYears)).toBe(lastKnownHolidayYear)
})
