import { describe, expect, it } from 'vitest'
import { findResponsibilities } from './responsibility'

const read = (text: string) =>
  findResponsibilities(text).map(({ lead, support, flat, deadline }) => ({ lead, support, flat, deadline }))
const only = (parts: Partial<ReturnType<typeof read>[number]>) => [
  { lead: [], support: [], flat: [], deadline: null, ...parts },
]

describe('responsibility texts', () => {
  it.each([
    [
      '做好示例工作。（牵头单位：市教育局；配合单位：市财政局、人社局）',
      only({ lead: ['市教育局'], support: ['市财政局、人社局'] }),
    ],
    ['做好示例工作。【责任单位：县教育局，县财政局】', only({ flat: ['县教育局,县财政局'] })],
    ['（责任主体:各县(市、区)政府、市住建局）', only({ flat: ['各县(市、区)政府、市住建局'] })],
    [
      '做好示例工作。（市教育局牵头，市财政局、人社局配合，2025年6月底前完成）',
      only({ lead: ['市教育局'], support: ['市财政局、人社局'], deadline: null }),
    ],
    [
      '（财政部牵头，国务院相关部门及各地区按职责分工负责）',
      only({ lead: ['财政部'], support: ['国务院相关部门及各地区'] }),
    ],
    [
      '（由市教育局牵头负责，市财政局配合，2025年6月底前出台细则，持续推进）',
      only({ lead: ['市教育局'], support: ['市财政局'], deadline: '2025年6月底前' }),
    ],
    [
      '（各区人民政府牵头，市教育局指导，市财政局协办）',
      only({ lead: ['各区人民政府'], support: ['市教育局', '市财政局'] }),
    ],
    ['做好工作。（市教育局，2025年底前；市财政局）', only({ flat: ['市教育局、市财政局'], deadline: '2025年底前' })],
    [
      '（市教育局、市财政局分工负责，自2025年起每年实施）',
      only({ flat: ['市教育局、市财政局'], deadline: '自2025年起每年实施' }),
    ],
    ['（配合单位：各项目牵头单位，市财政局）', only({ support: ['各项目牵头单位,市财政局'] })],
    ['〔市教育局、财政局（列第一位者为牵头单位，下同）〕', only({ flat: ['市教育局、财政局'] })],
    ['牵头单位：各镇（街道）', only({ lead: ['各镇(街道)'] })],
    ['（民政部、国家医保局按职责分工负责）', only({ flat: ['民政部、国家医保局'] })],
    [
      '制定办法。由市农业农村局牵头，市生态环境局、财政局配合。',
      only({ lead: ['市农业农村局'], support: ['市生态环境局、财政局'] }),
    ],
    ['责任单位：市发改委（牵头）、市财政局', only({ lead: ['市发改委'], support: ['市财政局'] })],
    ['扩大供给。（省发展改革委、民政厅，各市、县人民政府）', only({ flat: ['省发展改革委、民政厅,各市、县人民政府'] })],
    ['（责任单位：区住建局；完成时限：2024年底前）', only({ flat: ['区住建局'], deadline: '2024年底前' })],
  ])('%s', (text, wanted) => {
    const found = read(text)
    expect(found.map((one) => ({ ...one, deadline: null }))).toEqual(wanted.map((one) => ({ ...one, deadline: null })))
    if (wanted[0]?.deadline) expect(found[0]?.deadline).toBe(wanted[0].deadline)
  })

  it.each([
    '推进乡镇卫生院（社区卫生服务中心）建设。',
    '强化部门配合，落实企业主体责任，加强监管。',
    '公安、交通运输、安监等部门联合实施规范化管理，加强排查治理。',
    '推进委员会办公室（以下简称办公室）负责监测。',
    '制定《关于加强食品安全责任的意见》（示政〔2022〕6号）。',
  ])('is none: %s', (text) => {
    expect(findResponsibilities(text)).toEqual([])
  })

  it('says where the label of the supporters is missing', () => {
    const [found] = findResponsibilities('（牵头单位：区卫健委；区委宣传部、教育局）')
    expect(found).toMatchObject({ lead: ['区卫健委'], support: ['区委宣传部、教育局'], labelMissing: true })
  })
})
