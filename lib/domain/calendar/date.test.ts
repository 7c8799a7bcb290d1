import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  calendarDate,
  compareDates,
  dateFromDayNumber,
  dateFromParts,
  dayNumber,
  daysBetween,
  earlierOf,
  endOfQuarter,
  formatLong,
  formatShort,
  isAfter,
  isBefore,
  lastDayOfMonth,
  laterOf,
  parseDate,
  partsOf,
  toShanghaiDay,
} from './date'

const anyDate = fc.integer({ min: dayNumber(calendarDate('1901-01-01')), max: dayNumber(calendarDate('2200-12-31')) })
const date = anyDate.map(dateFromDayNumber)

describe('parseDate', () => {
  test.each(['2026-11-21', '2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31'])('takes %s', (text) => {
    expect(parseDate(text)).toBe(text)
  })

  test.each([
    '',
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '1899-12-31',
    '2026-1-1',
    '2026/01/01',
    ' 2026-01-01',
    '2026-01-01\n',
    '2026-01-01T00:00',
    '２０２６-01-01',
  ])('refuses %j', (text) => {
    expect(parseDate(text)).toBeNull()
    expect(() => calendarDate(text)).toThrow(RangeError)
  })

  test('takes exactly the days that the calendar of the platform knows', () => {
    const part = fc.tuple(fc.integer({ min: 1900, max: 2100 }), fc.nat(14), fc.nat(33))
    fc.assert(
      fc.property(part, ([year, month, day]) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const there = new Date(Date.UTC(year, month - 1, day))
        const exists = there.getUTCMonth() === month - 1 && there.getUTCDate() === day
        expect(parseDate(text)).toBe(exists ? text : null)
      }),
    )
  })
})

describe('parts', () => {
  test('take apart and put together', () => {
    fc.assert(
      fc.property(date, (d) => {
        const { year, month, day } = partsOf(d)
        expect(dateFromParts(year, month, day)).toBe(d)
      }),
    )
  })

  test.each([
    [2026, 2, 29],
    [2026, 0, 1],
    [2026, 1.5, 1],
    [99, 1, 1],
  ])('refuse %s %s %s', (year, month, day) => {
    expect(() => dateFromParts(year, month, day)).toThrow(RangeError)
  })
})

describe('arithmetic', () => {
  test('addDays and daysBetween undo each other', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -30_000, max: 30_000 }), (d, n) => {
        const moved = dayNumber(d) + n
        fc.pre(moved > dayNumber(calendarDate('1900-01-01')))
        expect(daysBetween(d, addDays(d, n))).toBe(n)
        expect(addDays(addDays(d, n), -n)).toBe(d)
      }),
    )
  })

  test('the next day follows in the calendar', () => {
    expect(addDays(calendarDate('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(calendarDate('2026-02-28'), 1)).toBe('2026-03-01')
    expect(addDays(calendarDate('2026-12-31'), 1)).toBe('2027-01-01')
  })

  test('day numbers outside the years, or broken ones, are refused', () => {
    expect(() => addDays(calendarDate('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addDays(calendarDate('1900-01-01'), -1)).toThrow(RangeError)
    expect(() => addDays(calendarDate('2026-01-01'), 0.5)).toThrow(RangeError)
  })

  test('order is the order of day numbers', () => {
    fc.assert(
      fc.property(date, fc.oneof(date, fc.constant(null)), (a, other) => {
        const b = other ?? a
        const sign = Math.sign(dayNumber(a) - dayNumber(b))
        expect(compareDates(a, b)).toBe(sign)
        expect(isBefore(a, b)).toBe(sign < 0)
        expect(isAfter(a, b)).toBe(sign > 0)
        expect([earlierOf(a, b), laterOf(a, b)]).toEqual(sign > 0 ? [b, a] : [a, b])
      }),
    )
  })
})

describe('ends', () => {
  test('the day after the last of the month is a first, and no day between is', () => {
    fc.assert(
      fc.property(date, (d) => {
        const last = lastDayOfMonth(d)
        expect(last.slice(0, 7)).toBe(d.slice(0, 7))
        expect(partsOf(addDays(last, 1)).day).toBe(1)
      }),
    )
  })

  test.each([
    ['2026-01-01', '2026-03-31'],
    ['2026-05-31', '2026-06-30'],
    ['2026-09-30', '2026-09-30'],
    ['2026-10-01', '2026-12-31'],
  ])('the quarter of %s ends on %s', (day, end) => {
    expect(endOfQuarter(calendarDate(day))).toBe(end)
  })
})

describe('toShanghaiDay', () => {
  test.each([
    ['2026-11-21T15:59:59.999Z', '2026-11-21'],
    ['2026-11-21T16:00:00.000Z', '2026-11-22'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
    ['1969-12-31T15:59:59Z', '1969-12-31'],
  ])('%s is %s', (instant, day) => {
    expect(toShanghaiDay(new Date(instant))).toBe(day)
    expect(toShanghaiDay(Date.parse(instant))).toBe(day)
  })

  test('agrees with the time zone data of the platform', () => {
    const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })
    const instant = fc.date({ min: new Date('1992-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instant, (at) => {
        expect(toShanghaiDay(at)).toBe(shanghai.format(at))
      }),
    )
  })

  test('refuses an invalid instant', () => {
    expect(() => toShanghaiDay(Number.NaN)).toThrow(RangeError)
  })
})

test('written long and short', () => {
  const today = calendarDate('2026-11-21')
  expect(formatLong(calendarDate('2026-01-05'))).toBe('2026年1月5日')
  expect(formatLong(today)).toBe('2026年11月21日')
  expect(formatShort(calendarDate('2026-01-05'), today)).toBe('01-05')
  expect(formatShort(calendarDate('2025-11-21'), today)).toBe('2025-11-21')
})
