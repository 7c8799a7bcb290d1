import { describe, expect, it } from 'vitest'
import { flatDivision } from './flat-division'
import type { SourceBlock } from './source'

const lines = (text: string): SourceBlock[] =>
  text.split('\n').map((one, i) => ({ kind: 'paragraph', line: i + 1, text: one }))
const rows = (text: string) => flatDivision(lines(text), 0)?.table.rows.map((row) => row.map((cell) => cell.text))

describe('division-of-work tables without their grid', () => {
  it('a cell a line, with wrapped and missing cells', () => {
    expect(
      rows(`序号
重点任务
牵头单位
配合单位
完成时限
1
健全责任体系
区食安办
区委组织部、
区委编办
2024年9月
2
规范摊贩管理
区市场监管局
2025年5月
3
完善会商机制
区食安办
区公安分局
长期坚持
附件2`),
    ).toEqual([
      ['序号', '重点任务', '牵头单位', '配合单位', '完成时限'],
      ['1', '健全责任体系', '区食安办', '区委组织部、区委编办', '2024年9月'],
      ['2', '规范摊贩管理', '区市场监管局', '', '2025年5月'],
      ['3', '完善会商机制', '区食安办', '区公安分局', '长期坚持'],
    ])
  })

  it('a row a line', () => {
    expect(
      rows(`序号 工作任务 责任单位 完成时限
1 建设公共停车场 市城管局、市公安局 2025年底前
2 更新老旧管网 市水务局 持续推进`),
    ).toEqual([
      ['序号', '工作任务', '责任单位', '完成时限'],
      ['1', '建设公共停车场', '市城管局、市公安局', '2025年底前'],
      ['2', '更新老旧管网', '市水务局', '持续推进'],
    ])
  })

  it('is none without numbered rows or without a column of units', () => {
    expect(rows('序号\n重点任务\n牵头单位\n以上任务按季度调度。')).toBeUndefined()
    expect(rows('序号\n指标\n2025年\n1\n覆盖率\n90')).toBeUndefined()
  })
})
