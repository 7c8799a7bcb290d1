import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { plan } from '@/db/schema/plan'
import { task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { editDraft } from '@/lib/commands/edit-draft'
import { importReading } from '@/lib/commands/import-plan'
import { publishPlan } from '@/lib/commands/publish-plan'
import { run } from '@/lib/commands/run'
import { calendarDate } from '@/lib/domain/calendar/date'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { sampleReading } from '@/lib/scenario/read-plan'
import { createWorld } from '@/lib/scenario/world'
import { getPlan } from './get-plan'
import { getPlanDraft } from './get-plan-draft'
import { getPlanHistory } from './get-plan-history'
import { getPlanSettings } from './get-plan-settings'
import { listPlanTasks } from './list-plan-tasks'
import { listPlans } from './list-plans'

const db = useTestDb()
const calendar = createWorkCalendar(nationalHolidays)

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const office = await world.as('office')
  const { planId } = await run(tx, office, importReading, {
    reading: sampleReading([
      { path: ['二、主要任务', '（一）设施', '1. 示例任务1'], supportUnits: ['各乡镇政府', '区教体局'] },
      { leadUnits: ['区教体局', '区卫健委'], dueOn: '2026-06-30' },
    ]),
    fileName: '方案.docx',
  })
  const ctx = async (who: Parameters<typeof world.as>[0]) => ({
    db: tx,
    actor: (await world.as(who)).actor,
    today: world.today,
    calendar,
  })
  const publish = () => run(tx, office, publishPlan, { planId, version: 1 })
  return { world, planId, ctx, publish }
}
const everything = { state: null, after: null }

test('a draft is listed and opened by its own office alone', async () => {
  await rollback(db(), async (tx) => {
    const { planId, ctx } = await given(tx)
    for (const who of ['office', 'office2'] as const) {
      expect((await listPlans(await ctx(who), everything)).plans.map((row) => row.id)).toEqual([planId])
      expect((await getPlanDraft(await ctx(who), planId))?.version).toBe(1)
    }
    for (const who of ['otherOffice', 'cityLeader', 'leader', 'healthOfficer', 'expert', 'admin', 'auditor'] as const) {
      expect((await listPlans(await ctx(who), everything)).plans).toEqual([])
      expect(await getPlan(await ctx(who), planId)).toBeNull()
      expect(await getPlanDraft(await ctx(who), planId)).toBeNull()
    }
  })
})

test('published: units see what they take part in, leaders what is below them, with the lamps of what they see', async () => {
  await rollback(db(), async (tx) => {
    const { planId, ctx, publish } = await given(tx)
    await publish()
    for (const [who, total] of [
      ['office', 2],
      ['leader', 2],
      ['cityLeader', 2],
      ['healthOfficer', 2],
      ['town1Officer', 1],
    ] as const) {
      const { plans } = await listPlans(await ctx(who), everything)
      expect(plans.map((row) => [row.id, row.counts.total])).toEqual([[planId, total]])
      expect((await getPlan(await ctx(who), planId))?.counts.total).toBe(total)
    }
    for (const who of ['otherOffice', 'otherOfficer', 'expert', 'admin'] as const) {
      expect((await listPlans(await ctx(who), everything)).plans).toEqual([])
      expect(await getPlan(await ctx(who), planId)).toBeNull()
    }
    expect((await getPlan(await ctx('office'), planId))?.counts).toMatchObject({ red: 1, grey: 1 })
  })
})

test('the verbs are those that the office may use in this state, and nobody else has any', async () => {
  await rollback(db(), async (tx) => {
    const { planId, ctx, publish } = await given(tx)
    expect((await getPlan(await ctx('office'), planId))?.verbs).toEqual([
      'plan.editDraft',
      'plan.discard',
      'plan.moveStage',
      'consultation.open',
      'plan.publish',
      'plan.configure',
      'plan.reread',
    ])
    await publish()
    expect((await getPlan(await ctx('office'), planId))?.verbs).toEqual([
      'plan.configure',
      'plan.archive',
      'plan.openToExpert',
      'plan.reread',
    ])
    expect((await getPlan(await ctx('leader'), planId))?.verbs).toEqual([])
  })
})

test('tasks come in the order of the document with their headings, units counted and lateness in working days', async () => {
  await rollback(db(), async (tx) => {
    const { planId, ctx, publish } = await given(tx)
    await publish()
    const { tasks, next } = await listPlanTasks(await ctx('office'), planId, 0)
    expect(next).toBeNull()
    expect(tasks.map((row) => [row.title, row.path, row.lead, row.otherLeads, row.supports, row.lamp])).toEqual([
      ['示例任务1', ['二、主要任务', '（一）设施'], '区卫健委', 0, 2, 'grey'],
      ['示例任务2', ['二、主要任务'], '区教体局', 1, 0, 'red'],
    ])
    expect(tasks[1]?.workdaysLate).toBe(
      calendar.workdaysBetween(calendarDate('2026-06-30'), calendarDate('2026-11-20')),
    )
    expect((await listPlanTasks(await ctx('office'), planId, tasks[0]?.position ?? 0)).tasks).toHaveLength(1)
    const [other] = await tx.select().from(task).where(eq(task.planId, planId))
    expect((await listPlanTasks(await ctx('otherOfficer'), other?.planId as number, 0)).tasks).toEqual([])
  })
})

test('the list goes on where it stopped and filters by state', async () => {
  await rollback(db(), async (tx) => {
    const { world, ctx } = await given(tx)
    await tx.insert(plan).values(
      Array.from({ length: 60 }, (_, at) => ({
        jurisdictionId: world.county.id,
        officeUnitId: world.units.office.id,
        title: `示例方案${at}`,
        state: 'active' as const,
        publishedAt: new Date(),
      })),
    )
    const office = await ctx('office')
    const first = await listPlans(office, everything)
    const second = await listPlans(office, { state: null, after: first.next })
    expect([first.plans.length, second.plans.length, second.next]).toEqual([50, 11, null])
    expect(new Set([...first.plans, ...second.plans].map((row) => row.id)).size).toBe(61)
    expect((await listPlans(office, { state: 'draft', after: null })).plans).toHaveLength(1)
    // Addresses are typed by people: what is no place in the list begins it anew.
    expect((await listPlans(office, { state: null, after: `9_${'9'.repeat(40)}` })).plans).toHaveLength(50)
    expect(first.states).toEqual({ draft: 1, active: 60, archived: 0 })
  })
})

test('how the draft came about stays with its office when the plan is out', async () => {
  await rollback(db(), async (tx) => {
    const { world, planId, ctx } = await given(tx)
    const office = await world.as('office')
    await run(tx, office, editDraft, {
      planId,
      version: 1,
      operation: { kind: 'setDeadline', keys: ['t1'], dueOn: '2027-06-30', ongoing: false },
    })
    await run(tx, office, publishPlan, { planId, version: 2 })
    const actions = async (who: Parameters<typeof world.as>[0]) =>
      (await getPlanHistory(await ctx(who), planId, null)).events.map((event) => event.action)
    expect(await actions('office2')).toEqual(['plan.publish', 'plan.editDraft', 'plan.import'])
    for (const who of ['healthOfficer', 'leader'] as const) {
      expect(await actions(who)).toEqual(['plan.publish', 'plan.import'])
    }
  })
})

test('the history tells of the plan, not of each task; settings offer plans above and experts of the place', async () => {
  await rollback(db(), async (tx) => {
    const { world, planId, ctx, publish } = await given(tx)
    await publish()
    const office = await ctx('office')
    expect((await getPlanHistory(office, planId, null)).events.map((event) => event.action)).toEqual([
      'plan.publish',
      'plan.import',
    ])
    const [row] = await tx.select().from(plan).where(eq(plan.id, planId))
    const { id: above } = (
      await tx
        .insert(plan)
        .values({
          jurisdictionId: world.city.id,
          officeUnitId: world.units.cityOffice.id,
          title: '示例市规划',
          state: 'active',
          publishedAt: new Date(),
        })
        .returning()
    )[0] as { id: number }
    const settings = await getPlanSettings(office, row as never)
    expect(settings.parents).toEqual([{ id: above, title: '示例市规划', place: '示例市' }])
    expect(settings.experts.map((expert) => [expert.name, expert.open])).toEqual([['褚专家', false]])
  })
})
