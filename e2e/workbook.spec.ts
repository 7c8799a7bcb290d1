import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import ExcelJS from 'exceljs'
import { expect, expectAccessible, test } from './fixtures'
import { choose, type GivenFile, importPlan, open, planText, textFile } from './steps'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Sheet = { readonly cell: (row: number, head: string) => ExcelJS.Cell; readonly sheet: ExcelJS.Worksheet }

/** Downloads the workbook and gives it back as someone edited it. */
const edited = async (page: Page, change: (sheet: Sheet) => void): Promise<GivenFile> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出分工表' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^.+-任务分工表-\d{4}-\d\d-\d\d\.xlsx$/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(readFileSync(await download.path())).buffer)
  const sheet = book.getWorksheet('任务分工表')
  if (!sheet) throw new Error('no sheet')
  const heads = sheet.getRow(2).values as unknown[]
  change({ sheet, cell: (row, head) => sheet.getCell(row, heads.indexOf(head)) })
  return {
    name: '改好的分工表.xlsx',
    mimeType: xlsx,
    buffer: Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer),
  }
}

const compare = async (page: Page, file: GivenFile) => {
  await choose(page, '改好的分工表', [file])
  await expect(page.getByText('✓ 已上传')).toBeVisible()
  await page.getByRole('button', { name: '与草案对照' }).click()
  await expect(page.getByRole('heading', { name: '三、对照结果' })).toBeVisible({ timeout: 30_000 })
}

test('the table goes out, is edited, comes back row by row, is taken in one step and taken back in one', async ({
  as,
}) => {
  const page = await as('lyg-office')
  const planId = await importPlan(page, textFile('分工.txt', planText('东苑', ['市城管局', '市民政局'])))
  await page.getByRole('link', { name: '导出、导入分工表' }).click()
  await page.waitForURL(/\/workbook$/)
  const file = await edited(page, ({ cell }) => {
    cell(3, '重点任务').value = '编制东苑管护总清单'
    cell(3, '完成时限').value = '2027年9月底前'
    cell(4, '完成时限').value = '尽快'
    cell(5, '重点任务').value = '开展东苑普查'
    cell(5, '牵头单位').value = '市城管局'
    cell(5, '长期').value = '是'
  })
  await compare(page, file)
  await expect(page.getByText('有 1 行不能导入')).toBeVisible()
  await expect(page.getByText(/看不懂“完成时限”里的“尽快”/)).toBeVisible()
  await expect(page.getByText('2 处不同：新增 1，修改 1；')).toBeVisible()
  await expect(page.getByText('2027-06-30')).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.getByRole('button', { name: '写入草案（2 / 2 项）' }).click()
  await page.waitForURL(`/plans/${planId}/draft`)
  await expect(page.getByRole('article', { name: '编制东苑管护总清单' })).toBeVisible()
  await expect(page.getByRole('article', { name: '开展东苑普查' })).toBeVisible()
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await expect(page.getByRole('article', { name: '编制东苑管护清单' })).toBeVisible()
  await expect(page.getByRole('article', { name: '开展东苑普查' })).toHaveCount(0)
})

test('what a colleague changed since the export is not overwritten: both sides are shown and one is chosen', async ({
  as,
}) => {
  const page = await as('lyg-office')
  const planId = await importPlan(page, textFile('分工.txt', planText('西苑', ['市城管局', '市民政局'])))
  await open(page, `/plans/${planId}/workbook`)
  const first = await edited(page, ({ cell }) => {
    cell(3, '重点任务').value = '编制西苑甲清单'
  })
  const second = await edited(page, ({ cell }) => {
    cell(3, '重点任务').value = '编制西苑乙清单'
  })
  await compare(page, first)
  await page.getByRole('button', { name: /^写入草案/ }).click()
  await page.waitForURL(`/plans/${planId}/draft`)

  await open(page, `/plans/${planId}/workbook`)
  await compare(page, second)
  await page.getByRole('button', { name: /^写入草案/ }).click()
  await expect(page.getByText('还有 1 项两边都改过，请先逐项选定采用哪一边。')).toBeVisible()
  await page.getByLabel('采用表中的').check()
  await page.getByRole('button', { name: '写入草案（1 / 1 项）' }).click()
  await page.waitForURL(`/plans/${planId}/draft`)
  await expect(page.getByRole('article', { name: '编制西苑乙清单' })).toBeVisible()
})
