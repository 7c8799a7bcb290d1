import type { Sql } from 'postgres'
import { expect, test } from './fixtures'
import { importPlan, open, textFile } from './steps'

/** A draft goes to its units, each answers for its own part, the office decides, the text moves on: one story in the browser. */

const place = '祥符区'
const drafter = 'xf-office'
const [units, health] = [['区总工会', '区妇联'] as const, '区卫健委']

const draft = [
  '工间操场地建设工作方案（2026—2028年）（征求意见稿）',
  '一、主要任务',
  `1. 编制场地清单。对可以做工间操的场地逐处登记，2027年6月底前完成。（牵头单位：${units[0]}）`,
  `2. 组织领操员培训。分批培训领操员，2027年12月底前完成。（牵头单位：${units[1]}）`,
].join('\n')

const userOf = async (sql: Sql, unit: string, role: 'officer' | 'head'): Promise<string> => {
  const [row] = await sql`
    select p.user_name from person p join membership m on m.person_id = p.id join unit u on u.id = m.unit_id
    join jurisdiction j on j.id = u.jurisdiction_id
    where j.name = ${place} and u.name = ${unit} and m.role = ${role} and m.ended_on is null order by m.id limit 1`
  if (!row) throw new Error(`${unit} has no ${role}`)
  return String(row.user_name)
}

test('the office asks, one unit proposes, the other agrees, proposals are decided, the draft and its versions tell', async ({
  as,
  sql,
}) => {
  test.setTimeout(180_000)
  const office = await as(drafter)
  const planId = await importPlan(office, textFile('工间操（征求意见稿）.txt', draft))
  const path = `/plans/${planId}/consultation`

  await test.step('the office sends the draft to the units that it names', async () => {
    await open(office, path)
    await expect(office.getByText(`草案点到 2 个单位`)).toBeVisible()
    await office.getByLabel('给各单位的说明').fill('请研究后答复')
    await office.getByRole('button', { name: '发给 2 个单位征求意见' }).click()
    await expect(office.getByRole('heading', { name: '第 1 轮征求意见' })).toBeVisible()
    await expect(office.getByRole('button', { name: '结束本轮征求意见' })).toBeHidden()
  })

  const officer = await as(await userOf(sql, units[0], 'officer'))
  await test.step('a unit finds its own part on its to-do and proposes two changes', async () => {
    await open(officer, '/')
    await officer.getByRole('link', { name: '征求意见：工间操场地建设工作方案' }).click()
    await expect(officer.getByRole('heading', { name: /编制场地清单/ })).toBeVisible()
    await expect(officer.getByText('组织领操员培训')).toHaveCount(0)
    const propose = async (field: string, fill: () => Promise<void>, reason: string) => {
      await officer.getByRole('button', { name: '提出修改' }).click()
      const dialog = officer.getByRole('dialog')
      await dialog.getByLabel('修改什么').selectOption({ label: field })
      await fill()
      await dialog.getByLabel('理由').fill(reason)
      await dialog.getByRole('button', { name: '提交意见' }).click()
      await expect(dialog).toBeHidden()
    }
    const dialog = officer.getByRole('dialog')
    await propose('名称', () => dialog.getByLabel('改为').fill('编制工间操场地清单'), '名称不明确')
    await propose('时限', () => dialog.getByLabel('改为').fill('2027-12-31'), '普查需要时间')
    await expect(officer.getByText('本单位已提出修改意见 2 条')).toBeVisible()
  })

  await test.step('a proposal without a change or a reason is refused in words, and nothing that was typed is lost', async () => {
    await officer.getByRole('button', { name: '提出修改' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByLabel('理由').fill('再想想')
    await dialog.getByRole('button', { name: '提交意见' }).click()
    await expect(dialog.getByText('没有需要修改的地方').first()).toBeVisible()
    await expect(dialog.getByLabel('理由')).toHaveValue('再想想')
    await dialog.getByRole('button', { name: '关闭' }).click()
  })

  const head = await as(await userOf(sql, units[1], 'head'))
  await test.step('the other unit agrees to all in one tap', async () => {
    await open(head, '/consultations')
    await head.getByRole('link', { name: /工间操场地建设工作方案/ }).click()
    await head.waitForURL(/consultations\/\d+/)
    await expect(head.getByRole('heading', { name: /组织领操员培训/ })).toBeVisible()
    await expect(head.getByText('编制场地清单')).toHaveCount(0)
    await head.getByRole('button', { name: '全部无意见' }).click()
    await expect(head.getByText('本单位已答复：无意见')).toBeVisible()
  })

  await test.step('whoever was not asked finds nothing', async () => {
    const [round] = await sql`select id from consultation where plan_id = ${planId}`
    const stranger = await as(await userOf(sql, health, 'officer'))
    expect((await stranger.goto(`/consultations/${round?.id}`))?.status()).toBe(404)
    expect((await stranger.goto(path))?.status()).toBe(404)
  })

  await test.step('the office accepts one proposal, declines the other with its reason, and closes', async () => {
    await open(office, path)
    await expect(office.getByText('2 个单位：无意见 1，有意见 1，未回复 0')).toBeVisible()
    const proposal = (words: string) => office.getByRole('listitem').filter({ hasText: words })
    await proposal('名称不明确').getByRole('button', { name: '采纳并写入草案' }).click()
    await expect(proposal('名称不明确')).toContainText('已采纳，已写入草案')
    await proposal('普查需要时间').getByRole('button', { name: '不采纳' }).click()
    const dialog = office.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '理由' }).fill('上级方案要求上半年完成')
    await dialog.getByRole('button', { name: '不采纳并说明' }).click()
    await expect(proposal('普查需要时间')).toContainText('未采纳')
    await office.getByRole('button', { name: '结束本轮征求意见' }).click()
    await expect(office.getByText('已结束').first()).toBeVisible()
  })

  await test.step('the unit reads what became of its proposals', async () => {
    await officer.reload()
    await expect(officer.getByText('已采纳，已写入草案')).toBeVisible()
    await expect(officer.getByText('不采纳的理由：上级方案要求上半年完成')).toBeVisible()
    await expect(officer.getByRole('button', { name: '提出修改' })).toHaveCount(0)
  })

  await test.step('the draft says what was accepted, the text moves on, every version is kept and compared', async () => {
    await office.getByRole('button', { name: '转为送审稿' }).click()
    await expect(office.getByRole('button', { name: '转为印发' })).toBeVisible()
    await open(office, `/plans/${planId}/draft`)
    await expect(office.getByText('编制工间操场地清单').first()).toBeVisible()
    await open(office, `/plans/${planId}/versions`)
    await expect(office.getByRole('row')).toHaveCount(4)
    await office
      .getByRole('row', { name: /第 3 版/ })
      .getByRole('link', { name: '比较' })
      .click()
    const change = office.getByRole('listitem').filter({ hasText: '修改任务' })
    await expect(change).toContainText('编制场地清单')
    await expect(change.locator('ins').first()).toContainText('工间操')
    await open(office, `/plans/${planId}/versions?v=2`)
    await expect(office.getByRole('heading', { name: /编制场地清单/ })).toBeVisible()
  })
})
