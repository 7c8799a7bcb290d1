import { expect, test } from 'vitest'
import { merged, sameValues, valuesOf } from './form-values.view'

const base = valuesOf(
  { selfPercent: 40, doneText: '甲', difficulties: '', nextSteps: '', isNoChange: false, noChangeReason: null },
  [2, 1],
)

test('two editors of different fields both keep what they wrote', () => {
  const mine = { ...base, nextSteps: '我写的下一步' }
  const theirs = { ...base, difficulties: '对方写的困难', selfPercent: '45' }
  expect(merged(base, mine, theirs)).toEqual({
    ...base,
    nextSteps: '我写的下一步',
    difficulties: '对方写的困难',
    selfPercent: '45',
  })
})

test('where both changed one field, mine stands, because I said so', () => {
  expect(merged(base, { ...base, doneText: '乙' }, { ...base, doneText: '丙', milestoneIds: [1] })).toEqual({
    ...base,
    doneText: '乙',
    milestoneIds: [1],
  })
})

test('the order in which milestones were ticked makes no difference', () => {
  expect(base.milestoneIds).toEqual([1, 2])
  expect(sameValues(base, valuesOf({ ...base, selfPercent: 40, noChangeReason: '' }, [1, 2]))).toBe(true)
})
