import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import { readPlanWorkbook } from '@/lib/documents/read/plan-workbook'
import type { PlanDraft, RegisterUnit } from '@/lib/domain/plan/draft'
import { toDraft } from '@/lib/domain/plan/to-draft'
import { draftRows } from '@/lib/domain/plan/workbook'
import { compareWorkbook } from '@/lib/domain/plan/workbook-compare'
import { parseTarget } from '@/lib/domain/plan-text/target'
import { sampleReading } from '@/lib/scenario/read-plan'
import { planWorkbook } from './plan-workbook'

const register: RegisterUnit[] = ['区卫健委', '区教体局'].map((name, at) => ({
  id: at + 1,
  name,
  kind: 'department',
  aliases: [],
  dissolved: false,
  successorId: null,
  members: [],
}))
const planId = 5

const draft: PlanDraft = toDraft(
  sampleReading(
    [
      { path: ['二、主要任务'], title: '=HYPERLINK("http://example.invalid")', number: '1-2' },
      {
        path: ['二、主要任务'],
        title: '-5%以内',
        leadUnits: ['区卫健委', '区教体局'],
        dueOn: null,
        ongoing: true,
        number: '3.10',
      },
      {
        title: '@所有单位\u0007',
        text: '第一段。\r\n第二段 <b>&amp;</b>“引号”。',
        kind: 'safeguard',
        path: [],
      },
      { path: ['二、主要任务'], title: '很长的内容', text: '长'.repeat(40_000), supportUnits: ['区无此局'] },
    ],
    {
      indicators: [
        {
          from: 'table',
          domain: '健康水平',
          number: '1',
          name: '人均预期寿命',
          unit: '岁',
          baselineYear: 2025,
          baselineText: '78.20',
          targets: [
            { year: 2027, text: '+0.5', parsed: parseTarget('+0.5') },
            { year: null, text: '逐年提高', parsed: parseTarget('逐年提高') },
          ],
          nature: '预期性',
          source: null,
          direction: 'higher_better',
          responsibleUnits: ['区卫健委'],
          startLine: 20,
          endLine: 20,
        },
      ],
    },
  ),
  register,
)

const workbook = (of: PlanDraft = draft) =>
  planWorkbook({
    title: '示例区健身步道实施方案',
    ...draftRows(of),
    units: register.map((unit) => unit.name),
    notes: ['填写说明'],
    origin: { planId, version: 1, nextKey: of.nextKey },
  })
const differencesOf = async (bytes: Uint8Array) =>
  compareWorkbook(draft, await readPlanWorkbook(bytes), planId, register)
const loaded = async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await workbook()).buffer)
  const sheet = book.getWorksheet('任务分工表')
  if (!sheet) throw new Error('no sheet')
  return { book, sheet, bytes: async () => new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer) }
}
const columnOf = (sheet: ExcelJS.Worksheet, head: string): number => {
  const found = (sheet.getRow(2).values as unknown[]).indexOf(head)
  if (found < 0) throw new Error(`no column ${head}`)
  return found
}

test('written and read without an edit, a workbook says what the draft says', async () => {
  expect(await differencesOf(await workbook())).toMatchObject({ differences: [], refused: [], same: 5, version: 1 })
})

test('a text that looks like the escape of the format comes through', async () => {
  const odd = toDraft(sampleReading([{ title: '甲_x000D_乙', text: '_x005F_' }]), register)
  const read = await readPlanWorkbook(await workbook(odd))
  expect(compareWorkbook(odd, read, planId, register)).toMatchObject({ differences: [], refused: [], same: 1 })
})

test('no cell is a formula, whatever the plan says; the marks are hidden', async () => {
  const { sheet } = await loaded()
  sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)))
  expect(sheet.getCell(4, columnOf(sheet, '重点任务')).value).toMatch(/^'[=-]/)
  expect(sheet.getColumn(columnOf(sheet, '标识')).hidden).toBe(true)
  expect(sheet.getColumn(columnOf(sheet, '核验')).hidden).toBe(true)
  expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 9, printTitlesRow: '2:2' })
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 })
})

test('the lists to choose from reach below the last row, each range once', async () => {
  const zip = await JSZip.loadAsync(await workbook())
  const xml = (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? ''
  const ranges = [...xml.matchAll(/sqref="([A-Z]+)3:\1(\d+)"/g)].map(([, column]) => column)
  expect(ranges).toEqual(['D', 'G', 'H', 'J', 'K', 'L', 'M'])
  expect(xml).toContain('&apos;单位名单&apos;!$A$2:$A$3')
})

/** As other programs save it: dates as bare numbers, no lists, no styles, no shared strings, another order of columns. */
const savedElsewhere = async (): Promise<Uint8Array> => {
  const { book } = await loaded()
  const other = new ExcelJS.Workbook()
  for (const from of book.worksheets) {
    const to = other.addWorksheet(from.name)
    from.eachRow((row, at) => {
      const values: ExcelJS.CellValue[] = []
      row.eachCell((cell, column) => {
        const value = cell.isMerged && cell.master.address !== cell.address ? null : cell.value
        values[column + 1] = value instanceof Date ? value.getTime() / 86_400_000 + 25_569 : value
      })
      to.getRow(at).values = values
    })
  }
  const zip = await JSZip.loadAsync((await other.xlsx.writeBuffer()) as ArrayBuffer)
  const strings = [...((await zip.file('xl/sharedStrings.xml')?.async('string')) ?? '').matchAll(/<si>(.*?)<\/si>/gs)]
  for (const name of Object.keys(zip.files).filter((one) => /^xl\/worksheets\/sheet\d+\.xml$/.test(one))) {
    const xml = (await zip.file(name)?.async('string')) ?? ''
    zip.file(
      name,
      xml.replace(/ t="s"><v>(\d+)<\/v>/g, (_, at: string) => ` t="inlineStr"><is>${strings[Number(at)]?.[1]}</is>`),
    )
  }
  zip.remove('xl/sharedStrings.xml')
  return zip.generateAsync({ type: 'uint8array' })
}

test('saved again by another program it still says the same', async () => {
  expect(await differencesOf(await savedElsewhere())).toMatchObject({ differences: [], refused: [], same: 5 })
})

describe('what people do to a workbook', () => {
  test('headings merged down, a title typed as a rich text, a number where a text stood', async () => {
    const { sheet, bytes } = await loaded()
    const section = columnOf(sheet, '章节')
    const rows = [3, 4, 5, 6].filter((row) => sheet.getCell(row, section).text === '二、主要任务')
    sheet.mergeCells(rows[0] as number, section, rows[1] as number, section)
    const named = rows[1] as number
    sheet.getCell(named, columnOf(sheet, '重点任务')).value = {
      richText: [{ text: '新的' }, { text: '名称', font: { bold: true } }],
    }
    sheet.getCell(named, columnOf(sheet, '编号')).value = 3
    const { differences, refused } = await differencesOf(await bytes())
    expect(refused).toEqual([])
    expect(differences).toMatchObject([
      {
        kind: 'changed',
        row: named,
        fields: [
          { label: '编号', after: '3' },
          { label: '重点任务', after: '新的名称' },
        ],
      },
    ])
  })

  test('a list drawn over a whole column costs nothing', async () => {
    const zip = await JSZip.loadAsync(await workbook())
    const name = 'xl/worksheets/sheet1.xml'
    const xml = (await zip.file(name)?.async('string')) ?? ''
    zip.file(name, xml.replace(/sqref="[A-Z]+\d+:[A-Z]+\d+"/g, 'sqref="A1:ZZ1048576"'))
    expect((await differencesOf(await zip.generateAsync({ type: 'uint8array' }))).differences).toEqual([])
  })

  test('a shortened cell cannot be edited; left alone it changes nothing', async () => {
    const { sheet, bytes } = await loaded()
    const row = [3, 4, 5, 6].find(
      (one) => sheet.getCell(one, columnOf(sheet, '重点任务')).text === '很长的内容',
    ) as number
    sheet.getCell(row, columnOf(sheet, '具体内容')).value = '短了'
    expect((await differencesOf(await bytes())).refused).toMatchObject([{ row, why: expect.stringContaining('过长') }])
  })

  test.each([
    [
      'the hidden column deleted',
      (sheet: ExcelJS.Worksheet) => sheet.spliceColumns(columnOf(sheet, '标识'), 2),
      '“标识”列',
    ],
    ['the head deleted', (sheet: ExcelJS.Worksheet) => sheet.spliceRows(2, 1), '请保留导出时的表头'],
  ])('%s is refused with what to do', async (_, change, why) => {
    const { sheet, bytes } = await loaded()
    change(sheet)
    await expect(bytes().then(readPlanWorkbook)).rejects.toThrow(why)
  })

  test('what is no workbook, or another one, is refused', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('别的表').getCell('A1').value = 1
    await expect(readPlanWorkbook(new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer))).rejects.toThrow(
      '没有找到名为',
    )
    await expect(readPlanWorkbook(Buffer.from('不是表格'))).rejects.toThrow('另存为 Excel 工作簿')
  })
})
