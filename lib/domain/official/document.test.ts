import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chineseNumber, numberHeadings, type OfficialBlock } from './document'

test.each([
  [1, '一'],
  [9, '九'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [21, '二十一'],
  [99, '九十九'],
])('%i is %s', (value, words) => {
  expect(chineseNumber(value)).toBe(words)
})

test.each([0, 100, 1.5, -1])('%d has no heading number', (value) => {
  expect(() => chineseNumber(value)).toThrow(RangeError)
})

test('no two numbers read the same', () => {
  const words = Array.from({ length: 99 }, (_, at) => chineseNumber(at + 1))
  expect(new Set(words).size).toBe(99)
})

const heading = (level: 1 | 2 | 3): OfficialBlock => ({ kind: 'heading', level, text: '题' })

test('headings are numbered by level, and a higher one starts the lower ones anew', () => {
  const levels = [1, 2, 3, 3, 2, 3, 1, 2] as const
  expect(numberHeadings(levels.map(heading)).map((block) => ('text' in block ? block.text : ''))).toEqual([
    '一、题',
    '（一）题',
    '1.题',
    '2.题',
    '（二）题',
    '1.题',
    '二、题',
    '（一）题',
  ])
})

test('numbering changes headings only and keeps the order', () => {
  const block = fc.oneof(
    fc.constantFrom<1 | 2 | 3>(1, 2, 3).map(heading),
    fc.string().map((text): OfficialBlock => ({ kind: 'paragraph', text })),
  )
  fc.assert(
    fc.property(fc.array(block, { maxLength: 40 }), (blocks) => {
      const numbered = numberHeadings(blocks)
      expect(numbered.length).toBe(blocks.length)
      for (const [at, one] of blocks.entries()) {
        if (one.kind === 'heading') expect(numbered[at]).toMatchObject({ kind: 'heading', level: one.level })
        else expect(numbered[at]).toBe(one)
      }
    }),
  )
})
