import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDiff } from './word-diff'

const text = fc
  .array(fc.constantFrom('健康', '学校', '开展', '筛查', '30', '%', '，', '。', ' '))
  .map((words) => words.join(''))
const without = (before: string, after: string, kind: string) =>
  wordDiff(before, after)
    .filter((piece) => piece.kind !== kind)
    .map((piece) => piece.text)
    .join('')

test('both texts can be read back from the difference', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(without(before, after, 'added')).toBe(before)
      expect(without(before, after, 'removed')).toBe(after)
    }),
  )
})

test('a changed number is the only thing marked', () => {
  expect(wordDiff('已建成健身步道12公里，验收合格。', '已建成健身步道15公里，验收合格。')).toEqual([
    { kind: 'same', text: '已建成健身步道' },
    { kind: 'removed', text: '12' },
    { kind: 'added', text: '15' },
    { kind: 'same', text: '公里，验收合格。' },
  ])
})

test('texts too long to compare are still both complete', () => {
  const before = '筛查，'.repeat(800)
  const after = '健康。'.repeat(800)
  expect(without(before, after, 'added')).toBe(before)
  expect(without(before, after, 'removed')).toBe(after)
})
