import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { readActor } from '@/db/actors'
import { readCalendar } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { rollback, useTestDb } from '@/db/testing'
import { addDays, calendarDate } from '@/lib/domain/calendar/date'
import { readTaskFilter, type TaskFilter, tasksHref } from '@/lib/domain/task/filter'
import { fill } from '@/lib/scenario/fill/fill'
import { createWorld, givePlan } from '@/lib/scenario/world'
import type { QueryContext } from './context'
import { getOverview } from './get-overview'
import { listTasks } from './list-tasks'

const db = useTestDb()
const today = calendarDate('2026-11-20')

const contextFor = async (tx: Tx, role: string, code: string): Promise<QueryContext> => {
  const [row] = await tx.execute<{ id: number }>(sql`select m.id::int from membership m join unit u on u.id = m.unit_id
    join jurisdiction j on j.id = u.jurisdiction_id where m.role = ${role} and j.code = ${code} order by m.id limit 1`)
  const actor = row && (await readActor(tx, row.id))
  if (!actor) throw new Error(`no ${role} in ${code}`)
  return { db: tx, actor, today, calendar: await readCalendar(tx) }
}

/** The total of the list that a link opens, read from its address as the page reads it. */
const totalBehind = async (ctx: QueryContext, filter: TaskFilter): Promise<number> => {
  const params = Object.fromEntries(new URL(tasksHref(filter), 'http://localhost').searchParams)
  return (await listTasks(ctx, readTaskFilter(params))).total
}

test('every number of the overview is the total of the list behind it, for leaders and offices, filtered or not', async () => {
  await rollback(db(), async (tx) => {
    await fill(tx, { tasks: 600, plans: 20, units: 60, reportsPerTask: 6, filesPerTask: 0 }, today)
    const city = await contextFor(tx, 'leader', '9801')
    const [county] = await tx.execute<{ id: number }>(sql`select id::int from jurisdiction where code = '980102'`)
    const [own] = await tx.execute<{
      id: number
      unit: number
    }>(sql`select p.id::int, a.unit_id::int as unit from plan p
      join task t on t.plan_id = p.id join assignment a on a.task_id = t.id and a.is_primary where p.jurisdiction_id = ${county?.id} and p.state = 'active' limit 1`)
    const cases: [QueryContext, TaskFilter][] = [
      [city, {}],
      [city, { jurisdiction: county?.id }],
      [city, { level: 'county' }],
      [city, { plan: own?.id }],
      [city, { unit: own?.unit }],
      [await contextFor(tx, 'office', '980102'), { plan: own?.id, unit: own?.unit }],
    ]
    for (const [ctx, filter] of cases) {
      const overview = await getOverview(ctx, filter)
      if (!overview) throw new Error('a leader and an office have an overview')
      const { counted, counts, matrix, silent } = overview
      const base = overview.filter
      const { top, sub, units } = counts
      const numbers: [number, TaskFilter][] = [
        [top.total, counted],
        ...(['red', 'yellow', 'green', 'blue', 'grey'] as const).map((lamp): [number, TaskFilter] => [
          top[lamp],
          { ...counted, lamp },
        ]),
        [top.newly, { ...counted, newly: true }],
        [top.closed, { ...counted, week: 'closed' }],
        [top.returned, { ...counted, week: 'returned' }],
        [top.extension, { ...counted, pending: 'extension' }],
        ...(base.unit
          ? []
          : ([
              [sub.total, { ...base, depth: 'sub' }],
              [sub.red, { ...base, depth: 'sub', lamp: 'red' }],
            ] as [number, TaskFilter][])),
        ...units.slice(0, 5).flatMap((unit): [number, TaskFilter][] => [
          [unit.total, { ...base, unit: unit.unitId }],
          [unit.red, { ...base, unit: unit.unitId, lamp: 'red' }],
        ]),
        ...matrix.rows.slice(0, 4).flatMap((row): [number, TaskFilter][] =>
          row.filter
            ? [
                [row.total, row.filter],
                [row.red, { ...row.filter, lamp: 'red' }],
              ]
            : [],
        ),
        ...silent
          .slice(0, 3)
          .map((unit): [number, TaskFilter] => [unit.open, { ...base, unit: unit.unitId, state: 'open' }]),
      ]
      for (const [number, behind] of numbers) {
        expect({ behind, total: await totalBehind(ctx, behind) }).toEqual({ behind, total: number })
      }
      expect(top.total).toBeGreaterThan(0)
      expect(top.red + top.yellow + top.green + top.blue + top.grey).toBe(top.total)
      expect(matrix.rows.reduce((sum, row) => sum + row.total, 0)).toBe(top.total)
      expect(units.reduce((sum, unit) => sum + unit.total, 0)).toBe(top.total + sub.total)
      expect(overview.overdue.length).toBe(Math.min(8, top.red))
    }
  })
}, 120_000)

test('a city sees the districts below it and can choose one; a district sees neither its neighbour nor the city', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx, today)
    const { units } = world
    const overdue = addDays(today, -30)
    await givePlan(world, [{ lead: units.health.id, dueOn: overdue, state: 'active' }, { lead: units.sports.id }])
    await givePlan(world, [{ lead: units.otherHealth.id, dueOn: overdue, state: 'active' }], {
      officeUnitId: units.otherOffice.id,
      jurisdictionId: world.other.id,
    })
    const see = async (who: 'cityLeader' | 'leader' | 'healthOfficer' | 'admin', filter: TaskFilter = {}) => {
      const { actor } = await world.as(who)
      const overview = await getOverview({ db: tx, actor, today, calendar: await readCalendar(tx) }, filter)
      return (
        overview && [overview.counts.top.total, overview.counts.top.red, overview.overdue.map((row) => row.unitName)]
      )
    }
    expect(await see('cityLeader')).toEqual([3, 2, ['区卫健委', '邻区卫健委']])
    expect(await see('cityLeader', { jurisdiction: world.other.id })).toEqual([1, 1, ['邻区卫健委']])
    expect(await see('leader')).toEqual([2, 1, ['区卫健委']])
    // The neighbour is not among the choices, so it does not narrow what the district sees.
    expect(await see('leader', { jurisdiction: world.other.id })).toEqual([2, 1, ['区卫健委']])
    expect(await see('healthOfficer')).toBeNull()
    expect(await see('admin')).toBeNull()
  })
})

test('the last word is the difficulty of the latest report that was handed in; a unit without one is silent since the issue', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx, today)
    const { health, sports, office } = world.units
    const dueOn = addDays(today, -10)
    const { tasks, periods } = await givePlan(world, [
      { lead: health.id, dueOn, state: 'active' },
      { lead: sports.id, dueOn: addDays(dueOn, 1), state: 'active' },
    ])
    const say = (state: string, submittedOn: string | null, difficulties: string, done: string, period: number) =>
      tx.execute(sql`insert into report (task_id, unit_id, period_id, reviewing_unit_id, state, self_percent, done_text, difficulties, submitted_at, submitted_on, decided_at)
        values (${tasks[0]?.id}, ${health.id}, ${periods[period]?.id}, ${office.id}, ${state}, 10, ${done}, ${difficulties},
          ${submittedOn && `${submittedOn}T10:00:00+08:00`}::timestamptz, ${submittedOn}::date, ${state === 'approved' ? '2026-10-25T02:00:00Z' : null}::timestamptz)`)
    await say('approved', '2026-07-20', '场地未落实', '完成勘查', 1)
    await say('submitted', '2026-10-20', '选址调整', '完成方案', 2)
    await say('draft', null, '还没有想好', '草稿', 3)
    const { actor } = await world.as('leader')
    const overview = await getOverview({ db: tx, actor, today, calendar: await readCalendar(tx) }, {})
    expect(
      overview?.overdue.map(({ unitName, lastWord, silentDays }) => [unitName, lastWord?.text ?? null, silentDays]),
    ).toEqual([
      ['区卫健委', '选址调整', 31],
      ['区教体局', null, 319],
    ])
    expect(overview?.silent.map(({ name, days, hasSpoken, open }) => ({ name, days, hasSpoken, open }))).toEqual([
      { name: '区教体局', days: 319, hasSpoken: false, open: 1 },
    ])
  })
})
