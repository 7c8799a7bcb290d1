import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import type postgres from 'postgres'
import { expect, test } from './fixtures'
import { goldenPages } from './permissions.golden'
import { address } from './settings'
import { giveSupervision } from './supervision-subjects'

const columns = [
  'nobody',
  'office',
  'officer',
  'head',
  'outsider',
  'leader',
  'expert',
  'admin',
  'auditor',
  'otherOffice',
  'otherOfficer',
  'otherHead',
  'otherLeader',
  'otherExpert',
  'otherAdmin',
  'otherAuditor',
] as const

const golden = goldenPages
  .split('\n')
  .filter((line) => line.startsWith('/'))
  .map((line) => {
    const [, route = '', subject, cells = ''] = /^(\S+)(?: (\w+))?\s{2,}([+>415 ]+)$/.exec(line) ?? []
    return { route, subject, cells: cells.replaceAll(' ', '') }
  })

/** Folders of app/ as addresses: groups in brackets are no part of one. */
const routesOf = (folder: string, path = ''): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      const isGroup = /^\(.*\)$/.test(entry.name)
      return routesOf(join(folder, entry.name), isGroup ? path : `${path}/${entry.name}`)
    }
    return /^(page\.tsx|route\.ts)$/.test(entry.name) ? [path || '/'] : []
  })

test('every route of app/ has a row, and every row a route', () => {
  const routes = routesOf(join(import.meta.dirname, '..', 'app'))
  expect([...new Set(golden.map((row) => row.route))].toSorted()).toEqual([...routes].toSorted())
  for (const row of golden) expect(row.cells, row.route).toHaveLength(columns.length)
})

type Subjects = Readonly<Record<string, number>>

/** The people of the table: those of the sample, and what it lacks. Both places have an office, units and a government. */
const cast = async (sql: postgres.Sql, taskUnit: number, ownPlan: number, otherPlan: number) => {
  const [own] = await sql`select jurisdiction_id as place, office_unit_id as office from plan where id = ${ownPlan}`
  const [other] = await sql`select jurisdiction_id as place, office_unit_id as office from plan where id = ${otherPlan}`
  const [otherLead] = await sql`
    select a.unit_id as id from assignment a join task t on t.id = a.task_id join unit u on u.id = a.unit_id
    where t.plan_id = ${otherPlan} and a.is_primary and u.kind <> 'group' order by t.position limit 1`
  const appoint = async (key: string, unitId: number, role: string): Promise<string> => {
    const userName = `matrix-${key}`
    const [who] = await sql`
      insert into person (user_name, name, must_change_password) values (${userName}, ${key}, false) returning id`
    await sql`insert into membership (person_id, unit_id, role, started_on) values (${who?.id}, ${unitId}, ${role}, '2020-01-01')`
    return userName
  }
  const [outside] = await sql`
    insert into unit (jurisdiction_id, name, kind) values (${own?.place}, '无关单位（测试）', 'department') returning id`
  const [expertOf] = [await appoint('expert', own?.office, 'expert')]
  await sql`insert into plan_expert (plan_id, person_id) select ${ownPlan}, id from person where user_name = ${expertOf}`
  return {
    office: await appoint('office', own?.office, 'office'),
    officer: await appoint('officer', taskUnit, 'officer'),
    head: await appoint('head', taskUnit, 'head'),
    outsider: await appoint('outsider', outside?.id, 'officer'),
    leader: await appoint('leader', outside?.id, 'leader'),
    expert: expertOf,
    admin: await appoint('admin', outside?.id, 'admin'),
    auditor: await appoint('auditor', outside?.id, 'auditor'),
    otherOffice: await appoint('other-office', other?.office, 'office'),
    otherOfficer: await appoint('other-officer', otherLead?.id, 'officer'),
    otherHead: await appoint('other-head', otherLead?.id, 'head'),
    otherLeader: await appoint('other-leader', other?.office, 'leader'),
    otherExpert: await appoint('other-expert', other?.office, 'expert'),
    otherAdmin: await appoint('other-admin', other?.office, 'admin'),
    otherAuditor: await appoint('other-auditor', other?.office, 'auditor'),
  } satisfies Record<Exclude<(typeof columns)[number], 'nobody'>, string>
}

/** A task in force whose lead handed in a report with a file: everything that the rows are about hangs on it. */
const subjectsOf = async (sql: postgres.Sql): Promise<{ subjects: Subjects; otherPlan: number }> => {
  const [found] = await sql`
    select t.id as task, t.plan_id as plan, r.id as report, r.unit_id as unit, e.id as evidence, r.author_person_id as person
    from task t join plan p on p.id = t.plan_id and p.state = 'active'
    join assignment a on a.task_id = t.id and a.is_primary
    join report r on r.task_id = t.id and r.unit_id = a.unit_id and r.state in ('submitted', 'approved')
    join evidence e on e.report_id = r.id and e.removed_at is null
    where t.state = 'active' and t.parent_id is null order by t.id, r.id limit 1`
  if (!found) throw new Error('the sample holds no task with a report and a file')
  const [other] = await sql`
    select p.id from plan p join jurisdiction j on j.id = p.jurisdiction_id, plan own join jurisdiction k on k.id = own.jurisdiction_id
    where own.id = ${found.plan} and p.state = 'active' and j.path not like k.path || '%' and k.path not like j.path || '%'
    order by p.id limit 1`
  if (!other) throw new Error('the sample holds no plan elsewhere')
  const [draft] = await sql`
    insert into plan (jurisdiction_id, office_unit_id, title)
    select jurisdiction_id, office_unit_id, '草案（测试）' from plan where id = ${found.plan} returning id`
  const content = {
    document: {
      title: '草案（测试）',
      issuer: null,
      docNumber: null,
      issuedOn: null,
      periodStart: null,
      periodEnd: null,
      stage: null,
    },
    sections: [],
    items: [],
    indicators: [],
    targets: [],
    warnings: [],
    spellings: [],
    nextKey: 1,
  }
  await sql`insert into plan_draft (plan_id, content) values (${draft?.id}, ${sql.json(content)})`
  const [version] = await sql`
    insert into plan_version (plan_id, number, stage, origin, content, summary, person_name, at)
    values (${draft?.id}, 1, 'consultation', 'import', ${sql.json(content)}, '导入', '测试', now()) returning id`
  const [round] = await sql`
    insert into consultation (plan_id, number, version_id, stage, due_on, opened_by_name, opened_at)
    values (${draft?.id}, 1, ${version?.id}, 'consultation', '2026-12-31', '测试', now()) returning id`
  await sql`
    insert into consultation_unit (consultation_id, unit_id, item_keys, indicator_keys)
    values (${round?.id}, ${found.unit}, '{t1}', '{}')`
  await sql`update plan set is_public = id = ${found.plan} where id in (${found.plan}, ${other.id})`
  const ids = Object.entries({ ...found, draft: draft?.id, round: round?.id, closedPlan: other.id }).map(
    ([name, id]) => [name, Number(id)] as const,
  )
  return { subjects: Object.fromEntries(ids), otherPlan: Number(other.id) }
}

const addressOf = (route: string, subject: string | undefined, subjects: Subjects): string =>
  route
    .replace('[id]', String(subject ? subjects[subject] : ''))
    .replace('[kind]', subject ?? '')
    .replace('/[[...path]]', '')
    .replace('[...nextauth]', 'session')
    .replace('[...path]', 'tasks')

const symbols: Readonly<Record<number, string>> = {
  200: '+',
  404: '4',
  401: '1',
  405: '5',
  307: '>',
  308: '>',
  303: '>',
}

const ask = async (request: APIRequestContext, path: string): Promise<string> => {
  const response = await request.get(`${address}${path}`, { maxRedirects: 0 })
  return symbols[response.status()] ?? String(response.status())
}

test('everybody, everywhere', async ({ sql, as, playwright }) => {
  test.setTimeout(600_000)
  const { subjects: found, otherPlan } = await subjectsOf(sql)
  const people = await cast(sql, found.unit ?? 0, found.plan ?? 0, otherPlan)
  const subjects: Subjects = {
    ...found,
    ...(await giveSupervision(sql, found.plan ?? 0, found.unit ?? 0, people.office)),
  }
  const requests = new Map<string, APIRequestContext>()
  requests.set('nobody', await playwright.request.newContext())
  for (const [column, userName] of Object.entries(people)) requests.set(column, (await as(userName)).request)
  const wrong: string[] = []
  for (const { route, subject, cells } of golden) {
    const path = addressOf(route, subject, subjects)
    const answers = await Promise.all(columns.map((column) => ask(requests.get(column) as APIRequestContext, path)))
    columns.forEach((column, at) => {
      if (answers[at] !== cells[at]) wrong.push(`${route} ${column}: ${answers[at]} instead of ${cells[at]}`)
    })
  }
  expect(wrong).toEqual([])
  await requests.get('nobody')?.dispose()
})
