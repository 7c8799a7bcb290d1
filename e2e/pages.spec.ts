import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Sql } from 'postgres'
import { expect, expectAccessible, test } from './fixtures'
import { importPlan, planIdOf, planText, textFile } from './steps'

const app = join(import.meta.dirname, '..', 'app')

/** Every page of the application by its address, as the file system has it: a new one is visited without being named here. */
const routes = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(^|\/)page\.tsx$/.test(path))
  .map((path) => `/${path.replace(/\(\w+\)\/|\/?page\.tsx$/g, '')}`.replace(/(.)\/$/, '$1'))
  .sort()

type Visit = { as: string; address: (sql: Sql, page: Page) => Promise<string> | string }

const office = 'xf-office'
const officer = 'xf-jiaotiju-jb'
const inspector = 'xf-office2'

const one = async (rows: PromiseLike<readonly { id?: unknown }[]>): Promise<string> => {
  const [row] = await rows
  if (!row) throw new Error('the sample has nothing of this kind')
  return String(row.id)
}
const planOf = (sql: Sql) => planIdOf(sql, '祥符区')
/** The sample's round: the officer's own unit has not answered yet. */
const roundOf = (sql: Sql, column: 'id' | 'plan_id') =>
  one(sql`select ${sql(column)} as id from consultation where state = 'open' order by id limit 1`)
const personIdOf = (sql: Sql, userName: string) => one(sql`select id from person where user_name = ${userName}`)

/** A task of the officer's own unit in this plight. */
const taskOf = (sql: Sql, condition: ReturnType<Sql>) =>
  one(sql`
  select t.id from task t join assignment a on a.task_id = t.id and a.role = 'lead' and a.is_primary
  join membership m on m.unit_id = a.unit_id join person p on p.id = m.person_id
  where p.user_name = ${officer} and ${condition} order by t.id limit 1`)

/** An inspection of the office in this plight. */
const inspectionOf = (sql: Sql, condition: ReturnType<Sql>) =>
  one(sql`
  select i.id from inspection i join membership m on m.unit_id = i.office_unit_id join person p on p.id = m.person_id
  where p.user_name = ${office} and ${condition} order by i.id limit 1`)
/** The first of its kind that the office gave out or proposed. */
const ofOffice = (sql: Sql, table: 'rectification' | 'consequence') =>
  one(sql`
  select r.id from ${sql(table)} r join membership m on m.unit_id = r.office_unit_id join person p on p.id = m.person_id
  where p.user_name = ${office} order by r.id limit 1`)
/** A finding that its author, the inspector, may still change. */
const openFindingOf = (sql: Sql) =>
  one(sql`
  select f.id from finding f join inspection i on i.id = f.inspection_id join person p on p.id = f.author_person_id
  where p.user_name = ${inspector} and i.kind = 'random' and i.state = 'underway' and f.removed_at is null
  order by f.id limit 1`)

/** The first rule that fits: who goes there, and with which ids. */
const rules: readonly [RegExp, Visit][] = [
  [/^\/admin\/audit/, { as: 'xf-auditor', address: () => '/admin/audit' }],
  [
    /^\/admin\/people\/\[id\]/,
    { as: 'xf-admin', address: async (sql) => `/admin/people/${await personIdOf(sql, officer)}` },
  ],
  [
    /^\/admin\/units\/\[id\]/,
    {
      as: 'xf-admin',
      address: async (sql) =>
        `/admin/units/${await one(sql`select id from unit where name = '各乡镇政府' order by id desc limit 1`)}`,
    },
  ],
  [
    /^\/plans\/\[id\]\/draft/,
    {
      as: 'lyg-office',
      address: async (_, page) =>
        `/plans/${await importPlan(page, textFile('公园.txt', planText('东城', ['市城管局', '市民政局'])))}/draft`,
    },
  ],
  [
    /^\/plans\/\[id\]\/(consultation|versions)/,
    { as: office, address: async (sql) => `/plans/${await roundOf(sql, 'plan_id')}` },
  ],
  [/^\/public\/plans\/\[id\]/, { as: office, address: async (sql) => `/public/plans/${await planOf(sql)}` }],
  [/^\/consultations\/\[id\]/, { as: officer, address: async (sql) => `/consultations/${await roundOf(sql, 'id')}` }],
  [/^\/plans\/\[id\]/, { as: office, address: async (sql) => `/plans/${await planOf(sql)}` }],
  [
    /^\/reports\/\[id\]/,
    {
      as: office,
      address: async (sql) =>
        `/reports/${await one(sql`
        select r.id from report r join task t on t.id = r.task_id join evidence e on e.report_id = r.id
        where t.plan_id = ${await planOf(sql)} and r.state = 'submitted' order by r.id limit 1`)}`,
    },
  ],
  [
    /^\/tasks\/\[id\]\/fan-out/,
    {
      as: office,
      address: async (sql) =>
        `/tasks/${await one(sql`
        select t.id from task t join assignment a on a.task_id = t.id join unit u on u.id = a.unit_id
        where u.kind = 'group' and t.plan_id = ${await planOf(sql)} and t.state in ('issued', 'active') order by t.state desc, t.id limit 1`)}`,
    },
  ],
  [
    /^\/tasks\/\[id\]/,
    {
      as: officer,
      address: async (sql) => `/tasks/${await taskOf(sql, sql`t.state = 'active' and t.due_on > '2026-12-31'`)}`,
    },
  ],
  [
    /^\/units\/\[id\]/,
    {
      as: office,
      address: async (sql) =>
        `/units/${await one(sql`select m.unit_id as id from membership m join person p on p.id = m.person_id where p.user_name = ${officer}`)}`,
    },
  ],
  [
    /^\/inspections\/\[id\]\/edit/,
    { as: office, address: async (sql) => `/inspections/${await inspectionOf(sql, sql`i.state = 'draft'`)}` },
  ],
  [
    /^\/inspections\/\[id\]\/(draw|findings)/,
    {
      as: inspector,
      address: async (sql) =>
        `/inspections/${await inspectionOf(sql, sql`i.kind = 'random' and i.state = 'underway'`)}`,
    },
  ],
  [
    /^\/inspections\/\[id\]/,
    {
      as: office,
      address: async (sql) =>
        `/inspections/${await inspectionOf(sql, sql`i.kind = 'special' and i.state in ('underway', 'concluded')`)}`,
    },
  ],
  [
    /^\/inspections\/findings\/\[id\]/,
    { as: inspector, address: async (sql) => `/inspections/findings/${await openFindingOf(sql)}` },
  ],
  [
    /^\/inspections\/conclusions\/\[id\]/,
    {
      as: office,
      address: async (sql) =>
        `/inspections/conclusions/${await one(sql`
        select k.id from conclusion k join inspection i on i.id = k.inspection_id join membership m on m.unit_id = i.office_unit_id
        join person p on p.id = m.person_id where p.user_name = ${office} order by k.state = 'decided' desc, k.id limit 1`)}`,
    },
  ],
  [
    /^\/inspections\/checklists\/\[id\]/,
    {
      as: office,
      address: async (sql) =>
        `/inspections/checklists/${await one(sql`
        select c.id from checklist c join membership m on m.unit_id = c.office_unit_id join person p on p.id = m.person_id
        where p.user_name = ${office} and c.retired_at is null order by c.id limit 1`)}`,
    },
  ],
  [
    /^\/inspections\/visits\/\[id\]/,
    {
      as: inspector,
      address: async (sql) =>
        `/inspections/visits/${await one(sql`
        select v.id from visit v join inspection_member m on m.inspection_id = v.inspection_id join person p on p.id = m.person_id
        where p.user_name = ${inspector} order by v.id limit 1`)}`,
    },
  ],
  [
    /^\/rectifications\/\[id\]/,
    { as: office, address: async (sql) => `/rectifications/${await ofOffice(sql, 'rectification')}` },
  ],
  [
    /^\/consequences\/\[id\]/,
    { as: office, address: async (sql) => `/consequences/${await ofOffice(sql, 'consequence')}` },
  ],
  [/^\/admin/, { as: 'xf-admin', address: () => '' }],
  [/^\/(plans|reviews|overview|search|inspections|rectifications|consequences)/, { as: office, address: () => '' }],
  [/./, { as: officer, address: () => '' }],
]

/** What follows the id in the pattern follows it in the address. */
const addressOf = async (route: string, visit: Visit, sql: Sql, page: Page): Promise<string> => {
  const base = await visit.address(sql, page)
  return route.includes('[id]') && !base.endsWith('/draft') ? base + (route.split('[id]')[1] ?? '') : base || route
}

const checkBothWidths = async (page: Page, address: string): Promise<void> => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const response = await page.goto(address)
  expect(response?.status(), address).toBe(200)
  await expect(page.locator('main').getByRole('heading').first()).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
}

for (const route of routes) {
  if (route === '/login' || route === '/change-password') continue
  const visit = rules.find(([pattern]) => pattern.test(route))?.[1] as Visit
  test(`${route} is accessible and fits, wide and on a phone`, async ({ as, sql }) => {
    const page = await as(visit.as)
    await checkBothWidths(page, await addressOf(route, visit, sql, page))
  })
}

const starts = ['xf-jiaotiju-fz', 'xf-office', 'xf-leader', 'zz-leader', 'lyg-expert', 'xf-admin', 'xf-auditor']
for (const userName of starts) {
  test(`the first page of ${userName} is accessible and fits`, async ({ as }) => {
    await checkBothWidths(await as(userName), '/')
  })
}

test('signing in and the initial password are accessible and fit', async ({ page, as, sql }) => {
  await checkBothWidths(page, '/login')
  await sql`update person set must_change_password = true where user_name = 'gy-office2'`
  await checkBothWidths(await as('gy-office2'), '/change-password')
})

test('more than the sample shows at first: filters, a review item, the office’s own view of a task, nothing found', async ({
  as,
  sql,
}) => {
  const page = await as(office)
  const plan = await planOf(sql)
  const task = await one(
    sql`select t.id from task t join report r on r.task_id = t.id where t.plan_id = ${plan} order by t.id limit 1`,
  )
  const report = await one(sql`
    select r.id from report r join task t on t.id = r.task_id where t.plan_id = ${plan} and r.state = 'submitted' order by r.id limit 1`)
  for (const address of [
    `/tasks?lamp=red&plan=${plan}`,
    `/reviews?item=report-${report}`,
    `/tasks/${task}`,
    `/overview?plan=${plan}`,
    '/search?q=健身',
  ])
    await checkBothWidths(page, address)
  const missing = await page.goto('/tasks/999999999')
  expect(missing?.status()).toBe(404)
  await expectAccessible(page)
})

test('the overview prints as a document: no bars, no buttons, its own head', async ({ as }) => {
  const page = await as('lyg-leader', { width: 794, height: 1123 })
  await page.goto('/overview')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('打印时间')).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  for (const bar of [page.locator('.desk-nav'), page.locator('.desk-top'), page.locator('.desk-bottom')])
    await expect(bar).toBeHidden()
  for (const button of await page.locator('main .btn, main button:not(.lamp)').all()) await expect(button).toBeHidden()
  await expect(page.getByText('打印时间')).toBeVisible()
  await expect(page.getByRole('table').first()).toBeVisible()
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
  // Chromium paginates it for real.
  expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(10_000)
})
