import { describe, expect, test } from 'vitest'
import { calendarDate } from '../calendar/date'
import { type InspectionMatter, inspectionsOverlap } from './overlap'

const base: InspectionMatter = {
  id: 1,
  followsId: null,
  unitIds: [10, 11],
  planId: 5,
  taskIds: [],
  startsOn: calendarDate('2026-03-01'),
  endsOn: calendarDate('2026-03-10'),
}
const other = { ...base, id: 2 }

describe('第十五条 严禁重复督查', () => {
  test.each([
    ['the same', {}, true],
    ['another unit', { unitIds: [12] }, false],
    ['one unit in common', { unitIds: [11, 12] }, true],
    ['another plan', { planId: 6 }, false],
    ['everything', { planId: null }, true],
    ['a task of the plan that the other covers whole', { taskIds: [7] }, true],
    ['thirty days later', { startsOn: calendarDate('2026-04-09'), endsOn: calendarDate('2026-04-12') }, true],
    ['beyond the window', { startsOn: calendarDate('2026-04-10'), endsOn: calendarDate('2026-04-12') }, false],
    ['a follow-up of it', { followsId: 1 }, false],
    ['itself', { id: 1 }, false],
    ['not yet saved', { id: null }, true],
  ] as const)('%s', (_, change, expected) => {
    expect(inspectionsOverlap(base, { ...other, ...change })).toBe(expected)
    expect(inspectionsOverlap({ ...other, ...change }, base)).toBe(expected)
  })

  test('two lists of tasks meet where they share one', () => {
    const one = { ...base, taskIds: [7, 8] }
    expect(inspectionsOverlap(one, { ...other, taskIds: [8, 9] })).toBe(true)
    expect(inspectionsOverlap(one, { ...other, taskIds: [9] })).toBe(false)
  })
})
