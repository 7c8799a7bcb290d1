import { expect, test } from 'vitest'
import { isBulkEligible } from './bulk'

const plain = { kind: 'report', claims: 0, isOwn: false, isOwnUnit: false }

test.each([
  [{}, true],
  [{ claims: 1 }, false],
  [{ isOwn: true }, false],
  [{ isOwnUnit: true }, false],
  [{ kind: 'closing' }, false],
])('%j goes through in bulk: %s', (more, expected) => {
  expect(isBulkEligible({ ...plain, ...more })).toBe(expected)
})
