import { expect, expectAccessible, test } from './fixtures'
import { choose, importPlan, open, textFile } from './steps'

/** A plan is published, its revised version read again, decided entry by entry and applied: one story in the browser. */

const [lead, other] = ['区总工会', '区妇联']

const first = [
  '职工文体驿站建设工作方案（2026—2028年）',
  '一、主要任务',
  `1. 建设职工驿站。在园区和商圈设立驿站，2027年12月底前完成。（牵头单位：${lead}）`,
  `2. 组织文体活动。每年举办两次联赛，2027年6月底前完成。（牵头单位：${other}）`,
  `3. 编印服务手册。汇编场地和课程信息，2027年3月底前完成。（牵头单位：${lead}）`,
].join('\n')

const second = [
  '职工文体驿站建设工作方案（2026—2028年）',
  '一、主要任务',
  `1. 组织文体活动。每年举办四次联赛，2027年9月底前完成。（牵头单位：${other}；配合单位：${lead}）`,
  `2. 建设职工驿站。在园区和商圈设立驿站，2027年12月底前完成。（牵头单位：${lead}）`,
  `3. 培训驿站管理员。分批轮训并发放上岗证，2028年3月底前完成。（牵头单位：${lead}）`,
].join('\n')

test('what a revised version changes is seen task by task, and what is accepted becomes the plan', async ({
  as,
  sql,
}) => {
  test.setTimeout(180_000)
  const office = await as('xf-office')
  const planId = await importPlan(office, textFile('驿站方案.txt', first))
  await office.getByRole('button', { name: /^发布并交办 3 项任务给 2 个单位$/ }).click()
  await office.getByRole('dialog').getByRole('button', { name: '发布并交办 3 项任务' }).click()
  await office.waitForURL(`/plans/${planId}`)
  const path = `/plans/${planId}/revision`

  await test.step('the same file has nothing to compare, and the page says so', async () => {
    await open(office, path)
    await choose(office, '修订稿', [textFile('驿站方案.txt', first)])
    await expect(office.getByText('✓ 已上传')).toBeVisible()
    await office.getByRole('button', { name: '读取并比较' }).click()
    await expect(office.getByText('这份文件就是规划现在的原文')).toBeVisible({ timeout: 45_000 })
  })

  await test.step('the revised document is read and its differences stand by kind', async () => {
    await open(office, path)
    await choose(office, '修订稿', [textFile('驿站方案（修订）.txt', second)])
    await expect(office.getByText('✓ 已上传')).toBeVisible()
    await office.getByRole('button', { name: '读取并比较' }).click()
    await expect(office.getByRole('heading', { name: '变化的任务' })).toBeVisible({ timeout: 45_000 })
    await expect(office.getByRole('heading', { name: /新增的任务/ })).toBeVisible()
    await expect(office.getByRole('heading', { name: /取消的任务/ })).toBeVisible()
    await expectAccessible(office)
  })

  await test.step('without every decision nothing is applied', async () => {
    await office.getByRole('button', { name: '变化的任务：全部采纳' }).click()
    await office.getByRole('button', { name: '应用修订' }).click()
    await office.getByRole('button', { name: '确认应用' }).click()
    await expect(office.getByText('还有 2 处没有决定')).toBeVisible()
  })

  await test.step('decided and saved, the page shows it after a reload, and it is applied at once', async () => {
    await office.getByRole('button', { name: '新增的任务：全部采纳' }).click()
    await office.getByRole('button', { name: '取消的任务：全部采纳' }).click()
    await expect(office.getByText('已决定 4 / 4，采纳 4 处', { exact: true })).toBeVisible()
    await open(office, path)
    await expect(office.getByText('已决定 4 / 4，采纳 4 处', { exact: true })).toBeVisible()
    await office.getByRole('button', { name: '应用修订' }).click()
    await office.getByRole('button', { name: '确认应用' }).click()
    await office.waitForURL(`/plans/${planId}`)
    const rows = await sql`
      select number, title, state, due_on::text as due, original_due_on::text as original
      from task where plan_id = ${planId} order by position`
    expect(rows.map((row) => [row.number, row.title, row.state, row.due, row.original])).toEqual([
      ['1', '组织文体活动', 'issued', '2027-09-30', '2027-06-30'],
      // What is gone stays behind what it stood behind.
      ['3', '编印服务手册', 'terminated', '2027-03-31', '2027-03-31'],
      ['2', '建设职工驿站', 'issued', '2027-12-31', '2027-12-31'],
      ['3', '培训驿站管理员', 'issued', '2028-03-31', '2028-03-31'],
    ])
  })

  await test.step('the task tells its revision, and its sentence leads into the revised document', async () => {
    await office.getByRole('link', { name: '1. 组织文体活动' }).click()
    await expect(office.getByText(/规划修订（第 1 次），调整本任务/)).toBeVisible()
    await office.getByRole('link', { name: '在规划中查看' }).click()
    await expect(office).toHaveURL(/\/source\?revision=1#L\d+$/)
    await expect(office.getByText(/每年举办四次联赛/)).toBeVisible()
    await open(office, `/plans/${planId}/history`)
    await expect(office.getByText(/应用第 1 次修订：调整 2 项、新增 1 项、取消 1 项任务/)).toBeVisible()
  })

  const phone = await as('xf-office', { width: 390, height: 844 })
  await open(phone, path)
  await expectAccessible(phone)
})
