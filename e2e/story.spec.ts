import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { answering, choose, give, importPlan, open, pdf, photo, progress, signIn, signOff, tryImport } from './steps'

// From the printed plan to the closed task, each step by the person whose step it is. One file: order holds only within one.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const office = 'xf-office'
const officer = 'xf-jiaotiju-jb'
const head = 'xf-jiaotiju-fz'
const main = '编制健身步道布局图'
const dueOn = '2027-03-31'

let planId = 0
const tasks = new Map<string, number>()
const taskPage = (title: string): string => `/tasks/${tasks.get(title)}`

const card = (page: Page, title: string) => page.getByRole('article', { name: title, exact: true })
const titles = (page: Page) =>
  page.getByRole('article').evaluateAll((cards) => cards.map((one) => one.getAttribute('aria-label')))
const saved = async (page: Page) => expect(page.getByText(/^已自动保存/)).toBeVisible({ timeout: 20_000 })

test('the office signs in and uploads a plan: a draft beside its source', async ({ page }) => {
  await page.goto('/plans/new')
  await expect(page).toHaveURL(/\/login\?callbackUrl=%2Fplans%2Fnew/)
  await signIn(page, office)
  await expect(page).toHaveURL('/plans/new')
  planId = await importPlan(page, tryImport())
  await expect(page.getByText('12 项任务，39 处责任单位')).toBeVisible()
  const outline = page.getByRole('navigation', { name: '大纲' })
  await expect(outline.getByRole('link', { name: /建好群众身边的步道/ })).toBeVisible()
  const row = page.locator('.draft-row').filter({ has: card(page, '编制步道布局图') })
  await expect(row.getByRole('textbox', { name: '任务名称' })).toHaveValue('编制步道布局图')
  await expect(row.getByLabel('“编制步道布局图”的时限')).toHaveValue(dueOn)
  await expect(row.locator('.draft-source [data-mark=lead]')).toHaveText(['区教体局'])
  await expect(row.locator('.draft-source [data-mark=support]')).toHaveText(['自然资源局', '住建局', '城管局'])
  await expect(row.locator('.draft-source [data-mark=date]')).toHaveText(['2027年3月底前'])
  // The same document once more opens the same draft.
  expect(await importPlan(page, tryImport())).toBe(planId)
  await expect(page.getByText('这个文件已经导入为草案，为您打开')).toBeVisible()
})

test('the draft is corrected: rename, split, merge, move, drop, add, undo', async ({ as }) => {
  const page = await as(office)
  await open(page, `/plans/${planId}/draft`)
  const name = card(page, '编制步道布局图').getByRole('textbox', { name: '任务名称' })
  await name.fill(main)
  await name.press('Enter')
  await expect(card(page, main)).toBeVisible()

  const served = card(page, '服务老年人和残疾人')
  await served.getByText(/^任务内容/).click()
  const text = served.getByRole('textbox', { name: '任务内容' })
  const at = (await text.inputValue()).indexOf('2027年底前')
  await text.evaluate((area: HTMLTextAreaElement, caret) => area.setSelectionRange(caret, caret), at)
  await served.getByRole('button', { name: '从光标处拆成两项' }).click()
  const half = card(page, '2027年底前完成已建步道的无障碍改造')
  await expect(half).toBeVisible()
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(half).toHaveCount(0)
  await page.getByRole('button', { name: '重做' }).click()
  await expect(half).toBeVisible()
  for (const title of ['服务老年人和残疾人', '2027年底前完成已建步道的无障碍改造'])
    await page.getByLabel(`选择“${title}”`).check()
  await page.getByRole('region', { name: '所选任务' }).getByRole('button', { name: '合并为一项' }).click()
  await expect(half).toHaveCount(0)
  await expect(served).toBeVisible()

  await card(page, '开展健步走活动').getByRole('button', { name: '下移' }).click()
  await expect.poll(async () => (await titles(page)).slice(8, 10)).toEqual(['推广科学健身指导', '开展健步走活动'])

  for (const title of ['加强组织领导', '落实资金保障'])
    await card(page, title).getByRole('button', { name: '删除' }).click()
  await expect(card(page, '落实资金保障')).toHaveCount(0)

  const section = page.getByRole('region', { name: '（二）管好用好步道' })
  await section.getByRole('button', { name: '＋任务' }).click()
  const fresh = card(page, '新任务')
  await fresh.getByRole('textbox', { name: '任务名称' }).fill('公布步道开放时间')
  await fresh.getByRole('textbox', { name: '任务名称' }).press('Enter')
  const added = card(page, '公布步道开放时间')
  await added.getByRole('button', { name: '为“公布步道开放时间”添加牵头单位' }).click()
  await page.getByRole('dialog').getByLabel('在单位库里找').fill('城管')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /区城管局/ })
    .click()
  await added.getByLabel('“公布步道开放时间”的时限').fill('2027-05-31')
  await added.getByLabel('“公布步道开放时间”的时限').blur()
  await expect(page.getByText('13 项任务')).toBeVisible()
  await saved(page)

  await page.reload()
  await answering(page)
  await expect(page.getByText('13 项任务')).toBeVisible()
  const order = await titles(page)
  expect(order).toHaveLength(13)
  expect(order[0]).toBe(main)
  expect(order).toContain('公布步道开放时间')
  expect(order).not.toContain('加强组织领导')
  await expect(card(page, '公布步道开放时间').getByLabel(/的时限$/)).toHaveValue('2027-05-31')
})

test('doubts lead to their lines; units are matched, created, remembered; groups show their members', async ({
  as,
  sql,
}) => {
  const page = await as(office)
  await open(page, `/plans/${planId}/draft`)
  await page.getByRole('button', { name: /处待确认/ }).click()
  const spot = page.locator('[data-spot-now]')
  await expect(spot).toBeInViewport()

  const schools = card(page, '开放学校和机关场地')
  await expect(schools.getByLabel('长期坚持')).toBeChecked()

  const roads = card(page, '整治步道周边环境')
  await roads.getByRole('button', { name: /添加牵头单位/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('在单位库里找').fill('城管')
  await dialog.getByRole('button', { name: /区城管局/ }).click()
  await expect(roads.getByRole('button', { name: '牵头单位 区城管局' })).toBeVisible()

  await card(page, '加强安全和急救保障')
    .getByRole('button', { name: /配合单位 区应急管理局/ })
    .click()
  await dialog.getByLabel('记住“区应急管理局”，以后导入自动对应').check()
  await dialog
    .getByRole('list', { name: '可能是' })
    .getByRole('button', { name: /区应急局/ })
    .click()
  await expect(card(page, '加强安全和急救保障').getByRole('button', { name: '配合单位 区应急局' })).toBeVisible()
  const [alias] =
    await sql`select u.name from unit_alias a join unit u on u.id = a.unit_id where a.spelling = '区应急管理局'`
  expect(alias?.name).toBe('区应急局')

  await card(page, '建设步道电子地图')
    .getByRole('button', { name: /牵头单位 区数据服务中心/ })
    .click()
  await dialog.getByRole('button', { name: '单位库里没有，新建' }).click()
  await dialog.getByRole('button', { name: '新建并对应' }).click()
  await expect(
    card(page, '建设步道电子地图').getByRole('button', { name: '牵头单位 区数据服务中心', exact: true }),
  ).toBeVisible()

  await card(page, '推进乡镇步道全覆盖')
    .getByRole('button', { name: /牵头单位 各乡镇政府/ })
    .click()
  await expect(dialog).toContainText('集合单位，代表 4 个成员：')
  await expect(dialog).toContainText('甲镇政府（示例）')
  await dialog.getByRole('button', { name: '关闭' }).click()
  // What belongs to no task stands on top.
  await page.getByRole('button', { name: '确认无误' }).click()
  await expect(page.getByText('没有待确认的地方')).toBeVisible()
  await saved(page)
})

test('of two editors the second is told, and loses nothing', async ({ as }) => {
  const [first, second] = [await as(office), await as('xf-office2')]
  // A line on which the first hears nothing of the second until it saves; elsewhere it would have followed by itself.
  await first.route('**/api/plans/**', (route) => route.abort())
  for (const page of [first, second]) await open(page, `/plans/${planId}/draft`)
  const rename = async (page: Page, from: string, to: string) => {
    const field = card(page, from).getByRole('textbox', { name: '任务名称' })
    await field.fill(to)
    await field.press('Enter')
  }
  await rename(second, '加大宣传力度', '加大步道宣传力度')
  await saved(second)
  await rename(first, '开展健步走活动', '每季度开展健步走活动')
  const notice = first.getByText('改动了草案')
  await expect(notice).toContainText('方若兰')
  await first.getByRole('button', { name: '载入最新草案' }).click()
  await answering(first)
  await expect(card(first, '加大步道宣传力度')).toBeVisible()
  await expect(first.getByText('您有 1 步修改当时没有保存')).toBeVisible()
  await first.getByRole('button', { name: '重新执行我的修改' }).click()
  await expect(card(first, '每季度开展健步走活动')).toBeVisible()
  await saved(first)
  await first.reload()
  await answering(first)
  await expect(card(first, '每季度开展健步走活动')).toBeVisible()
  await expect(card(first, '加大步道宣传力度')).toBeVisible()
})

test('published: the plan is active and its tasks are with their units', async ({ as, sql }) => {
  const page = await as(office)
  await open(page, `/plans/${planId}/draft`)
  await page.getByRole('button', { name: /^发布并交办 13 项任务给 \d+ 个单位$/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('季度报送一次，须经单位负责人审签')
  await dialog.getByRole('button', { name: '发布并交办 13 项任务' }).click()
  await page.waitForURL(`/plans/${planId}`)
  await expect(page.getByText(/已发布，13 项任务交办给 \d+ 个单位/)).toBeVisible()
  for (const row of await sql`select id, title from task where plan_id = ${planId}`)
    tasks.set(row.title, Number(row.id))
  expect(tasks.size).toBe(13)
  await expect(page.getByRole('link', { name: new RegExp(main) })).toBeVisible()
})

test('the unit finds it in its to-do and acknowledges, some or all at once', async ({ as }) => {
  const page = await as(officer)
  await open(page, '/')
  const fresh = page.locator('form').filter({ has: page.getByRole('heading', { name: /^待签收/ }) })
  await expect(fresh.getByRole('link', { name: `1. ${main}`, exact: true })).toBeVisible()
  await fresh.getByLabel(`选择 1. ${main}`, { exact: true }).check()
  await fresh.getByLabel('选择 4. 开放学校和机关场地', { exact: true }).check()
  await fresh.getByRole('button', { name: '签收所选 2' }).click()
  await expect(page.getByText('已签收 2 项')).toBeVisible()
  await expect(fresh.getByRole('link', { name: `1. ${main}`, exact: true })).toHaveCount(0)

  const other = await as('xf-chengguanju-jb')
  await open(other, '/')
  const theirs = other.locator('form').filter({ has: other.getByRole('heading', { name: /^待签收/ }) })
  await expect(theirs.getByRole('link', { name: '5. 建立巡查养护制度', exact: true })).toBeVisible()
  await expect(theirs.getByRole('link', { name: `1. ${main}（配合）`, exact: true })).toBeVisible()
  await other.getByRole('button', { name: /^全部签收 \d+$/ }).click()
  await expect(other.getByText(/已签收 \d+ 项/)).toBeVisible()
  await expect(other.getByRole('heading', { name: /^待签收/ })).toHaveCount(0)

  await open(page, taskPage(main))
  await expect(
    page.getByRole('row').or(page.getByRole('listitem')).filter({ hasText: '区城管局' }).first(),
  ).toContainText('签收')
})

test('the lead breaks its task down into milestones that add up', async ({ as }) => {
  const page = await as(officer)
  await open(page, taskPage(main))
  await page.getByRole('link', { name: '分解出节点' }).click()
  const add = page.getByRole('button', { name: '增加节点' })
  await add.click()
  const first = page.getByRole('group', { name: '节点 1' })
  await first.getByLabel('节点 1：名称').fill('完成步道摸底')
  await first.getByLabel('交付的成果').fill('摸底台账')
  await first.getByLabel('时限').fill('2026-12-31')
  await first.getByLabel('权重').fill('40')
  await first.getByRole('button', { name: '要求佐证' }).click()
  await first.getByLabel('要求提供的佐证').fill('摸底台账和现场照片')
  await add.click()
  const second = page.getByRole('group', { name: '节点 2' })
  await second.getByLabel('节点 2：名称').fill('公布布局图')
  await second.getByLabel('交付的成果').fill('公布的布局图')
  await second.getByLabel('时限').fill(dueOn)
  await second.getByLabel('权重').fill('50')
  await expect(page.getByText('权重合计 90 / 100，还差 10')).toBeVisible()
  await page.getByRole('button', { name: '保存节点' }).click()
  await expect(first.getByText('要求提供佐证时，请说明为什么需要')).toBeVisible()
  await first.getByLabel('为什么需要').fill('核对步道数量和位置')
  await second.getByLabel('权重').fill('60')
  await page.getByRole('button', { name: '保存节点' }).click()
  await page.waitForURL(taskPage(main))
  const spine = page.getByRole('list', { name: '节点' })
  await expect(spine.getByRole('listitem')).toHaveCount(2)
  await expect(spine).toContainText('佐证：摸底台账和现场照片（核对步道数量和位置）')
})

test('a part goes to a supporting unit as a subtask; a group’s task to each member in one step', async ({
  as,
  sql,
}) => {
  const page = await as(officer)
  await open(page, taskPage(main))
  await page.getByRole('link', { name: '新增子任务' }).click()
  await page.getByLabel('子任务名称').fill('提供闲置地块数据')
  await page.getByLabel('承担单位').selectOption({ label: '区自然资源局（本任务责任单位）' })
  await page.getByLabel('时限').fill('2027-01-31')
  await page.getByRole('button', { name: '交办 1 项子任务' }).click()
  await page.waitForURL(taskPage(main))
  await expect(page.getByRole('table', { name: '子任务' })).toContainText('提供闲置地块数据')
  const [subtask] = await sql`select id from task where parent_id = ${tasks.get(main) ?? 0}`
  tasks.set('提供闲置地块数据', Number(subtask?.id))

  const town = '推进乡镇步道全覆盖'
  const issuer = await as(office)
  await open(issuer, '/')
  await issuer.getByRole('link', { name: `3. ${town}` }).click()
  await expect(issuer.getByText('成员单位　已选 4 / 4')).toBeVisible()
  await issuer.getByRole('button', { name: '增加节点' }).click()
  await issuer.getByLabel('节点 1：名称').fill('建成步道')
  await issuer.getByLabel('交付的成果').fill('验收表')
  await issuer.getByRole('button', { name: '分解为 4 项子任务并交办' }).click()
  await issuer.waitForURL(taskPage(town))
  const members = issuer.getByRole('table', { name: '子任务' }).getByRole('row').filter({ hasText: '政府（示例）' })
  await expect(members).toHaveCount(4)
  await expect(issuer.getByText('已核定 0 / 4')).toBeVisible()

  const townOfficer = await as('xf-jiazhenzhengfu-jb')
  await open(townOfficer, '/')
  await townOfficer.getByRole('button', { name: new RegExp(`签收 .*${town}（甲镇`) }).click()
  await expect(townOfficer.getByText('已签收 1 项')).toBeVisible()
})

test('the officer reports with evidence; what was typed survives a reload; the head signs off', async ({ as, sql }) => {
  const page = await as(officer)
  await open(page, taskPage(main))
  await page.getByRole('link', { name: '报送进展' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('报送2026年第4季度进展')
  await page.getByLabel('自报进度').fill('50')
  await page.getByLabel('本期进展').fill('完成全区步道摸底，登记步道31条、闲置地块12处。')
  await page.getByLabel('下一步安排').fill('一季度编制布局图并征求意见。')
  await saved(page)
  await page.reload()
  await answering(page)
  await expect(page.getByLabel('自报进度')).toHaveValue('50')
  await expect(page.getByLabel('本期进展')).toHaveValue('完成全区步道摸底，登记步道31条、闲置地块12处。')

  await page.getByLabel(/^完成步道摸底/).check()
  await expect(page.getByText('要求佐证：摸底台账和现场照片（核对步道数量和位置）')).toBeVisible()
  await page.getByRole('button', { name: '送负责人审签' }).click()
  await expect(page.getByText('节点“完成步道摸底”要求提供佐证材料')).toBeVisible()

  const proof = page.getByRole('listitem').filter({ has: page.getByLabel(/^完成步道摸底/) })
  await give(proof.locator('.drop'), 'drop', photo('现场.png', '甲'))
  await expect(proof.getByRole('link', { name: '现场.png' })).toBeVisible()
  await choose(proof, '“完成步道摸底”的佐证', [pdf('台账.pdf')])
  await expect(proof.getByRole('link', { name: '台账.pdf' })).toBeVisible()
  // The very same photograph under another name, for the report as a whole.
  await give(page.getByRole('group', { name: '添加材料' }), 'paste', photo('现场（副本）.png', '甲'))
  await expect(page.getByRole('link', { name: '现场（副本）.png' })).toBeVisible()
  const links = await sql`
    select e.id, e.file_id, e.milestone_id from evidence e join report r on r.id = e.report_id
    where r.task_id = ${tasks.get(main) ?? 0} order by e.id`
  expect(links).toHaveLength(3)
  expect(links[2]?.file_id).toBe(links[0]?.file_id)
  expect(links[2]?.milestone_id).toBeNull()

  await page.getByRole('button', { name: '送负责人审签' }).click()
  await page.waitForURL(/\/reports\/\d+$/)
  await expect(page.getByText('待审签').first()).toBeVisible()
  await signOff(await as(head), main)
})

test('two plain reports of another unit: one with words, one without change', async ({ as }) => {
  const page = await as('xf-chengguanju-jb')
  await open(page, `${taskPage('建立巡查养护制度')}/report`)
  await page.getByLabel('自报进度').fill('10')
  await page.getByLabel('本期进展').fill('起草管护办法。')
  await page.getByRole('button', { name: '送负责人审签' }).click()
  await page.waitForURL(/\/reports\/\d+$/)
  await open(page, `${taskPage('整治步道周边环境')}/report`)
  await page.getByLabel('自报进度').fill('0')
  await page.getByLabel('本期无变化，因为…').check()
  await page.getByRole('button', { name: '按计划下一期开展' }).click()
  await page.getByRole('button', { name: '送负责人审签' }).click()
  await page.waitForURL(/\/reports\/\d+$/)
  const chief = await as('xf-chengguanju-fz')
  await signOff(chief, '建立巡查养护制度')
  await signOff(chief, '整治步道周边环境')
})

test('the office reviews by keyboard, sees the evidence, returns with a reason and approves the rest in bulk', async ({
  as,
}) => {
  const page = await as(office)
  await open(page, `/reviews?plan=${planId}`)
  await expect(page.getByText('第 1 / 3 项')).toBeVisible()
  const item = page.getByRole('article')
  await expect(item.getByRole('heading', { name: `1. ${main}` })).toBeVisible()
  await expect(item.getByText('摸底台账和现场照片')).toBeVisible()
  const image = item.getByRole('img', { name: '现场.png' })
  await image.scrollIntoViewIfNeeded()
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1)
  await expect(item.locator('iframe[title="台账.pdf"]')).toBeAttached()
  await expect(item).toContainText('完成全区步道摸底，登记步道31条、闲置地块12处。')

  await page.keyboard.press('j')
  await expect(page.getByText('第 2 / 3 项')).toBeVisible()
  await page.keyboard.press('k')
  await expect(page.getByText('第 1 / 3 项')).toBeVisible()
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '退回并说明' }).click()
  await expect(dialog.getByText('请写明理由，对方会看到这段话。')).toBeVisible()
  await dialog.getByRole('button', { name: '佐证材料与节点不符' }).click()
  await dialog.getByRole('textbox', { name: '理由' }).press('End')
  await dialog.getByRole('textbox', { name: '理由' }).pressSequentially('：台账缺闲置地块')
  await dialog.getByRole('button', { name: '退回并说明' }).click()
  // The next one is there without a reload.
  await expect(page.getByText('第 1 / 2 项')).toBeVisible()
  await expect(item.getByRole('heading', { name: /建立巡查养护制度|整治步道周边环境/ })).toBeVisible()

  await page.getByRole('button', { name: '全选无节点的 2 份' }).click()
  await page.getByRole('button', { name: '批量通过 2 份' }).click()
  await expect(page.getByText('已通过 2 份')).toBeVisible()
  await expect(page.getByText('没有符合条件的事项').or(page.getByText('没有等待审核的事项'))).toBeVisible()
})

test('returned work comes back on top, is revised, and its milestone counts once it is approved', async ({ as }) => {
  // On the way, by phone.
  const page = await as(officer, { width: 390, height: 844 })
  await open(page, '/')
  const back = page.getByRole('list', { name: /^退回/ }).getByRole('listitem').filter({ hasText: main })
  await expect(back.first()).toContainText('佐证材料与节点不符：台账缺闲置地块')
  await back
    .first()
    .getByRole('link', { name: `1. ${main}`, exact: true })
    .click()
  await page.getByRole('button', { name: '修改后重报' }).click()
  await expect(page.getByText('退回理由：佐证材料与节点不符：台账缺闲置地块')).toBeVisible()
  await expect(page.getByLabel(/^完成步道摸底/)).toBeChecked()
  await page.getByLabel('本期进展').fill('完成全区步道摸底，登记步道31条、闲置地块12处，台账已补充地块坐落。')
  const proof = page.getByRole('listitem').filter({ has: page.getByLabel(/^完成步道摸底/) })
  await expect(proof.getByRole('button', { name: '拍照' })).toBeVisible()
  await choose(proof, '“完成步道摸底”的佐证：拍照', [photo('地块.png', '乙')])
  await expect(proof.getByRole('link', { name: '地块.png' })).toBeVisible()
  await page.getByRole('button', { name: '送负责人审签' }).click()
  await page.waitForURL(/\/reports\/\d+$/)
  const report = page.url()
  await signOff(await as(head), main)

  const reviewer = await as(office)
  await open(reviewer, `/reviews?plan=${planId}`)
  await expect(reviewer.getByRole('article').getByRole('heading', { name: `1. ${main}` })).toBeVisible()
  await reviewer.keyboard.press('a')
  await expect(reviewer.getByText('没有符合条件的事项').or(reviewer.getByText('没有等待审核的事项'))).toBeVisible()

  await open(page, taskPage(main))
  // 40 of the milestones' 100 and the open subtask's 10.
  await expect(progress(page)).toContainText('核定36%')
  await expect(progress(page)).toContainText('自报50%')
  await expect(progress(page)).toContainText('自报高于核定 14 个百分点')
  await open(page, report)
  await expect(page.getByRole('heading', { name: '以前各稿' })).toBeVisible()
})

const askExtension = async (page: Page, until: string, reason: string) => {
  await open(page, taskPage(main))
  await page.getByRole('link', { name: '申请延期、调整或终止' }).click()
  await page.getByLabel('申请的新时限').fill(until)
  await page.getByLabel('理由').fill(reason)
  await page.getByRole('button', { name: '提交延期申请' }).click()
  await page.waitForURL(`${taskPage(main)}#changes`)
}

test('an extension is asked for and granted, twice; both dates stay and the chain reads as one', async ({ as }) => {
  const [page, decider] = [await as(officer), await as(office)]
  const times = [
    ['2027-05-31', '布局图须与国土空间规划衔接，预计推迟两个月。', '同意延期至 5月31日', '2027年5月31日'],
    ['2027-06-30', '征求意见期延长。', '同意延期至 6月30日', '2027年6月30日'],
  ] as const
  for (const [until, reason, verdict, shown] of times) {
    await askExtension(page, until, reason)
    await expect(page.getByText(`申请延期至 ${shown}`)).toBeVisible()
    await open(decider, `/reviews?plan=${planId}`)
    await expect(decider.getByRole('article')).toContainText(reason)
    await decider.keyboard.press('a')
    await decider.waitForURL(new RegExp(taskPage(main)))
    await decider.getByRole('button', { name: new RegExp(`${verdict.slice(0, 6)}.*${verdict.slice(6)}`) }).click()
    await expect(decider.getByText('已作出决定，对方会立即看到')).toBeVisible()
  }
  await open(page, taskPage(main))
  const limits = page
    .getByRole('complementary')
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: '时限' }) })
  await expect(limits).toContainText('截止2027年6月30日')
  await expect(limits).toContainText('原定2027年3月31日')
  await expect(limits).toContainText('2027-03-31 → 2027-05-31 → 2027-06-30')
})

test('the subtask is done by its unit and closed by the one that gave it', async ({ as }) => {
  const title = '提供闲置地块数据'
  const worker = await as('xf-ziranziyuanju-jb')
  await open(worker, taskPage(title))
  await worker.getByRole('button', { name: '签收' }).click()
  await expect(worker.getByText('已签收').first()).toBeVisible()
  await worker.getByRole('button', { name: '申请办结' }).click()
  await expect(worker.getByText('已申请办结')).toBeVisible()

  const page = await as(officer)
  // Not before: a subtask is open.
  await open(page, taskPage(main))
  await expect(page.getByRole('button', { name: '申请办结' })).toHaveCount(0)
  await open(page, '/')
  await page
    .getByRole('listitem')
    .filter({ hasText: '申请办结' })
    .getByRole('link', { name: new RegExp(title) })
    .click()
  await page.getByRole('button', { name: '同意办结' }).click()
  await expect(page.getByText('已办结').first()).toBeVisible()
})

test('the last milestone: a supplement to the same period, signed off, verified', async ({ as }) => {
  const page = await as(officer)
  await open(page, `${taskPage(main)}/report`)
  await page.getByRole('link', { name: '补充报送' }).click()
  await expect(page.getByLabel('本期进展')).toHaveValue(/完成全区步道摸底/)
  await page.getByLabel('自报进度').fill('100')
  await page.getByLabel('本期进展').fill('布局图已经公布。')
  await page.getByLabel(/^公布布局图/).check()
  // What the unit gave before is used again instead of uploaded again.
  const proof = page.getByRole('listitem').filter({ has: page.getByLabel(/^公布布局图/) })
  await proof.getByText(/用已经交过的材料/).click()
  await proof.getByRole('button', { name: '使用 台账.pdf' }).click()
  await expect(proof.getByRole('list', { name: '已附的材料' })).toContainText('台账.pdf')
  await page.getByRole('button', { name: '送负责人审签' }).click()
  await page.waitForURL(/\/reports\/\d+$/)
  await signOff(await as(head), main)
  const reviewer = await as(office)
  await open(reviewer, `/reviews?plan=${planId}`)
  await expect(reviewer.getByRole('article')).toContainText('布局图已经公布。')
  await reviewer.keyboard.press('a')
  await expect(reviewer.getByText('没有符合条件的事项').or(reviewer.getByText('没有等待审核的事项'))).toBeVisible()
})

test('the lead claims completion; the office returns it once, then closes', async ({ as }) => {
  const [page, closer] = [await as(officer), await as('xf-office2')]
  await open(page, taskPage(main))
  await page.getByRole('button', { name: '申请办结' }).click()
  await expect(page.getByText('已申请办结')).toBeVisible()
  await expect(page.getByRole('button', { name: '同意办结' })).toHaveCount(0)

  await open(closer, taskPage(main))
  await closer.getByRole('button', { name: '退回办结申请' }).click()
  await closer.getByRole('dialog').getByRole('button', { name: '缺少完成情况总结' }).click()
  await closer.getByRole('dialog').getByRole('button', { name: '退回并说明' }).click()
  await expect(closer.getByText('已退回办结申请')).toBeVisible()
  await page.reload()
  await answering(page)
  await expect(page.getByText('办结申请被退回：“缺少完成情况总结”')).toBeVisible()
  await page.getByRole('button', { name: '申请办结' }).click()
  await expect(page.getByText('已申请办结')).toBeVisible()
  await closer.reload()
  await answering(closer)
  await closer.getByRole('button', { name: '同意办结' }).click()
  await expect(closer.getByText('已办结').first()).toBeVisible()
  await expect(progress(closer)).toContainText('核定100%')
})

test('the leader sees it, and every number leads to the list that it counts', async ({ as }) => {
  const page = await as('xf-leader')
  await open(page, `/overview?plan=${planId}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('祥符区健身步道建设行动方案')
  await expect(
    page
      .getByRole('link', { name: '13 项任务' })
      .or(page.getByRole('link', { name: '13', exact: true }))
      .first(),
  ).toBeVisible()
  await expect(page.getByRole('main')).toContainText(/办结\s*1/)
  const numbers = await page
    .locator('main a[href^="/tasks?"]')
    .evaluateAll((links) =>
      links.map((link) => ({ href: link.getAttribute('href') ?? '', text: (link.textContent ?? '').trim() })),
    )
  const counted = new Map<string, number>()
  for (const { href, text } of numbers) {
    const figure = /(\d+)(?!.*\d)/.exec(text)
    if (figure && !/最早/.test(text)) counted.set(href, Number(figure[1]))
  }
  expect(counted.size).toBeGreaterThan(8)
  for (const [href, count] of counted) {
    await open(page, href)
    await expect(page.getByText(new RegExp(`^${count} 项(：|$)`)), href).toBeVisible()
  }
})

/** The record of the task from its first line to its last. */
const storyOf = async (page: Page): Promise<string[]> => {
  await open(page, taskPage(main))
  const lines = async () => (await page.locator('#history').getByRole('listitem').allInnerTexts()).reverse()
  const told = await lines()
  const older = page.getByRole('link', { name: '更早的记录' })
  while (await older.isVisible()) {
    const oldest = told[0] as string
    await older.click()
    await expect.poll(async () => (await lines()).includes(oldest)).toBe(false)
    told.unshift(...(await lines()))
  }
  return told
}

test('the task’s page tells the whole story, with who and when', async ({ as }) => {
  const page = await as(office)
  const told = await storyOf(page)
  let at = -1
  for (const [who, what] of [
    ['陈立群', '发布规划，交办本任务'],
    ['周启航', '签收'],
    ['周启航', '新增节点“完成步道摸底”'],
    ['周启航', '分解出 1 项子任务'],
    ['吴婉清', '提交审核'],
    ['陈立群', '退回报送（区教体局 2026年第4季度）：佐证材料与节点不符：台账缺闲置地块'],
    ['吴婉清', '提交审核'],
    ['陈立群', '核定节点“完成步道摸底”'],
    ['周启航', '延期至 2027-05-31'],
    ['陈立群', '时限由 2027-03-31 改为 2027-05-31'],
    ['陈立群', '时限由 2027-05-31 改为 2027-06-30'],
    ['陈立群', '核定节点“公布布局图”'],
    ['周启航', '申请办结'],
    ['方若兰', '退回办结申请：缺少完成情况总结'],
    ['周启航', '申请办结'],
    ['方若兰', '办结'],
  ] as const) {
    at = told.findIndex((line, index) => index > at && line.includes(who) && line.includes(what))
    expect(at, `${who} … ${what} in\n${told.join('\n')}`).toBeGreaterThanOrEqual(0)
  }
  expect(at).toBe(told.length - 1)
  // From the record back to the sentence that it began with.
  await expect(page.getByText('对现有步道、绿道、闲置地块开展一次摸底').first()).toBeVisible()
  const clause = page.getByRole('link', { name: /原文第 \d+ [段行]/ })
  await clause.click()
  await expect(page).toHaveURL(/\/source#L\d+$/)
  await expect(page.getByText(/编制步道布局图。对现有步道/)).toBeInViewport()
  // What stayed inside the unit is told there only.
  expect(told.some((line) => line.includes('审签'))).toBe(false)
  expect((await storyOf(await as(officer))).some((line) => line.includes('吴婉清') && line.includes('审签'))).toBe(true)
})
