import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalEvent, type StoredEvent } from './canonical'

const nullable = fc.option(fc.string(), { nil: null })
const event: fc.Arbitrary<StoredEvent> = fc.record({
  id: fc.string(),
  at: fc.string(),
  personId: nullable,
  personName: fc.string(),
  membershipId: nullable,
  unitId: nullable,
  unitName: nullable,
  role: nullable,
  jurisdictionPath: fc.string(),
  action: fc.string(),
  subjectType: fc.string(),
  subjectId: fc.string(),
  planId: nullable,
  taskId: nullable,
  before: nullable,
  after: nullable,
  reason: nullable,
  requestId: fc.string(),
  via: fc.string(),
  ip: nullable,
})

test('a change of any one column changes the text, null and empty apart', () => {
  fc.assert(
    fc.property(
      event,
      fc.constantFrom(...(Object.keys(fc.sample(event, 1)[0] ?? {}) as (keyof StoredEvent)[])),
      nullable,
      (one, key, value) => {
        fc.pre(one[key] !== value)
        expect(canonicalEvent({ ...one, [key]: value } as StoredEvent)).not.toBe(canonicalEvent(one))
      },
    ),
  )
})

test('text cannot slide from one column into the next', () => {
  const [one] = fc.sample(event, 1) as [StoredEvent]
  expect(canonicalEvent({ ...one, via: 'a","b', ip: 'c' })).not.toBe(canonicalEvent({ ...one, via: 'a', ip: 'b","c' }))
})
