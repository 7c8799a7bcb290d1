import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutNames } from './without-names'

test('of a person named in a text the surname stays', () => {
  expect(withoutNames('现场由周启航陪同，周启提供台账。', ['周启', '周启航'])).toBe('现场由周某陪同，周某提供台账。')
  expect(withoutNames('一处损坏。A.(b)', ['一', '', 'A.('])).toBe('一处损坏。A某b)')
})

test('no name is left, whatever the text and the names', () => {
  const letter = fc.constantFrom(...'甲乙丙丁')
  const name = fc.string({ unit: letter, minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 30 }), fc.array(name, { maxLength: 5 }), (text, names) => {
      const left = withoutNames(text, names)
      for (const one of names) expect(left).not.toContain(one)
    }),
  )
})
