import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDate, dateFromDayNumber, dayNumber, daysBetween } from './date'
import type { CalendarDate } from './date'
import { nationalHolidays } from './holidays'
import { buildCalendarDays, createWorkCalendar } from './workdays'
import type { HolidayEntry } from './workdays'

const d = calendarDate
const national = createWorkCalendar(nationalHolidays)
const first = dayNumber(d('2010-01-01'))
const date = fc.integer({ min: first, max: dayNumber(d('2040-12-31')) }).map(dateFromDayNumber)
const nearDate = fc.integer({ min: first, max: first + 400 }).map(dateFromDayNumber)

const entry: fc.Arbitrary<HolidayEntry> = fc
  .record({ name: fc.constantFrom('甲', '乙'), days: fc.uniqueArray(nearDate, { maxLength: 12 }), cut: fc.nat(12) })
  .map(({ name, days, cut }) => ({ name, off: days.slice(0, cut), work: days.slice(cut) }))
const entries = fc.array(entry, { maxLength: 6 })

/** The definition, read day by day: the last entry that names the day, otherwise the week. */
function isWorkdayByHand(list: readonly HolidayEntry[], day: CalendarDate): boolean {
  const said = list.findLast(({ off, work }) => off.includes(day) || work.includes(day))
  if (said) return said.work.includes(day)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

describe('isWorkday', () => {
  test.each([
    ['2026-11-20', true, null],
    ['2026-11-21', false, null],
    ['2026-10-01', false, '国庆节'],
    ['2026-10-10', true, '国庆节'],
    ['2024-02-04', true, '春节'],
    ['2020-01-31', false, '春节'],
    ['2027-10-01', true, null],
    ['2027-10-02', false, null],
    ['1969-12-28', false, null],
    ['1969-12-29', true, null],
  ])('%s: %s', (day, isWorkday, name) => {
    expect(national.isWorkday(d(day))).toBe(isWorkday)
    expect(national.nameOf(d(day))).toBe(name)
  })

  test('follows the entries, the last word wins', () => {
    fc.assert(
      fc.property(entries, nearDate, (list, day) => {
        expect(createWorkCalendar(list).isWorkday(day)).toBe(isWorkdayByHand(list, day))
      }),
    )
  })

  test('refuses days that do not exist or are both off and worked', () => {
    expect(() => createWorkCalendar([{ name: '甲', off: ['2026-02-30'], work: [] }])).toThrow(RangeError)
    expect(() => createWorkCalendar([{ name: '甲', off: ['2026-02-03'], work: ['2026-02-03'] }])).toThrow(RangeError)
  })
})

describe('workdaysBetween', () => {
  test('counts the days after the first up to and including the second', () => {
    fc.assert(
      fc.property(entries, nearDate, fc.nat(60), (list, from, span) => {
        const byHand = Array.from({ length: span }, (_, i) => addDays(from, i + 1)).filter((day) =>
          isWorkdayByHand(list, day),
        ).length
        expect(createWorkCalendar(list).workdaysBetween(from, addDays(from, span))).toBe(byHand)
      }),
    )
  })

  test('turns its sign around, adds up, and never exceeds the days', () => {
    fc.assert(
      fc.property(date, date, date, (a, b, c) => {
        const ab = national.workdaysBetween(a, b)
        expect(national.workdaysBetween(b, a) + ab).toBe(0)
        expect(ab + national.workdaysBetween(b, c)).toBe(national.workdaysBetween(a, c))
        expect(Math.abs(ab)).toBeLessThanOrEqual(Math.abs(daysBetween(a, b)))
        expect(ab * Math.sign(daysBetween(a, b))).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('across National Day 2026 with its make-up Saturday', () => {
    expect(national.workdaysBetween(d('2026-09-30'), d('2026-10-10'))).toBe(3)
    expect(national.workdaysBetween(d('2026-10-10'), d('2026-09-30'))).toBe(-3)
  })
})

describe('addWorkdays', () => {
  test('lands on the working day that is so many working days away', () => {
    fc.assert(
      fc.property(entries, nearDate, fc.integer({ min: -80, max: 80 }), (list, from, count) => {
        const calendar = createWorkCalendar(list)
        const to = calendar.addWorkdays(from, count)
        expect(calendar.workdaysBetween(from, to)).toBe(count)
        if (count === 0) expect(to).toBe(from)
        else expect(calendar.isWorkday(to)).toBe(true)
      }),
    )
  })

  test('by example', () => {
    expect(national.addWorkdays(d('2026-09-30'), 1)).toBe('2026-10-08')
    expect(national.addWorkdays(d('2026-10-08'), 3)).toBe('2026-10-12')
    expect(national.addWorkdays(d('2026-10-08'), -1)).toBe('2026-09-30')
    expect(() => national.addWorkdays(d('2026-10-08'), 0.5)).toThrow(RangeError)
  })
})

describe('buildCalendarDays', () => {
  test('holds every day of the years once, in order', () => {
    const rows = buildCalendarDays(nationalHolidays, 2024, 2025)
    expect(rows).toHaveLength(366 + 365)
    expect(rows[0]).toMatchObject({ day: '2024-01-01', isWorkday: false, name: '元旦' })
    expect(rows.at(-1)).toMatchObject({ day: '2025-12-31', isWorkday: true, name: null })
    expect(rows.every((row, i) => i === 0 || daysBetween(rows[i - 1]?.day ?? row.day, row.day) === 1)).toBe(true)
    expect(buildCalendarDays([], 2026, 2025)).toEqual([])
  })

  test('differences of workdayNo are workdaysBetween', () => {
    fc.assert(
      fc.property(entries, fc.nat(364), fc.nat(364), (list, i, j) => {
        const rows = buildCalendarDays(list, 2010, 2010)
        const [from, to] = [rows[i], rows[j]]
        if (!from || !to) throw new Error('a year has 365 days')
        expect(to.workdayNo - from.workdayNo).toBe(createWorkCalendar(list).workdaysBetween(from.day, to.day))
        expect(from.isWorkday).toBe(isWorkdayByHand(list, from.day))
      }),
      { numRuns: 30 },
    )
  })

  test('numbers do not depend on the years asked for', () => {
    const long = buildCalendarDays(nationalHolidays, 2010, 2040)
    expect(long.filter(({ day }) => day.startsWith('2026-'))).toEqual(buildCalendarDays(nationalHolidays, 2026, 2026))
  })
})
