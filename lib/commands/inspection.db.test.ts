import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { inspection, inspectionDraw } from '@/db/schema/inspection'
import { membership } from '@/db/schema/organisation'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate as d } from '@/lib/domain/calendar/date'
import { getInspection } from '@/lib/queries/get-inspection'
import {
  approveInspection,
  beginInspection,
  handUpInspection,
  type InspectionGiven,
  inspectionInput,
  planInspection,
} from '@/lib/scenario/supervision-play'
import { contextOf, createWorld, givePlan, type World } from '@/lib/scenario/world'
import { cancelInspection } from './cancel-inspection'
import { commitDraw } from './commit-draw'
import { decideInspectionPlan } from './decide-inspection'
import { editInspection } from './edit-inspection'
import { revealDraw } from './reveal-draw'
import { type AnyCommand, run } from './run'
import { startInspection } from './start-inspection'
import { submitInspection } from './submit-inspection'

const db = useTestDb()
type Who = Parameters<World['as']>[0]

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const { units } = world
  const { plan, tasks } = await givePlan(world, [
    { lead: units.health.id, state: 'active', dueOn: d('2026-06-30') },
    { lead: units.sports.id, state: 'active' },
  ])
  const desk = { office: await world.as('office'), leader: await world.as('leader') }
  const head = (await world.as('office2')).actor.personId
  const expert = (await world.as('expert')).actor.personId
  const usual: InspectionGiven = { planId: plan.id, unitIds: [units.health.id], memberIds: [head, expert] }
  const as = async (who: Who, command: AnyCommand, input: object) => run(tx, await world.as(who), command, input)
  return { world, units, plan, tasks, desk, head, expert, usual, as }
}

const articles: readonly (readonly [
  string,
  Partial<InspectionGiven> & { methods?: string[] },
  string,
  string | null,
])[] = [
  ['no basis', { legalBasis: '' }, 'inspectionBasisMissing', '第七条'],
  ['no decision to point to', { legalBasis: '' }, 'inspectionBasisMissing', '第十一条'],
  [
    'a department without its law',
    { legalBasis: '', statutoryKind: 'departmental' },
    'inspectionLawMissing',
    '第二十七条',
  ],
  ['no content', { content: '' }, 'inspectionPlanIncomplete', '督查内容'],
  ['no scope', { scope: '' }, 'inspectionPlanIncomplete', '督查范围'],
  ['nobody to inspect', { unitIds: [] }, 'inspectionPlanIncomplete', '第十五条'],
  ['no methods', { methods: [] }, 'inspectionMethodsMissing', '第十二条'],
  ['nobody who leads', { memberIds: [], headId: null }, 'inspectionHeadMissing', null],
]

test.each(articles)('handed up with %s: %s', async (_, change, code, article) => {
  await rollback(db(), async (tx) => {
    const { desk, usual } = await given(tx)
    await expect(handUpInspection(tx, desk, { ...usual, ...change })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(article ?? ''),
    })
  })
})

test('planned, handed up, returned, corrected, approved by the leader, begun: each on record', async () => {
  await rollback(db(), async (tx) => {
    const { desk, usual, as } = await given(tx)
    let step = await handUpInspection(tx, desk, usual)
    step = await as('leader', decideInspectionPlan, { ...step, verdict: 'return', reason: '范围过宽' })
    step = await as('office', editInspection, { ...inspectionInput({ ...usual, scope: '健康公园' }), ...step })
    step = await as('office2', submitInspection, step)
    step = await as('cityLeader', decideInspectionPlan, { ...step, verdict: 'approve' })
    step = await as('office', startInspection, step)
    const [row] = await tx.select().from(inspection).where(eq(inspection.id, step.inspectionId))
    expect(row).toMatchObject({ state: 'underway', startedOn: '2026-11-20', scope: '健康公园' })
    const events = await tx
      .select({ action: auditEvent.action, reason: auditEvent.reason })
      .from(auditEvent)
      .where(eq(auditEvent.subjectType, 'inspection'))
      .orderBy(auditEvent.id)
    expect(events.map((event) => event.action.split('.')[1])).toEqual([
      'create',
      'submit',
      'return',
      'edit',
      'submit',
      'approve',
      'start',
    ])
    expect(events[2]?.reason).toBe('范围过宽')
    await expect(as('office', cancelInspection, { ...step, reason: '不查了' })).rejects.toMatchObject({
      code: 'wrongState',
    })
  })
})

test('第十一条: nothing starts without an approval, and nobody approves what he wrote', async () => {
  await rollback(db(), async (tx) => {
    const { world, desk, usual, as } = await given(tx)
    const step = await handUpInspection(tx, desk, usual)
    await expect(as('office', startInspection, step)).rejects.toMatchObject({ code: 'wrongState' })
    await expect(as('office', decideInspectionPlan, { ...step, verdict: 'approve' })).rejects.toMatchObject({
      code: 'wrongRole',
    })
    // The author holds a leader's post as well: still his own work.
    const author = await world.as('office')
    const [post] = await tx
      .insert(membership)
      .values({
        personId: author.actor.personId,
        unitId: world.units.government.id,
        role: 'leader',
        startedOn: d('2026-01-01'),
      })
      .returning()
    const both = await contextOf(tx, post?.id ?? 0, world.today)
    await expect(run(tx, both, decideInspectionPlan, { ...step, verdict: 'approve' })).rejects.toMatchObject({
      code: 'ownWork',
    })
  })
})

test('第十五条: another inspection of the same unit and matter within the window is named', async () => {
  await rollback(db(), async (tx) => {
    const { units, desk, usual, tasks } = await given(tx)
    await approveInspection(tx, desk, { ...usual, title: '一季度专项督查' })
    const again = { ...usual, startsOn: '2026-12-20', endsOn: '2026-12-22' }
    await expect(handUpInspection(tx, desk, again)).rejects.toMatchObject({
      code: 'inspectionOverlaps',
      message: expect.stringMatching(/一季度专项督查.*2026年11月20日.*区卫健委.*第十五条/),
    })
    // Later, another unit, or a follow-up of it: no repetition.
    await handUpInspection(tx, desk, { ...again, startsOn: '2027-01-20', endsOn: '2027-01-22' })
    await handUpInspection(tx, desk, { ...again, unitIds: [units.sports.id], taskIds: [tasks[1]?.id ?? 0] })
  })
})

test('两项方案 handed up before either is approved: the second finds the first', async () => {
  await rollback(db(), async (tx) => {
    const { desk, usual } = await given(tx)
    const first = await planInspection(tx, desk, usual)
    const second = await planInspection(tx, desk, { ...usual, title: '又一项督查' })
    await run(tx, desk.office, submitInspection, first)
    await expect(run(tx, desk.office, submitInspection, second)).rejects.toMatchObject({ code: 'inspectionOverlaps' })
  })
})

test('a follow-up names what it follows and looks at it again', async () => {
  await rollback(db(), async (tx) => {
    const { desk, usual } = await given(tx)
    await expect(planInspection(tx, desk, { ...usual, kind: 'followUp' })).rejects.toMatchObject({
      code: 'inspectionFollowsInvalid',
    })
    const { inspectionId } = await beginInspection(tx, desk, usual)
    await approveInspection(tx, desk, { ...usual, kind: 'followUp', followsId: inspectionId, endsOn: '2026-12-10' })
  })
})

test('who holds a post in an inspected unit stays out of the team', async () => {
  await rollback(db(), async (tx) => {
    const { world, desk, usual, head } = await given(tx)
    const insider = (await world.as('healthOfficer')).actor.personId
    await expect(handUpInspection(tx, desk, { ...usual, memberIds: [head, insider] })).rejects.toMatchObject({
      code: 'inspectionMemberRecused',
      message: expect.stringMatching(/赵卫.*区卫健委/),
    })
  })
})

test('what does not belong together is refused when it is written', async () => {
  await rollback(db(), async (tx) => {
    const { world, units, desk, usual, tasks } = await given(tx)
    const write = (change: InspectionGiven) => planInspection(tx, desk, { ...usual, ...change })
    await expect(write({ unitIds: [units.towns.id] })).rejects.toMatchObject({ code: 'inspectionUnitInvalid' })
    await expect(write({ unitIds: [units.otherHealth.id] })).rejects.toMatchObject({ code: 'inspectionUnitInvalid' })
    await expect(write({ planId: null, taskIds: [tasks[0]?.id ?? 0] })).rejects.toMatchObject({
      code: 'inspectionTaskInvalid',
    })
    const leader = (await world.as('leader')).actor.personId
    await expect(write({ memberIds: [leader] })).rejects.toMatchObject({ code: 'inspectionMemberInvalid' })
    await expect(write({ endsOn: '2026-11-01' })).rejects.toMatchObject({ code: 'invalidInput' })
  })
})

test('双随机: the list and the hash of the seed come first, then the seed, and anybody draws the same from what is published', async () => {
  await rollback(db(), async (tx) => {
    const { world, units, desk, usual, head, expert } = await given(tx)
    const insider = (await world.as('sportsOfficer')).actor.personId
    const drawing = { ...usual, kind: 'random' as const, unitIds: [], memberIds: [], headId: null }
    const planned = await planInspection(tx, desk, drawing)
    await expect(run(tx, desk.office, submitInspection, planned)).rejects.toMatchObject({
      code: 'inspectionPlanIncomplete',
    })
    const ask = {
      weighting: 'risk',
      subjectIds: [units.health.id, units.sports.id, units.town1.id],
      subjectCount: 2,
      inspectorIds: [head, expert, insider],
      inspectorCount: 1,
    }
    await expect(run(tx, desk.office, commitDraw, { ...planned, ...ask, inspectorCount: 3 })).rejects.toMatchObject({
      code: 'drawTooFew',
      params: { available: 2, wanted: 3, what: expect.any(String) },
    })
    const { commitment, ...committed } = await run(tx, desk.office, commitDraw, {
      ...planned,
      ...ask,
      recusals: [{ personId: expert, reason: '曾参与设计' }],
    })
    const reader = { db: tx, actor: desk.office.actor, today: world.today, calendar: await readCalendar(tx) }
    const before = await getInspection(reader, planned.inspectionId)
    expect(before?.draw).toMatchObject({ commitment, seed: null, drawnSubjects: null })
    await expect(run(tx, desk.office, commitDraw, { ...committed, ...ask })).rejects.toMatchObject({
      code: 'drawAlreadyCommitted',
    })
    const secret = await tx
      .select({ after: auditEvent.after })
      .from(auditEvent)
      .where(eq(auditEvent.action, 'inspection.commitDraw'))
    const [kept] = await tx.select().from(inspectionDraw)
    expect(JSON.stringify(secret)).not.toContain(kept?.seed)

    const { seed, drawnSubjects, drawnInspectors, ...revealed } = await run(tx, desk.office, revealDraw, committed)
    const page = await getInspection(reader, planned.inspectionId)
    const published = page?.draw
    expect(published?.seed).toBe(seed)
    // The separate small program: nothing of the project, only what stands on the page.
    const sha = (text: string) => createHash('sha256').update(text).digest('hex')
    expect(sha(`luoshi-draw|${seed}`)).toBe(published?.commitment)
    const again = (label: string, list: readonly { key: string; weight: number }[], count: number) => {
      const out: string[] = []
      while (out.length < count) {
        const rest = list.filter((one) => !out.includes(one.key)).toSorted((a, b) => (a.key < b.key ? -1 : 1))
        let ticket =
          BigInt(`0x${sha(`${seed}|${label}|${out.length + 1}`)}`) % BigInt(rest.reduce((n, one) => n + one.weight, 0))
        for (const one of rest) {
          if (ticket < BigInt(one.weight)) {
            out.push(one.key)
            break
          }
          ticket -= BigInt(one.weight)
        }
      }
      return out
    }
    expect(again('unit', published?.subjects ?? [], 2)).toEqual(drawnSubjects)
    expect(again('person', published?.inspectors ?? [], 1)).toEqual(drawnInspectors)
    // 区卫健委 has an overdue task and nobody was ever visited: it weighs more.
    const weights = Object.fromEntries((published?.subjects ?? []).map((one) => [one.label, one.weight]))
    expect(weights['区卫健委']).toBeGreaterThan(weights['东湖镇'] ?? 99)
    // Recused: the expert by his own word, the officer of a unit that may be drawn by itself.
    expect(drawnInspectors).toEqual([`person:${head}`])
    expect(published?.recusals.map((one) => one.reason).toSorted()).toEqual([
      '在抽取范围内的区教体局任职',
      '曾参与设计',
    ])
    expect(page?.units.map((one) => `unit:${one.id}`).toSorted()).toEqual([...drawnSubjects].toSorted())
    expect(page?.members).toMatchObject([{ personId: head, isHead: true }])

    await expect(run(tx, desk.office, revealDraw, revealed)).rejects.toMatchObject({ code: 'drawAlreadyRevealed' })
    await expect(
      run(tx, desk.office, editInspection, {
        ...inspectionInput({ ...drawing, unitIds: [units.town2.id] }),
        ...revealed,
      }),
    ).rejects.toMatchObject({ code: 'drawFixesTargets' })
    await run(tx, desk.office, submitInspection, revealed)
  })
})
