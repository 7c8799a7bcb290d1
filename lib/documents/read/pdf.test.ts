import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import { type MadeTable, madePdf, setPages } from './made-pdf'
import { readDocument } from './read-document'

const read = async (content: (string | MadeTable)[], head: string | null = null): Promise<PlanReading> =>
  readPlan(await readDocument(madePdf(setPages(content, head)), '规划.pdf'))

const INTRODUCTION = [
  '甲市“十四五”示例事业发展规划',
  '一、发展目标',
  '到2025年，示例事业发展取得明显成效，公共服务体系更加完善，主要指标达到全省先进水平，群众获得感、幸福感、安全感不断增强。',
  '表1 “十四五”时期示例事业发展主要指标',
]

const INDICATORS = [
  ['序号', '指标名称', '单位', '2020年\n基期值', '2025年\n目标值', '指标属性', '责任单位'],
  ['1', '示例服务设施覆盖率', '%', '85.2', '≥95', '预期性', '市民政局'],
  ['2', '每千人口拥有示例服务机构床位数', '张', '3.6', '4.5', '预期性', '市卫生健康委、市民政局'],
  ['3', '人均示例寿命', '岁', '78.1', '提高1岁', '预期性', '市卫生健康委'],
  ['4', '示例投诉办结率', '%', '—', '100', '约束性', '市政务服务局'],
  ['5', '新增示例公共活动场地面积占城区公共用地的比重', '%', '6', '8左右', '预期性', '市体育局'],
]

const DIVISION = [
  ['序号', '重点任务', '牵头单位', '配合单位', '完成时限'],
  ['1', '新建示例服务中心3个，改造提升老旧服务站点20处以上', '市民政局', '市财政局、市自然资源局', '2024年底前'],
  ['2', '制定示例管理办法', '市司法局', '', '2024年6月底前'],
  [
    '3',
    '建成全市统一的示例信息平台，实现数据互联互通和业务协同办理，覆盖全部县（市、区）',
    '市大数据局',
    '市民政局、市公安局、市卫生健康委',
    '2025年底前',
  ],
  ['4', '开展示例宣传教育活动', '市教育局', '团市委', '长期坚持'],
]

const LAYOUTS = (['top', 'middle'] as const).flatMap((align) =>
  [0, 6].flatMap((padding) => [false, true].map((centred) => ({ align, padding, centred, repeatHeader: false }))),
)

describe('tables set by blanks alone', () => {
  it.each(LAYOUTS)('indicators, $align, padding $padding, centred $centred', async (layout) => {
    const table = { ...layout, widths: [35, 110, 36, 50, 60, 60, 90], rows: INDICATORS }
    const reading = await read([
      ...INTRODUCTION,
      table,
      '二、主要任务',
      '（一）加强示例管理。健全机制。（市民政局牵头）',
    ])
    expect(
      reading.indicators.map((one) => [
        one.number,
        one.name,
        one.unit,
        one.baselineText,
        one.targets[0]?.year,
        one.targets[0]?.text,
        one.nature,
        one.responsibleUnits.join('、'),
      ]),
    ).toEqual(
      INDICATORS.slice(1).map(([number, name, unit, base, target, nature, owner]) => [
        number,
        name,
        unit,
        base,
        2025,
        target,
        nature,
        owner,
      ]),
    )
    expect(reading.tasks.map((task) => [task.title, task.path[0]])).toEqual([['加强示例管理', '二、主要任务']])
  })

  it.each(LAYOUTS)('a division of work, $align, padding $padding, centred $centred', async (layout) => {
    const table = { ...layout, widths: [35, 170, 70, 90, 86], rows: DIVISION }
    const reading = await read(['甲市示例工作任务分工表', table])
    expect(
      reading.tasks.map((task) => [
        task.number,
        task.path.at(-1),
        task.leadUnits.join('、'),
        task.supportUnits.join('、'),
        task.deadlineText,
      ]),
    ).toEqual(DIVISION.slice(1))
  })

  it.each([true, false])('over pages, headings printed again: %s', async (repeatHeader) => {
    const rows = Array.from({ length: 70 }, (_, i) => [
      String(i + 1),
      `完成示例工程第${i + 1}项建设任务并投入使用，形成可推广经验`,
      i % 3 === 0 ? '市住房城乡建设局、市财政局' : '市水利局',
      '2025年底前',
    ])
    const table: MadeTable = {
      widths: [40, 200, 110, 90],
      align: 'middle',
      padding: 4,
      centred: false,
      repeatHeader,
      rows: [['序号', '工作任务', '责任单位', '完成时限'], ...rows],
    }
    const reading = await read(['甲市示例工作任务分工表', table], '甲市示例工作方案')
    expect(reading.tasks.map((task) => [task.number, task.title, task.deadlineText])).toEqual(
      rows.map(([number, title, , deadline]) => [number, title, deadline]),
    )
    expect(reading.tasks[0]?.leadUnits).toContain('市住房城乡建设局')
  })

  it('no numbers, years over two heading rows, groups in the middle of their rows', async () => {
    const table: MadeTable = {
      widths: [70, 150, 60, 60, 60],
      align: 'top',
      padding: 5,
      centred: true,
      repeatHeader: false,
      rows: [
        ['', '', '', '目标值', ''],
        ['领域', '指标', '2020年', '2023年', '2025年'],
        ['基础教育', '示例入园率（%）', '90', '92', '95'],
        ['', '示例巩固率（%）', '95', '96', '97'],
        ['高等教育', '示例就业率（%）', '85', '88', '90以上'],
      ],
    }
    const reading = await read([...INTRODUCTION, table])
    expect(
      reading.indicators.map((one) => [
        one.domain,
        one.name,
        one.unit,
        one.baselineText,
        ...one.targets.map((t) => `${t.year}:${t.text}`),
      ]),
    ).toEqual([
      ['基础教育', '示例入园率', '%', '90', '2023:92', '2025:95'],
      ['基础教育', '示例巩固率', '%', '95', '2023:96', '2025:97'],
      ['高等教育', '示例就业率', '%', '85', '2023:88', '2025:90以上'],
    ])
  })

  it('groups printed in the middle of the rows that they are for', async () => {
    const layout = { align: 'middle' as const, padding: 4, centred: true, repeatHeader: false }
    const pages = setPages([
      ...INTRODUCTION,
      {
        ...layout,
        widths: [70, 40, 160, 70, 70],
        rows: [
          ['类别', '序号', '指标', '2020年', '2025年'],
          ['', '1', '示例甲率（%）', '1', '2'],
          ['经济发展', '2', '示例乙率（%）', '3', '4'],
          ['', '3', '示例丙率（%）', '5', '6'],
          ['', '4', '示例丁率（%）', '7', '8'],
          ['', '5', '示例戊率（%）', '9', '10'],
        ],
      },
    ])
    const [page] = pages
    const four = page?.texts.find((one) => one.text.startsWith('示例丁率'))
    const five = page?.texts.find((one) => one.text.startsWith('示例戊率'))
    page?.texts.push({ text: '社会发展', x: 83, y: ((four?.y ?? 0) + (five?.y ?? 0)) / 2 })
    const reading = readPlan(await readDocument(madePdf(pages), '规划.pdf'))
    expect(reading.indicators.map((one) => one.domain)).toEqual([
      '经济发展',
      '经济发展',
      '经济发展',
      '社会发展',
      '社会发展',
    ])
  })
})

describe('PDF text', () => {
  it('reads the encodings that name a character map without carrying it', async () => {
    const pages = [
      {
        texts: [
          { text: '甲市示例工作方案', x: 200, y: 740, size: 16 },
          { text: '一、主要任务，加强示例管理和服务工作，到2025年底前建成12处。', x: 72, y: 700 },
        ],
      },
    ]
    const source = await readDocument(
      madePdf(pages, (text) => iconv.encode(text, 'gbk'), 'gbk'),
      '方案.pdf',
    )
    expect(source.blocks.map((block) => (block.kind === 'paragraph' ? block.text : ''))).toEqual(
      pages[0]?.texts.map((one) => one.text),
    )
  })

  it('the same whatever the order in which the texts are drawn', async () => {
    const pages = setPages(
      [
        '甲市示例工作方案',
        '一、主要任务',
        '（一）加强示例管理。健全工作机制，完善配套政策，推动示例管理规范化、标准化、信息化，形成齐抓共管的工作格局。（市民政局牵头，市财政局配合）',
        '（二）完善示例服务。优化流程。（责任单位：市教育局）',
      ],
      '甲市人民政府公报',
    )
    const turned = pages.map((page) => ({ ...page, texts: [...page.texts].reverse() }))
    const [one, two] = await Promise.all(
      [pages, turned].map(async (each) => readPlan(await readDocument(madePdf(each), '方案.pdf'))),
    )
    expect(one?.tasks.map((task) => [task.title, task.leadUnits, task.supportUnits])).toEqual([
      ['加强示例管理', ['市民政局'], ['市财政局']],
      ['完善示例服务', ['市教育局'], []],
    ])
    expect(two).toEqual(one)
  })
})
