import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { unit } from '@/db/schema/organisation'
import { report } from '@/db/schema/report'
import { milestone, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { acknowledgeTasks } from '@/lib/commands/acknowledge-tasks'
import { approveReport } from '@/lib/commands/approve-report'
import { createSubtasks } from '@/lib/commands/create-subtasks'
import { requestSignOff } from '@/lib/commands/request-sign-off'
import { returnReport } from '@/lib/commands/return-report'
import { reviseReport } from '@/lib/commands/revise-report'
import { type Context, run } from '@/lib/commands/run'
import { sendBackReport } from '@/lib/commands/send-back-report'
import { signOffReport } from '@/lib/commands/sign-off-report'
import { submitReport } from '@/lib/commands/submit-report'
import { calendarDate } from '@/lib/domain/calendar/date'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { reportGiven } from '@/lib/scenario/reports'
import { createWorld, givePlan } from '@/lib/scenario/world'
import type { QueryContext } from './context'
import { getReport } from './get-report'
import { getReportForm } from './get-report-form'
import { getReviewItem } from './get-review-item'
import { getTodo } from './get-todo'
import { listReportChoices, listReports, listUnwritten, tallyCurrentPeriod } from './list-reports'
import { countReviews, listReviews, readReviewPosition, reviewPositionText } from './list-reviews'

const db = useTestDb()
const calendar = createWorkCalendar(nationalHolidays)
const at = (tx: Tx, { actor, today }: Context): QueryContext => ({ db: tx, actor, today, calendar })

test('the queue: oldest first, each unit its own, by kind, plan, unit and period, page after page', async () => {
  await rollback(db(), async (tx) => {
    const {
      world,
      office,
      officer,
      draft,
      periods,
      plan,
      task: row,
    } = await reportGiven(tx, { signOffRequired: false })
    const keys = ['2026Q1', '2026Q2', '2026Q3', '2026Q4']
    const ids: number[] = []
    for (const [index, key] of keys.entries()) {
      const { reportId } = await draft({ periodId: periods.find((period) => period.key === key)?.id })
      await run(tx, { ...officer, now: new Date(Date.UTC(2026, 10, 20 - index)) }, submitReport, { reportId })
      ids.push(reportId)
    }
    const ctx = at(tx, office)
    const all = await listReviews(ctx, {})
    expect(all.rows.map((line) => line.key)).toEqual([...ids].reverse().map((id) => `report-${id}`))
    expect(all.total).toBe(4)
    const [first, second] = all.rows
    expect(first).toMatchObject({
      kind: 'report',
      taskId: row.id,
      unitName: '区卫健委',
      periodKey: '2026Q4',
      isOwn: false,
    })
    const rest = await listReviews(ctx, {}, { at: second?.at as string, key: second?.key as string })
    expect(rest.rows.map((line) => line.periodKey)).toEqual(['2026Q2', '2026Q1'])
    expect((await listReviews(ctx, { period: '2026Q2' })).rows).toHaveLength(1)
    expect((await listReviews(ctx, { unit: world.units.sports.id })).total).toBe(0)
    expect((await listReviews(ctx, { plan: plan.id, kind: 'report' })).total).toBe(4)
    expect((await listReviews(ctx, { kind: 'closing' })).total).toBe(0)
    expect((await countReviews(ctx)).reduce((sum, entry) => sum + entry.count, 0)).toBe(4)
    for (const who of ['healthOfficer', 'sportsHead', 'leader', 'otherOffice', 'auditor'] as const) {
      expect((await listReviews(at(tx, await world.as(who)), {})).rows).toEqual([])
    }
  })
})

test.each([
  ['2026-11-20T01:02:03.000001Z~report-12', { at: '2026-11-20T01:02:03.000001Z', key: 'report-12' }],
  ['2026-02-31T01:02:03.000001Z~report-12', null],
  ['2026-11-20T99:02:03.000001Z~report-12', null],
  ['2026~report-12', null],
  ['2026-11-20T01:02:03.000001Z~plan-12', null],
  ['', null],
])('a place in the queue is read from an address: %s', (text, position) => {
  expect(readReviewPosition(text)).toEqual(position)
  if (position) expect(reviewPositionText(position)).toBe(text)
})

test('the queue holds what supporters hand to the lead, change requests and claims of completion as well', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, officer, draft, task: row } = await reportGiven(tx, { signOffRequired: false })
    const support = await world.as('sportsOfficer')
    const { reportId } = await draft({}, support)
    await run(tx, support, submitReport, { reportId })
    expect((await listReviews(at(tx, officer), {})).rows.map((line) => line.key)).toEqual([`report-${reportId}`])
    expect((await listReviews(at(tx, office), {})).rows).toEqual([])
    await tx.update(milestone).set({ state: 'verified', claimedOn: world.today, verifiedOn: world.today })
    await tx.update(task).set({ state: 'closing', claimedOn: world.today }).where(eq(task.id, row.id))
    const [line] = (await listReviews(at(tx, office), { kind: 'closing' })).rows
    expect(line).toMatchObject({ key: `closing-${row.id}`, unitName: '区卫健委' })
    expect(await getReviewItem(at(tx, office), `closing-${row.id}`)).toMatchObject({ kind: 'closing' })
    expect(await getReviewItem(at(tx, await world.as('otherOffice')), `closing-${row.id}`)).toBeNull()
    expect(await getReviewItem(at(tx, office), 'nonsense-1')).toBeNull()
  })
})

test('one’s own work stands in the queue but offers no verdict', async () => {
  await rollback(db(), async (tx) => {
    const { submitted, office, officer } = await reportGiven(tx)
    const { reportId } = await submitted()
    await tx.update(report).set({ signatoryPersonId: office.actor.personId })
    const [line] = (await listReviews(at(tx, office), {})).rows
    expect(line?.isOwn).toBe(true)
    const view = await getReport(at(tx, office), reportId)
    expect(view).toMatchObject({ isOwnWork: true, verbs: [] })
    expect((await getReport(at(tx, officer), reportId))?.verbs).toEqual(['report.withdraw'])
  })
})

test('a reader sees what was submitted while the unit corrects it, and the unit sees both', async () => {
  await rollback(db(), async (tx) => {
    const { submitted, office, officer, head, world, draft } = await reportGiven(tx)
    const { reportId } = await submitted({ doneText: '第一稿' })
    await run(tx, office, returnReport, { reportId, reason: '补充数量' })
    await run(tx, officer, reviseReport, { reportId })
    await draft({ doneText: '第二稿，未提交' })
    await run(tx, officer, requestSignOff, { reportId })
    expect(await getReport(at(tx, office), reportId)).toMatchObject({ awaitsSignOff: false })
    await run(tx, head, sendBackReport, { reportId, reason: '不要写那家公司' })
    const outside = await getReport(at(tx, office), reportId)
    expect(outside).toMatchObject({ isBeingCorrected: true, revision: 1, content: { doneText: '第一稿' }, verbs: [] })
    expect(outside?.sentBackReason).toBeNull()
    const inside = await getReport(at(tx, officer), reportId)
    expect(inside).toMatchObject({ isBeingCorrected: false, revision: 2, content: { doneText: '第二稿，未提交' } })
    expect(inside?.sentBackReason).toBe('不要写那家公司')
    expect(inside?.revisions).toMatchObject([
      { revision: 1, returnReason: '补充数量', content: { doneText: '第一稿' } },
    ])
    expect(inside?.verbs).toEqual(['report.save', 'report.requestSignOff'])
    for (const who of ['sportsHead', 'otherOffice', 'auditor', 'expert'] as const) {
      expect(await getReport(at(tx, await world.as(who)), reportId)).toBeNull()
    }
    await run(tx, officer, requestSignOff, { reportId })
    expect((await getReport(at(tx, head), reportId))?.verbs).toEqual([
      'report.save',
      'report.requestSignOff',
      'report.sendBack',
      'report.signOff',
    ])
  })
})

test('a first draft is not there for anyone outside its unit', async () => {
  await rollback(db(), async (tx) => {
    const { draft, office, officer } = await reportGiven(tx)
    const { reportId } = await draft()
    expect(await getReport(at(tx, office), reportId)).toBeNull()
    expect((await getReport(at(tx, officer), reportId))?.state).toBe('draft')
  })
})

test('the form begins with the current period and with what was said last', async () => {
  await rollback(db(), async (tx) => {
    const { task: row, officer, office, head, draft, periods, world } = await reportGiven(tx)
    const third = periods.find((period) => period.key === '2026Q3')
    const { reportId } = await draft({ periodId: third?.id, doneText: '三季度所做' })
    await run(tx, officer, requestSignOff, { reportId })
    await run(tx, head, signOffReport, { reportId })
    await run(tx, office, approveReport, { reportId })
    const view = await getReportForm(at(tx, officer), row.id)
    expect(view).toMatchObject({
      period: { key: '2026Q4' },
      draft: null,
      previous: { periodKey: '2026Q3', doneText: '三季度所做' },
      isPrimaryLead: true,
      reviewerName: '区健康促进办',
      maySignOff: false,
    })
    expect(view?.milestones).toHaveLength(2)
    expect(view?.periods.map((period) => [period.key, period.state])).toEqual([
      ['2026Q1', null],
      ['2026Q2', null],
      ['2026Q3', 'approved'],
      ['2026Q4', null],
    ])
    expect(await getReportForm(at(tx, officer), row.id, '2026Q3')).toMatchObject({ settled: { id: reportId } })
    expect(await getReportForm(at(tx, head), row.id)).toMatchObject({ maySignOff: true })
    const member = await getReportForm(at(tx, await world.as('town1Officer')), row.id)
    expect(member).toMatchObject({ isPrimaryLead: false, milestones: [], reviewerName: '区卫健委', previous: null })
    await tx.update(unit).set({ kind: 'group' }).where(eq(unit.id, world.units.health.id))
    const underGroup = await getReportForm(at(tx, await world.as('town1Officer')), row.id)
    expect(underGroup?.reviewerName).toBe('区健康促进办')
    await tx.update(unit).set({ kind: 'department' }).where(eq(unit.id, world.units.health.id))
    for (const who of ['office', 'leader', 'otherOfficer', 'auditor'] as const) {
      expect(await getReportForm(at(tx, await world.as(who)), row.id)).toBeNull()
    }
  })
})

test('the list of a unit: own reports by state and period, page by page, and what is still unwritten', async () => {
  await rollback(db(), async (tx) => {
    const { officer, head, office, draft, periods, task: row } = await reportGiven(tx)
    const ctx = at(tx, officer)
    expect(await tallyCurrentPeriod(ctx)).toMatchObject([{ periodKey: '2026Q4', owed: 1, submitted: 0, drafts: 0 }])
    expect((await listUnwritten(ctx)).map((entry) => entry.taskId)).toEqual([row.id])
    const { reportId } = await draft()
    await draft({ periodId: periods.find((period) => period.key === '2026Q3')?.id })
    await run(tx, officer, requestSignOff, { reportId })
    expect(await listUnwritten(ctx)).toEqual([])
    expect(await tallyCurrentPeriod(ctx)).toMatchObject([{ owed: 1, awaiting: 1, drafts: 0 }])
    expect((await listReports(at(tx, head), { whose: 'own', state: 'awaiting' })).rows.map((line) => line.id)).toEqual([
      reportId,
    ])
    expect((await listReports(ctx, { state: 'draft' })).total).toBe(1)
    expect((await listReports(ctx, { period: '2026Q4' })).rows).toMatchObject([
      { periodKey: '2026Q4', awaitsSignOff: true },
    ])
    expect((await listReports(ctx, {}, { after: reportId })).rows).toEqual([])
    expect((await listReports(ctx, {}, { before: reportId })).rows).toHaveLength(1)
    expect((await listReports(at(tx, office), {})).total).toBe(0)
    await run(tx, head, signOffReport, { reportId })
    expect((await listReports(at(tx, office), {})).rows).toMatchObject([{ id: reportId, unitName: '区卫健委' }])
    expect(await tallyCurrentPeriod(ctx)).toMatchObject([{ submitted: 1 }])
    expect(await listReportChoices(at(tx, office), true)).toMatchObject({ units: [{ name: '区卫健委' }] })
  })
})

test('the list of reports and the to-do page count what is owed by one rule', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx)
    const { health, sports } = world.units
    const { tasks } = await givePlan(world, [
      { lead: health.id, state: 'active' },
      { lead: sports.id, supports: [health.id], state: 'active' },
      { lead: sports.id, supports: [health.id], state: 'active' },
      { lead: health.id, state: 'active' },
      { lead: health.id, state: 'active' },
      { lead: health.id },
    ])
    const [, handedOn, , closing, issuedLate] = tasks
    // Its part of this one is a subtask of its own; that one waits for its closing; this one came after the period's day.
    const subtasks = [{ title: '分内工作', leadUnitId: health.id, supportUnitIds: [], dueOn: '', weight: 10 }]
    const create = { taskId: handedOn?.id, version: 1, subtasks }
    const { subtaskIds } = await run(tx, await world.as('sportsOfficer'), createSubtasks, create)
    await run(tx, await world.as('healthOfficer'), acknowledgeTasks, { taskIds: subtaskIds })
    const ended = { state: 'closing' as const, claimedOn: world.today }
    await tx
      .update(task)
      .set(ended)
      .where(eq(task.id, closing?.id ?? 0))
    await tx
      .update(task)
      .set({ issuedAt: new Date('2027-06-01T02:00:00Z') })
      .where(eq(task.id, issuedLate?.id ?? 0))
    const ctx = at(tx, await world.as('healthOfficer'))
    const owed = [tasks[0]?.id, tasks[2]?.id, subtaskIds[0]].sort()
    expect((await listUnwritten(ctx)).map((entry) => entry.taskId).sort()).toEqual(owed)
    expect(await tallyCurrentPeriod(ctx)).toMatchObject([{ owed: 3 }])
    expect((await getTodo(ctx)).period).toMatchObject({ tasks: 3, missing: 3 })
    const after = await getTodo({ ...ctx, today: calendarDate('2027-01-04') })
    const due = after.late.filter((item) => item.kind === 'report').map((item) => item.taskId)
    expect(due.sort()).toEqual(owed)
  })
})

test('what the queue shows is what can() lets this person decide', async () => {
  await rollback(db(), async (tx) => {
    const { submitted, world } = await reportGiven(tx)
    const { reportId } = await submitted()
    const rows = await tx.select().from(report).orderBy(asc(report.id))
    expect(rows).toHaveLength(1)
    for (const who of Object.keys(world.members) as (keyof typeof world.members)[]) {
      const ctx = at(tx, await world.as(who))
      const inQueue = (await listReviews(ctx, {})).rows.some((line) => line.id === reportId)
      const verbs = (await getReport(ctx, reportId))?.verbs ?? []
      expect([who, inQueue]).toEqual([who, verbs.includes('report.return')])
    }
  })
})
