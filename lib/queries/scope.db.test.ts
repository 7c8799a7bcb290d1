import { type SQL, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readActor } from '@/db/actors'
import type { Tx } from '@/db/client'
import { changeRequest } from '@/db/schema/change-request'
import { plan, planExpert } from '@/db/schema/plan'
import { report } from '@/db/schema/report'
import { assignment, task } from '@/db/schema/task'
import { changeRequestSubject, jurisdictionSubject, planSubject, readTasks, reportSubject } from '@/db/subjects'
import { rollback, useTestDb } from '@/db/testing'
import { changeRequestStates } from '@/lib/domain/change-request/states'
import { type Actor, can } from '@/lib/domain/permission/can'
import { reportStates } from '@/lib/domain/report/states'
import { createWorld, givePlan, type World } from '@/lib/scenario/world'
import { visibleChangeRequests, visiblePlans, visibleReports, visibleTasks, visibleUnits } from './scope'

const db = useTestDb()

type Layout = {
  /** For each unit the one that took up its duties, if it was dissolved. */
  readonly successors: readonly (number | null)[]
  readonly tasks: readonly {
    readonly plan: number
    readonly parent: number | null
    readonly units: readonly number[]
    readonly coLead: boolean
  }[]
  readonly reports: readonly {
    readonly task: number
    readonly unit: number
    readonly reviewer: number
    readonly state: number
  }[]
  readonly requests: readonly {
    readonly task: number
    readonly unit: number
    readonly issuer: number
    readonly state: number
  }[]
}

const TASKS = 14
const UNITS = 12
const at = (most: number) => fc.nat(most - 1)
const layout: fc.Arbitrary<Layout> = fc.record({
  // Later into earlier, so that chains come about and circles do not.
  successors: fc.tuple(
    ...Array.from({ length: UNITS }, (_, nth) =>
      nth === 0 ? fc.constant(null) : fc.option(at(nth), { nil: null, freq: 2 }),
    ),
  ),
  tasks: fc.array(
    fc.record({
      plan: at(4),
      parent: fc.option(at(TASKS)),
      units: fc.uniqueArray(at(UNITS), { minLength: 1, maxLength: 4 }),
      coLead: fc.boolean(),
    }),
    { minLength: TASKS, maxLength: TASKS },
  ),
  reports: fc.array(
    fc.record({ task: at(TASKS), unit: at(UNITS), reviewer: at(UNITS), state: at(reportStates.length) }),
    { minLength: 20, maxLength: 30 },
  ),
  requests: fc.array(
    fc.record({ task: at(TASKS), unit: at(UNITS), issuer: at(UNITS), state: at(changeRequestStates.length) }),
    { minLength: 20, maxLength: 30 },
  ),
})

/** Four plans in force (district, city, neighbour, one opened to the expert), a draft of the district's office and one of its neighbour's. */
const build = async (tx: Tx, world: World, { successors, tasks, reports, requests }: Layout) => {
  const { units, county, city, other } = world
  const unitIds = Object.values(units).map((unit) => unit.id)
  const places = [
    { officeUnitId: units.office.id, jurisdictionId: county.id },
    { officeUnitId: units.cityOffice.id, jurisdictionId: city.id },
    { officeUnitId: units.otherOffice.id, jurisdictionId: other.id },
    { officeUnitId: units.office.id, jurisdictionId: county.id },
  ]
  const plans: Awaited<ReturnType<typeof givePlan>>[] = []
  for (const place of places) plans.push(await givePlan(world, [], place))
  const expert = await readActor(tx, world.members.expert)
  await tx
    .insert(planExpert)
    .values([0, 2].map((nth) => ({ planId: plans[nth]?.plan.id ?? 0, personId: expert?.personId ?? 0 })))
  await tx.insert(plan).values(
    [places[0], places[2]].map((place) => ({
      ...(place as (typeof places)[number]),
      title: '草案',
      state: 'draft' as const,
    })),
  )
  const ids: number[] = []
  for (const [nth, given] of tasks.entries()) {
    // A task can only be broken down from an earlier one of its plan.
    const parent =
      given.parent !== null && given.parent < nth && tasks[given.parent]?.plan === given.plan ? given.parent : null
    const [above] = parent === null ? [] : await tx.select().from(task).where(sql`id = ${ids[parent]}`)
    const owner = plans[given.plan]
    if (!owner) throw new Error('a layout names one of the plans')
    const [row] = await tx
      .insert(task)
      .values({
        planId: owner.plan.id,
        parentId: above?.id ?? null,
        ancestorIds: above ? [...above.ancestorIds, above.id] : [],
        title: `任务${nth}`,
        position: nth,
        state: 'active',
        issuerUnitId: above ? (unitIds[tasks[parent ?? 0]?.units[0] ?? 0] ?? 0) : owner.plan.officeUnitId,
        issuedAt: new Date('2026-01-05T02:00:00Z'),
      })
      .returning()
    if (!row) throw new Error('a task was not inserted')
    ids.push(row.id)
    await tx.insert(assignment).values(
      given.units.map((unit, position) => ({
        taskId: row.id,
        unitId: unitIds[unit] ?? 0,
        role: position === 0 || (position === 1 && given.coLead) ? ('lead' as const) : ('support' as const),
        isPrimary: position === 0,
        position,
      })),
    )
  }
  for (const [nth, successor] of successors.entries()) {
    if (successor === null) continue
    await tx.execute(sql`update unit set dissolved_on = '2026-06-01', successor_id = ${unitIds[successor]}
      where id = ${unitIds[nth]}`)
  }
  const decided = new Date('2026-11-01T02:00:00Z')
  for (const given of reports) {
    const state = reportStates[given.state] ?? 'draft'
    const owner = plans[tasks[given.task]?.plan ?? 0]
    await tx
      .insert(report)
      .values({
        taskId: ids[given.task] ?? 0,
        unitId: unitIds[given.unit] ?? 0,
        periodId: owner?.periods[0]?.id ?? 0,
        reviewingUnitId: unitIds[given.reviewer] ?? 0,
        state,
        selfPercent: 10,
        submittedAt: decided,
        decidedAt: state === 'approved' || state === 'returned' ? decided : null,
        returnReason: state === 'returned' ? '数据有误' : null,
      })
      .onConflictDoNothing()
  }
  for (const given of requests) {
    const state = changeRequestStates[given.state] ?? 'draft'
    await tx
      .insert(changeRequest)
      .values({
        taskId: ids[given.task] ?? 0,
        unitId: unitIds[given.unit] ?? 0,
        issuerUnitId: unitIds[given.issuer] ?? 0,
        kind: 'amend',
        state,
        decidedAt: state === 'approved' || state === 'rejected' ? decided : null,
        decisionReason: state === 'rejected' ? '理由不足' : null,
      })
      .onConflictDoNothing()
  }
}

/** The ids that `can()` allows, row by row, from the facts that commands decide on. */
const allowed = async (tx: Tx, actors: readonly Actor[]) => {
  const plans = await Promise.all(
    (await tx.select().from(plan)).map(async (row) => ({ id: row.id, subject: await planSubject(tx, row) })),
  )
  const tasks = await readTasks(
    tx,
    (await tx.select({ id: task.id }).from(task)).map((row) => row.id),
  )
  const taskSubject = (id: number) => tasks.find((entry) => entry.task.id === id)?.subject ?? {}
  const reports = (await tx.select().from(report)).map((row) => ({
    id: row.id,
    subject: reportSubject(taskSubject(row.taskId), row),
  }))
  const requests = (await tx.select().from(changeRequest)).map((row) => ({
    id: row.id,
    subject: changeRequestSubject(taskSubject(row.taskId), row),
  }))
  const unitRows = await tx.execute<{ id: number; place: number }>(
    sql`select id::int, jurisdiction_id::int as place from unit`,
  )
  const units = await Promise.all(
    unitRows.map(async ({ id, place }) => ({ id, subject: await jurisdictionSubject(tx, place) })),
  )
  const pick = (
    rows: readonly { id: number; subject: Parameters<typeof can>[2] }[],
    test: (subject: Parameters<typeof can>[2]) => boolean,
  ) => rows.filter((row) => test(row.subject)).map((row) => row.id)
  return actors.map((actor) => ({
    plans: pick(plans, (subject) => can(actor, 'plan.view', subject) || can(actor, 'plan.viewDraft', subject)),
    tasks: pick(
      tasks.map(({ task: { id }, subject }) => ({ id, subject })),
      (subject) => can(actor, 'task.view', subject),
    ),
    reports: pick(reports, (subject) => can(actor, 'report.view', subject) || can(actor, 'report.viewDraft', subject)),
    requests: pick(requests, (subject) => can(actor, 'changeRequest.view', subject)),
    units: pick(units, (subject) => can(actor, 'unit.view', subject)),
  }))
}

const inScope = async (tx: Tx, actor: Actor) => {
  const ids = async (from: SQL, condition: SQL) =>
    (await tx.execute<{ id: number }>(sql`select ${from} where ${condition}`)).map((row) => row.id)
  return {
    plans: await ids(sql`p.id::int as id from plan p`, visiblePlans(actor)),
    tasks: await ids(sql`t.id::int as id from task t`, visibleTasks(actor)),
    reports: await ids(sql`r.id::int as id from report r join task t on t.id = r.task_id`, visibleReports(actor)),
    requests: await ids(
      sql`c.id::int as id from change_request c join task t on t.id = c.task_id`,
      visibleChangeRequests(actor),
    ),
    units: await ids(sql`u.id::int as id from unit u`, visibleUnits(actor)),
  }
}

const sorted = (lists: Record<string, number[]>) =>
  Object.fromEntries(Object.entries(lists).map(([name, ids]) => [name, [...ids].sort((a, b) => a - b)]))

test('the scopes in SQL hold exactly what can() allows, for every role over random plans, tasks and submissions', async () => {
  await fc.assert(
    fc.asyncProperty(layout, (given) =>
      rollback(db(), async (tx) => {
        const world = await createWorld(tx)
        await build(tx, world, given)
        const names = Object.keys(world.members) as (keyof World['members'])[]
        const actors = await Promise.all(names.map(async (name) => (await world.as(name)).actor))
        const expected = await allowed(tx, actors)
        for (const [nth, actor] of actors.entries()) {
          expect({ who: names[nth], ...sorted(await inScope(tx, actor)) }).toEqual({
            who: names[nth],
            ...sorted(expected[nth] ?? {}),
          })
        }
      }),
    ),
    { numRuns: 10, endOnFailure: true },
  )
}, 120_000)
