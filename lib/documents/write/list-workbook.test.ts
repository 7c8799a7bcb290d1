import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { listWorkbook } from './list-workbook'

test('a list is a sheet for A4 landscape: days are days, numbers numbers, and no text is a formula', async () => {
  const bytes = await listWorkbook({
    title: '整改清单',
    note: '示例区，共 2 条',
    columns: [
      { head: '事项', width: 40 },
      { head: '时限', width: 12, kind: 'day' },
      { head: '逾期', width: 8, kind: 'number' },
    ],
    rows: [
      ['=HYPERLINK("http://example.invalid")', '2026-11-20', 3],
      ['@所有单位_x000D_', null, null],
    ],
  })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.buffer)
  const sheet = book.getWorksheet('整改清单')
  if (!sheet) throw new Error('no sheet')
  const rows = [3, 4, 5].map((row) => [1, 2, 3, 4].map((column) => sheet.getCell(row, column).value))
  expect(rows).toEqual([
    ['序号', '事项', '时限', '逾期'],
    [1, `'=HYPERLINK("http://example.invalid")`, new Date('2026-11-20T00:00:00Z'), 3],
    [2, "'@所有单位_x000D_", null, null],
  ])
  expect(sheet.pageSetup).toMatchObject({
    orientation: 'landscape',
    paperSize: 9,
    fitToWidth: 1,
    printTitlesRow: '3:3',
  })
  expect(sheet.autoFilter).toBeTruthy()
})
