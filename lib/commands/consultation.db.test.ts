import { and, asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { consultationUnit, opinion } from '@/db/schema/consultation'
import { unit } from '@/db/schema/organisation'
import { plan, planVersion } from '@/db/schema/plan'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate } from '@/lib/domain/calendar/date'
import { giveConsultation } from '@/lib/scenario/give-consultation'
import { sampleReading } from '@/lib/scenario/read-plan'
import { createWorld } from '@/lib/scenario/world'
import { agreeToConsultation, proposeChange } from './answer-consultation'
import { configurePlan } from './configure-plan'
import { discardPlan } from './discard-plan'
import { editDraft } from './edit-draft'
import { cancelConsultation, closeConsultation, extendConsultation } from './end-consultation'
import { importReading } from './import-plan'
import { moveStage } from './move-stage'
import { openConsultation } from './open-consultation'
import { publishPlan } from './publish-plan'
import { run } from './run'

const db = useTestDb()
const later = calendarDate('2026-12-01')

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const office = await world.as('office')
  const round = await giveConsultation(tx, office)
  const events = () =>
    tx
      .select({ action: auditEvent.action, after: auditEvent.after, personId: auditEvent.personId })
      .from(auditEvent)
      .where(and(eq(auditEvent.subjectType, 'consultation'), eq(auditEvent.subjectId, round.consultationId)))
      .orderBy(asc(auditEvent.id))
  return { world, office, events, ...round, verb: { consultationId: round.consultationId, version: 1 } }
}

const agreeAll = async (tx: Tx, { world, verb }: Awaited<ReturnType<typeof given>>) => {
  for (const who of ['healthOfficer', 'sportsHead', 'town1Officer', 'town2Officer'] as const) {
    await run(tx, await world.as(who), agreeToConsultation, verb)
  }
}

/** A town without anybody in the world's cast. */
const answerForTown3 = async (tx: Tx, { world, consultationId }: Awaited<ReturnType<typeof given>>) =>
  tx
    .update(consultationUnit)
    .set({ state: 'agreed', answeredAt: new Date(), answeredByName: '某人' })
    .where(and(eq(consultationUnit.consultationId, consultationId), eq(consultationUnit.unitId, world.units.town3.id)))

test('each unit that the draft names is asked about its own part; what was sent is kept as a version', async () => {
  await rollback(db(), async (tx) => {
    const { world, planId, consultationId, keys, round, events, office } = await given(tx)
    const asked = await tx
      .select()
      .from(consultationUnit)
      .where(eq(consultationUnit.consultationId, consultationId))
      .orderBy(asc(consultationUnit.id))
    const { health, sports, town1, town2, town3 } = world.units
    expect(asked.map((row) => [row.unitId, row.itemKeys, row.indicatorKeys, row.state])).toEqual([
      [health.id, [keys.trail], [keys.indicator], 'pending'],
      [sports.id, [keys.trail, keys.patrol], [], 'pending'],
      [town1.id, [keys.patrol], [], 'pending'],
      [town2.id, [keys.patrol], [], 'pending'],
      [town3.id, [keys.patrol], [], 'pending'],
    ])
    const versions = await tx
      .select()
      .from(planVersion)
      .where(eq(planVersion.planId, planId))
      .orderBy(asc(planVersion.number))
    expect(versions.map((row) => [row.number, row.origin, row.stage])).toEqual([
      [1, 'import', 'consultation'],
      [2, 'consultation', 'consultation'],
    ])
    expect(await round()).toMatchObject({ number: 1, state: 'open', versionId: versions[1]?.id, dueOn: '2026-11-30' })
    expect(await events()).toMatchObject([
      { action: 'consultation.open', personId: office.actor.personId, after: { number: 1, version: 2 } },
    ])
  })
})

test('a draft goes to nobody where a name means no unit, and the refusal lists the names', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx)
    const office = await world.as('office')
    const reading = sampleReading([{ leadUnits: ['区卫健委'], supportUnits: ['区园林局', '区林场'] }])
    const { planId } = await run(tx, office, importReading, {
      reading: { ...reading, document: { ...reading.document, stage: 'draft for comment' } },
      fileName: '稿.docx',
    })
    const opening = { planId, version: 1, dueOn: '2026-11-30' }
    await expect(run(tx, office, openConsultation, opening)).rejects.toMatchObject({
      code: 'consultationUnitsUnmatched',
      message: expect.stringContaining('“区园林局”、“区林场”'),
    })
  })
})

test('what else stands in the way of opening', async () => {
  await rollback(db(), async (tx) => {
    const context = await given(tx)
    const { world, office, planId, verb } = context
    const opening = { planId, version: 1, dueOn: '2026-11-30' }
    const refusal = (input: object, who = office) =>
      run(tx, who, openConsultation, { ...opening, ...input }).then(
        () => 'done',
        (error: { code: string }) => error.code,
      )
    expect(await refusal({})).toBe('consultationOpen')
    await run(tx, office, cancelConsultation, { ...verb, reason: '改稿' })
    expect(await refusal({ dueOn: '2026-11-19' })).toBe('dueBeforeToday')
    expect(await refusal({ version: 9 })).toBe('draftStale')
    expect(await refusal({}, await world.as('healthHead'))).toBe('notFound')
    expect(await refusal({}, await world.as('otherOffice'))).toBe('notFound')
    await tx.update(unit).set({ dissolvedOn: later }).where(eq(unit.id, world.units.health.id))
    expect(await refusal({})).toBe('planUnitDissolved')
    await tx.update(unit).set({ dissolvedOn: null }).where(eq(unit.id, world.units.health.id))
    await tx.update(plan).set({ stage: 'issued' }).where(eq(plan.id, planId))
    expect(await refusal({})).toBe('consultationAfterIssue')
    await tx.update(plan).set({ stage: 'review' }).where(eq(plan.id, planId))
    await expect(run(tx, office, openConsultation, opening)).resolves.toMatchObject({ units: 5, version: 3 })
  })
})

test('a draft that names nobody but its own office is nobody’s to answer', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx)
    const office = await world.as('office')
    const reading = sampleReading([{ leadUnits: ['区健康促进办'] }])
    const { planId } = await run(tx, office, importReading, {
      reading: { ...reading, document: { ...reading.document, stage: 'draft for comment' } },
      fileName: '稿.docx',
    })
    await expect(run(tx, office, openConsultation, { planId, version: 1, dueOn: '2026-11-30' })).rejects.toMatchObject({
      code: 'consultationWithoutUnits',
    })
  })
})

test('the date only moves away, and by the office alone', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, verb, round, events } = await given(tx)
    const extend = { ...verb, dueOn: '2026-12-10' }
    await expect(run(tx, office, extendConsultation, { ...extend, dueOn: '2026-11-30' })).rejects.toMatchObject({
      code: 'consultationNotLater',
    })
    // A unit that is asked knows the round and is told whose verb it is; for a stranger there is none.
    await expect(run(tx, await world.as('healthHead'), extendConsultation, extend)).rejects.toMatchObject({
      code: 'wrongRole',
    })
    await expect(run(tx, await world.as('otherOffice'), extendConsultation, extend)).rejects.toMatchObject({
      code: 'notFound',
    })
    await expect(run(tx, office, extendConsultation, { ...extend, version: 7 })).rejects.toMatchObject({
      code: 'stale',
    })
    await run(tx, office, extendConsultation, extend)
    expect(await round()).toMatchObject({ dueOn: '2026-12-10', version: 2 })
    expect((await events()).at(-1)).toMatchObject({ action: 'consultation.extend', after: { dueOn: '2026-12-10' } })
  })
})

test('nobody ends a round before its date while a unit is silent', async () => {
  await rollback(db(), async (tx) => {
    const context = await given(tx)
    const { office, verb, round } = context
    await agreeAll(tx, context)
    await expect(run(tx, office, closeConsultation, verb)).rejects.toMatchObject({
      code: 'consultationNotDue',
      message: expect.stringContaining('1 个单位'),
    })
    await answerForTown3(tx, context)
    await run(tx, office, closeConsultation, verb)
    expect(await round()).toMatchObject({ state: 'closed', endedByName: office.actor.personName, silenceAgreed: false })
    await expect(run(tx, office, closeConsultation, { ...verb, version: 2 })).rejects.toMatchObject({
      code: 'wrongState',
    })
    await expect(
      run(tx, office, extendConsultation, { ...verb, version: 2, dueOn: '2026-12-31' }),
    ).rejects.toMatchObject({ code: 'wrongState' })
  })
})

test('after the date silence is silence, unless the plan’s setting says that it agrees; the setting is kept with the round', async () => {
  for (const silenceAgrees of [false, true]) {
    await rollback(db(), async (tx) => {
      const { world, planId, verb, round, events, answerOf } = await given(tx)
      await tx.update(plan).set({ silenceAgrees }).where(eq(plan.id, planId))
      await run(tx, await world.as('office', later), closeConsultation, verb)
      expect(await round()).toMatchObject({ state: 'closed', silenceAgreed: silenceAgrees })
      // Never stored as an answer: who said nothing has said nothing.
      expect((await answerOf(world.units.health.id)).state).toBe('pending')
      expect((await events()).at(-1)?.after).toMatchObject({
        silent: ['区卫健委', '区教体局', '东湖镇', '西山乡', '南桥街道'],
        silenceAgrees,
      })
    })
  }
})

test('what silence means is not changed under the eyes of those who are asked', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, verb, planRow } = await given(tx)
    const row = await planRow()
    const settings = {
      planId,
      version: row.version,
      title: row.title,
      signOffRequired: true,
      reportingCycle: 'quarter',
      reportingDay: 25,
      silenceAgrees: true,
    }
    await expect(run(tx, office, configurePlan, settings)).rejects.toMatchObject({ code: 'consultationOpen' })
    await run(tx, office, cancelConsultation, { ...verb, reason: '改稿' })
    await run(tx, office, configurePlan, settings)
    expect(await planRow()).toMatchObject({ silenceAgrees: true, stage: 'consultation' })
  })
})

test('a cancelled round says why and takes no answer', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, verb, round, events } = await given(tx)
    await expect(run(tx, office, cancelConsultation, { ...verb, reason: ' ' })).rejects.toMatchObject({
      code: 'invalidInput',
    })
    await expect(
      run(tx, await world.as('sportsHead'), cancelConsultation, { ...verb, reason: '不同意' }),
    ).rejects.toMatchObject({ code: 'wrongRole' })
    await run(tx, office, cancelConsultation, { ...verb, reason: '上级另有部署' })
    expect(await round()).toMatchObject({ state: 'cancelled', endReason: '上级另有部署', silenceAgreed: null })
    expect((await events()).at(-1)).toMatchObject({ action: 'consultation.cancel' })
    await expect(run(tx, await world.as('healthHead'), agreeToConsultation, verb)).rejects.toMatchObject({
      code: 'wrongState',
    })
  })
})

test('the stage moves on when nobody is being asked and every proposal is decided; each step keeps the text', async () => {
  await rollback(db(), async (tx) => {
    const context = await given(tx)
    const { world, office, planId, verb, keys, planRow } = context
    const move = (input: object, who = office) =>
      run(tx, who, moveStage, { planId, version: 1, stage: 'review', ...input })
    await expect(move({})).rejects.toMatchObject({ code: 'consultationOpen' })
    await run(tx, await world.as('healthOfficer'), proposeChange, {
      ...verb,
      subjectKey: keys.trail,
      field: 'title',
      text: '建设健身步道',
      reason: '用语',
    })
    await run(tx, await world.as('office', later), closeConsultation, verb)
    await expect(move({})).rejects.toMatchObject({
      code: 'opinionsUndecided',
      message: expect.stringContaining('1 条'),
    })
    await expect(run(tx, office, publishPlan, { planId, version: 1 })).rejects.toMatchObject({
      code: 'opinionsUndecided',
    })
    await tx.update(opinion).set({ state: 'declined', decidedAt: new Date(), decisionReason: '原文有据' })
    await expect(move({}, await world.as('leader'))).rejects.toMatchObject({ code: 'notFound' })
    await expect(move({ version: 5 })).rejects.toMatchObject({ code: 'draftStale' })
    await move({})
    await expect(move({})).rejects.toMatchObject({ code: 'stageSame' })
    await expect(move({ stage: 'consultation' })).rejects.toMatchObject({ code: 'reasonNeeded' })
    await move({ stage: 'consultation', reason: '重新征求意见' })
    await move({ stage: 'issued' })
    expect((await planRow()).stage).toBe('issued')
    const versions = await tx
      .select()
      .from(planVersion)
      .where(eq(planVersion.planId, planId))
      .orderBy(asc(planVersion.id))
    expect(versions.map((row) => [row.number, row.origin, row.stage])).toEqual([
      [1, 'import', 'consultation'],
      [2, 'consultation', 'consultation'],
      [3, 'stage', 'review'],
      [4, 'stage', 'consultation'],
      [5, 'stage', 'issued'],
    ])
    const moves = await tx
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.action, 'plan.moveStage'))
      .orderBy(auditEvent.id)
    expect(moves.map((event) => [event.before, event.reason])).toEqual([
      [{ stage: 'consultation' }, null],
      [{ stage: 'review' }, '重新征求意见'],
      [{ stage: 'consultation' }, null],
    ])
  })
})

test('a draft that is with its units is neither published nor discarded; afterwards both as before', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, verb, keys } = await given(tx)
    const version = 1
    await expect(run(tx, office, publishPlan, { planId, version })).rejects.toMatchObject({ code: 'consultationOpen' })
    await expect(run(tx, office, discardPlan, { planId, version, reason: '重导' })).rejects.toMatchObject({
      code: 'consultationOpen',
    })
    // The office may go on correcting: units keep answering to what they were sent.
    await run(tx, office, editDraft, { planId, version, operation: { kind: 'drop', keys: [keys.patrol] } })
    await run(tx, office, cancelConsultation, { ...verb, reason: '改稿' })
    await run(tx, office, discardPlan, { planId, version: 2, reason: '重导' })
    expect(await tx.select().from(consultationUnit)).toEqual([])
    expect(await tx.select().from(planVersion).where(eq(planVersion.planId, planId))).toEqual([])
  })
})
