import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeOrder } from './merge-order'

test('what only the old order has stays behind what it followed', () => {
  expect(mergeOrder(['a', 'b', 'c', 'd'], ['c', 'a', 'x'])).toEqual(['c', 'd', 'a', 'b', 'x'])
  expect(mergeOrder(['z', 'a'], ['a'])).toEqual(['z', 'a'])
})

test('every entry of both orders once, the new ones in their own order', () => {
  const keys = fc.uniqueArray(fc.integer({ min: 0, max: 20 }))
  fc.assert(
    fc.property(keys, keys, (old, fresh) => {
      const merged = mergeOrder(old, fresh)
      expect([...merged].sort()).toEqual([...new Set([...old, ...fresh])].sort())
      expect(merged.filter((key) => fresh.includes(key))).toEqual(fresh)
    }),
  )
})
