import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseWeights } from './weights'

test.each([
  [[1, 1, 1], 100, [34, 33, 33]],
  [[40, 60], 100, [40, 60]],
  [[20, 20], 70, [35, 35]],
  [[0, 0], 100, [50, 50]],
  [[5], 100, [100]],
])('%j to %d', (weights, total, wanted) => {
  expect(normaliseWeights(weights, total)).toEqual(wanted)
})

test('whole, at least 1, and exactly the total; the order of size is kept', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 30 }), (weights) => {
      const result = normaliseWeights(weights, 100) ?? []
      expect(result.reduce((sum, weight) => sum + weight, 0)).toBe(100)
      for (const [index, weight] of result.entries()) {
        expect(Number.isInteger(weight) && weight >= 1).toBe(true)
        for (const [other, second] of result.entries()) {
          if ((weights[index] ?? 0) > (weights[other] ?? 0)) expect(weight).toBeGreaterThanOrEqual(second)
        }
      }
    }),
  )
})

test('nothing to share among too many', () => {
  expect(normaliseWeights([1, 1, 1], 2)).toBeNull()
  expect(normaliseWeights([], 100)).toBeNull()
})
