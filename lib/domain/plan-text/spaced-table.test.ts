import { describe, expect, it } from 'vitest'
import { restoreFlatTables } from './flat-table'
import type { SourceBlock } from './source'
import { tokensOf } from './spaced-table'

const lines = (text: string): SourceBlock[] =>
  text.split('\n').map((one, i) => ({ kind: 'paragraph', line: i + 1, text: one }))

describe('tables a row a line', () => {
  it.each([
    ['2 优良天数比率（%） 84.2 ≥ 86 约束性', ['2', '优良天数比率(%)', '84.2', '≥86', '约束性']],
    ['序号 指标 2020 年 2025 年 目标值', ['序号', '指标', '2020年', '2025年目标值']],
    ['森林覆盖率 （%） 41 42 以上', ['森林覆盖率(%)', '41', '42以上']],
  ])('%s', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens)
  })

  it('are put back, their wrapped names with them, and prose after them stays prose', () => {
    const { blocks } = restoreFlatTables(
      lines(`主要指标
序号 指标 2020年 2025年 属性
1 森林覆盖率（%） 41 42 约束性
2 国控断面达到或优于三类
水体比例（%） 88 90以上 约束性
3 再生水利用率（%） — 25 预期性
注：数据为年末值。`),
      2021,
    )
    expect(blocks.map((block) => block.kind)).toEqual(['paragraph', 'table', 'paragraph'])
    const table = blocks[1]
    expect(table?.kind === 'table' && table.rows.map((row) => row.map((cell) => cell.text))).toEqual([
      ['序号', '指标', '2020年', '2025年', '属性'],
      ['1', '森林覆盖率(%)', '41', '42', '约束性'],
      ['2', '国控断面达到或优于三类水体比例(%)', '88', '90以上', '约束性'],
      ['3', '再生水利用率(%)', '—', '25', '预期性'],
    ])
  })

  it('take numbers that stand in the names, and groups before them', () => {
    const { blocks } = restoreFlatTables(
      lines(`类别 指标名称 单位 2020年 2025年 属性
经济
发展 1.地区生产总值增速 % 2.3 6.5左右 预期性
2.全员劳动生产率 万元/人 12.5 17 预期性
民生
福祉 3.城镇调查失业率 % 5.4 <5.5 预期性
4.居民收入增长 % — 与经济增长同步 预期性`),
      2021,
    )
    const table = blocks[0]
    expect(
      table?.kind === 'table' && table.rows.slice(1).map((row) => row.slice(0, 5).map((cell) => cell.text)),
    ).toEqual([
      ['经济发展', '1.地区生产总值增速', '%', '2.3', '6.5左右'],
      ['', '2.全员劳动生产率', '万元/人', '12.5', '17'],
      ['民生福祉', '3.城镇调查失业率', '%', '5.4', '<5.5'],
      ['', '4.居民收入增长', '%', '—', '与经济增长同步'],
    ])
  })

  it('leaves a line of column words without rows alone', () => {
    const { blocks } = restoreFlatTables(lines('序号 指标 2025年\n以上指标按年度分解落实到各部门。'), 2021)
    expect(blocks.every((block) => block.kind === 'paragraph')).toBe(true)
  })
})
