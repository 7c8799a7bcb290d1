import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { addMilestone, endSessions, importPlan, open, planText, reportable, signIn, textFile } from './steps'

// The session ends or the line breaks while somebody writes: nothing that was typed is lost, and work goes on.

const place = '连云港市'
const text = (page: Page) => page.getByLabel('本期进展')

test('a lost session keeps what was typed, and goes on by itself after signing in again', async ({ as, sql }) => {
  const { officer, taskId } = await reportable(sql, place, 4)
  const page = await as(officer)
  await open(page, `/tasks/${taskId}/report`)
  await endSessions(sql, officer)
  await text(page).fill('失效之前没有来得及保存的一段话。')
  await expect(page.getByText('登录已失效。您填写的内容还在本页和本机，登录后会自动接着保存。')).toBeVisible()
  const [again] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: '在新窗口登录' }).click(),
  ])
  await signIn(again, officer)
  await expect(again).toHaveURL('/')
  await again.close()
  await expect(page.getByText(/^已自动保存/)).toBeVisible({ timeout: 25_000 })
  await expect(text(page)).toHaveValue('失效之前没有来得及保存的一段话。')
  await open(page, `/tasks/${taskId}/report`)
  await expect(text(page)).toHaveValue('失效之前没有来得及保存的一段话。')
})

test('a lost session at a form with a button: signed in again beside it, the same button works', async ({
  as,
  sql,
}) => {
  const { officer, taskId } = await reportable(sql, place, 5)
  const page = await as(officer)
  await open(page, `/tasks/${taskId}/change`)
  await page.getByLabel('申请的新时限').fill('2031-03-31')
  await page.getByLabel('理由').fill('项目审批延后，已安排专班推进。')
  await endSessions(sql, officer)
  await page.getByRole('button', { name: '提交延期申请' }).click()
  await expect(page.getByText('登录已失效，请重新登录。您填写的内容保留在本页，登录后可继续。')).toBeVisible()
  await expect(page.getByLabel('理由')).toHaveValue('项目审批延后，已安排专班推进。')
  const again = await page.context().newPage()
  await again.goto('/login')
  await signIn(again, officer)
  await expect(again).toHaveURL('/')
  await page.getByRole('button', { name: '提交延期申请' }).click()
  await page.waitForURL(new RegExp(`/tasks/${taskId}#changes`))
  await expect(page.getByText('项目审批延后，已安排专班推进。').first()).toBeVisible()
})

test('a lost connection keeps what was typed: sent when the line is back, or found again on this device', async ({
  as,
  sql,
}) => {
  const { officer, taskId } = await reportable(sql, place, 6)
  const page = await as(officer)
  const context = page.context()
  await open(page, `/tasks/${taskId}/report`)
  await context.setOffline(true)
  await text(page).fill('断线时写的进展。')
  await expect(page.getByText(/尚未保存：网络不通/)).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText(/^已自动保存/)).toBeVisible({ timeout: 25_000 })

  await context.setOffline(true)
  await text(page).fill('断线时写的进展，还有第二句。')
  await expect(page.getByText(/尚未保存：网络不通/)).toBeVisible()
  // The browser is closed before the line is back.
  await page.close()
  await context.setOffline(false)
  const later = await context.newPage()
  await open(later, `/tasks/${taskId}/report`)
  await expect(later.getByText(/本机保存着 .* 填写、没有送达的内容/)).toBeVisible()
  await later.getByRole('button', { name: '恢复这份内容' }).click()
  await expect(text(later)).toHaveValue('断线时写的进展，还有第二句。')
  await expect(later.getByText(/^已自动保存/)).toBeVisible()

  await open(later, `/tasks/${taskId}/breakdown`)
  await addMilestone(later, '离线节点', '2027-06-30')
  await context.setOffline(true)
  await later.getByRole('button', { name: '保存节点' }).click()
  await expect(later.getByText('没有送达，请检查网络后再试；您填写的内容都还在。')).toBeVisible()
  await context.setOffline(false)
  await later.getByRole('button', { name: '保存节点' }).click()
  await later.waitForURL(`/tasks/${taskId}`)
  await expect(later.getByRole('list', { name: '节点' })).toContainText('离线节点')
})

test('the draft under correction survives both: a lost session and a lost connection', async ({ as, sql }) => {
  const page = await as('lyg-office2')
  const planId = await importPlan(page, textFile('公园.txt', planText('西湖', ['市城管局', '市民政局'])))
  await open(page, `/plans/${planId}/draft`)
  const rename = async (from: string, to: string) => {
    const field = page.getByRole('article', { name: from, exact: true }).getByRole('textbox', { name: '任务名称' })
    await field.fill(to)
    await field.press('Enter')
  }
  await page.context().setOffline(true)
  await rename('编制西湖管护清单', '编制西湖绿地清单')
  await expect(page.getByText(/没有连接，修改保存在本机，正在重试/)).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText(/^已自动保存/)).toBeVisible()
  await endSessions(sql, 'lyg-office2')
  await rename('建立西湖巡查制度', '建立西湖巡护制度')
  await page.getByRole('link', { name: '重新登录' }).click()
  await signIn(page, 'lyg-office2')
  await expect(page).toHaveURL(`/plans/${planId}/draft`)
  await expect(page.getByRole('article', { name: '建立西湖巡护制度' })).toBeVisible()
  await expect(page.getByRole('article', { name: '编制西湖绿地清单' })).toBeVisible()
  await expect
    .poll(async () => (await sql`select content::text as text from plan_draft where plan_id = ${planId}`)[0]?.text)
    .toContain('建立西湖巡护制度')
})
