import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDate } from '@/lib/domain/calendar/date'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { currentPeriod, periodLabel, periodsOf } from './period'
import type { ReportingCycle } from './period'

const d = calendarDate
const calendar = createWorkCalendar(nationalHolidays)
const cycle = fc.constantFrom<ReportingCycle>('month', 'quarter', 'half', 'year')
const start = fc.nat(2000).map((n) => addDays(d('2018-01-01'), n))
const days = fc.nat(1500)
const dueDay = fc.integer({ min: 1, max: 31 })

describe('periodsOf', () => {
  test('the quarters of 2026 are due on the 25th or the working day after', () => {
    expect(periodsOf('quarter', d('2026-01-01'), d('2026-12-31'), calendar)).toEqual([
      { key: '2026Q1', startsOn: '2026-01-01', endsOn: '2026-03-31', dueOn: '2026-03-25' },
      { key: '2026Q2', startsOn: '2026-04-01', endsOn: '2026-06-30', dueOn: '2026-06-25' },
      // Mid-autumn, 09-25 to 09-27.
      { key: '2026Q3', startsOn: '2026-07-01', endsOn: '2026-09-30', dueOn: '2026-09-28' },
      { key: '2026Q4', startsOn: '2026-10-01', endsOn: '2026-12-31', dueOn: '2026-12-25' },
    ])
  })

  test.each<[ReportingCycle, string[]]>([
    ['month', ['2025-11', '2025-12', '2026-01']],
    ['quarter', ['2025Q4', '2026Q1']],
    ['half', ['2025H2', '2026H1']],
    ['year', ['2025', '2026']],
  ])('%s', (each, keys) => {
    const periods = periodsOf(each, d('2025-11-10'), d('2026-01-20'), calendar)
    expect(periods.map(({ key }) => key)).toEqual(keys)
    expect(periods[0]?.startsOn).toBe('2025-11-10')
    expect(periods.at(-1)?.endsOn).toBe('2026-01-20')
  })

  test.each([
    ['the last day of a shorter month', '2026-04-01', '2026-04-30', 31, '2026-04-30'],
    ['never past the end: the working day before', '2026-02-01', '2026-02-22', 20, '2026-02-14'],
    ['the plan ends before the day', '2026-11-01', '2026-11-15', 25, '2026-11-13'],
    ['the plan starts after the day', '2026-11-27', '2026-11-30', 25, '2026-11-30'],
    ['no working day at all', '2026-11-28', '2026-11-29', 25, '2026-11-29'],
  ])('%s', (_, startOn, endOn, day, dueOn) => {
    expect(periodsOf('month', d(startOn), d(endOn), calendar, day).map((period) => period.dueOn)).toEqual([dueOn])
  })

  test('refuses a day that no month has, and has nothing for a plan that ends before it starts', () => {
    expect(() => periodsOf('month', d('2026-01-01'), d('2026-02-01'), calendar, 0)).toThrow(RangeError)
    expect(() => periodsOf('month', d('2026-01-01'), d('2026-02-01'), calendar, 32)).toThrow(RangeError)
    expect(periodsOf('month', d('2026-01-02'), d('2026-01-01'), calendar)).toEqual([])
  })

  test('cover the time from start to end without gap or overlap, each with its own key', () => {
    fc.assert(
      fc.property(cycle, start, days, dueDay, (each, startOn, length, day) => {
        const periods = periodsOf(each, startOn, addDays(startOn, length), calendar, day)
        const ends = periods.map(({ endsOn }) => endsOn)
        const starts = periods.map(({ startsOn }) => startsOn)
        expect(starts).toEqual([startOn, ...ends.slice(0, -1).map((end) => addDays(end, 1))])
        expect(ends.at(-1)).toBe(addDays(startOn, length))
        expect(new Set(periods.map(({ key }) => key)).size).toBe(periods.length)
      }),
    )
  })

  test('are due inside themselves, on a working day where there is one', () => {
    fc.assert(
      fc.property(cycle, start, days, dueDay, (each, startOn, length, day) => {
        for (const { startsOn, endsOn, dueOn } of periodsOf(each, startOn, addDays(startOn, length), calendar, day)) {
          expect(startsOn <= dueOn && dueOn <= endsOn).toBe(true)
          const hasWorkday = calendar.workdaysBetween(addDays(startsOn, -1), endsOn) > 0
          expect(calendar.isWorkday(dueOn)).toBe(hasWorkday)
        }
      }),
    )
  })
})

describe('currentPeriod', () => {
  test('is the one that holds today', () => {
    fc.assert(
      fc.property(cycle, start, days, fc.integer({ min: -50, max: 1600 }), (each, startOn, length, offset) => {
        const today = addDays(startOn, offset)
        const current = currentPeriod(periodsOf(each, startOn, addDays(startOn, length), calendar), today)
        expect(current !== null).toBe(offset >= 0 && offset <= length)
        if (current) expect(current.startsOn <= today && today <= current.endsOn).toBe(true)
      }),
    )
  })
})

describe('periodLabel', () => {
  test.each([
    ['2026-11', '2026年11月'],
    ['2026-01', '2026年1月'],
    ['2026Q4', '2026年第4季度'],
    ['2026H1', '2026年上半年'],
    ['2026H2', '2026年下半年'],
    ['2026', '2026年度'],
  ])('%s is %s', (key, label) => {
    expect(periodLabel(key)).toBe(label)
  })

  test.each(['', '26', '2026Q5', '2026H3', '2026-13', '2026-00', '2026Q', '2026-1'])('refuses %j', (key) => {
    expect(() => periodLabel(key)).toThrow(RangeError)
  })

  test('has a label for every key that periodsOf makes', () => {
    fc.assert(
      fc.property(cycle, start, days, (each, startOn, length) => {
        const keys = periodsOf(each, startOn, addDays(startOn, length), calendar).map(({ key }) => key)
        expect(new Set(keys.map(periodLabel)).size).toBe(keys.length)
      }),
    )
  })
})
