import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, calendarDate } from '../calendar/date'
import { todoSentence, weekEnd } from './todo'

test('the sentence counts what is there and leaves out what is not', () => {
  const none = { late: 0, dueThisWeek: 0, dueLater: 0, back: 0, decide: 0, fresh: 0 }
  expect(todoSentence({ ...none, late: 2, dueThisWeek: 5, back: 1, fresh: 3 })).toBe(
    '2 项逾期，5 项本周到期，1 项被退回，3 项待签收',
  )
  expect(todoSentence({ ...none, asked: 2 })).toBe('2 项待答复征求意见')
  expect(todoSentence(none)).toBe('没有待办事项')
})

test.each([
  ['2026-11-16', '2026-11-22'],
  ['2026-11-20', '2026-11-22'],
  ['2026-11-22', '2026-11-22'],
  ['2026-12-28', '2027-01-03'],
])('the week of %s ends on %s', (day, sunday) => {
  expect(weekEnd(calendarDate(day))).toBe(sunday)
})

test('the week ends on the same day for each of its days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
      const sunday = weekEnd(addDays(calendarDate('2000-01-01'), days))
      for (let back = 0; back < 7; back += 1) expect(weekEnd(addDays(sunday, -back))).toBe(sunday)
    }),
  )
})
