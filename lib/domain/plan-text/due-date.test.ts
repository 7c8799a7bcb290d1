import { describe, expect, it } from 'vitest'
import { deadlineInProse, deadlineOf, timeLimit } from './due-date'

describe('time limits', () => {
  it.each([
    ['2025年底前', '2025-12-31'],
    ['2024年2月', '2024-02-29'],
    ['6月底前', '2024-06-30'],
    ['第三季度', '2024-09-30'],
    ['2025年第一季度', '2025-03-31'],
    ['2025年第四季度', '2025-12-31'],
    ['上半年', '2024-06-30'],
    ['2027年上半年', '2027-06-30'],
    ['2027年上半年前', '2027-06-30'],
    ['2026年下半年', '2026-12-31'],
    ['2026年年中', '2026-06-30'],
    ['年内', '2024-12-31'],
    ['明年3月底前', '2025-03-31'],
    ['“十四五”期间', '2025-12-31'],
    ['“十四五”末', '2025-12-31'],
    ['“十五五”期末', '2030-12-31'],
    ['2024年5月10日前', '2024-05-10'],
    ['2024年5月中旬', '2024-05-20'],
    ['2024年5月中', '2024-05-15'],
    ['2024年5月上旬前', '2024-05-10'],
    ['2024年5月下旬', '2024-05-31'],
    ['2024年4月以前', '2024-04-30'],
    ['2025年之前', '2025-12-31'],
    ['2023年4月—2025年10月', '2025-10-31'],
    ['2025—2027年', '2027-12-31'],
    ['2024年3月15日至9月', '2024-09-30'],
    ['年底前', '2024-12-31'],
  ])('%s', (text, day) => {
    expect(deadlineOf(text, 2024).dueOn).toBe(day)
  })

  it.each(['长期坚持', '持续推进', '每年12月底前', '每季度末', '常态化开展', '全年'])('%s has no day', (text) => {
    expect(deadlineOf(text, 2024)).toEqual({ text, dueOn: null, ongoing: true })
  })

  it('finds the limit in running text, but no plain year and no day gone by', () => {
    expect(deadlineInProse('改造管网，2024年10月底前完成主体工程。', null)?.text).toBe('2024年10月底前')
    expect(deadlineInProse('2027年上半年建成运行管理中心。', 2025)).toEqual({
      text: '2027年上半年',
      dueOn: '2027-06-30',
      ongoing: false,
    })
    expect(deadlineInProse('每年6月底前报送总结。', 2025)).toEqual({
      text: '每年6月底前',
      dueOn: null,
      ongoing: true,
    })
    expect(deadlineInProse('落实2020年印发的办法。', null)).toBeNull()
    expect(deadlineInProse('截至2023年底，共有幼儿园68所。', 2024)).toBeNull()
    expect(deadlineInProse('改造2000年底前建成的小区。', 2024)).toBeNull()
    expect(deadlineInProse('2024年前三季度增长6%。', 2024)).toBeNull()
  })

  it.each([
    ['2024年6月底前完成', '2024年6月底前'],
    ['2025年年底前完成', '2025年年底前'],
    ['2025年底前基本完成，长期坚持', '2025年底前'],
    ['2027年上半年', '2027年上半年'],
    ['年内持续推进', '年内持续推进'],
    ['到2026年，市财政局', '2026年'],
  ])('%s among names', (printed, text) => {
    expect(timeLimit(printed.replace('，', ','))?.text).toBe(text)
  })

  it('is no time limit inside a name', () => {
    expect(timeLimit('年度考核办公室、市财政局')).toBeNull()
    expect(timeLimit('市财政局')).toBeNull()
  })
})
