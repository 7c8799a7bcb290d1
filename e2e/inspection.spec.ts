import type { Page } from '@playwright/test'
import type { Sql } from 'postgres'
import { expect, expectAccessible, test } from './fixtures'
import { answering, open } from './steps'

/** An inspection from its plan to the decision on an objection, each step by whom it belongs to: one story in the browser. */

const place = '祥符区'
const title = '控烟场所专项督查（测试）'
const fact = '抽查办公区3处，其中1处楼梯间有烟头，未设禁烟标识。'

type Who = { readonly userName: string; readonly name: string; readonly unit: string }

/** People of a role in the place, and leaders above it after its own. */
const people = async (sql: Sql, role: string): Promise<Who[]> =>
  (
    await sql`
      select p.user_name, p.name, u.name as unit from person p join membership m on m.person_id = p.id
      join unit u on u.id = m.unit_id join jurisdiction j on j.id = u.jurisdiction_id, jurisdiction own
      where own.name = ${place} and own.path like j.path || '%' and m.role = ${role} and m.ended_on is null
        and p.disabled_at is null and not p.must_change_password
      order by length(j.path) desc, m.id`
  ).map((row) => ({ userName: row.user_name, name: row.name, unit: row.unit }))

/** Somebody of a unit that nobody inspects in those weeks. */
const inspected = async (sql: Sql): Promise<Who> => {
  const busy = await sql`
    select u.name from inspection_unit iu join unit u on u.id = iu.unit_id join inspection i on i.id = iu.inspection_id
    where i.state <> 'cancelled' and i.ends_on > '2027-04-01'`
  const heads = await people(sql, 'head')
  const head = heads.find((one) => !busy.some((row) => row.name === one.unit))
  if (!head) throw new Error('every unit is inspected already')
  return head
}

const choose = async (page: Page, list: string, entry: string) => {
  const group = page.getByRole('group', { name: new RegExp(`^${list}`) })
  const search = group.getByRole('searchbox')
  if (await search.isVisible()) await search.fill(entry)
  await group.getByRole('checkbox', { name: new RegExp(`^${entry}`) }).check()
}

const press = async (page: Page, verb: string, after: string | RegExp) => {
  await page.getByRole('button', { name: verb, exact: true }).click()
  await expect(page.getByText(after).first()).toBeVisible()
}

test('planned, approved, begun, visited, found, concluded, objected to and decided', async ({ as, sql }) => {
  test.setTimeout(300_000)
  const [planner] = await people(sql, 'office')
  const [leader, other] = await people(sql, 'leader')
  if (!planner || !leader || !other) throw new Error('the place has too few people')
  const unit = await inspected(sql)
  const office = await as(planner.userName)

  const path = await test.step('the office writes a plan; what is missing is said before it is handed up', async () => {
    await open(office, '/inspections/new')
    await office.getByLabel('督查名称').fill(title)
    await office.getByLabel('开始').fill('2027-05-10')
    await office.getByLabel('结束').fill('2027-05-21')
    await office.getByRole('button', { name: '保存方案草稿' }).click()
    await expect(office.getByText('报批前还缺 6 项')).toBeVisible()
    await expect(office.getByRole('button', { name: '报请批准' })).toBeHidden()
    await office.getByRole('link', { name: '修改方案' }).click()
    await office.waitForURL(/\/edit$/)
    await answering(office)
    await office.getByRole('textbox', { name: '依据' }).fill('区政府常务会议决定，由区政府督查机构承办')
    await office.getByRole('textbox', { name: '督查内容' }).fill('公共场所控烟措施')
    await office.getByRole('textbox', { name: '督查范围' }).fill('机关办公区')
    await office.getByLabel('检查、访谈、暗访').check()
    await choose(office, '督查对象', unit.unit)
    await choose(office, '督查组成员', planner.name)
    await office.getByLabel('组长').selectOption({ label: `${planner.name}（${planner.unit}）` })
    await expectAccessible(office)
    await office.getByRole('button', { name: '保存方案草稿' }).click()
    await expect(office.getByText('方案已齐备')).toBeVisible()
    await press(office, '报请批准', '等待领导批准')
    return new URL(office.url()).pathname
  })

  const decider = await as(leader.userName)
  await test.step('the unit does not know of it yet; the leader approves', async () => {
    const early = await as(unit.userName)
    expect((await early.goto(path))?.status()).toBe(404)
    await early.close()
    await open(decider, path)
    await expectAccessible(decider)
    await press(decider, '批准督查', '方案已批准')
  })

  await test.step('the office starts it, opens a visit and writes down what it found', async () => {
    await open(office, path)
    await press(office, '启动督查', '正在督查 1 个单位')
    await office.getByRole('button', { name: '开始现场检查' }).click()
    await office.getByRole('button', { name: '打开检查表' }).click()
    await office.waitForURL(/\/inspections\/visits\/\d+$/)
    await open(office, path)
    await office.getByRole('link', { name: '登记问题' }).click()
    await office.waitForURL(/\/findings\/new/)
    await answering(office)
    await office.getByRole('button', { name: '登记问题' }).click()
    await expect(office.getByText('请写明事实')).toBeVisible()
    await office.getByLabel('事实').fill(fact)
    await office.getByLabel('对照的标准').fill('公共场所控制吸烟规定：禁烟场所须有标识')
    await office.getByRole('button', { name: '登记问题' }).click()
    await office.waitForURL(new RegExp(`${path}$`))
    await expect(office.getByRole('link', { name: fact })).toBeVisible()
  })

  const conclusion = await test.step('drafted from the finding, approved by another, sent', async () => {
    await answering(office)
    await office.getByRole('button', { name: '起草结论' }).click()
    await office.getByRole('link', { name: /草稿/ }).click()
    await office.waitForURL(/\/conclusions\/\d+$/)
    await answering(office)
    await expect(office.getByLabel('正文')).toHaveValue(new RegExp(fact))
    await expectAccessible(office)
    await press(office, '报请批准', '等待领导批准')
    const address = new URL(office.url()).pathname
    await open(decider, address)
    await press(decider, '批准结论', '已批准，送达后单位才看到')
    await open(office, address)
    await press(office, '送达单位', /单位可以在.*前申请复核/)
    return address
  })

  await test.step('the unit reads it, and objects', async () => {
    const head = await as(unit.userName)
    await open(head, path)
    await head.getByRole('link', { name: /已送达/ }).click()
    await head.waitForURL(/\/conclusions\/\d+$/)
    await answering(head)
    await head.getByRole('button', { name: '申请复核' }).click()
    const dialog = head.getByRole('dialog')
    await dialog.getByLabel('异议和理由').fill('该楼梯间属另一单位管理')
    await dialog.getByRole('button', { name: '提交复核申请' }).click()
    await expect(head.getByText('单位申请复核，应在')).toBeVisible()
    await head.close()
  })

  await test.step('who approved does not decide; another amends it, and what was changed stays visible', async () => {
    await open(decider, conclusion)
    await expect(decider.getByRole('button', { name: '作出复核决定' })).toBeHidden()
    const reviewer = await as(other.userName)
    await open(reviewer, conclusion)
    await reviewer.getByLabel('变更').check()
    await reviewer.getByLabel('决定和理由').fill('楼梯间不归该单位管理，撤销这一问题')
    const body = reviewer.getByLabel('改写后的正文')
    await body.fill((await body.inputValue()).replace('共发现', '经复核，共发现'))
    await reviewer.getByLabel(fact).check()
    await expectAccessible(reviewer)
    await press(reviewer, '作出复核决定', '复核决定已作出，为最终结论')
    await expect(reviewer.getByRole('heading', { name: '复核改动了什么' })).toBeVisible()
    await expect(reviewer.locator('ins', { hasText: '经复核' })).toBeVisible()
    await expect(reviewer.locator('del', { hasText: fact })).toBeVisible()
  })
})
