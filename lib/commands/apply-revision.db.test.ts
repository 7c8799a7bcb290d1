import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { changeRequest } from '@/db/schema/change-request'
import { indicator, indicatorTarget, plan, planDraft, planRevision, planVersion, section } from '@/db/schema/plan'
import { report } from '@/db/schema/report'
import { acknowledgement, assignment, milestone, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate as d } from '@/lib/domain/calendar/date'
import { owedItem } from '@/lib/domain/calendar/lamp'
import type { PlanReading, ReadIndicator, ReadTask } from '@/lib/domain/plan-text/reading'
import { decidedRevision, givenRevision, comparedFor } from '@/lib/scenario/give-revision'
import { sampleReading } from '@/lib/scenario/read-plan'
import { createWorld, type World } from '@/lib/scenario/world'
import { acknowledgeTasks } from './acknowledge-tasks'
import { applyRevision } from './apply-revision'
import { archivePlan } from './archive-plan'
import { createSubtasks } from './create-subtasks'
import { decideRevision } from './decide-revision'
import { discardRevision } from './discard-revision'
import { editDraft } from './edit-draft'
import { importReading } from './import-plan'
import { planMilestones } from './plan-milestones'
import { publishPlan } from './publish-plan'
import { rereadReading } from './reread-plan'
import { run } from './run'
import { saveReport } from './save-report'
import { claimCompletion } from './claim-completion'

const db = useTestDb()

const bodies = [
  '沿河建设步道并设置里程标识',
  '开办社区食堂，为高龄老人送餐',
  '补种乡土树种，改造边角地块',
  '开通热线，建立危机干预队伍',
]
const titles = ['建设健身步道', '开办社区食堂', '打造口袋公园', '开通心理热线']
const theTask = (at: number, more: Partial<ReadTask> = {}): Partial<ReadTask> => ({
  number: String(at + 1),
  title: titles[at] as string,
  path: ['二、主要任务', `${at + 1}. ${titles[at]}`],
  text: `${at + 1}. ${titles[at]}。${bodies[at]}。`,
  supportUnits: ['区教体局'],
  ...more,
})
const rate = (name: string, target: string, more: Partial<ReadIndicator> = {}): ReadIndicator => ({
  from: 'table',
  domain: null,
  number: null,
  name,
  unit: '%',
  baselineYear: 2025,
  baselineText: '30',
  targets: [
    {
      year: 2027,
      text: target,
      parsed: { op: '>=', value: 40, value2: null, relative: null, baseYear: null, text: target },
    },
  ],
  nature: '预期性',
  source: null,
  direction: 'higher_better',
  responsibleUnits: ['区卫健委'],
  startLine: 30,
  endLine: 30,
  ...more,
})
const indicators = [rate('经常锻炼人数比例', '≥40'), rate('步道覆盖率', '≥50')]
const reading = (tasks: readonly Partial<ReadTask>[], over: Partial<PlanReading> = {}) =>
  sampleReading(tasks, { indicators, ...over })
const revisedDocument = {
  ...sampleReading([]).document,
  docNumber: '示政〔2026〕9号',
  issuedOn: '2026-11-18',
}

const published = async (tx: Tx, tasks = [0, 1, 2].map((at) => theTask(at))) => {
  const world = await createWorld(tx, d('2026-11-20'))
  const office = await world.as('office')
  const { planId } = await run(tx, office, importReading, { reading: reading(tasks), fileName: '原文.docx' })
  await run(tx, office, publishPlan, { planId, version: 1 })
  const rows = () =>
    tx
      .select()
      .from(task)
      .where(and(eq(task.planId, planId), isNull(task.parentId)))
      .orderBy(asc(task.position), asc(task.id))
  const named = async (title: string) => {
    const found = (await rows()).find((row) => row.title === title)
    if (!found) throw new Error(`no task ${title}`)
    return found
  }
  const unitsOf = async (taskId: number) =>
    (await tx.select().from(assignment).where(eq(assignment.taskId, taskId)).orderBy(asc(assignment.position))).map(
      (row) => `${Object.values(world.units).find((unit) => unit.id === row.unitId)?.name}${row.isPrimary ? '*' : ''}`,
    )
  return { world, office, planId, rows, named, unitsOf }
}

const events = (tx: Tx, action: string) =>
  tx.select().from(auditEvent).where(eq(auditEvent.action, action)).orderBy(asc(auditEvent.id))

const active = async (tx: Tx, world: World, taskId: number) => {
  await run(tx, await world.as('healthOfficer'), acknowledgeTasks, { taskIds: [taskId] })
}

test('a version that says the same has nothing to decide, and is put away with its reason', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId } = await published(tx)
    const same = await decidedRevision(tx, office, planId, reading([0, 1, 2].map((at) => theTask(at))))
    expect(same.entries).toEqual([])
    const { entries: _, ...asked } = same
    await expect(run(tx, office, applyRevision, asked)).rejects.toMatchObject({ code: 'revisionNothingAccepted' })
    await run(tx, office, discardRevision, { ...asked, reason: '没有变化' })
    const [row] = await tx.select().from(planRevision)
    expect(row).toMatchObject({ state: 'discarded', closedBy: office.actor.personId })
    const [event] = await events(tx, 'plan.discardRevision')
    expect(event).toMatchObject({ planId, reason: '没有变化' })
    await expect(run(tx, office, discardRevision, { ...asked, version: 3, reason: '再次' })).rejects.toMatchObject({
      code: 'wrongState',
    })
  })
})

test('new, changed and gone tasks reach the plan in force in one step, with history; nothing is lost', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, named, rows, unitsOf } = await published(tx)
    const trail = await named('建设健身步道')
    const canteen = await named('开办社区食堂')
    const park = await named('打造口袋公园')
    for (const row of [trail, canteen]) await active(tx, world, row.id)
    const lead = await world.as('healthOfficer')
    await run(tx, lead, planMilestones, {
      taskId: canteen.id,
      version: 2,
      milestones: [{ title: '选址', deliverable: '选址报告', dueOn: '2027-05-31', weight: 100 }],
    })
    const fresh = reading(
      [
        theTask(3, { number: '1', leadUnits: ['区教体局'], supportUnits: [], dueOn: '2027-09-30' }),
        theTask(0, {
          number: '2',
          title: '建设智慧健身步道',
          text: '2. 建设智慧健身步道。沿河建设步道并设置里程标识和智能屏。',
          leadUnits: ['区教体局'],
          supportUnits: ['区卫健委', '各乡镇政府'],
        }),
        theTask(1, { number: '3', dueOn: '2027-03-31' }),
      ],
      { document: revisedDocument, indicators: [rate('经常锻炼人数比例', '≥42'), rate('心理热线接通率', '≥90')] },
    )
    const applied = await givenRevision(tx, office, planId, fresh)
    expect(applied).toMatchObject({ added: 1, changed: 2, gone: 1, indicators: 3 })
    expect((await rows()).map((row) => [row.number, row.title, row.state, row.dueOn, row.originalDueOn])).toEqual([
      ['1', '开通心理热线', 'issued', '2027-09-30', '2027-09-30'],
      ['2', '建设智慧健身步道', 'active', '2027-06-30', '2027-06-30'],
      ['3', '开办社区食堂', 'active', '2027-03-31', '2027-06-30'],
      ['3', '打造口袋公园', 'terminated', '2027-06-30', '2027-06-30'],
    ])
    expect(await unitsOf(trail.id)).toEqual(['区教体局*', '区卫健委', '各乡镇政府'])
    // Who stays keeps the receipt, the new primary lead gives one anew.
    const receipts = await tx
      .select({ unitId: acknowledgement.unitId })
      .from(acknowledgement)
      .innerJoin(assignment, eq(assignment.id, acknowledgement.assignmentId))
      .where(eq(assignment.taskId, trail.id))
    expect(receipts).toEqual([{ unitId: world.units.health.id }])
    expect(await tx.select().from(milestone)).toHaveLength(1)
    const revised = await events(tx, 'task.revise')
    expect(revised.map((event) => [event.taskId, event.reason])).toEqual([
      [trail.id, '规划修订（示政〔2026〕9号，第 1 次）'],
      [canteen.id, '规划修订（示政〔2026〕9号，第 1 次）'],
    ])
    expect(revised[1]).toMatchObject({
      before: { number: '2', dueOn: '2027-06-30' },
      after: { number: '3', dueOn: '2027-03-31' },
    })
    const [request] = await tx.select().from(changeRequest)
    expect(request).toMatchObject({
      taskId: park.id,
      kind: 'terminate',
      state: 'approved',
      unitId: world.units.office.id,
    })
    expect((await named('打造口袋公园')).stateReason).toContain('规划修订')
    const [event] = await events(tx, 'plan.applyRevision')
    expect(event).toMatchObject({
      planId,
      after: { added: 1, changed: 2, gone: 1, indicators: 3, docNumber: '示政〔2026〕9号' },
    })
    expect((await tx.select().from(plan).where(eq(plan.id, planId)))[0]).toMatchObject({
      docNumber: '示政〔2026〕9号',
      issuedOn: '2026-11-18',
    })
    const versions = await tx
      .select()
      .from(planVersion)
      .where(eq(planVersion.planId, planId))
      .orderBy(planVersion.number)
    expect(versions.at(-1)).toMatchObject({ origin: 'revision' })
    const all = await tx.select().from(indicator).where(eq(indicator.planId, planId)).orderBy(indicator.position)
    expect(all.map((row) => [row.position, row.name, row.endedRevisionId !== null])).toEqual([
      [1, '经常锻炼人数比例', false],
      [2, '步道覆盖率', true],
      [3, '心理热线接通率', false],
    ])
    const targets = await tx
      .select()
      .from(indicatorTarget)
      .where(eq(indicatorTarget.indicatorId, all[0]?.id ?? 0))
    expect(targets.map((target) => target.text)).toEqual(['≥42'])
    // Read once more, the same version has nothing new to say: what was ended stays ended.
    const again = await decidedRevision(tx, office, planId, fresh)
    expect(again.entries).toEqual([])
  })
})

test('what was declined stays, what the document left alone keeps what was decided in the plan', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, named, rows } = await published(tx)
    const trail = await named('建设健身步道')
    // An extension that was approved since: the document still prints the first date.
    await tx
      .update(task)
      .set({ dueOn: d('2027-12-31') })
      .where(eq(task.id, trail.id))
    const fresh = reading([
      theTask(0, { leadUnits: ['区教体局'], supportUnits: [] }),
      theTask(1, { title: '开办老年食堂', path: ['二、主要任务', '2. 开办老年食堂'] }),
    ])
    const { entries } = await givenRevision(
      tx,
      office,
      planId,
      fresh,
      (entry) => entry.kind === 'changed' && entry.title !== '开办社区食堂',
    )
    expect(entries.map((entry) => [entry.kind, entry.title, entry.fields.map((change) => change.field)])).toEqual([
      ['changed', '建设健身步道', ['leads', 'supports']],
      ['changed', '开办社区食堂', ['title', 'text']],
      ['gone', '打造口袋公园', []],
    ])
    expect((await rows()).map((row) => [row.title, row.state, row.dueOn])).toEqual([
      ['建设健身步道', 'issued', '2027-12-31'],
      ['开办社区食堂', 'issued', '2027-06-30'],
      ['打造口袋公园', 'issued', '2027-06-30'],
    ])
  })
})

test('a date that both moved is a conflict: it is taken only where the office says so', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, named } = await published(tx)
    const trail = await named('建设健身步道')
    await tx
      .update(task)
      .set({ dueOn: d('2027-12-31') })
      .where(eq(task.id, trail.id))
    const fresh = reading([theTask(0, { dueOn: '2028-06-30' }), theTask(1), theTask(2)])
    const {
      entries: [entry],
      ...decided
    } = await decidedRevision(tx, office, planId, fresh)
    expect(entry?.fields).toEqual([{ field: 'due', before: '2027-12-31', after: '2028-06-30', conflict: true }])
    await expect(run(tx, office, applyRevision, decided)).rejects.toMatchObject({ code: 'revisionNothingAccepted' })
    const { version } = await run(tx, office, decideRevision, {
      ...decided,
      entries: { [entry?.key ?? '']: { accept: true, digest: entry?.digest, fields: ['due'] } },
    })
    await run(tx, office, applyRevision, { ...decided, version })
    expect(await named('建设健身步道')).toMatchObject({ dueOn: '2028-06-30', originalDueOn: '2027-06-30' })
  })
})

test('a lead that leaves: its reports stay, its subtasks and what waits for its review go to the new lead', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, named } = await published(tx)
    const trail = await named('建设健身步道')
    await active(tx, world, trail.id)
    const lead = await world.as('healthOfficer')
    const { subtaskIds } = await run(tx, lead, createSubtasks, {
      taskId: trail.id,
      version: 2,
      subtasks: [{ title: '东段', leadUnitId: world.units.town1.id, dueOn: '2027-05-31' }],
    })
    const [period] = await tx.execute<{ id: number }>(
      sql`select id::int from reporting_period where plan_id = ${planId} order by starts_on limit 1`,
    )
    await run(tx, lead, saveReport, {
      taskId: trail.id,
      periodId: period?.id,
      selfPercent: 30,
      doneText: '已完成选址。',
    })
    const fresh = reading([theTask(0, { leadUnits: ['区教体局'], supportUnits: [] }), theTask(1), theTask(2)])
    await givenRevision(tx, office, planId, fresh)
    expect(await tx.select().from(report)).toHaveLength(1)
    const [subtask] = await tx
      .select()
      .from(task)
      .where(eq(task.id, subtaskIds[0] ?? 0))
    expect(subtask).toMatchObject({ issuerUnitId: world.units.sports.id, state: 'issued' })
  })
})

test('sections: a renamed heading once, a task in a place that is not there yet', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, named } = await published(tx)
    const under = (heading: string, at: number) => ({ path: [heading, `${at + 1}. ${titles[at]}`] })
    const fresh = reading([
      theTask(0, under('二、重点任务', 0)),
      theTask(1, under('二、重点任务', 1)),
      theTask(2, under('三、环境整治', 2)),
    ])
    const { entries } = await givenRevision(tx, office, planId, fresh)
    expect(entries.map((entry) => [entry.about, entry.title])).toEqual([
      ['heading', '二、主要任务'],
      ['item', '打造口袋公园'],
    ])
    const sections = await tx.select().from(section).where(eq(section.planId, planId)).orderBy(section.position)
    expect(sections.map((row) => row.title)).toEqual(['二、重点任务', '三、环境整治'])
    expect((await named('打造口袋公园')).sectionId).toBe(sections[1]?.id)
    expect((await named('建设健身步道')).sectionId).toBe(sections[0]?.id)
  })
})

test('refuses what cannot be done: unknown units, closing tasks, undecided entries, a plan that changed meanwhile', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, named } = await published(tx)
    const trail = await named('建设健身步道')
    await active(tx, world, trail.id)
    const fresh = reading([
      theTask(0, { dueOn: '2027-03-31' }),
      theTask(1),
      theTask(2),
      theTask(3, { leadUnits: ['区心理中心'], supportUnits: [] }),
    ])
    const { entries, ...decided } = await decidedRevision(tx, office, planId, fresh)
    await expect(run(tx, office, applyRevision, decided)).rejects.toMatchObject({
      code: 'revisionBlocked',
      params: { title: '开通心理热线', why: '“区心理中心”没有对应到单位库' },
    })
    await expect(run(tx, office, decideRevision, { ...decided, units: { 区心理中心: 999_999 } })).rejects.toMatchObject(
      { code: 'notFound' },
    )
    const matched = await run(tx, office, decideRevision, { ...decided, units: { 区心理中心: world.units.health.id } })
    // The name is known now: the comparison is another one, the decision on that entry stands.
    await expect(run(tx, office, applyRevision, { ...decided, version: decided.version })).rejects.toMatchObject({
      code: 'stale',
    })
    await run(tx, await world.as('healthOfficer'), claimCompletion, { taskId: trail.id, version: 2, note: '完成' })
    const seen = await comparedFor(tx, office, planId, decided.revisionId)
    const next = { ...decided, version: matched.version, digest: seen.difference.digest }
    await expect(run(tx, office, applyRevision, next)).rejects.toMatchObject({
      code: 'revisionBlocked',
      params: { title: '建设健身步道' },
    })
    await tx.update(task).set({ title: '建设滨河步道', state: 'active' }).where(eq(task.id, trail.id))
    await expect(run(tx, office, applyRevision, next)).rejects.toMatchObject({ code: 'revisionOutdated' })
    const after = await comparedFor(tx, office, planId, decided.revisionId)
    const again = { ...next, digest: after.difference.digest }
    // What was decided on the task as it was is open again.
    await expect(run(tx, office, applyRevision, again)).rejects.toMatchObject({
      code: 'revisionUndecided',
      params: { count: 1 },
    })
    const [changed] = after.difference.entries
    const last = await run(tx, office, decideRevision, {
      ...again,
      entries: { [changed?.key ?? '']: { accept: true, digest: changed?.digest } },
    })
    await expect(run(tx, office, applyRevision, { ...again, version: last.version })).resolves.toMatchObject({
      added: 1,
      changed: 1,
    })
    expect(entries).toHaveLength(2)
  })
})

test('one open revision a plan; a stale form, a foreign office and an archived plan are refused', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId } = await published(tx)
    const fresh = reading([theTask(0)])
    const { revisionId } = await run(tx, office, rereadReading, { planId, reading: fresh, fileName: '甲.docx' })
    await expect(run(tx, office, rereadReading, { planId, reading: fresh, fileName: '乙.docx' })).rejects.toMatchObject(
      {
        code: 'revisionOpen',
      },
    )
    const asked = { planId, revisionId, version: 1, entries: {} }
    for (const [who, code] of [
      ['otherOffice', 'notFound'],
      ['healthHead', 'wrongRole'],
      ['leader', 'wrongRole'],
    ] as const) {
      await expect(run(tx, await world.as(who), decideRevision, asked)).rejects.toMatchObject({ code })
      await expect(run(tx, await world.as(who), applyRevision, { ...asked, digest: 'x' })).rejects.toMatchObject({
        code,
      })
    }
    await run(tx, office, decideRevision, asked)
    await expect(run(tx, office, decideRevision, asked)).rejects.toMatchObject({ code: 'stale' })
    await expect(run(tx, office, applyRevision, { ...asked, version: 2, digest: 'x' })).rejects.toMatchObject({
      code: 'revisionOutdated',
    })
    const seen = await comparedFor(tx, office, planId, revisionId)
    await expect(
      run(tx, office, applyRevision, { ...asked, version: 2, digest: seen.difference.digest }),
    ).rejects.toMatchObject({ code: 'revisionUndecided', params: { count: 2 } })
    await tx.update(task).set({ state: 'terminated' }).where(eq(task.planId, planId))
    const [row] = await tx.select().from(plan).where(eq(plan.id, planId))
    await run(tx, office, archivePlan, { planId, version: row?.version })
    await expect(run(tx, office, decideRevision, { ...asked, version: 2 })).rejects.toMatchObject({
      code: 'planArchived',
    })
    await expect(run(tx, office, rereadReading, { planId, reading: fresh, fileName: '丙.docx' })).rejects.toMatchObject(
      {
        code: 'planArchived',
      },
    )
  })
})

test('in a draft it is one step that can be taken back; what was corrected by hand is not overwritten', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx, d('2026-11-20'))
    const office = await world.as('office')
    const { planId } = await run(tx, office, importReading, {
      reading: reading([theTask(0), theTask(1), theTask(2)]),
      fileName: '原文.docx',
    })
    const draft = async () => (await tx.select().from(planDraft).where(eq(planDraft.planId, planId)))[0]
    const before = await draft()
    const [first, second] = before?.content.items ?? []
    await run(tx, office, editDraft, {
      planId,
      version: 1,
      operation: { kind: 'editItem', key: first?.key, title: '建设滨河步道' },
    })
    await run(tx, office, editDraft, {
      planId,
      version: 2,
      operation: { kind: 'setDeadline', keys: [second?.key], dueOn: '2027-11-30', ongoing: false },
    })
    const corrected = await draft()
    const fresh = reading([
      theTask(0),
      theTask(1, { dueOn: '2027-08-31' }),
      theTask(3, { leadUnits: ['区教体局'], supportUnits: [] }),
    ])
    const { entries } = await givenRevision(tx, office, planId, fresh)
    expect(
      entries.map((entry) => [
        entry.kind,
        entry.title,
        entry.fields.map((change) => `${change.field}${change.conflict ? '!' : ''}`),
      ]),
    ).toEqual([
      ['changed', '开办社区食堂', ['due!']],
      ['new', '开通心理热线', []],
      ['gone', '打造口袋公园', []],
    ])
    const after = await draft()
    expect(after?.content.items.map((item) => [item.title, item.dueOn])).toEqual([
      ['建设滨河步道', '2027-06-30'],
      ['开办社区食堂', '2027-11-30'],
      ['开通心理热线', '2027-06-30'],
    ])
    expect(new Set(after?.content.items.map((item) => item.key)).size).toBe(3)
    await run(tx, office, editDraft, { planId, version: after?.version, operation: { kind: 'undo' } })
    expect((await draft())?.content).toEqual({
      ...corrected?.content,
      nextKey: expect.any(Number),
      sourceRevisionId: null,
    })
    await run(tx, office, editDraft, { planId, version: (after?.version ?? 0) + 1, operation: { kind: 'redo' } })
    expect((await draft())?.content).toEqual(after?.content)
    const versions = await tx
      .select()
      .from(planVersion)
      .where(eq(planVersion.planId, planId))
      .orderBy(planVersion.number)
    expect(versions.map((row) => row.origin)).toEqual(['import', 'reread'])
  })
})

test('after any revision what is derived of a task follows from what it has', async () => {
  const moves = ['2026-10-31', '2027-03-31', null, '2028-12-31'] as const
  await rollback(db(), async (tx) => {
    const { world, office, planId, rows } = await published(tx)
    for (const row of await rows()) await active(tx, world, row.id)
    for (const [at, dueOn] of moves.entries()) {
      const fresh = reading(
        [0, 1, 2].map((one) =>
          theTask(one, {
            dueOn: one === at % 3 ? dueOn : '2027-06-30',
            ongoing: one === at % 3 && dueOn === null,
            number: String(one + at),
          }),
        ),
      )
      await givenRevision(tx, office, planId, fresh)
      for (const row of await rows()) {
        const steps = await tx.select().from(milestone).where(eq(milestone.taskId, row.id))
        const owed = owedItem({ state: row.state, dueOn: row.dueOn, claimedOn: row.claimedOn }, steps)
        expect([row.title, row.owedDueOn, row.originalDueOn]).toEqual([row.title, owed?.dueOn ?? null, '2027-06-30'])
      }
    }
  })
})
