import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import { readDocument } from './read-document'

async function read(make: (book: ExcelJS.Workbook) => void): Promise<PlanReading> {
  const book = new ExcelJS.Workbook()
  make(book)
  return readPlan(await readDocument(new Uint8Array(await book.xlsx.writeBuffer()), '分工表.xlsx'))
}

const HEAD = ['序号', '工作任务', '牵头单位', '配合单位', '完成时限']

const tasks = (reading: PlanReading) =>
  reading.tasks.map((task) => [
    task.number,
    task.title,
    task.path.slice(0, -1).join('>'),
    task.leadUnits.join('、'),
    task.supportUnits.join('、'),
    task.dueOn ?? task.ongoing,
  ])

describe('workbooks as people make them', () => {
  it('title and notes round the table, merged cells, groups across, dates, rich text, formulas', async () => {
    const reading = await read((book) => {
      const sheet = book.addWorksheet('Sheet1')
      sheet.addRow(['甲市示例工作任务分工表'])
      sheet.mergeCells('A1:E1')
      sheet.addRow(['填报单位：市示例办', '', '', '', '2024年3月'])
      sheet.addRow(HEAD)
      sheet.addRow(['一、产业发展'])
      sheet.mergeCells('A4:E4')
      sheet.addRow([1, '新建示例园区2个', '市发展改革委', '财政局\n自然资源局', new Date(Date.UTC(2024, 11, 31))])
      sheet.getCell('E5').numFmt = 'yyyy"年"m"月"'
      sheet.addRow([
        { formula: 'A5+1', result: 2 },
        '',
        { richText: [{ text: '市工业和' }, { text: '信息化局', font: { bold: true } }] },
        '',
        '长期坚持',
      ])
      sheet.getCell('B6').value = { formula: '"培育"&"示例企业10家"', result: '培育示例企业10家' }
      sheet.addRow(['二、民生保障'])
      sheet.mergeCells('A7:E7')
      sheet.addRow([3, '改造示例小区5个', '市住建局', '/', '2025年底前'])
      sheet.addRow([4, '增设示例床位300张', '市民政局', '市卫健委', ''])
      sheet.mergeCells('E8:E9')
      sheet.addRow(['注：本表由市示例办负责解释。'])
    })
    expect(tasks(reading)).toEqual([
      ['1', '新建示例园区2个', '一、产业发展', '市发展改革委', '市财政局、市自然资源局', '2024-12-31'],
      ['2', '培育示例企业10家', '一、产业发展', '市工业和信息化局', '', true],
      ['3', '改造示例小区5个', '二、民生保障', '市住建局', '', '2025-12-31'],
      ['4', '增设示例床位300张', '二、民生保障', '市民政局', '市卫健委', '2025-12-31'],
    ])
  })

  it('a sheet for every chapter and one of indicators; hidden sheets, rows and columns are not read', async () => {
    const reading = await read((book) => {
      for (const [name, title] of [
        ['一、产业发展', '新建示例园区2个'],
        ['二、民生保障', '改造示例小区5个'],
      ] as const) {
        const sheet = book.addWorksheet(name)
        sheet.addRow([`${name}任务分工`])
        sheet.addRow([])
        sheet.addRow(['序号', '内部备注', '工作任务', '牵头单位', '完成时限'])
        sheet.addRow([1, '待定', title, '市发展改革委', '2025年底前'])
        sheet.addRow([2, '作废', '已经取消的事项', '市财政局', '2025年底前'])
        sheet.getColumn(2).hidden = true
        sheet.getRow(5).hidden = true
      }
      const measures = book.addWorksheet('主要指标')
      measures.addRow(['主要指标'])
      measures.mergeCells('A1:F1')
      measures.addRow(['领域', '指标', '单位', '现状', '目标值', ''])
      measures.addRow(['', '', '', '2020年', 2023, 2025])
      for (const range of ['A2:A3', 'B2:B3', 'C2:C3', 'E2:F2']) measures.mergeCells(range)
      measures.getCell('E3').numFmt = '0"年"'
      measures.getCell('F3').numFmt = '0"年"'
      measures.addRow(['教育', '示例入学率', '%', 0.9, 0.925, 0.95])
      measures.addRow(['', '示例学校数', '所', 12, 15, { formula: 'E5+3', result: 18 }])
      measures.mergeCells('A4:A5')
      for (const at of ['D4', 'E4', 'F4']) measures.getCell(at).numFmt = '0.0%'
      measures.addRow(['卫生', '示例床位数', '张', 3.1, 3.5, 4])
      measures.getCell('F6').numFmt = '"≥"0.0'
      const hidden = book.addWorksheet('草稿', { state: 'hidden' })
      hidden.addRow(HEAD)
      hidden.addRow([1, '不应读到的事项', '市教育局', '', '2025年底前'])
    })
    expect(tasks(reading)).toEqual([
      ['1', '新建示例园区2个', '一、产业发展', '市发展改革委', '', '2025-12-31'],
      ['1', '改造示例小区5个', '二、民生保障', '市发展改革委', '', '2025-12-31'],
    ])
    expect(
      reading.indicators.map((one) => [
        one.domain,
        one.name,
        one.unit,
        one.baselineText,
        ...one.targets.map((t) => `${t.year}:${t.text}`),
      ]),
    ).toEqual([
      ['教育', '示例入学率', '%', '90%', '2023:92.5%', '2025:95%'],
      ['教育', '示例学校数', '所', '12', '2023:15', '2025:18'],
      ['卫生', '示例床位数', '张', '3.1', '2023:3.5', '2025:≥4'],
    ])
  })

  it('two tables on one sheet, styles far below, a filter that hides rows', async () => {
    const reading = await read((book) => {
      const sheet = book.addWorksheet('附件')
      sheet.addRow(['甲市“十四五”示例事业发展规划'])
      sheet.addRow(['附件1 示例指标'])
      sheet.addRow(['序号', '指标', '2020年', '2025年'])
      sheet.addRow([1, '示例覆盖率（%）', 80, 95])
      sheet.addRow([2, '示例达标率（%）', 70, 90])
      sheet.addRow([])
      sheet.addRow(['附件2 示例任务分工'])
      sheet.addRow(HEAD)
      sheet.addRow([1, '新建示例园区2个', '市发展改革委', '', '2024年6月底前'])
      sheet.addRow([2, '改造示例小区5个', '市住建局', '', '2024年底前'])
      sheet.getRow(10).hidden = true
      sheet.autoFilter = 'A8:E10'
      sheet.getCell('A60000').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFFFF' } }
    })
    expect(reading.indicators.map((one) => [one.name, one.baselineText, one.targets[0]?.text])).toEqual([
      ['示例覆盖率', '80', '95'],
      ['示例达标率', '70', '90'],
    ])
    expect(tasks(reading).map(([number, title, , , , due]) => [number, title, due])).toEqual([
      ['1', '新建示例园区2个', '2024-06-30'],
      ['2', '改造示例小区5个', '2024-12-31'],
    ])
  })

  it('other programs: prefixed names, strings in the cells, phonetic signs, days from 1904', async () => {
    const zip = new JSZip()
    const x = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    const inline = (at: string, text: string) => `<x:c r="${at}" t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`
    zip.file(
      'xl/workbook.xml',
      `<x:workbook ${x} xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="1" sheetId="1" r:id="a"/></x:sheets></x:workbook>`,
    )
    zip.file(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="a" Target="/xl/worksheets/s.xml"/></Relationships>',
    )
    zip.file(
      'xl/sharedStrings.xml',
      `<x:sst ${x}><x:si><x:r><x:t>新建示例</x:t></x:r><x:r><x:t>园区_x000D_
2个</x:t></x:r><x:rPh sb="0" eb="1"><x:t>xin</x:t></x:rPh></x:si></x:sst>`,
    )
    zip.file(
      'xl/styles.xml',
      `<x:styleSheet ${x}><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="57"/></x:cellXfs></x:styleSheet>`,
    )
    zip.file(
      'xl/worksheets/s.xml',
      `<x:worksheet ${x}><x:sheetData><x:row>${['序号', '任务', '责任单位', '时限'].map((text, i) => inline(`${'ABCD'[i]}1`, text)).join('')}</x:row>
      <x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c><x:c r="B2" t="s"><x:v>0</x:v></x:c>${inline('C2', '市发展改革委')}<x:c r="D2" s="1"><x:v>43830</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
    )
    const reading = readPlan(await readDocument(await zip.generateAsync({ type: 'uint8array' }), '表.xlsx'))
    expect(tasks(reading)).toEqual([['1', '新建示例园区2个', '', '市发展改革委', '', '2024-01-31']])
  })
})
