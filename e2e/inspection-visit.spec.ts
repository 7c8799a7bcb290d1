import type { Locator, Page } from '@playwright/test'
import type { Sql } from 'postgres'
import { expect, expectAccessible, test } from './fixtures'
import { open, photo } from './steps'

// A visit on a telephone whose line breaks: nothing may be lost, and nothing may be there twice.
test.describe.configure({ timeout: 120_000 })

const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  permissions: ['geolocation'],
  geolocation: { latitude: 34.80417, longitude: 114.30722, accuracy: 12 },
}

/** A visit of its own, with the sample's checklist, in the random inspection that is under way; and who is on the team. */
const newVisit = async (sql: Sql): Promise<{ visit: number; inspector: string }> => {
  const [found] = await sql`
    select i.id, u.unit_id as unit, p.id as person, p.user_name as inspector from inspection i
    join inspection_unit u on u.inspection_id = i.id join inspection_member m on m.inspection_id = i.id
    join person p on p.id = m.person_id
    where i.state = 'underway' and i.kind = 'random' order by i.id, u.unit_id limit 1`
  if (!found) throw new Error('the sample holds no inspection under way')
  await sql`
    insert into inspection_checklist (inspection_id, checklist_id)
    select ${found.id}, c.id from checklist c join inspection i on i.id = ${found.id} and i.office_unit_id = c.office_unit_id
    where c.retired_at is null order by c.id limit 1 on conflict do nothing`
  const [row] = await sql`
    insert into visit (inspection_id, unit_id, visited_on, author_person_id)
    values (${found.id}, ${found.unit}, '2026-11-20', ${found.person}) returning id`
  return { visit: Number(row?.id), inspector: String(found.inspector) }
}

/** All that the server holds of a visit, a line a piece. */
const stored = async (sql: Sql, visit: number): Promise<string[]> => {
  const rows = await sql<{ line: string }[]>`
    select '答 ' || c.position || ' ' || a.verdict || ' ' || a.note || coalesce(' ' || round(a.latitude::numeric, 5), '') as line
      from visit_answer a join checklist_item c on c.id = a.item_id where a.visit_id = ${visit}
    union all select '问题 ' || f.severity || ' ' || f.fact from finding f where f.visit_id = ${visit} and f.removed_at is null
    union all select '照片 ' || case when e.finding_id is null then '检查项 ' else '问题 ' end || e.name from evidence e
      left join visit_answer a on a.id = e.visit_answer_id left join finding f on f.id = e.finding_id
      where ${visit} in (a.visit_id, f.visit_id) and e.removed_at is null
    union all select '签名 ' || s.name || ' ' || s.duty from visit_signature s where s.visit_id = ${visit}
    union all select '记录 ' || v.notes from visit v where v.id = ${visit} and v.notes <> ''`
  return rows.map((row) => row.line).toSorted()
}

const item = (page: Page, at: number): Locator =>
  page
    .locator('.check-item')
    .filter({ has: page.locator('.verdicts') })
    .nth(at)
const answer = (page: Page, at: number, verdict: string) => item(page, at).getByText(verdict, { exact: true }).click()
const note = async (page: Page, at: number, text: string) => {
  await item(page, at).getByLabel('说明').fill(text)
  await item(page, at).getByLabel('说明').blur()
}
const shoot = (scope: Locator, name: string) => scope.locator('input[type=file]').setInputFiles([photo(name)])
const said = (page: Page, words: string | RegExp) =>
  expect(page.locator('.sync-line')).toContainText(words, { timeout: 30_000 })
const isPicture = (picture: Locator) =>
  expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)

const sign = async (page: Page, name: string, duty: string) => {
  await page.getByRole('button', { name: '添加签名' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '姓名' }).fill(name)
  await dialog.getByRole('textbox', { name: '职务' }).fill(duty)
  const box = await dialog.locator('canvas').boundingBox()
  if (!box) throw new Error('nowhere to sign')
  await page.mouse.move(box.x + 30, box.y + 30)
  await page.mouse.down()
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 5 })
  await page.mouse.up()
  await dialog.getByRole('button', { name: '存下签名' }).click()
}

const readsBack = async (page: Page) => {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('现场检查')
  await expect(item(page, 0).getByLabel('符合', { exact: true })).toBeChecked()
  await expect(item(page, 1).getByLabel('部分符合')).toBeChecked()
  await expect(item(page, 1).getByLabel('说明')).toHaveValue('台账缺 2 月。')
  await expect(item(page, 2).getByLabel('不符合', { exact: true })).toBeChecked()
  await expect(item(page, 2)).toContainText('位置 34.80417，114.30722（精度 12 米）')
  await expect(item(page, 2)).toContainText('已记 1 个')
  await isPicture(item(page, 2).getByRole('img'))
  await expect(page.getByText('问题（1）')).toBeVisible()
  await expect(page.getByText('3 处器材有 2 处损坏。').last()).toBeVisible()
  await isPicture(page.getByRole('img', { name: '现场照片 器材.', exact: false }))
  await expect(page.getByLabel('谈话、查阅资料和现场情况')).toHaveValue('由分管负责人陪同。')
  await isPicture(page.getByRole('img', { name: '周到场的签名' }))
}

test('a visit goes on without a line, opens again without one, and arrives once and whole', async ({ as, sql }) => {
  const { visit, inspector } = await newVisit(sql)
  const page = await as(inspector, { device: phone })
  const context = page.context()
  await open(page, `/inspections/visits/${visit}`)
  await answer(page, 0, '符合')
  await said(page, '已全部同步')
  await said(page, '可离线打开')
  expect(await stored(sql, visit)).toEqual(['答 1 met '])

  await context.setOffline(true)
  await answer(page, 1, '部分符合')
  await note(page, 1, '台账缺 2 月。')
  await answer(page, 2, '不符合')
  await note(page, 2, '3 处器材有 2 处损坏。')
  await item(page, 2).getByRole('button', { name: '记录位置' }).click()
  await expect(item(page, 2)).toContainText('位置 34.80417')
  await shoot(item(page, 2), '全景.png')
  await item(page, 2).getByRole('button', { name: '记为问题' }).click()
  const form = page.getByRole('dialog')
  await expect(form.getByLabel('事实')).toHaveValue('3 处器材有 2 处损坏。')
  await expect(form.getByLabel('对照标准')).not.toHaveValue('')
  await form.getByText('严重', { exact: false }).first().click()
  await form.getByRole('button', { name: '存下问题' }).click()
  await expect(page.getByText('问题（1）')).toBeVisible()
  const written = page
    .locator('.check-item')
    .filter({ hasNot: page.locator('.verdicts') })
    .filter({ hasText: '3 处器材有 2 处损坏。' })
  await shoot(written, '器材.png')
  await page.getByLabel('谈话、查阅资料和现场情况').fill('由分管负责人陪同。')
  await page.getByLabel('谈话、查阅资料和现场情况').blur()
  await sign(page, '周到场', '科员')
  await said(page, '7 项已存在本机，联网后自动同步')
  await expectAccessible(page)
  expect(await stored(sql, visit)).toEqual(['答 1 met '])

  await page.reload()
  await readsBack(page)
  await said(page, '7 项已存在本机，联网后自动同步')

  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(`/${visit}`))
  await context.setOffline(false)
  await said(page, '已全部同步')
  const whole = await stored(sql, visit)
  expect(whole.map((line) => line.replace(/\.(jpe?g|png|webp)$/, ''))).toEqual(
    [
      '答 1 met ',
      '答 2 partly 台账缺 2 月。',
      '答 3 unmet 3 处器材有 2 处损坏。 34.80417',
      '照片 检查项 全景',
      '照片 问题 器材',
      '签名 周到场 科员',
      '记录 由分管负责人陪同。',
      '问题 serious 3 处器材有 2 处损坏。',
    ].toSorted(),
  )

  // The same request once more, word for word, as a line does that lost only the answer.
  const first = await sent
  const again = await page.request.post(first.url(), {
    headers: await first.allHeaders(),
    data: first.postDataBuffer() ?? '',
  })
  expect(again.ok()).toBe(true)
  expect(await stored(sql, visit)).toEqual(whole)

  // Now from the server alone: the pictures are files there.
  await open(page, `/inspections/visits/${visit}`)
  await readsBack(page)
  const href = await item(page, 2).getByRole('link').first().getAttribute('href')
  expect(href).toMatch(/^\/api\/files\/\d+\?inline=1$/)
  const file = await page.request.get(href ?? '')
  expect(file.headers()['content-type']).toMatch(/^image\//)
  expect((await file.body()).length).toBeGreaterThan(50)
  await said(page, '内容随填随存')
})

test('an answer of the server that never arrives doubles nothing', async ({ as, sql }) => {
  const { visit, inspector } = await newVisit(sql)
  const page = await as(inspector, { device: { ...phone, serviceWorkers: 'block' } })
  await open(page, `/inspections/visits/${visit}`)
  // Words and pictures are sent apart; of each the first answer is lost after the server has stored what came.
  const seen: string[] = []
  await page.route(`**/inspections/visits/${visit}`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const part = (route.request().postData() ?? '').includes('uploadId') ? 'pictures' : 'words'
    const isFirst = !seen.includes(part)
    seen.push(part)
    if (!isFirst) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await answer(page, 0, '不符合')
  await note(page, 0, '没有年度安排。')
  await shoot(item(page, 0), '公告栏.png')
  await item(page, 0).getByRole('button', { name: '记为问题' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '存下问题' }).click()
  await sign(page, '周到场', '')
  await expect.poll(() => seen.length, { timeout: 30_000 }).toBeGreaterThan(0)
  await expect.poll(async () => (await stored(sql, visit)).some((line) => line.startsWith('答'))).toBe(true)
  await said(page, /[1-9] 项已存在本机/)

  // Pressed again until all is confirmed, as the person on site would.
  for (let turn = 0; turn < 4 && !(await page.locator('.sync-line').innerText()).includes('已全部同步'); turn += 1) {
    await page
      .getByRole('button', { name: '立即同步' })
      .click({ timeout: 5_000 })
      .catch(() => undefined)
    await expect(page.locator('.sync-line')).not.toContainText('正在同步', { timeout: 20_000 })
  }
  await said(page, '已全部同步')
  for (const part of ['words', 'pictures']) expect(seen.filter((one) => one === part).length, part).toBeGreaterThan(1)
  expect((await stored(sql, visit)).map((line) => line.replace(/\.(jpe?g|png|webp)$/, ''))).toEqual(
    ['答 1 unmet 没有年度安排。', '照片 检查项 公告栏', '签名 周到场 ', '问题 general 没有年度安排。'].toSorted(),
  )
  const [held] = await sql`
    select count(*)::int as files, count(distinct s.file_id)::int as signed from visit_signature s where s.visit_id = ${visit}`
  expect(held).toEqual({ files: 1, signed: 1 })
  // With everything confirmed there is nothing left to send.
  const before = seen.length
  await page.reload()
  await said(page, '内容随填随存')
  expect(seen.length).toBe(before)
})
