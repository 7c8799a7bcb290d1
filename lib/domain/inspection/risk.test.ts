import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type RiskFacts, riskParts, riskWeight } from './risk'

const facts = fc.record({
  overdueTasks: fc.nat(500),
  workdaysLate: fc.nat(5000),
  returnedReports: fc.nat(500),
  claimedGap: fc.nat(100),
  daysSinceVisit: fc.option(fc.nat(4000)),
})
const clean: RiskFacts = { overdueTasks: 0, workdaysLate: 0, returnedReports: 0, claimedGap: 0, daysSinceVisit: 0 }

test('everybody can be drawn and nobody weighs more than 26', () => {
  expect(riskWeight(clean)).toBe(1)
  fc.assert(
    fc.property(facts, (one) => {
      expect(Number.isInteger(riskWeight(one))).toBe(true)
      expect(riskWeight(one)).toBeGreaterThanOrEqual(1)
      expect(riskWeight(one)).toBeLessThanOrEqual(26)
      expect(riskParts(one).every(({ points }) => points >= 0 && points <= 5)).toBe(true)
    }),
  )
})

test('what is worse never weighs less', () => {
  fc.assert(
    fc.property(
      facts,
      fc.constantFrom('overdueTasks', 'workdaysLate', 'returnedReports', 'claimedGap'),
      fc.nat(50),
      (one, key, more) => {
        expect(riskWeight({ ...one, [key]: one[key] + more })).toBeGreaterThanOrEqual(riskWeight(one))
      },
    ),
  )
})

test.each([
  [{ overdueTasks: 2 }, 3],
  [{ workdaysLate: 9 }, 1],
  [{ workdaysLate: 10 }, 2],
  [{ returnedReports: 9 }, 6],
  [{ claimedGap: 35 }, 4],
  [{ daysSinceVisit: 180 }, 3],
  [{ daysSinceVisit: null }, 6],
])('%o weighs %d', (change, weight) => {
  expect(riskWeight({ ...clean, ...change })).toBe(weight)
})
