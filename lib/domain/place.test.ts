import { expect, test } from 'vitest'
import { governmentName, levelsBelow, mayStandBelow, placeCode } from './place'

test.each([
  ['city', '410200', '4102'],
  ['province', '410000', '41'],
  ['county', '410212000000', '410212'],
  ['township', '410212100', '410212100'],
  // Digits that say something are never cut off.
  ['city', '410212', '410212'],
  ['province', '4', '4'],
] as const)('%s %s is kept as %s', (level, given, kept) => expect(placeCode(level, given)).toBe(kept))

test.each([
  ['a county below its city', '410212', 'county', '4102', 'city', true],
  ['a county below its province', '419001', 'county', '41', 'province', true],
  ['a county below another city', '410181', 'county', '4102', 'city', false],
  ['a city below a county', '4102', 'city', '41', 'county', false],
  ['a level below itself', '410212', 'county', '410212', 'county', false],
] as const)('%s', (_, code, level, above, aboveLevel, may) =>
  expect(mayStandBelow({ code, level }, { code: above, level: aboveLevel })).toBe(may),
)

test('levels below, down to none', () => {
  expect(levelsBelow('city')).toEqual(['county', 'township'])
  expect(levelsBelow('township')).toEqual([])
})

test.each([
  ['祥符区', '区政府'],
  ['河南省', '省政府'],
  ['临夏回族自治州', '州政府'],
  ['东湖街道', '街道办事处'],
  ['兴安盟', '人民政府'],
])('the government of %s is %s', (place, name) => expect(governmentName(place)).toBe(name))
