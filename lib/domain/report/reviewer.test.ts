import { expect, test } from 'vitest'
import { reviewingUnit } from './reviewer'

const office = 1
const lead = 2
const supporter = 3

test.each([
  ['the primary lead’s goes to the issuer', lead, false, lead, office],
  ['a supporter’s goes to the primary lead', lead, false, supporter, lead],
  ['under a group it goes to the issuer', lead, true, supporter, office],
  ['without a lead it goes to the issuer', null, false, supporter, office],
] as const)('%s', (_, primaryLeadUnitId, isLedByGroup, unitId, reviewer) => {
  expect(reviewingUnit({ issuerUnitId: office, primaryLeadUnitId, isLedByGroup }, unitId)).toBe(reviewer)
})
