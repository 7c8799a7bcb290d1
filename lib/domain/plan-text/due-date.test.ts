import { describe, expect, it } from 'vitest'
import { deadlineInProse, deadlineOf } from './due-date'

describe('time limits', () => {
  it.each([
    ['2025年底前', '2025-12-31'],
    ['2024年2月', '2024-02-29'],
    ['6月底前', '2024-06-30'],
    ['第三季度', '2024-09-30'],
    ['上半年', '2024-06-30'],
    ['“十四五”期间', '2025-12-31'],
    ['2024年5月10日前', '2024-05-10'],
    ['2023年4月—2025年10月', '2025-10-31'],
    ['年底前', '2024-12-31'],
  ])('%s', (text, day) => {
    expect(deadlineOf(text, 2024).dueOn).toBe(day)
  })

  it('has no day for what goes on', () => {
    expect(deadlineOf('长期坚持', 2024)).toEqual({ text: '长期坚持', dueOn: null, ongoing: true })
    expect(deadlineOf('持续推进', 2024).ongoing).toBe(true)
  })

  it('finds the limit in running text, but no plain year', () => {
    expect(deadlineInProse('改造管网，2024年10月底前完成主体工程。', null)?.text).toBe('2024年10月底前')
    expect(deadlineInProse('落实2020年印发的办法。', null)).toBeNull()
  })
})
