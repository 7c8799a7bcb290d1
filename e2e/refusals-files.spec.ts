import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { choose, type GivenFile, importPlan, open, photo, planText, reportable, textFile, tryImport } from './steps'

// Files that are not what they should be: each gets its own sentence, and the form stays as it was.

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** An OLE compound file with the streams of a document that Word has locked (MS-OFFCRYPTO §2.3). */
const lockedDocument = (): Buffer => {
  const file = Buffer.alloc(512 * 5)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(0xfffe, 28)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 44)
  file.writeUInt32LE(1, 48)
  file.writeUInt32LE(0xfffffffe, 68)
  file.fill(0xff, 76, 512)
  file.writeUInt32LE(0, 76)
  file.writeUInt32LE(0xfffffffe, 516)
  for (const [index, name] of ['Root Entry', 'EncryptionInfo', 'EncryptedPackage'].entries()) {
    const at = 2 * 512 + index * 128
    file.write(name, at, 'utf16le')
    file.writeUInt16LE(2 * name.length + 2, at + 64)
  }
  return file
}

const refusedBeforeSending: readonly [string, GivenFile, RegExp][] = [
  ['an empty file', { name: '规划.docx', mimeType: docx, buffer: Buffer.alloc(0) }, /这个文件是空的/],
  [
    'a program',
    { name: '规划.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
    /这里不接受这种文件，可以上传：DOCX、DOC/,
  ],
]
const refusedByContent: readonly [string, GivenFile, RegExp][] = [
  ['a picture called a document', { ...photo('规划.docx'), mimeType: docx }, /这不是可以导入的文件。可以导入Word/],
  [
    'a program called a document',
    { name: '规划.docx', mimeType: docx, buffer: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]) },
    /这不是可以导入的文件/,
  ],
  ['a document with a password', { name: '规划.docx', mimeType: docx, buffer: lockedDocument() }, /密码/],
  ['a text without a word', textFile('空白.txt', ' \n \n'), /没有文字|没有读到文字|空/],
]

const send = async (page: Page, file: GivenFile) => {
  await open(page, '/plans/new')
  await choose(page, '规划原文', [file])
}

for (const [what, file, sentence] of refusedBeforeSending) {
  test(`not imported, and told before anything is sent: ${what}`, async ({ as }) => {
    const page = await as('lyg-office')
    await send(page, file)
    await expect(page.getByText(sentence)).toBeVisible()
    await page.getByRole('button', { name: '读取并开始核对' }).click()
    await expect(page.getByText('请先选择规划文件。')).toBeVisible()
  })
}

for (const [what, file, sentence] of refusedByContent) {
  test(`not imported: ${what}`, async ({ as }) => {
    const page = await as('lyg-office')
    await send(page, file)
    await expect(page.getByText('✓ 已上传')).toBeVisible()
    await page.getByRole('button', { name: '读取并开始核对' }).click()
    await expect(page.getByText(sentence).first()).toBeVisible()
    await expect(page).toHaveURL('/plans/new')
    // The next choice goes through on the same page.
    await choose(page, '规划原文', [textFile('公园.txt', planText(`补${what.length}`, ['市城管局', '市民政局']))])
    await expect(page.getByText('✓ 已上传')).toBeVisible()
  })
}

test('more than 50 MB is refused before it is sent', async ({ as }) => {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-e2e-'))
  const path = join(folder, '扫描件.pdf')
  writeFileSync(path, '%PDF-1.4')
  truncateSync(path, 51 * 1024 * 1024)
  const page = await as('lyg-office')
  await open(page, '/plans/new')
  await page.locator('input[type=file]').setInputFiles(path)
  await expect(page.getByText(/文件有 51.MB，超过了 50.MB 的上限。/)).toBeVisible()
  rmSync(folder, { recursive: true })
})

test('GB18030 is read like UTF-8', async ({ as }) => {
  const page = await as('lyg-office')
  await importPlan(page, textFile('绿地.txt', planText('南城', ['市城管局', '市民政局']), 'gb18030'))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('南城公园绿地管护工作方案')
  await expect(page.getByRole('article', { name: '编制南城管护清单' })).toBeVisible()
  await expect(page.getByRole('button', { name: '牵头单位 市民政局' })).toBeVisible()
})

test('a Word file that was called .txt is read as what it is', async ({ as }) => {
  const page = await as('lyg-office')
  await importPlan(page, { ...tryImport(), name: '方案.txt', mimeType: 'text/plain' })
  await expect(page.getByRole('article', { name: '编制步道布局图' })).toBeVisible()
})

test('500 pages are read within the time that a person waits', async ({ as }) => {
  const prose = '坚持因地制宜、分类指导，统筹推进各项工作，完善体制机制，强化支撑保障。'.repeat(10)
  const pages = Array.from({ length: 1000 }, (_, at) => `${at}段 ${prose}`).join('\n')
  const page = await as('lyg-office')
  await importPlan(page, textFile('长文.txt', `${planText('北城', ['市城管局', '市民政局'])}\n二、附则\n${pages}`))
  await expect(page.getByRole('article', { name: '编制北城管护清单' })).toBeVisible()
})

test('an upload that breaks goes on where it stopped', async ({ as, sql }) => {
  const { officer, taskId } = await reportable(sql, '连云港市', 0)
  const page = await as(officer)
  await open(page, `/tasks/${taskId}/report`)
  const large = photo('大图.png', '像素'.repeat(2_000_000))
  const offsets: string[] = []
  let cut = 0
  await page.route('**/api/uploads/*', async (route) => {
    const request = route.request()
    if (request.method() !== 'PATCH') return route.continue()
    offsets.push(request.headers()['upload-offset'] ?? '')
    // The first attempt to go on comes at once, the second a second later: the person sees it.
    if (offsets.length > 1 && cut++ < 2) return route.abort('connectionreset')
    return route.continue()
  })
  await choose(page, '添加材料', [large])
  await expect(page.getByText('连接中断，正在自动重试，已传的部分不会丢…')).toBeVisible()
  await expect(page.getByRole('list', { name: '已附的材料' }).getByRole('link', { name: '大图.png' })).toBeVisible({
    timeout: 30_000,
  })
  const piece = 5 * 1024 * 1024
  expect(offsets.map(Number)).toEqual([0, piece, piece, piece, 2 * piece])
  const [kept] =
    await sql`select f.size from evidence e join file f on f.id = e.file_id where e.name = '大图.png' order by e.id desc limit 1`
  expect(Number(kept?.size)).toBe(large.buffer.byteLength)
})

test('evidence that is not what it claims is refused by its content, and the report stays', async ({ as, sql }) => {
  const { officer, taskId } = await reportable(sql, '连云港市', 0)
  const page = await as(officer)
  await open(page, `/tasks/${taskId}/report`)
  await page.getByLabel('本期进展').fill('已完成方案的征求意见。')
  await choose(page, '添加材料', [
    { name: '现场.png', mimeType: 'image/png', buffer: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]) },
    { name: '空.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
    textFile('运行.sh', '#!/bin/sh\nexit'),
  ])
  await expect(page.getByText('“现场.png”的实际内容不是可接收的文件类型')).toBeVisible()
  await expect(page.getByText('这个文件是空的')).toBeVisible()
  await expect(page.getByText('“运行.sh”的实际内容不是可接收的文件类型')).toBeVisible()
  await expect(page.getByLabel('本期进展')).toHaveValue('已完成方案的征求意见。')
})
