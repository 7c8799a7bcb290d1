import { describe, expect, it } from 'vitest'
import { listUnits } from './unit-list'
import { isTypo, sameUnit, unitBook } from './unit-names'
import { unitKind } from './unit-words'

const names = (text: string, whole?: (name: string) => boolean) => listUnits(text, whole).map((unit) => unit.name)

describe('lists of units', () => {
  it.each([
    ['区卫健委、文广旅游局', ['区卫健委', '区文广旅游局']],
    ['区委宣传部、政法委,发改委', ['区委宣传部', '区委政法委', '区发改委']],
    ['市市场监管局、民政局', ['市市场监管局', '市民政局']],
    ['市场监管局、教育局', ['市场监管局', '教育局']],
    ['甲市、乙市人民政府', ['甲市人民政府', '乙市人民政府']],
    ['各级党委、政府、各有关部门', ['各级党委、政府', '各有关部门']],
    ['省民政厅、财政厅，各市、县〔市、区〕人民政府', ['省民政厅', '省财政厅', '各市、县〔市、区〕人民政府']],
    [
      '市住建局、城东街道办事处、示例园区、国网甲市供电公司',
      ['市住建局', '城东街道办事处', '示例园区', '国网甲市供电公司'],
    ],
    ['税务总局、市场监管总局等国务院相关部门及各地区', ['税务总局', '市场监管总局', '国务院相关部门', '各地区']],
    ['团市委、妇联', ['团市委', '市妇联']],
    ['市教育局等部门', ['市教育局']],
  ])('%s', (text, wanted) => {
    expect(names(text)).toEqual(wanted)
  })

  it('keeps a name with 、 in it whole where it is known', () => {
    expect(names('市委党史、地方志研究室、市教育局', (name) => name === '市委党史、地方志研究室')[0]).toBe(
      '市委党史、地方志研究室',
    )
  })
})

const mention = (name: string, list: number) => ({ name, printed: name, carried: false, line: list, list })

describe('spellings of one unit', () => {
  it('brings short and long names together, but never two of one list', () => {
    expect(sameUnit('区市场监管局', '区市场监督管理局')).toBe(true)
    expect(sameUnit('市应急办', '市核应急办')).toBe(false)
    expect(sameUnit('市教育局', '市体育局')).toBe(false)
    const apart = unitBook([mention('市农业局', 1), mention('市农业农村局', 1)])
    expect(apart.units.map((unit) => unit.name)).toEqual(['市农业局', '市农业农村局'])
  })

  it('flags a rare name one sign off a common one, and leaves real departments alone', () => {
    const totals = new Map([
      ['区卫健委', 9],
      ['区卫键委', 1],
      ['区教育局', 9],
      ['区体育局', 1],
    ])
    expect(isTypo('区卫键委', '区卫健委', totals)).toBe(true)
    expect(isTypo('区体育局', '区教育局', totals)).toBe(false)
    const book = unitBook([1, 2, 3, 4].map((list) => mention(list === 4 ? '区卫键委' : '区卫健委', list)))
    expect(book.units).toEqual([{ name: '区卫健委', spellings: ['区卫健委', '区卫键委'], kind: 'department' }])
    expect(book.warnings.map((warning) => [warning.code, warning.line])).toEqual([['nearUnit', 4]])
  })

  it('only warns about the register', () => {
    const book = unitBook(
      [mention('市教育居', 1), mention('市示例局', 2), mention('市财政局', 3)],
      [{ name: '市教育局' }, { name: '甲市财政局', aliases: ['市财政局'] }],
    )
    expect(book.units.map((unit) => unit.name)).toContain('市教育居')
    expect(book.warnings.map((warning) => warning.code)).toEqual(['nearUnit', 'unknownUnit'])
  })

  it.each([
    ['区委宣传部', 'party'],
    ['团区委', 'mass organisation'],
    ['各乡镇政府', 'group'],
    ['城东街道办事处', 'government'],
    ['市教育局', 'department'],
    ['国网甲市供电公司', 'enterprise'],
    ['示例大学', 'institution'],
  ])('%s is a %s', (name, kind) => {
    expect(unitKind(name)).toBe(kind)
  })
})
