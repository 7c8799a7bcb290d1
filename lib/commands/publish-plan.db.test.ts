import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { unit } from '@/db/schema/organisation'
import {
  indicator,
  indicatorOwner,
  indicatorTarget,
  plan,
  planExpert,
  reportingPeriod,
  section,
} from '@/db/schema/plan'
import { assignment, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import type { PlanReading, ReadTask } from '@/lib/domain/plan-text/reading'
import { sampleReading } from '@/lib/scenario/read-plan'
import { createWorld } from '@/lib/scenario/world'
import { archivePlan } from './archive-plan'
import { configurePlan } from './configure-plan'
import { editDraft } from './edit-draft'
import { importReading } from './import-plan'
import { openPlanToExpert } from './open-plan-to-expert'
import { publishPlan } from './publish-plan'
import { run } from './run'
import { settleTask } from './settle-task'

const db = useTestDb()

const given = async (tx: Tx, tasks: readonly Partial<ReadTask>[], over: Partial<PlanReading> = {}) => {
  const world = await createWorld(tx)
  const office = await world.as('office')
  const { planId } = await run(tx, office, importReading, {
    reading: sampleReading(tasks, over),
    fileName: '方案.docx',
  })
  const planRow = async () => {
    const [row] = await tx.select().from(plan).where(eq(plan.id, planId))
    if (!row) throw new Error('no plan')
    return row
  }
  return { world, office, planId, planRow }
}

test('the draft becomes tasks in their sections, with the primary lead first, dates, periods and one event each', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId } = await given(tx, [
      {
        leadUnits: ['各乡镇政府', '区教体局'],
        supportUnits: ['区卫健委'],
        path: ['二、主要任务', '（一）设施', '1. 示例任务1'],
      },
      { kind: 'safeguard', leadUnits: [], path: ['三、保障', '（一）示例任务2'] },
      { dueOn: null, ongoing: true },
    ])
    expect(await run(tx, office, publishPlan, { planId, version: 1 })).toEqual({ planId, tasks: 2, units: 5 })
    const tasks = await tx.select().from(task).orderBy(asc(task.position))
    expect(
      tasks.map((row) => [row.title, row.state, row.dueOn, row.originalDueOn, row.owedDueOn, row.ongoing]),
    ).toEqual([
      ['示例任务1', 'issued', '2027-06-30', '2027-06-30', '2027-06-30', false],
      ['示例任务3', 'issued', null, null, null, true],
    ])
    expect(tasks.every((row) => row.issuerUnitId === world.units.office.id)).toBe(true)
    const sections = await tx.select().from(section).orderBy(asc(section.position))
    expect(sections.map((row) => row.title)).toEqual(['二、主要任务', '（一）设施'])
    expect(sections[1]?.parentId).toBe(sections[0]?.id)
    const { sports, towns, health } = world.units
    const units = await tx
      .select()
      .from(assignment)
      .where(eq(assignment.taskId, tasks[0]?.id as number))
      .orderBy(asc(assignment.position))
    expect(units.map((row) => [row.unitId, row.role, row.isPrimary])).toEqual([
      [sports.id, 'lead', true],
      [towns.id, 'lead', false],
      [health.id, 'support', false],
    ])
    const periods = await tx.select().from(reportingPeriod).orderBy(asc(reportingPeriod.startsOn))
    expect(periods.map((row) => row.key)).toEqual(['2026Q4', '2027Q1', '2027Q2', '2027Q3', '2027Q4'])
    const events = await tx.select().from(auditEvent).orderBy(asc(auditEvent.id))
    expect(events.map((event) => event.action)).toEqual(['plan.import', 'task.issue', 'task.issue', 'plan.publish'])
    expect(events[1]).toMatchObject({
      taskId: tasks[0]?.id,
      after: { leads: ['区教体局', '各乡镇政府'], supports: ['区卫健委'] },
    })
    // What is written at once is what settling each would have written.
    for (const row of tasks) await settleTask(tx, row.id)
    expect(await tx.select().from(task).orderBy(asc(task.position))).toEqual(tasks)
  })
})

test('indicators come with targets by year and the units that are known', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId } = await given(tx, [{}], {
      indicators: [
        {
          from: 'table',
          domain: '健康水平',
          number: '1',
          name: '人均步道长度',
          unit: '米',
          baselineYear: 2025,
          baselineText: '0.8',
          targets: [
            {
              year: 2027,
              text: '≥1.2',
              parsed: { op: '>=', value: 1.2, value2: null, relative: null, baseYear: null, text: '≥1.2' },
            },
            {
              year: null,
              text: '提高',
              parsed: { op: 'improve', value: null, value2: null, relative: null, baseYear: null, text: '提高' },
            },
          ],
          nature: '预期性',
          source: null,
          direction: 'higher_better',
          responsibleUnits: ['区教体局', '无此单位'],
          startLine: 20,
          endLine: 20,
        },
      ],
    })
    await run(tx, office, publishPlan, { planId, version: 1 })
    expect(await tx.select({ name: indicator.name, sourceLine: indicator.sourceLine }).from(indicator)).toEqual([
      { name: '人均步道长度', sourceLine: 20 },
    ])
    expect(await tx.select({ year: indicatorTarget.year, value: indicatorTarget.value }).from(indicatorTarget)).toEqual(
      [{ year: 2027, value: '1.2' }],
    )
    expect(await tx.select({ unitId: indicatorOwner.unitId }).from(indicatorOwner)).toEqual([
      { unitId: world.units.sports.id },
    ])
  })
})

test.each<[string, readonly Partial<ReadTask>[], string, string]>([
  ['nothing to issue', [{ kind: 'safeguard', leadUnits: [] }], 'planWithoutTasks', '没有可交办的任务'],
  ['a task without lead', [{ leadUnits: [] }, {}], 'planTasksWithoutLead', '还有 1 项任务没有牵头单位'],
  [
    'names that nobody knows',
    [{ supportUnits: ['区甲局', '区乙局'] }, { supportUnits: ['区甲局'] }],
    'planUnitsUnmatched',
    '还有 2 个单位名称',
  ],
])('%s stands in the way', async (_, tasks, code, said) => {
  await rollback(db(), async (tx) => {
    const { office, planId, planRow } = await given(tx, tasks)
    const refused = run(tx, office, publishPlan, { planId, version: 1 })
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringContaining(said) })
    expect((await planRow()).state).toBe('draft')
  })
})

test('a unit dissolved after it was matched stands in the way', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId } = await given(tx, [{ supportUnits: ['区教体局'] }])
    await tx
      .update(unit)
      .set({ dissolvedOn: world.today, successorId: world.units.health.id })
      .where(eq(unit.id, world.units.sports.id))
    await expect(run(tx, office, publishPlan, { planId, version: 1 })).rejects.toMatchObject({
      code: 'planUnitDissolved',
    })
  })
})

test('what is published is what was on the screen: a stale draft is refused, a second click as well', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId } = await given(tx, [{}])
    const operation = { kind: 'editItem', key: 't1', title: '改名' }
    await run(tx, await world.as('office2'), editDraft, { planId, version: 1, operation })
    await expect(run(tx, office, publishPlan, { planId, version: 1 })).rejects.toMatchObject({ code: 'draftStale' })
    await run(tx, office, publishPlan, { planId, version: 2 })
    await expect(run(tx, office, publishPlan, { planId, version: 2 })).rejects.toMatchObject({ code: 'wrongState' })
    await expect(run(tx, office, editDraft, { planId, version: 2, operation })).rejects.toMatchObject({
      code: 'wrongState',
    })
    expect(await tx.select().from(task)).toHaveLength(1)
  })
})

test.each([
  ['otherOffice', 'notFound'],
  ['healthOfficer', 'notFound'],
  ['leader', 'notFound'],
] as const)('%s may not publish: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { world, planId } = await given(tx, [{}])
    await expect(run(tx, await world.as(who), publishPlan, { planId, version: 1 })).rejects.toMatchObject({ code })
  })
})

test('four hundred tasks are published at once, in batches', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId } = await given(
      tx,
      Array.from({ length: 400 }, (_, at) => ({
        path: [`第${at % 20}章`, `（${at % 7}）节`, '任务'],
        title: '任务',
        supportUnits: ['区教体局'],
      })),
    )
    const started = performance.now()
    expect(await run(tx, office, publishPlan, { planId, version: 1 })).toMatchObject({ tasks: 400 })
    expect(performance.now() - started).toBeLessThan(5000)
    expect(await tx.select({ id: assignment.id }).from(assignment)).toHaveLength(800)
  })
})

const settings = {
  title: '示例区健身步道实施方案',
  issuer: '示例区人民政府',
  docNumber: '',
  issuedOn: '2026-03-02',
  periodStart: '2026',
  periodEnd: '2027',
  stage: 'issued',
  parentPlanId: '',
  signOffRequired: true,
  reportingCycle: 'quarter',
  reportingDay: '25',
}

test('settings are recorded as what changed; a new cycle leaves the current period and replaces the later ones', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, planRow } = await given(tx, [{}])
    await run(tx, office, publishPlan, { planId, version: 1 })
    const { version } = await planRow()
    await run(tx, office, configurePlan, {
      ...settings,
      planId,
      version,
      reportingCycle: 'half',
      signOffRequired: false,
    })
    const periods = await tx.select().from(reportingPeriod).orderBy(asc(reportingPeriod.startsOn))
    expect(periods.map((row) => row.key)).toEqual(['2026Q4', '2027H1', '2027H2'])
    const events = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'plan.configure'))
    expect(events).toMatchObject([
      {
        before: { reportingCycle: 'quarter', signOffRequired: true },
        after: { reportingCycle: 'half', signOffRequired: false },
      },
    ])
    await expect(run(tx, office, configurePlan, { ...settings, planId, version })).rejects.toMatchObject({
      code: 'stale',
    })
  })
})

test('nothing changed: no record', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, planRow } = await given(tx, [{}])
    const { version } = await planRow()
    expect(await run(tx, office, configurePlan, { ...settings, planId, version })).toEqual({ version })
    expect(await tx.select().from(auditEvent).where(eq(auditEvent.action, 'plan.configure'))).toEqual([])
  })
})

test('a plan stands below one of its own or a higher place, never below itself, a draft or a neighbour’s', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, planRow } = await given(tx, [{}])
    const parentOf = async (
      who: 'cityOffice' | 'otherOffice' | 'office',
      jurisdictionId: number,
      state: 'active' | 'draft',
    ) => {
      const [row] = await tx
        .insert(plan)
        .values({
          jurisdictionId,
          officeUnitId: world.units[who].id,
          title: '上级规划',
          state,
          publishedAt: state === 'active' ? new Date() : null,
        })
        .returning()
      return row?.id
    }
    const attempt = async (parentPlanId: number | undefined) =>
      run(tx, office, configurePlan, { ...settings, planId, version: (await planRow()).version, parentPlanId })
    for (const wrong of [
      planId,
      await parentOf('otherOffice', world.other.id, 'active'),
      await parentOf('cityOffice', world.city.id, 'draft'),
    ]) {
      await expect(attempt(wrong)).rejects.toMatchObject({ code: 'planParentInvalid' })
    }
    const above = await parentOf('cityOffice', world.city.id, 'active')
    await attempt(above)
    expect((await planRow()).parentPlanId).toBe(above)
  })
})

test('an end before the beginning is refused at its field', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId } = await given(tx, [{}])
    const input = { ...settings, planId, version: 1, periodEnd: '2025' }
    await expect(run(tx, office, configurePlan, input)).rejects.toMatchObject({
      code: 'invalidInput',
      fields: { periodEnd: '结束年份不能早于开始年份' },
    })
  })
})

test('a plan is archived when nothing is open, and refuses from then on', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, planRow } = await given(tx, [{}])
    await run(tx, office, publishPlan, { planId, version: 1 })
    const { version } = await planRow()
    await expect(run(tx, office, archivePlan, { planId, version })).rejects.toMatchObject({
      code: 'planHasOpenTasks',
      params: { count: 1 },
    })
    await tx.update(task).set({ state: 'closed', closedOn: (await tx.select().from(task))[0]?.dueOn as never })
    await run(tx, office, archivePlan, { planId, version })
    expect(await planRow()).toMatchObject({ state: 'archived', version: version + 1 })
    await expect(run(tx, office, configurePlan, { ...settings, planId, version: version + 1 })).rejects.toMatchObject({
      code: 'planArchived',
    })
  })
})

test('a plan is opened to an expert of the place, and closed again', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, planRow } = await given(tx, [{}])
    await run(tx, office, publishPlan, { planId, version: 1 })
    const { personId } = (await world.as('expert')).actor
    const { version } = await planRow()
    await run(tx, office, openPlanToExpert, { planId, version, personId, open: true })
    await run(tx, office, openPlanToExpert, { planId, version, personId, open: true })
    expect(await tx.select().from(planExpert)).toEqual([{ planId, personId }])
    await run(tx, office, openPlanToExpert, { planId, version, personId, open: false })
    expect(await tx.select().from(planExpert)).toEqual([])
    expect(await tx.select().from(auditEvent).where(eq(auditEvent.action, 'plan.openToExpert'))).toHaveLength(2)
    const officer = (await world.as('healthOfficer')).actor
    await expect(
      run(tx, office, openPlanToExpert, { planId, version, personId: officer.personId, open: true }),
    ).rejects.toMatchObject({ code: 'expertUnknown' })
    await expect(
      run(tx, await world.as('leader'), openPlanToExpert, { planId, version, personId, open: true }),
    ).rejects.toMatchObject({ code: 'wrongRole' })
  })
})
