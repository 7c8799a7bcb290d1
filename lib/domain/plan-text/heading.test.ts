import { describe, expect, it } from 'vitest'
import { chapterKind } from './chapter'
import { boxTitle, headingMark, splitTitle } from './heading'

describe('numbering signs', () => {
  it.each([
    ['一、主要任务', 'cn', '一'],
    ['（十二）健全机制', 'cnBracket', '十二'],
    [')改善环境', 'cnBracket', null],
    ['3．推进工作', 'arabic', '3'],
    ['12、推进工作', 'arabic', '12'],
    ['1.2023年6月底前完成', 'arabic', '1'],
    ['（3）推进工作', 'arabicBracket', '3'],
    ['第三章 重点任务', 'part', '三'],
    ['第二节　推进工作', 'section', '二'],
    ['①推进工作', 'circled', '①'],
    ['任务一：推进工作', 'labelled', '一'],
    ['专项行动2 推进工作', 'labelled', '2'],
    ['（）推进工作', 'cnBracket', null],
    ['第一，推进工作', 'arabic', '一'],
  ])('%s', (text, shape, number) => {
    expect(headingMark(text)).toMatchObject({ shape, number })
  })

  it.each(['1.94', '2020年全市', '）', '各县区政府', '（责任单位：市教育局）', '5岁以下儿童'])(
    'is none: %s',
    (text) => {
      expect(headingMark(text)).toBeNull()
    },
  )

  it('cuts titles that run in, stand alone or go on too long', () => {
    expect(splitTitle('加强管理。建立机制。')).toEqual({ title: '加强管理', body: '建立机制。', runIn: true })
    expect(splitTitle('加强管理。')).toMatchObject({ title: '加强管理', runIn: false })
    expect(splitTitle('重点任务：建设平台。')).toMatchObject({ title: '建设平台' })
    expect(splitTitle('推广《示例。办法》，加强管理')).toMatchObject({ title: '推广《示例。办法》，加强管理' })
    expect(splitTitle(`${'统筹推进示例工作，'.repeat(9)}取得成效。`).title.length).toBeLessThan(61)
  })

  it('reads box labels', () => {
    expect(boxTitle('专栏3　示例工程')).toEqual({ number: '3', title: '示例工程' })
    expect(boxTitle('专栏作家的文章。')).toBeNull()
  })

  it.each([
    ['规划背景', 'background'],
    ['总体要求', 'background'],
    ['面临形势', 'background'],
    ['优化健康生活环境', 'tasks'],
    ['应对人口老龄化挑战', 'tasks'],
    ['健全社会保障体系', 'tasks'],
    ['保障措施', 'safeguards'],
    ['组织实施', 'safeguards'],
    ['附件1', 'annex'],
  ])('%s is %s', (title, kind) => {
    expect(chapterKind(title)).toBe(kind)
  })
})
