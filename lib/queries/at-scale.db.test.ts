import { sql } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { beforeAll, expect, test } from 'vitest'
import { readActor } from '@/db/actors'
import { readCalendar } from '@/db/calendar'
import type { Db } from '@/db/client'
import { useTestDb } from '@/db/testing'
import { benchOperations, type Operation } from '@/lib/cli/bench-operations'
import { calendarDate } from '@/lib/domain/calendar/date'
import { todayInShanghai } from '@/lib/platform/clock'
import { fill, fillTables } from '@/lib/scenario/fill/fill'
import { explain, listening, type PlanNode, type Statement } from '@/lib/scenario/fill/listen'
import type { QueryContext } from './context'
import { listReviews } from './list-reviews'
import { listTasks } from './list-tasks'
import { listUnits } from './list-units'

const db = useTestDb()
const today = calendarDate(todayInShanghai())
let operations: readonly Operation[]

beforeAll(async () => {
  await fill(db(), { tasks: 3000, plans: 30, units: 300, reportsPerTask: 10, filesPerTask: 2 }, today)
  await db().transaction(async (tx) => {
    // Statistics are the owner's to gather.
    await tx.execute(sql`set local role none`)
    for (const table of fillTables) await tx.execute(sql`analyze ${sql.identifier(table)}`)
  })
  operations = await benchOperations(db())
}, 180_000)

const operation = (name: string): Operation => {
  const found = operations.find((entry) => entry.name === name)
  if (!found) throw new Error(`no operation ${name}`)
  return found
}

const statementsOf = async ({ work, undo }: Operation, turn: number): Promise<readonly Statement[]> => {
  const { db: heardDb, heard } = listening(db())
  await work(heardDb, turn)
  await undo?.(db(), turn)
  return heard
}

const nodes = (plan: PlanNode): readonly PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

class Undone extends Error {}

/** Every node of every statement's plan, taken while the statements run once more and are then taken back. */
const plansOf = async (statements: readonly Statement[]): Promise<readonly PlanNode[]> => {
  const found: PlanNode[] = []
  const client = (db() as Db & { $client: Sql }).$client
  try {
    await client.begin(async (tx) => {
      for (const statement of statements) found.push(...nodes((await explain(tx, statement)).plan))
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
  return found
}

/** Tables that grow with the years; the others stay small in any city. */
const growing = ['task', 'report', 'milestone', 'audit_event', 'evidence', 'acknowledgement', 'assignment']

test.each([
  ['待办（经办人）', [0, 1, 2, 3], []],
  ['任务页', [0, 1, 2, 3], ['task_pkey', 'milestone_task', 'audit_event_task']],
  // Words that few titles have; of a common one the tasks in sight are read by their plans.
  ['搜索', [1, 3, 5], ['task_title_grams']],
  ['提交进展', [0, 1, 2, 3], ['report_pkey', 'task_pkey']],
] as const)('%s reads what it needs by index, never a whole table that grows', async (name, turns, indexes) => {
  for (const turn of turns) {
    const plans = await plansOf(await statementsOf(operation(name), turn))
    expect(
      plans.filter((node) => node['Node Type'] === 'Seq Scan' && growing.includes(node['Relation Name'] ?? '')),
    ).toEqual([])
    const used = new Set(plans.map((node) => node['Index Name']))
    for (const index of indexes) expect(used).toContain(index)
  }
})

test('a page of the overdue list comes in the order of its index; only its count reads all that it counts', async () => {
  const [page] = (await statementsOf(operation('逾期列表（市，带筛选）'), 0)).filter(({ text }) =>
    text.includes('with page as'),
  )
  if (!page) throw new Error('the list reads one page')
  const plans = await plansOf([page])
  expect(
    plans.filter((node) => node['Node Type'] === 'Seq Scan' && growing.includes(node['Relation Name'] ?? '')),
  ).toEqual([])
})

/** What one page may ask of the database, whoever opens it and however much it shows. */
const budgets: Readonly<Record<string, number>> = {
  '待办（经办人）': 8,
  '待办（办公室）': 8,
  '逾期列表（市，带筛选）': 3,
  '总览（市）': 5,
  '总览（全部任务）': 5,
  任务页: 22,
  搜索: 3,
  提交进展: 18,
}

test('no page issues more statements for more rows', async () => {
  for (const entry of operations) {
    const counts = []
    for (let turn = 0; turn < 12; turn += 1) counts.push((await statementsOf(entry, turn)).length)
    expect({ name: entry.name, within: Math.max(...counts) <= (budgets[entry.name] ?? 0), counts }).toMatchObject({
      within: true,
    })
  }
})

const cityLeader = async (role: string): Promise<QueryContext> => {
  const [row] = await db().execute<{
    id: number
  }>(sql`select m.id::int from membership m join unit u on u.id = m.unit_id
    join jurisdiction j on j.id = u.jurisdiction_id where m.role = ${role} and j.level = 'city' order by m.id limit 1`)
  const actor = row && (await readActor(db(), row.id))
  if (!actor) throw new Error(`no ${role}`)
  return { db: db(), actor, today, calendar: await readCalendar(db()) }
}

/** Pages until there is no next one. */
const walk = async <R, C>(
  read: (after: C | undefined) => Promise<{ rows: readonly R[]; next?: C | null }>,
): Promise<R[]> => {
  const all: R[] = []
  let after: C | undefined
  for (let page = 0; page < 200; page += 1) {
    const { rows, next } = await read(after)
    all.push(...rows)
    if (next === null || next === undefined) return all
    after = next
  }
  throw new Error('the list does not end')
}

test('lists page by keyset: every row once, none left out, in one order, forwards and back', async () => {
  const leader = await cityLeader('leader')
  for (const filter of [{}, { lamp: 'red' }, { state: 'closed' }, { q: '健康' }] as const) {
    const { total } = await listTasks(leader, filter)
    const ids = (await walk((after: string | undefined) => listTasks(leader, filter, { after }))).map((row) => row.id)
    expect([ids.length, new Set(ids).size]).toEqual([total, total])
    const first = await listTasks(leader, filter)
    if (first.next) {
      const second = await listTasks(leader, filter, { after: first.next })
      const back = await listTasks(leader, filter, { before: second.previous ?? '' })
      expect(back.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id))
    }
  }
  const units = await walk((after: number | undefined) => listUnits(leader, { after }))
  expect([units.length, new Set(units.map((row) => row.id)).size]).toEqual([60, 60])
  const office = await cityLeader('office')
  const { total } = await listReviews(office, {})
  const reviews = await walk((after: { at: string; key: string } | undefined) => listReviews(office, {}, after))
  expect(total).toBeGreaterThan(0)
  expect([reviews.length, new Set(reviews.map((row) => row.key)).size]).toEqual([total, total])
})
