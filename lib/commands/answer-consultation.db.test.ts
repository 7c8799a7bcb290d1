import { and, asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { unit } from '@/db/schema/organisation'
import { planDraftStep } from '@/db/schema/plan'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate } from '@/lib/domain/calendar/date'
import { giveConsultation } from '@/lib/scenario/give-consultation'
import { createWorld } from '@/lib/scenario/world'
import { agreeToConsultation, proposeChange, withdrawOpinion } from './answer-consultation'
import { decideOpinion } from './decide-opinion'
import { editDraft } from './edit-draft'
import { cancelConsultation, closeConsultation, extendConsultation } from './end-consultation'
import { run } from './run'

const db = useTestDb()
const later = calendarDate('2026-12-01')

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const office = await world.as('office')
  const officer = await world.as('healthOfficer')
  const round = await giveConsultation(tx, office)
  const verb = { consultationId: round.consultationId, version: 1 }
  const rename = {
    ...verb,
    subjectKey: round.keys.trail,
    field: 'title' as const,
    text: '建设健身步道',
    reason: '与上级规划用语一致',
  }
  const last = async () => {
    const [event] = await tx
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.subjectType, 'consultation'), eq(auditEvent.subjectId, round.consultationId)))
      .orderBy(asc(auditEvent.id))
      .then((rows) => rows.slice(-1))
    return event
  }
  return { world, office, officer, verb, rename, last, health: world.units.health.id, ...round }
}

test('a unit agrees to all in one step; who said so in which role is on record', async () => {
  await rollback(db(), async (tx) => {
    const { officer, verb, answerOf, health, last } = await given(tx)
    expect(await run(tx, officer, agreeToConsultation, verb)).toMatchObject({ state: 'agreed', version: 2 })
    expect(await answerOf(health)).toMatchObject({
      state: 'agreed',
      answeredBy: officer.actor.personId,
      answeredByName: officer.actor.personName,
      answeredRole: 'officer',
      answeredAt: officer.now,
    })
    expect(await last()).toMatchObject({
      action: 'consultation.agree',
      personId: officer.actor.personId,
      before: { state: 'pending' },
      after: { unit: '区卫健委', state: 'agreed' },
    })
    await expect(run(tx, officer, agreeToConsultation, { ...verb, version: 2 })).rejects.toMatchObject({
      code: 'wrongState',
    })
  })
})

test('a unit changes its mind until the date: proposes after agreeing, takes back, agrees after all', async () => {
  await rollback(db(), async (tx) => {
    const { world, officer, verb, rename, answerOf, opinionOf, health } = await given(tx)
    const head = await world.as('healthHead')
    await run(tx, officer, agreeToConsultation, verb)
    const { opinionId: first } = await run(tx, head, proposeChange, { ...rename, version: 2 })
    expect(await answerOf(health)).toMatchObject({ state: 'proposed', answeredRole: 'head' })
    const { opinionId: second } = await run(tx, officer, proposeChange, {
      ...verb,
      version: 3,
      subjectKey: null,
      field: 'free',
      text: '建议明确经费渠道',
      reason: '便于落实',
    })
    await run(tx, officer, withdrawOpinion, { opinionId: first, version: 1 })
    expect([(await opinionOf(first)).state, (await answerOf(health)).state]).toEqual(['withdrawn', 'proposed'])
    await run(tx, officer, withdrawOpinion, { opinionId: second, version: 1 })
    expect(await answerOf(health)).toMatchObject({ state: 'pending', answeredAt: null, answeredByName: null })
    await expect(run(tx, officer, withdrawOpinion, { opinionId: second, version: 2 })).rejects.toMatchObject({
      code: 'wrongState',
    })
    const { opinionId: third } = await run(tx, officer, proposeChange, { ...rename, version: 6 })
    await run(tx, head, agreeToConsultation, { ...verb, version: 7 })
    expect([(await opinionOf(third)).state, (await answerOf(health)).state]).toEqual(['withdrawn', 'agreed'])
  })
})

test('only what the unit was asked about, in a field that is there, and something else than it says', async () => {
  await rollback(db(), async (tx) => {
    const { world, officer, rename, keys, health } = await given(tx)
    const code = (input: object, who = officer) =>
      run(tx, who, proposeChange, { ...rename, ...input }).then(
        () => 'done',
        (error: { code: string }) => error.code,
      )
    // The patrol is the education bureau's, the indicator the health bureau's.
    expect(await code({ subjectKey: keys.patrol })).toBe('opinionNotYours')
    expect(await code({ subjectKey: 't999' })).toBe('opinionNotYours')
    expect(await code({ subjectKey: keys.indicator })).toBe('opinionNotYours')
    expect(await code({ field: 'target', year: 2027, text: '≥3' })).toBe('opinionNotYours')
    expect(await code({ subjectKey: keys.indicator, field: 'owners', add: [health] })).toBe('opinionSame')
    expect(await code({ text: '建设示范步道' })).toBe('opinionSame')
    expect(await code({ subjectKey: keys.trail, field: 'free', subject: null })).toBe('done')
    expect(await code({ version: 1 })).toBe('stale')
    expect(await code({ version: 2, field: 'supports', add: [world.units.otherHealth.id] })).toBe('notFound')
    await tx.update(unit).set({ dissolvedOn: later }).where(eq(unit.id, world.units.town1.id))
    expect(await code({ version: 2, field: 'supports', add: [world.units.town1.id] })).toBe('unitDissolved')
    for (const input of [
      { reason: '' },
      { text: '' },
      { subjectKey: null },
      { field: 'deadline' },
      { field: 'leads' },
      { field: 'target', text: '≥3' },
    ])
      expect(await code({ version: 2, ...input })).toBe('invalidInput')
  })
})

test('who is not asked finds nothing; the office is told that the answer is the unit’s', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, officer, verb, rename } = await given(tx)
    for (const who of ['otherOfficer', 'otherOffice', 'leader', 'expert', 'admin', 'auditor'] as const) {
      const context = await world.as(who)
      const attempts = [
        () => run(tx, context, agreeToConsultation, verb),
        () => run(tx, context, proposeChange, rename),
        () => run(tx, context, closeConsultation, verb),
      ]
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'notFound' })
    }
    await expect(run(tx, office, agreeToConsultation, verb)).rejects.toMatchObject({ code: 'wrongRole' })
    // Another unit that was asked: its own part only.
    const { opinionId } = await run(tx, officer, proposeChange, rename)
    const sports = await world.as('sportsHead')
    await expect(run(tx, sports, withdrawOpinion, { opinionId, version: 1 })).rejects.toMatchObject({
      code: 'notFound',
    })
    const verdict = { opinionId, version: 1, verdict: 'accept' }
    await expect(run(tx, sports, decideOpinion, verdict)).rejects.toMatchObject({ code: 'notFound' })
    await expect(run(tx, officer, decideOpinion, verdict)).rejects.toMatchObject({ code: 'wrongRole' })
  })
})

test('the last day counts whole; after it the office must move the date first', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, verb } = await given(tx)
    const lastDay = await world.as('healthOfficer', calendarDate('2026-11-30'))
    await run(tx, lastDay, agreeToConsultation, verb)
    const tooLate = await world.as('sportsOfficer', later)
    await expect(run(tx, tooLate, agreeToConsultation, verb)).rejects.toMatchObject({
      code: 'consultationPastDue',
      message: expect.stringContaining('2026年11月30日'),
    })
    await run(tx, office, extendConsultation, { ...verb, dueOn: '2026-12-05' })
    await run(tx, tooLate, agreeToConsultation, verb)
  })
})

test('what the office accepts stands in the draft at once, as a step with its undo, and the unit sees who decided', async () => {
  await rollback(db(), async (tx) => {
    const { office, officer, rename, verb, keys, draft, opinionOf, planId, last } = await given(tx)
    const { opinionId: title } = await run(tx, officer, proposeChange, rename)
    const { opinionId: target } = await run(tx, officer, proposeChange, {
      ...verb,
      version: 2,
      subjectKey: keys.indicator,
      field: 'target',
      year: 2027,
      text: '≥3',
      reason: '用地受限',
    })
    await run(tx, office, decideOpinion, { opinionId: title, version: 1, verdict: 'accept' })
    await run(tx, office, decideOpinion, { opinionId: target, version: 1, verdict: 'accept' })
    const { content, version } = await draft()
    expect([content.items[0]?.title, content.indicators[0]?.targets[0]?.text, version]).toEqual([
      '建设健身步道',
      '≥3',
      3,
    ])
    expect(await opinionOf(title)).toMatchObject({
      state: 'accepted',
      outcome: 'applied',
      decidedByName: office.actor.personName,
    })
    expect(await last()).toMatchObject({
      action: 'opinion.accept',
      after: { unit: '区卫健委', state: 'accepted', outcome: 'applied' },
    })
    const steps = await tx.select().from(planDraftStep).where(eq(planDraftStep.planId, planId))
    expect(steps).toHaveLength(2)
    await run(tx, office, editDraft, { planId, version: 3, operation: { kind: 'undo' } })
    expect((await draft()).content.indicators[0]?.targets[0]?.text).toBe('≥5')
  })
})

test('declined only with a reason; decided once, and the second to decide is told who was first', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, officer, rename, opinionOf, draft } = await given(tx)
    const { opinionId } = await run(tx, officer, proposeChange, rename)
    const decline = { opinionId, version: 1, verdict: 'decline' }
    await expect(run(tx, office, decideOpinion, decline)).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(run(tx, office, decideOpinion, { ...decline, reason: 'x', version: 4 })).rejects.toMatchObject({
      code: 'stale',
    })
    await run(tx, office, decideOpinion, { ...decline, reason: '原文用语有据' })
    expect(await opinionOf(opinionId)).toMatchObject({
      state: 'declined',
      decisionReason: '原文用语有据',
      outcome: null,
    })
    expect((await draft()).version).toBe(1)
    const second = await world.as('office2')
    await expect(run(tx, second, decideOpinion, { opinionId, version: 1, verdict: 'accept' })).rejects.toMatchObject({
      code: 'opinionDecided',
      message: expect.stringContaining('王办'),
    })
    await expect(run(tx, officer, withdrawOpinion, { opinionId, version: 2 })).rejects.toMatchObject({
      code: 'wrongState',
    })
  })
})

test('words, and what the draft cannot take as it is, are accepted and left to be written by hand', async () => {
  await rollback(db(), async (tx) => {
    const { office, officer, verb, rename, keys, planId, draft, opinionOf } = await given(tx)
    const { opinionId: words } = await run(tx, officer, proposeChange, {
      ...verb,
      subjectKey: keys.trail,
      field: 'free',
      text: '建议分三年实施',
      reason: '财力所限',
    })
    const { opinionId: title } = await run(tx, officer, proposeChange, { ...rename, version: 2 })
    await run(tx, office, decideOpinion, { opinionId: words, version: 1, verdict: 'accept' })
    expect([(await opinionOf(words)).outcome, (await draft()).version]).toEqual(['byHand', 1])
    const edit = (version: number, text: string) =>
      run(tx, office, editDraft, { planId, version, operation: { kind: 'editItem', key: keys.trail, title: text } })
    await edit(1, '修建步道')
    const accept = { opinionId: title, version: 1, verdict: 'accept' }
    await expect(run(tx, office, decideOpinion, accept)).rejects.toMatchObject({
      code: 'opinionPlaceChanged',
      message: expect.stringContaining('“修建步道”'),
    })
    await run(tx, office, decideOpinion, { ...accept, byHand: true })
    expect((await opinionOf(title)).outcome).toBe('byHand')
    expect((await draft()).content.items[0]?.title).toBe('修建步道')
  })
})

test('decisions go on after the end of a round, but not in one that was cancelled', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, officer, verb, rename, opinionOf } = await given(tx)
    const { opinionId } = await run(tx, officer, proposeChange, rename)
    await run(tx, await world.as('office', later), closeConsultation, verb)
    await run(tx, office, decideOpinion, { opinionId, version: 1, verdict: 'accept' })
    expect((await opinionOf(opinionId)).state).toBe('accepted')
    const fresh = await giveConsultation(tx, office)
    const { opinionId: lost } = await run(tx, officer, proposeChange, {
      ...rename,
      consultationId: fresh.consultationId,
      subjectKey: fresh.keys.trail,
    })
    await run(tx, office, cancelConsultation, { consultationId: fresh.consultationId, version: 1, reason: '改稿' })
    await expect(
      run(tx, office, decideOpinion, { opinionId: lost, version: 1, verdict: 'accept' }),
    ).rejects.toMatchObject({ code: 'consultationCancelled' })
  })
})
