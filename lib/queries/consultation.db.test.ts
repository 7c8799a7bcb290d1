import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { plan } from '@/db/schema/plan'
import { rollback, useTestDb } from '@/db/testing'
import { agreeToConsultation, proposeChange } from '@/lib/commands/answer-consultation'
import { decideOpinion } from '@/lib/commands/decide-opinion'
import { editDraft } from '@/lib/commands/edit-draft'
import { closeConsultation } from '@/lib/commands/end-consultation'
import { moveStage } from '@/lib/commands/move-stage'
import { publishPlan } from '@/lib/commands/publish-plan'
import { type Context, run } from '@/lib/commands/run'
import { calendarDate } from '@/lib/domain/calendar/date'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { giveConsultation } from '@/lib/scenario/give-consultation'
import { createWorld } from '@/lib/scenario/world'
import type { QueryContext } from './context'
import { getConsultation } from './get-consultation'
import { getOfficeTodo } from './get-office-todo'
import { findRoundPlan, getPlanConsultation } from './get-plan-consultation'
import { listConsultations } from './list-consultations'
import { comparePlanVersions, getPlanVersion, listPlanVersions } from './list-plan-versions'

const db = useTestDb()
const calendar = createWorkCalendar(nationalHolidays)
const later = calendarDate('2026-12-01')

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const office = await world.as('office')
  const round = await giveConsultation(tx, office)
  const reading = ({ actor, today }: Context): QueryContext => ({ db: tx, actor, today, calendar })
  const as = async (who: Parameters<typeof world.as>[0], on?: typeof later) => reading(await world.as(who, on))
  const propose = async (who: Parameters<typeof world.as>[0], version: number, input: object) =>
    (
      await run(tx, await world.as(who), proposeChange, {
        consultationId: round.consultationId,
        version,
        reason: '便于落实',
        ...input,
      })
    ).opinionId
  return { world, office, as, propose, ...round }
}

test('a unit sees its own tasks and indicators and not a word of anybody else’s', async () => {
  await rollback(db(), async (tx) => {
    const { as, consultationId, keys } = await given(tx)
    const views = {
      healthOfficer: [[keys.trail], [keys.indicator]],
      healthHead: [[keys.trail], [keys.indicator]],
      sportsOfficer: [[keys.trail, keys.patrol], []],
      town1Officer: [[keys.patrol], []],
      town2Officer: [[keys.patrol], []],
    } as const
    for (const [who, [items, indicators]] of Object.entries(views)) {
      const page = await getConsultation(await as(who as keyof typeof views), consultationId)
      expect(page?.items.map((item) => item.key)).toEqual(items)
      expect(page?.indicators.map((indicator) => indicator.key)).toEqual(indicators)
      const words = JSON.stringify(page)
      expect([who, words.includes('建设示范步道')]).toEqual([who, (items as readonly string[]).includes(keys.trail)])
      expect([who, words.includes('开展巡查')]).toEqual([who, (items as readonly string[]).includes(keys.patrol)])
      expect([who, words.includes('步道条数')]).toEqual([who, indicators.length > 0])
    }
  })
})

test('whoever was not asked finds nothing; the office has a page of its own', async () => {
  await rollback(db(), async (tx) => {
    const { as, consultationId, planId } = await given(tx)
    const strangers = ['otherOffice', 'otherOfficer', 'leader', 'cityLeader', 'expert', 'admin', 'auditor'] as const
    for (const who of strangers) {
      const ctx = await as(who)
      expect([who, await getConsultation(ctx, consultationId)]).toEqual([who, null])
      expect([who, await findRoundPlan(ctx, consultationId)]).toEqual([who, null])
      expect([who, await getPlanConsultation(ctx, planId, null)]).toEqual([who, null])
      expect([who, await listPlanVersions(ctx, planId)]).toEqual([who, null])
      expect([who, await getPlanVersion(ctx, planId, 1)]).toEqual([who, null])
    }
    for (const who of ['healthHead', 'town1Officer'] as const) {
      const ctx = await as(who)
      expect([await getPlanConsultation(ctx, planId, null), await listPlanVersions(ctx, planId)]).toEqual([null, null])
      expect(await findRoundPlan(ctx, consultationId)).toBeNull()
    }
    expect(await getConsultation(await as('office'), consultationId)).toBeNull()
    expect(await findRoundPlan(await as('office'), consultationId)).toMatchObject({ planId, number: 1 })
    expect(await listConsultations(await as('office'))).toBeNull()
  })
})

test('an undecided proposal is between its unit and the office; its result is seen by all whom the task concerns', async () => {
  await rollback(db(), async (tx) => {
    const { office, as, propose, consultationId, keys } = await given(tx)
    const title = { subjectKey: keys.trail, field: 'title', text: '建设健身步道' }
    const first = await propose('healthOfficer', 1, title)
    const second = await propose('healthOfficer', 2, { subjectKey: null, field: 'free', text: '明确经费' })
    const seenBy = async (who: Parameters<typeof as>[0]) => {
      const page = await getConsultation(await as(who), consultationId)
      return [page?.own.map((line) => line.id), page?.others.map((line) => line.id)]
    }
    expect(await seenBy('healthHead')).toEqual([[first, second], []])
    expect(await seenBy('sportsOfficer')).toEqual([[], []])
    const decline = { opinionId: first, version: 1, verdict: 'decline', reason: '原文用语有据' }
    await run(tx, office, decideOpinion, decline)
    await run(tx, office, decideOpinion, { opinionId: second, version: 1, verdict: 'accept' })
    // The trail is the education bureau's as well; the remark about the whole text and the township's patrol are not.
    expect(await seenBy('sportsOfficer')).toEqual([[], [first]])
    expect(await seenBy('town1Officer')).toEqual([[], []])
    const page = await getConsultation(await as('sportsOfficer'), consultationId)
    expect(page?.others[0]).toMatchObject({ unitName: '区卫健委', state: 'declined', decisionReason: '原文用语有据' })
  })
})

test('the office reads the matrix, each proposal with what the text said and says now', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, as, propose, planId, consultationId, keys } = await given(tx)
    await run(tx, await world.as('sportsHead'), agreeToConsultation, { consultationId, version: 1 })
    await propose('healthOfficer', 1, { subjectKey: keys.trail, field: 'title', text: '建设健身步道' })
    await run(tx, office, editDraft, {
      planId,
      version: 1,
      operation: { kind: 'editItem', key: keys.trail, title: '修步道' },
    })
    const view = await getPlanConsultation(await as('office'), planId, null)
    expect(view?.round).toMatchObject({ number: 1, asked: 5, answered: 2, undecided: 1, versionNumber: 2 })
    expect(view?.units.map((unit) => [unit.name, unit.state, unit.answeredRole, unit.items, unit.indicators])).toEqual([
      ['区卫健委', 'proposed', 'officer', 1, 1],
      ['区教体局', 'agreed', 'head', 2, 0],
      ['东湖镇', 'pending', null, 1, 0],
      ['西山乡', 'pending', null, 1, 0],
      ['南桥街道', 'pending', null, 1, 0],
    ])
    expect(view?.opinions).toMatchObject([
      { unitName: '区卫健委', subject: '建设示范步道', before: '建设示范步道', after: '建设健身步道', now: '修步道' },
    ])
    expect(view?.verbs).toEqual(expect.arrayContaining(['consultation.close', 'consultation.decide']))
    expect(await getPlanConsultation(await as('office'), planId, 7)).toMatchObject({ round: null })
    expect((await getOfficeTodo(await as('office'))).drafts).toMatchObject([
      { id: planId, round: { asked: 5, answered: 2, dueOn: '2026-11-30' }, undecided: 1 },
    ])
  })
})

test('what waits for a unit’s word is on its to-do with the working days left, until it has answered or the date is past', async () => {
  await rollback(db(), async (tx) => {
    const { world, as, consultationId } = await given(tx)
    const waiting = async (on?: typeof later) =>
      (await listConsultations(await as('healthOfficer', on), { onlyWaiting: true }))?.rows
    expect(await waiting()).toMatchObject([
      { id: consultationId, items: 1, indicators: 1, workdaysLeft: 6, stage: 'consultation', answer: 'pending' },
    ])
    expect(await waiting(later)).toEqual([])
    await run(tx, await world.as('healthOfficer'), agreeToConsultation, { consultationId, version: 1 })
    expect(await waiting()).toEqual([])
    expect((await listConsultations(await as('healthHead')))?.rows).toMatchObject([{ answer: 'agreed' }])
    expect((await listConsultations(await as('otherOfficer')))?.rows).toEqual([])
  })
})

test('whether a unit can answer, and what its silence meant', async () => {
  await rollback(db(), async (tx) => {
    const { world, as, planId, consultationId } = await given(tx)
    const page = async (on?: typeof later) => getConsultation(await as('town1Officer', on), consultationId)
    expect(await page()).toMatchObject({ canAnswer: true, silenceAgrees: false })
    expect(await page(later)).toMatchObject({ canAnswer: false })
    await tx.update(plan).set({ silenceAgrees: true }).where(eq(plan.id, planId))
    await run(tx, await world.as('office', later), closeConsultation, { consultationId, version: 1 })
    await tx.update(plan).set({ silenceAgrees: false }).where(eq(plan.id, planId))
    // The setting at the closing counts, whatever it says later.
    expect(await page(later)).toMatchObject({ canAnswer: false, state: 'closed', silenceAgrees: true })
  })
})

test('every version can be read and compared with any other, task by task, also after publication', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, as, propose, planId, consultationId, keys } = await given(tx)
    const opinionId = await propose('healthOfficer', 1, {
      subjectKey: keys.trail,
      field: 'title',
      text: '建设健身步道',
    })
    await run(tx, office, decideOpinion, { opinionId, version: 1, verdict: 'accept' })
    await run(tx, office, editDraft, {
      planId,
      version: 2,
      operation: { kind: 'setIssue', keys: [keys.patrol], issue: false },
    })
    await run(tx, await world.as('office', later), closeConsultation, { consultationId, version: 1 })
    await run(tx, office, moveStage, { planId, version: 3, stage: 'review' })
    await run(tx, office, publishPlan, { planId, version: 3 })
    const ctx = await as('office')
    expect((await listPlanVersions(ctx, planId))?.map((row) => [row.number, row.origin, row.stage, row.items])).toEqual(
      [
        [4, 'publish', 'issued', 2],
        [3, 'stage', 'review', 2],
        [2, 'consultation', 'consultation', 2],
        [1, 'import', 'consultation', 2],
      ],
    )
    expect((await getPlanVersion(ctx, planId, 2))?.plan.items[0]?.title).toBe('建设示范步道')
    // In whichever order the two are named.
    const compared = await comparePlanVersions(ctx, planId, [4, 2])
    expect([compared?.from.number, compared?.to.number]).toEqual([2, 4])
    expect(compared?.difference.entries).toMatchObject([
      { kind: 'changed', about: 'item', fields: [{ field: 'title', before: '建设示范步道', after: '建设健身步道' }] },
    ])
    expect(compared?.issued).toEqual([{ key: keys.patrol, title: '开展巡查', issue: false }])
    expect((await comparePlanVersions(ctx, planId, [1, 2]))?.difference.entries).toEqual([])
    expect(await comparePlanVersions(ctx, planId, [2, 2])).toBeNull()
    expect(await comparePlanVersions(ctx, planId, [2, 9])).toBeNull()
  })
})
