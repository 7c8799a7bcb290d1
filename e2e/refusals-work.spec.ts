import type { Page } from '@playwright/test'
import type { Sql } from 'postgres'
import { expect, test } from './fixtures'
import { addMilestone, importPlan, open, planText, reportable, textFile } from './steps'

// What work meets when others or the clock get in the way: a sentence, and nothing that was typed is lost.

const place = '连云港市'

const waiting = async (sql: Sql, nth: number): Promise<{ id: number; title: string }> => {
  const rows = await sql`
    select r.id, t.title from report r join task t on t.id = r.task_id join plan p on p.id = t.plan_id
    join jurisdiction j on j.id = p.jurisdiction_id
    where j.name = ${place} and p.is_sample and r.state = 'submitted' and r.reviewing_unit_id = p.office_unit_id order by r.id`
  const row = rows[nth]
  if (!row) throw new Error('the sample has no report waiting')
  return { id: Number(row.id), title: String(row.title) }
}
const count = async (sql: Sql, action: string, subjectId: number): Promise<number> => {
  const [row] =
    await sql`select count(*)::int as n from audit_event where action = ${action} and subject_id = ${subjectId}`
  return Number(row?.n)
}
const text = (page: Page) => page.getByLabel('本期进展')

test('of two reviewers the second is told who decided, and decides nothing', async ({ as, sql }) => {
  const report = await waiting(sql, 0)
  const [first, second] = [await as('lyg-office'), await as('lyg-office2')]
  for (const page of [first, second]) await open(page, `/reviews?item=report-${report.id}`)
  await first.getByRole('button', { name: '审核通过' }).click()
  await expect(first.getByText(/^✓ /).filter({ hasText: report.title })).toBeVisible()
  await second.getByRole('button', { name: '审核通过' }).click()
  await expect(second.getByText(/秦若水已于.*办理/).filter({ hasText: report.title })).toBeVisible()
  expect(await count(sql, 'report.approve', report.id)).toBe(1)
})

test('a double click approves once, and not the next item with it', async ({ as, sql }) => {
  const report = await waiting(sql, 0)
  const [before] = await sql`select count(*)::int as n from report where state = 'approved'`
  const page = await as('lyg-office')
  await open(page, `/reviews?item=report-${report.id}`)
  await page.getByRole('button', { name: '审核通过' }).dblclick()
  await expect(page.getByText(/^✓ /).filter({ hasText: report.title })).toBeVisible()
  await page.waitForLoadState('networkidle')
  const [after] = await sql`select count(*)::int as n from report where state = 'approved'`
  expect(Number(after?.n) - Number(before?.n)).toBe(1)
  expect(await count(sql, 'report.approve', report.id)).toBe(1)
})

test('a document sent by a double click is one draft', async ({ as, sql }) => {
  const page = await as('lyg-office')
  await open(page, '/plans/new')
  await page
    .locator('input[type=file]')
    .setInputFiles([textFile('公园.txt', planText('东湖', ['市城管局', '市民政局']))])
  await expect(page.getByText('✓ 已上传')).toBeVisible()
  await page.getByRole('button', { name: '读取并开始核对' }).dblclick()
  await page.waitForURL(/\/draft/)
  const [plans] = await sql`select count(*)::int as n from plan where title like '东湖%'`
  expect(plans?.n).toBe(1)
})

test('a stale page: the same draft in two windows, each field with the one who changed it', async ({ as, sql }) => {
  const { officer, taskId } = await reportable(sql, place, 1)
  const [mine, other] = [await as(officer), await as(officer)]
  await open(mine, `/tasks/${taskId}/report`)
  await text(mine).fill('第一稿：已开工。')
  await expect(mine.getByText(/^已自动保存/)).toBeVisible()
  await open(other, `/tasks/${taskId}/report`)
  await other.getByLabel('困难和问题').fill('缺少场地。')
  await expect(other.getByText(/^已自动保存/)).toBeVisible()
  await text(mine).fill('第二稿：已完成一半。')
  await expect(mine.getByText('同事改过这份草稿')).toBeVisible()
  await expect(mine.getByText('您填写的内容还在这里，没有保存。')).toBeVisible()
  await mine.getByRole('button', { name: '保留我填写的内容' }).click()
  await expect(mine.getByText(/^已自动保存/)).toBeVisible()
  await expect(text(mine)).toHaveValue('第二稿：已完成一半。')
  await expect(mine.getByLabel('困难和问题')).toHaveValue('缺少场地。')
  await open(other, `/tasks/${taskId}/report`)
  await expect(text(other)).toHaveValue('第二稿：已完成一半。')
  await expect(other.getByLabel('困难和问题')).toHaveValue('缺少场地。')
})

test('a stale form says who changed what; the typed milestones are kept and saved', async ({ as, sql }) => {
  const { officer, taskId } = await reportable(sql, place, 2)
  const [mine, other] = [await as(officer), await as(officer)]
  for (const page of [mine, other]) await open(page, `/tasks/${taskId}/breakdown`)
  await addMilestone(other, '开展调查', '2027-03-31')
  await other.getByRole('button', { name: '保存节点' }).click()
  await other.waitForURL(`/tasks/${taskId}`)
  await addMilestone(mine, '编制方案', '2027-06-30')
  await mine.getByRole('button', { name: '保存节点' }).click()
  await expect(mine.getByText(/更新了这一项。请查看最新内容后再提交，您填写的内容没有丢失。/)).toBeVisible()
  await mine.getByRole('button', { name: '保留我填写的内容' }).click()
  await expect(mine.getByRole('textbox', { name: /：名称$/ }).last()).toHaveValue('编制方案')
  await mine.getByRole('button', { name: '保存节点' }).click()
  await mine.waitForURL(`/tasks/${taskId}`)
  await expect(mine.getByRole('list', { name: '节点' })).toContainText('编制方案')
})

test('a day before today is refused at its field', async ({ as, sql }) => {
  const { officer, taskId } = await reportable(sql, place, 3)
  const page = await as(officer)
  await open(page, `/tasks/${taskId}/breakdown`)
  await addMilestone(page, '补记节点', '2026-11-19')
  await page.getByRole('button', { name: '保存节点' }).click()
  await expect(page.getByText('时限不能早于今天。').first()).toBeVisible()
  await expect(page.getByRole('textbox', { name: /：名称$/ }).last()).toHaveValue('补记节点')

  await open(page, `/tasks/${taskId}/subtasks/new`)
  await page.getByLabel('子任务名称').fill('提供数据')
  await page.getByLabel('承担单位').selectOption({ index: 1 })
  await page.getByLabel('时限').fill('2026-11-19')
  await page.getByRole('button', { name: '交办 1 项子任务' }).click()
  await expect(page.getByText('时限不能早于今天。').first()).toBeVisible()
  await expect(page.getByLabel('子任务名称')).toHaveValue('提供数据')

  await open(page, `/tasks/${taskId}/change`)
  await page.getByLabel('申请的新时限').fill('2026-11-19')
  await page.getByLabel('理由').fill('征地未完成。')
  await page.getByRole('button', { name: '提交延期申请' }).click()
  await expect(page.getByText(/申请的新时限须晚于现在的时限/).first()).toBeVisible()
  await expect(page.getByLabel('理由')).toHaveValue('征地未完成。')
})

test('a dissolved unit is named with its successor; work cannot be given to it', async ({ as, sql }) => {
  const [row] = await sql`
    select u.id, u.name from unit u join jurisdiction j on j.id = u.jurisdiction_id
    where j.name = '管城回族区' and u.kind = 'department' and not u.is_office
      and not exists (select from assignment a join task t on t.id = a.task_id where a.unit_id = u.id and a.is_primary and t.state <> 'closed')
    order by u.id limit 1`
  const [lead] = await sql`
    select o.user_name, t.id, u.id as unit_id, u.name from task t join assignment a on a.task_id = t.id and a.is_primary
    join unit u on u.id = a.unit_id and u.kind <> 'group' join membership m on m.unit_id = u.id and m.role = 'officer' join person o on o.id = m.person_id
    join plan p on p.id = t.plan_id join jurisdiction j on j.id = p.jurisdiction_id
    where j.name = '管城回族区' and t.state = 'active' and u.id <> ${row?.id} order by t.id limit 1`
  const [gone, heir] = [String(row?.name), String(lead?.name)]
  const office = await as('gc-office')
  const planId = await importPlan(office, textFile('公园.txt', planText('老城', [gone, heir])))
  await expect(office.getByRole('button', { name: `牵头单位 ${gone}`, exact: true })).toBeVisible()
  const officer = await as(String(lead?.user_name))
  await open(officer, `/tasks/${lead?.id}/subtasks/new`)
  await officer.getByLabel('子任务名称').fill('协助摸底')
  await officer.getByLabel('承担单位').selectOption({ label: gone })

  const admin = await as('gc-admin')
  await open(admin, `/admin/units/${row?.id}`)
  await admin.getByRole('button', { name: '撤销单位' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('承接单位').selectOption({ label: heir })
  await dialog.getByRole('button', { name: '机构改革' }).click()
  await dialog.getByRole('button', { name: '撤销并移交' }).click()
  await expect(admin.getByText(/已于.*撤销/)).toBeVisible()

  await officer.getByRole('button', { name: '交办 1 项子任务' }).click()
  await expect(officer.getByText(`“${gone}”已撤销，请选择承接其职能的单位。`).first()).toBeVisible()
  await expect(officer.getByLabel('子任务名称')).toHaveValue('协助摸底')

  await open(office, `/plans/${planId}/draft`)
  await expect(office.getByText(`“${gone}”已撤销，由“${heir}”承接。`).first()).toBeVisible()
  await office.getByRole('button', { name: /^发布/ }).click()
  await expect(office.getByRole('dialog').getByText(/须先处理，之后才能发布/)).toBeVisible()
  await expect(office.getByRole('dialog').getByRole('button', { name: /^发布并交办/ })).toHaveCount(0)
})

test('a foreign or impossible number in the address is not there', async ({ as, sql }) => {
  const page = await as('lyg-tiyuju-jb')
  const [foreign] = await sql`
    select t.id as task, p.id as plan, r.id as report, e.id as file, a.unit_id as unit
    from task t join plan p on p.id = t.plan_id join jurisdiction j on j.id = p.jurisdiction_id
    join report r on r.task_id = t.id join evidence e on e.report_id = r.id join assignment a on a.task_id = t.id
    where j.name = '祥符区' order by t.id limit 1`
  for (const address of [
    `/tasks/${foreign?.task}`,
    `/tasks/${foreign?.task}/report`,
    `/tasks/${foreign?.task}/breakdown`,
    `/reports/${foreign?.report}`,
    `/plans/${foreign?.plan}`,
    `/plans/${foreign?.plan}/draft`,
    `/api/files/${foreign?.file}`,
    '/tasks/999999999',
    '/tasks/abc',
    '/tasks/0',
    '/tasks/-1',
    '/tasks/99999999999999999999',
    '/tasks/%00',
    '/plans/1e3/draft',
    '/reports/../../etc/passwd',
  ]) {
    const response = await page.goto(address)
    expect(response?.status(), address).toBe(404)
  }
})
