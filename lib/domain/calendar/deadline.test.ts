import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDate, toShanghaiDay } from './date'
import { deadlineSentence, isOverdue, workdaysLate, workdaysLeft } from './deadline'
import { nationalHolidays } from './holidays'
import { createWorkCalendar } from './workdays'

const d = calendarDate
const calendar = createWorkCalendar(nationalHolidays)
const date = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(d('2018-01-01'), n))
const stopped = fc.option(date)

describe('isOverdue', () => {
  test('the due date lasts to the end of its day in Shanghai', () => {
    const deadline = { dueOn: d('2026-06-30'), stoppedOn: null }
    expect(isOverdue(deadline, toShanghaiDay(Date.parse('2026-06-30T15:59:59.999Z')))).toBe(false)
    expect(isOverdue(deadline, toShanghaiDay(Date.parse('2026-06-30T16:00:00.000Z')))).toBe(true)
  })

  test('a claim freezes it', () => {
    fc.assert(
      fc.property(date, date, date, date, (dueOn, stoppedOn, today, later) => {
        const deadline = { dueOn, stoppedOn }
        expect(isOverdue(deadline, today)).toBe(stoppedOn > dueOn)
        expect(workdaysLate(deadline, today, calendar)).toBe(workdaysLate(deadline, later, calendar))
      }),
    )
  })

  test('once overdue, overdue the next day', () => {
    fc.assert(
      fc.property(date, stopped, date, (dueOn, stoppedOn, today) => {
        const deadline = { dueOn, stoppedOn }
        if (isOverdue(deadline, today)) expect(isOverdue(deadline, addDays(today, 1))).toBe(true)
        else expect(workdaysLate(deadline, today, calendar)).toBe(0)
      }),
    )
  })
})

test('never both late and left, and together they are the working days between', () => {
  fc.assert(
    fc.property(date, date, (dueOn, today) => {
      const late = workdaysLate({ dueOn, stoppedOn: null }, today, calendar)
      const left = workdaysLeft(dueOn, today, calendar)
      expect(Math.min(late, left)).toBe(0)
      expect(left - late).toBe(calendar.workdaysBetween(today, dueOn))
    }),
  )
})

describe('deadlineSentence', () => {
  test.each([
    ['2026-06-30', null, '2026-11-21', '截止 2026-06-30，已逾期 99 个工作日'],
    ['2026-11-20', null, '2026-11-21', '截止 2026-11-20，已逾期不满 1 个工作日'],
    ['2026-06-30', '2026-07-03', '2026-11-21', '截止 2026-06-30，2026-07-03 申报，逾期 3 个工作日，待审核'],
    ['2026-11-20', '2026-11-22', '2026-11-25', '截止 2026-11-20，2026-11-22 申报，逾期不满 1 个工作日，待审核'],
    ['2026-11-25', null, '2026-11-20', '3个工作日后到期'],
    ['2026-11-22', null, '2026-11-22', '今天到期'],
    ['2026-11-22', null, '2026-11-21', '1天后到期，其间没有工作日'],
    ['2026-11-30', '2026-11-18', '2026-11-20', '2 个工作日前按期申报，待审核'],
    ['2026-11-30', '2026-11-20', '2026-11-20', '今天按期申报，待审核'],
    ['2026-11-30', '2026-11-20', '2026-11-21', '2026-11-20 按期申报，待审核'],
    ['2026-11-20', '2026-11-20', '2026-11-25', '3 个工作日前按期申报，待审核'],
  ])('due %s, claimed %s, today %s', (dueOn, stoppedOn, today, sentence) => {
    const deadline = { dueOn: d(dueOn), stoppedOn: stoppedOn === null ? null : d(stoppedOn) }
    expect(deadlineSentence(deadline, d(today), calendar)).toBe(sentence)
  })

  test('says 逾期 exactly when overdue', () => {
    fc.assert(
      fc.property(date, stopped, date, (dueOn, stoppedOn, today) => {
        const deadline = { dueOn, stoppedOn }
        expect(deadlineSentence(deadline, today, calendar).includes('逾期')).toBe(isOverdue(deadline, today))
      }),
    )
  })
})
