import { describe, expect, it } from 'vitest'
import { directionOf, isValueLike, parseGlued, parseTarget } from './target'

describe('target texts', () => {
  it.each([
    ['≥1.86', '>=', 1.86],
    ['80 以上', '>=', 80],
    ['30%及以上', '>=', 30],
    ['不低于22%', '>=', 22],
    ['保持在95%以上', '>=', 95],
    ['＜25', '<', 25],
    ['控制在20%以下', '<=', 20],
    ['控制在13以内', '<=', 13],
    ['低于7%', '<', 7],
    ['接近80', 'about', 80],
    ['28左右', 'about', 28],
    ['提升到20%', '=', 20],
    ['10/10万及以下', '<=', 10],
    ['1,000', '=', 1000],
    ['[85]', '=', 85],
    ['［≥85］', '>=', 85],
    ['提高1岁', 'change_by', 1],
    ['降低10%', 'change_by', -10],
    ['逐年增加', 'increase_yearly', null],
    ['不断缩小', 'decrease_yearly', null],
    ['持续改善', 'improve', null],
    ['明显下降', 'improve', null],
    ['保持较好控制水平', 'maintain', null],
    ['C 级以上', 'grade_at_least', null],
    ['省下达指标', 'assigned_by_superior', null],
    ['提前实现', 'achieve', null],
    ['达到省平均水平', 'unparsed', null],
    ['与经济增长同步', 'unparsed', null],
    ['—', 'unparsed', null],
  ])('%s', (text, op, value) => {
    expect(parseTarget(text)).toMatchObject({ op, value })
  })

  it('reads the base year, the kind of change and second values', () => {
    expect(parseTarget('比2020年提高15%')).toMatchObject({
      op: 'change_by',
      value: 15,
      baseYear: 2020,
      relative: 'percent',
    })
    expect(parseTarget('累计下降13.5个百分点')).toMatchObject({ op: 'change_by', value: -13.5, relative: 'absolute' })
    expect(parseTarget('100（50）')).toMatchObject({ op: '=', value: 100, value2: 50 })
    expect(parseGlued('10085', '甲机构比例(%),乙机构比例', '%')).toMatchObject({ value: 100, value2: 85 })
    expect(parseGlued('10085', '企业数', '家')).toBeNull()
  })

  it('tells values from names', () => {
    for (const text of ['79.07', '≥95', '—', '逐年下降', '提高30％', '完成省市分配任务', 'C'])
      expect(isValueLike(text), text).toBe(true)
    for (const text of ['5岁以下儿童死亡率（‰）', '15岁以上人群吸烟率', '控制水平', '市教育局', '健康'])
      expect(isValueLike(text), text).toBe(false)
  })

  it('knows which way is better', () => {
    expect(directionOf('婴儿死亡率', true)).toBe('lower_better')
    expect(directionOf('公共场所吸烟控制率', true)).toBe('higher_better')
    expect(directionOf('居民饮用水水质', false)).toBe('qualitative')
  })
})
