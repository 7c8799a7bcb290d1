import { AlignmentType, Document, HeadingLevel, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { describe, expect, it } from 'vitest'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import { readDocument } from './read-document'

const cell = (text: string, span: { rowSpan?: number; columnSpan?: number } = {}) =>
  new TableCell({ ...span, children: text.split('\n').map((line) => new Paragraph(line)) })

const file = async (children: (Paragraph | Table)[]): Promise<Uint8Array> =>
  Packer.toBuffer(
    new Document({
      numbering: {
        config: [
          {
            reference: 'plan',
            levels: [
              { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、', alignment: AlignmentType.START },
              { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）', alignment: AlignmentType.START },
            ],
          },
        ],
      },
      sections: [{ children }],
    }),
  )

describe('Word files', () => {
  it('puts back the numbers that Word counts itself', async () => {
    const item = (text: string, level: number) => new Paragraph({ text, numbering: { reference: 'plan', level } })
    const source = await readDocument(
      await file([
        new Paragraph({ text: '甲市示例工作方案', heading: HeadingLevel.TITLE }),
        item('总体要求', 0),
        new Paragraph('坚持统筹推进。'),
        item('主要任务', 0),
        item('加强示例管理。建立机制。（市教育局牵头，市财政局配合）', 1),
        item('完善示例服务。健全网络。（责任单位：市民政局）', 1),
      ]),
      '方案.docx',
    )
    const texts = source.blocks.map((block) => (block.kind === 'paragraph' ? block.text.slice(0, 8) : ''))
    expect(texts).toContain('二、主要任务')
    const reading = readPlan(source)
    expect(reading.tasks.map((task) => [task.number, task.title, task.leadUnits, task.path[0]])).toEqual([
      ['一', '加强示例管理', ['市教育局'], '二、主要任务'],
      ['二', '完善示例服务', ['市民政局'], '二、主要任务'],
    ])
  })

  it('reads a division table with merged and empty cells', async () => {
    const row = (...cells: TableCell[]) => new TableRow({ children: cells })
    const table = new Table({
      rows: [
        row(cell('序号'), cell('类别'), cell('重点任务'), cell('牵头单位'), cell('配合单位'), cell('完成时限')),
        row(
          cell('1'),
          cell('住房保障', { rowSpan: 2 }),
          cell('筹集示例住房500套'),
          cell('市住建局'),
          cell('财政局\n自然资源局'),
          cell('2024年底前', { rowSpan: 2 }),
        ),
        row(cell('2'), cell('改造示例小区10个'), cell('市住建局、城管局'), cell('')),
        row(cell('二、环境治理', { columnSpan: 6 })),
        row(cell('3'), cell('水环境'), cell('整治示例河道2条'), cell('市水利局'), cell('/'), cell('长期坚持')),
      ],
    })
    const reading = readPlan(
      await readDocument(await file([new Paragraph('乙市示例任务分工表'), table]), '分工表.docx'),
    )
    expect(
      reading.tasks.map((task) => [
        task.number,
        task.title,
        task.path.at(-2),
        task.leadUnits,
        task.supportUnits,
        task.dueOn,
        task.ongoing,
      ]),
    ).toEqual([
      ['1', '筹集示例住房500套', '住房保障', ['市住建局'], ['市财政局', '市自然资源局'], '2024-12-31', false],
      ['2', '改造示例小区10个', '住房保障', ['市住建局', '市城管局'], [], '2024-12-31', false],
      ['3', '整治示例河道2条', '水环境', ['市水利局'], [], null, true],
    ])
  })

  it('reads the projects of a framed box', async () => {
    const box = new Table({
      rows: [
        new TableRow({ children: [cell('专栏1 示例工程')] }),
        new TableRow({ children: [cell('1.甲工程。实施甲项目。\n2.乙工程。实施乙项目。')] }),
      ],
    })
    const reading = readPlan(
      await readDocument(
        await file([
          new Paragraph('一、主要任务'),
          new Paragraph('（一）推进示例工作'),
          new Paragraph('抓好落实。'),
          box,
        ]),
        '规划.docx',
      ),
    )
    expect(reading.tasks.map((task) => [task.kind, task.title, task.path[0]])).toEqual([
      ['task', '推进示例工作', '一、主要任务'],
      ['project', '甲工程', '专栏1 示例工程'],
      ['project', '乙工程', '专栏1 示例工程'],
    ])
  })
})
