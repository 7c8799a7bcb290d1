import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import iconv from 'iconv-lite'
import type { Sql } from 'postgres'
import { samplePassword } from '../lib/scenario/sign-ins'
import { expect } from './fixtures'

/** What people do on more than one occasion in these stories. */

export type GivenFile = { name: string; mimeType: string; buffer: Buffer }

const root = join(import.meta.dirname, '..')
export const tryImport = (): GivenFile => ({
  name: 'try-import.docx',
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  buffer: readFileSync(join(root, 'db', 'samples', 'try-import.docx')),
})

export const textFile = (name: string, text: string, encoding = 'utf8'): GivenFile => ({
  name,
  mimeType: 'text/plain',
  buffer: iconv.encode(text, encoding),
})

/** A plan of two tasks as it comes off the web; the mark makes it another document. */
export const planText = (mark: string, units: readonly [string, string]): string =>
  [
    `${mark}公园绿地管护工作方案（2026—2028年）`,
    '一、主要任务',
    `1. 编制${mark}管护清单。对现有公园绿地逐处登记，2027年6月底前完成。（牵头单位：${units[0]}；配合单位：${units[1]}）`,
    `2. 建立${mark}巡查制度。每月巡查一次，2027年12月底前出台办法。（牵头单位：${units[1]}；配合单位：${units[0]}）`,
  ].join('\n')

/**
 * Opens a page and waits until its controls answer: a machine types before the script has arrived, a person does not. React
 * marks every element that it has taken over.
 */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await answering(page)
}

export const answering = (page: Page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('main :is(a, button, input, select, textarea)')].every((element) =>
      Object.keys(element).some((key) => key.startsWith('__reactProps')),
    ),
  )

export async function signIn(page: Page, userName: string, password = samplePassword): Promise<void> {
  await page.getByLabel('用户名').fill(userName)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** Chooses files where the page takes them, as a person does who presses the button. */
export async function choose(scope: Page | Locator, label: string | RegExp, files: GivenFile[]): Promise<void> {
  await scope
    .locator('input[type=file]')
    .and(scope.getByLabel(label, { exact: true }))
    .setInputFiles(files)
}

/** Uploads a plan and waits for its draft. Gives the plan's id. */
export async function importPlan(page: Page, file: GivenFile): Promise<number> {
  await open(page, '/plans/new')
  await choose(page, '规划原文', [file])
  await expect(page.getByText('✓ 已上传')).toBeVisible()
  await page.getByRole('button', { name: '读取并开始核对' }).click()
  await page.waitForURL(/\/plans\/\d+\/draft/, { timeout: 45_000 })
  return Number(/plans\/(\d+)/.exec(page.url())?.[1])
}

export const planIdOf = async (sql: Sql, place: string): Promise<number> => {
  const [row] = await sql`
    select p.id from plan p join jurisdiction j on j.id = p.jurisdiction_id
    where j.name = ${place} and p.is_sample order by p.id limit 1`
  return Number(row?.id)
}

/** A 1 × 1 PNG; the mark after its end makes it another file, as a second photograph would be. */
export const photo = (name: string, mark = ''): GivenFile => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    ),
    Buffer.from(mark),
  ]),
})

/** The smallest PDF that a reader opens. */
export const pdf = (name: string): GivenFile => {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj${object}endobj\n`
    return offset
  })
  const start = text.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text) }
}

/** Lets a file fall onto the page's drop area, as from a folder window, or pastes it there, as from a screenshot. */
export async function give(area: Locator, how: 'drop' | 'paste', file: GivenFile): Promise<void> {
  await area.evaluate(
    (element, { how, name, type, base64 }) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type }))
      const options = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        how === 'drop'
          ? new DragEvent(how, { ...options, dataTransfer: data })
          : new ClipboardEvent(how, { ...options, clipboardData: data }),
      )
    },
    { how, name: file.name, type: file.mimeType, base64: file.buffer.toString('base64') },
  )
}

/** One more milestone in the form, and weights that add up again. */
export async function addMilestone(page: Page, title: string, dueOn: string): Promise<void> {
  await page.getByRole('button', { name: '增加节点' }).click()
  const last = page.getByRole('group', { name: /^节点 \d+$/ }).last()
  await last.getByLabel(/：名称$/).fill(title)
  await last.getByLabel('交付的成果').fill('清单')
  await last.getByLabel('时限').fill(dueOn)
  await page.getByRole('button', { name: '按比例凑到 100' }).click()
}

/** As after a restart of the session store, or the administrator's word: whoever is signed in as this person is not any more. */
export const endSessions = (sql: Sql, userName: string) => sql`
  update session set ended_at = now(), end_reason = 'test' where ended_at is null
    and person_id = (select id from person where user_name = ${userName})`

/** The unit's head releases what waits for it, from the to-do page. */
export async function signOff(page: Page, task: string): Promise<void> {
  await open(page, '/')
  await page
    .getByRole('listitem')
    .filter({ hasText: '待审签' })
    .getByRole('link', { name: new RegExp(task) })
    .first()
    .click()
  await page.getByRole('button', { name: '审签并提交审核' }).click()
  await expect(page.getByRole('button', { name: '审签并提交审核' })).toBeHidden()
}

/** What stands in the task page's frame “进度”. */
export const progress = (page: Page): Locator =>
  page
    .getByRole('complementary')
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: '进度' }) })

/** The nth unit of a place that leads a task on which nothing was reported this quarter. */
export const reportable = async (
  sql: Sql,
  place: string,
  nth: number,
): Promise<{ officer: string; head: string; taskId: number; title: string }> => {
  const rows = await sql`
    select distinct on (a.unit_id) t.id, t.title, o.user_name as officer, h.user_name as head
    from task t
    join plan p on p.id = t.plan_id and p.is_sample and p.state = 'active'
    join jurisdiction j on j.id = p.jurisdiction_id and j.name = ${place}
    join assignment a on a.task_id = t.id and a.is_primary
    join membership mo on mo.unit_id = a.unit_id and mo.role = 'officer' join person o on o.id = mo.person_id
    join membership mh on mh.unit_id = a.unit_id and mh.role = 'head' join person h on h.id = mh.person_id
    where t.state = 'active' and t.due_on > '2026-12-31' and t.parent_id is null
      and (select count(*) from milestone m where m.task_id = t.id and m.state = 'pending' and m.due_on > '2026-11-20') > 0
      and not exists (
        select from report r join reporting_period rp on rp.id = r.period_id
        where r.task_id = t.id and (rp.key = '2026Q4' or r.state <> 'approved'))
    order by a.unit_id, t.id`
  const row = rows[nth]
  if (!row) throw new Error(`only ${rows.length} such tasks in ${place}`)
  return { officer: String(row.officer), head: String(row.head), taskId: Number(row.id), title: String(row.title) }
}
