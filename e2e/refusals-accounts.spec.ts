import type { Page } from '@playwright/test'
import type { Sql } from 'postgres'
import { samplePassword } from '../lib/scenario/sign-ins'
import { expect, test } from './fixtures'
import { open, signIn } from './steps'

// Who comes in, as whom, and for how long.

const ownPassword = 'Xin-mima-2026'

/** Somebody new, entered by the administrator; gives the initial password. */
const enter = async (admin: Page, name: string, userName: string): Promise<string> => {
  await open(admin, '/admin/people/new')
  await admin.getByLabel('姓名').fill(name)
  await admin.getByLabel('用户名').fill(userName)
  await admin.getByLabel('单位', { exact: true }).selectOption({ label: '市体育局' })
  await admin.getByLabel('角色').selectOption({ label: '经办人' })
  await admin.getByRole('button', { name: '新增人员' }).click()
  await expect(admin.getByText(`用户名 ${userName} 的初始密码`)).toBeVisible()
  return (await admin.locator('.select-all').innerText()).trim()
}

const personPage = async (sql: Sql, userName: string): Promise<string> => {
  const [row] = await sql`select id from person where user_name = ${userName}`
  return `/admin/people/${row?.id}`
}

const changePassword = async (page: Page, from: string, to: string) => {
  await page.getByLabel('原密码').fill(from)
  await page.getByLabel('新密码', { exact: true }).fill(to)
  await page.getByLabel('再填写一次新密码').fill(to)
  await page.getByRole('button', { name: '修改密码' }).click()
}

test('five wrong passwords lock the account, also for the right one', async ({ page }) => {
  await open(page, '/login')
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await signIn(page, 'zz-auditor', `wrong-${attempt}`)
    await expect(page.getByText('用户名或密码不正确。连续输错 5 次将锁定 15 分钟。')).toBeVisible()
    await expect(page.getByRole('button', { name: '登录', exact: true })).toBeEnabled()
  }
  await signIn(page, 'zz-auditor')
  await expect(page.getByText(/账号已锁定，请在.*后再试，或请管理员重置密码。/)).toBeVisible()
  // A name that nobody has meets the same answer.
  await signIn(page, 'nobody-here', 'wrong')
  await expect(page.getByText('用户名或密码不正确。连续输错 5 次将锁定 15 分钟。')).toBeVisible()
  await expect(page.getByLabel('用户名')).toHaveValue('nobody-here')
})

test('the initial password is changed first; other sign-ins end when a password or a post does', async ({
  as,
  page,
  browser,
  sql,
}) => {
  const admin = await as('lyg-admin')
  const initial = await enter(admin, '新来人', 'lyg-newcomer')
  await open(page, '/login')
  await signIn(page, 'lyg-newcomer', initial)
  await expect(page).toHaveURL('/change-password')
  await page.goto('/tasks')
  await expect(page).toHaveURL('/change-password')
  await changePassword(page, initial, 'short1')
  await expect(page.getByText(/新密码须至少 10 位/).first()).toBeVisible()
  await changePassword(page, initial, ownPassword)
  await expect(page).toHaveURL('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('今日待办')

  // A second device, thrown out by the change of the password on the first.
  const context = await browser.newContext({ locale: 'zh-CN' })
  const other = await context.newPage()
  await open(other, '/login')
  await signIn(other, 'lyg-newcomer', ownPassword)
  await expect(other).toHaveURL('/')
  await open(page, '/settings')
  await changePassword(page, ownPassword, `${ownPassword}9`)
  await expect(page.getByText('密码已修改').first()).toBeVisible()
  await other.goto('/tasks')
  await expect(other).toHaveURL('/login?callbackUrl=%2Ftasks')
  await context.close()
  await page.goto('/tasks')
  await expect(page).toHaveURL('/tasks')

  // A second post to switch to, then the end of the one in use.
  await open(admin, await personPage(sql, 'lyg-newcomer'))
  await admin.getByLabel('单位', { exact: true }).selectOption({ label: '市民政局' })
  await admin.getByLabel('角色').selectOption({ label: '单位负责人' })
  await admin.getByRole('button', { name: '添加任职' }).click()
  await expect(admin.getByText('市民政局 · 单位负责人').first()).toBeVisible()
  await open(page, '/')
  await page.getByRole('button', { name: '新来人' }).click()
  await page.getByRole('button', { name: '市民政局 · 单位负责人' }).click()
  await expect(page.getByRole('banner').getByText('市民政局 · 单位负责人').first()).toBeVisible()
  await expect(page.getByText('连云港市 · 市民政局').first()).toBeVisible()

  await open(admin, await personPage(sql, 'lyg-newcomer'))
  const post = admin.getByRole('listitem').filter({ hasText: '市民政局 · 单位负责人' })
  await post.getByRole('button', { name: '结束任职' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: '分工调整' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: '结束任职' }).click()
  await expect(post.getByText(/结束$/).first()).toBeVisible()
  await page.goto('/reports')
  await expect(page).toHaveURL('/login?callbackUrl=%2Freports')
})

test('half an hour without a sign, or half a day in all, and one signs in again and lands where one was', async ({
  page,
  sql,
}) => {
  const userName = 'zz-office'
  await open(page, '/login')
  await signIn(page, userName)
  await expect(page).toHaveURL('/')
  const mine = sql`ended_at is null and person_id = (select id from person where user_name = ${userName})`
  for (const lapse of [
    () => sql`update session set last_seen_at = now() - interval '31 minutes' where ${mine}`,
    () => sql`update session set created_at = now() - interval '12 hours' where ${mine}`,
  ]) {
    await lapse()
    await page.goto('/tasks?lamp=red')
    await expect(page).toHaveURL('/login?callbackUrl=%2Ftasks%3Flamp%3Dred')
    await expect(page.getByText('请先登录，登录后回到您要看的页面。')).toBeVisible()
    await signIn(page, userName)
    await expect(page).toHaveURL('/tasks?lamp=red')
  }
  const ended = await sql`
    select end_reason from session where ended_at is not null and person_id = (select id from person where user_name = ${userName})`
  expect(ended.map((row) => row.end_reason)).toEqual(expect.arrayContaining(['absolute', 'idle']))
})

test('signing out ends the session, not only the cookie', async ({ page, sql }) => {
  await open(page, '/login')
  await signIn(page, 'zz-office2', samplePassword)
  await expect(page).toHaveURL('/')
  const cookies = await page.context().cookies()
  await page.getByRole('button', { name: '吕静文' }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page).toHaveURL(/\/login/)
  await page.context().addCookies(cookies)
  await page.goto('/tasks')
  await expect(page).toHaveURL(/\/login/)
  const [last] = await sql`
    select end_reason from session where person_id = (select id from person where user_name = 'zz-office2')
    order by created_at desc limit 1`
  expect(last?.end_reason).toBe('signOut')
})
