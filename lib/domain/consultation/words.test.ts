import { expect, test } from 'vitest'
import { partWords } from './words'

test.each([
  [4, 2, '4 项任务，2 项指标'],
  [1, 0, '1 项任务'],
  [0, 3, '3 项指标'],
])('%i tasks and %i indicators: %s', (items, indicators, words) => {
  expect(partWords({ items, indicators })).toBe(words)
})
