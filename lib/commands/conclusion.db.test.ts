import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { conclusion, conclusionRevision, finding, inspection } from '@/db/schema/inspection'
import { rectification } from '@/db/schema/rectification'
import { rollback, useTestDb } from '@/db/testing'
import { type CalendarDate, calendarDate as d } from '@/lib/domain/calendar/date'
import { getConclusion } from '@/lib/queries/get-conclusion'
import { beginInspection, conclude, find, order } from '@/lib/scenario/supervision-play'
import { createWorld, givePlan, type World } from '@/lib/scenario/world'
import { decideConclusion } from './decide-conclusion'
import { decideObjection } from './decide-objection'
import { draftConclusion } from './draft-conclusion'
import { editFinding } from './edit-finding'
import { fileObjection } from './file-objection'
import { recordFinding } from './record-finding'
import { removeFinding } from './remove-finding'
import { type AnyCommand, run } from './run'
import { saveConclusion } from './save-conclusion'
import { submitConclusion } from './submit-conclusion'

const db = useTestDb()
type Who = Parameters<World['as']>[0]

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const { units } = world
  const { plan } = await givePlan(world, [{ lead: units.health.id, state: 'active' }])
  const desk = { office: await world.as('office'), leader: await world.as('leader') }
  const office2 = await world.as('office2')
  const { inspectionId } = await beginInspection(tx, desk, {
    planId: plan.id,
    unitIds: [units.health.id, units.sports.id],
    memberIds: [office2.actor.personId],
  })
  const found = (over: object = {}) => find(tx, office2, { inspectionId, unitId: units.health.id, ...over })
  const as = async (who: Who, command: AnyCommand, input: object, on?: CalendarDate) =>
    run(tx, await world.as(who, on), command, input)
  const about = { inspectionId, unitId: units.health.id }
  const stateOf = async () => (await tx.select().from(inspection).where(eq(inspection.id, inspectionId)))[0]?.state
  const page = async (id: number, who: Who, on = world.today) =>
    getConclusion({ db: tx, actor: (await world.as(who)).actor, today: on, calendar: await readCalendar(tx) }, id)
  return { world, units, desk, inspectionId, found, as, about, stateOf, page }
}

test('drafted from the findings, worst first; written, handed up, approved, sent; the last one ends the inspection', async () => {
  await rollback(db(), async (tx) => {
    const { units, desk, found, as, about, stateOf, page } = await given(tx)
    await found({ fact: '标识缺一处', severity: 'minor' })
    await found({ fact: '步道塌陷', severity: 'serious' })
    const drafted = await as('office', draftConclusion, about)
    const [row] = await tx.select().from(conclusion)
    expect(row?.body).toMatch(
      /区卫健委：[\s\S]*2 个问题，其中严重问题 1 个[\s\S]*步道塌陷[\s\S]*标识缺一处[\s\S]*第十七条/,
    )
    await expect(as('office2', draftConclusion, about)).rejects.toMatchObject({ code: 'conclusionExists' })
    const emptied = await as('office', saveConclusion, { ...drafted, body: '' })
    await expect(as('office', submitConclusion, emptied)).rejects.toMatchObject({
      code: 'conclusionIncomplete',
      message: expect.stringContaining('第十六条'),
    })
    expect(await page(drafted.conclusionId, 'healthHead')).toBeNull()
    await conclude(tx, desk, { ...about, unitId: units.sports.id }, 'sent')
    expect(await stateOf()).toBe('underway')
    const written = await as('office', saveConclusion, { ...emptied, body: '经查，属实。' })
    const up = await as('office', submitConclusion, written)
    await expect(as('office2', decideConclusion, { ...up, verdict: 'approve' })).rejects.toMatchObject({
      code: 'wrongRole',
    })
    const back = await as('leader', decideConclusion, { ...up, verdict: 'return', reason: '补充依据' })
    await as('office', submitConclusion, back)
  })
})

test('what was found is its author’s until a conclusion is handed up', async () => {
  await rollback(db(), async (tx) => {
    const { desk, found, as, about, units, inspectionId } = await given(tx)
    const one = await found()
    const words = { severity: 'serious', standard: '平整', fact: '三处破损' }
    const edited = await as('office2', editFinding, { ...one, ...words })
    await expect(as('office', editFinding, { ...edited, ...words })).rejects.toMatchObject({ code: 'wrongRole' })
    const two = await found()
    await as('office2', removeFinding, { ...two, reason: '登记重复' })
    await conclude(tx, desk, about, 'submitted')
    for (const command of [editFinding, removeFinding]) {
      await expect(as('office2', command, { ...edited, ...words, reason: 'x' })).rejects.toMatchObject({
        code: 'findingFixed',
      })
    }
    await expect(
      as('office2', recordFinding, { ...words, inspectionId, unitId: units.town1.id }),
    ).rejects.toMatchObject({ code: 'inspectionUnitNotListed', message: expect.stringContaining('第十五条') })
    const elsewhere = await found({ unitId: units.sports.id })
    await expect(
      as('office2', recordFinding, { ...words, ...about, relapseOfId: elsewhere.findingId }),
    ).rejects.toMatchObject({ code: 'relapseInvalid' })
  })
})

test('第十七条: the thirtieth day is in time, the thirty-first is not', async () => {
  await rollback(db(), async (tx) => {
    const { desk, about, as } = await given(tx)
    const sent = await conclude(tx, desk, about, 'sent')
    const objectOn = (day: CalendarDate) => as('healthHead', fileObjection, { ...sent, grounds: '与事实不符' }, day)
    await expect(objectOn(d('2026-12-21'))).rejects.toMatchObject({
      code: 'objectionTooLate',
      message: expect.stringMatching(/2026年12月20日.*第十七条/),
    })
    await expect(as('sportsHead', fileObjection, { ...sent, grounds: 'x' })).rejects.toMatchObject({ code: 'notFound' })
    await objectOn(d('2026-12-20'))
  })
})

test('第十七条: who wrote, approved or took part does not decide; what the decision changes stays visible', async () => {
  await rollback(db(), async (tx) => {
    const { world, desk, about, as, found, page } = await given(tx)
    const one = await found()
    const two = await found({ fact: '标识缺失' })
    const doomed = await order(tx, desk.office, { findingIds: [one.findingId] })
    const kept = await order(tx, desk.office, { findingIds: [two.findingId] })
    const sent = await conclude(tx, desk, about, 'sent')
    const [before] = await tx.select().from(conclusion).where(eq(conclusion.id, sent.conclusionId))
    const objected = await as('healthHead', fileObjection, { ...sent, grounds: '第一处并非破损' })
    const decision = {
      ...objected,
      outcome: 'amended',
      decision: '第一处为施工预留，不成立',
      body: '经复核，步道一处标识缺失。',
      withdrawnFindingIds: [one.findingId],
    }
    await expect(as('leader', decideObjection, decision)).rejects.toMatchObject({ code: 'ownWork' })
    await expect(as('office', decideObjection, decision)).rejects.toMatchObject({ code: 'wrongRole' })
    await expect(as('cityLeader', decideObjection, { ...decision, body: '' })).rejects.toMatchObject({
      code: 'amendedTextMissing',
    })
    await expect(as('cityLeader', decideObjection, { ...decision, outcome: 'upheld' })).rejects.toMatchObject({
      code: 'findingUnknown',
    })
    await as('cityLeader', decideObjection, decision)
    const after = await page(sent.conclusionId, 'healthHead')
    expect(after).toMatchObject({ isFinal: true, conclusion: { body: decision.body, revision: 2, state: 'decided' } })
    expect(after?.revisions).toMatchObject([{ revision: 1, body: before?.body }])
    expect(after?.findings.map((entry) => entry.isWithdrawn).toSorted()).toEqual([false, true])
    expect(await tx.select().from(conclusionRevision)).toHaveLength(1)
    const states = await tx.select().from(rectification).orderBy(rectification.id)
    expect(states.map((entry) => [entry.id, entry.state])).toEqual([
      [doomed.rectificationId, 'revoked'],
      [kept.rectificationId, 'ordered'],
    ])
    const [gone] = await tx.select().from(finding).where(eq(finding.id, one.findingId))
    expect(gone).toMatchObject({ isWithdrawn: true, removedReason: decision.decision })
    expect(world.today).toBe('2026-11-20')
  })
})

test('第十七条: a decision after its thirty days is taken and shows as late', async () => {
  await rollback(db(), async (tx) => {
    const { desk, about, as, page } = await given(tx)
    const sent = await conclude(tx, desk, about, 'sent')
    const objected = await as('healthHead', fileObjection, { ...sent, grounds: '不符' })
    expect((await page(sent.conclusionId, 'leader', d('2026-12-21')))?.objection).toMatchObject({
      decisionDueOn: '2026-12-20',
      isLate: true,
    })
    await as('cityLeader', decideObjection, { ...objected, outcome: 'revoked', decision: '撤销' }, d('2027-01-05'))
    expect((await page(sent.conclusionId, 'healthHead'))?.objection).toMatchObject({ isLate: true, outcome: 'revoked' })
  })
})
