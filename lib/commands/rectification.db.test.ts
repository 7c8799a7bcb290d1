import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { finding } from '@/db/schema/inspection'
import { membership } from '@/db/schema/organisation'
import { rectification, rectificationEntry } from '@/db/schema/rectification'
import { rollback, useTestDb } from '@/db/testing'
import { type CalendarDate, calendarDate as d } from '@/lib/domain/calendar/date'
import { beginInspection, conclude, find, order } from '@/lib/scenario/supervision-play'
import { contextOf, createWorld, givePlan, type World } from '@/lib/scenario/world'
import { acknowledgeRectification } from './acknowledge-rectification'
import { claimCompletion } from './claim-completion'
import { claimRectification } from './claim-rectification'
import { decideRectificationExtension } from './decide-rectification-extension'
import { dissolveUnit } from './dissolve-unit'
import { fileObjection } from './file-objection'
import { reopenRectification } from './reopen-rectification'
import { requestRectificationExtension } from './request-rectification-extension'
import { type AnyCommand, run } from './run'
import { verifyRectification } from './verify-rectification'
import { writeRectification } from './write-rectification'

const db = useTestDb()
type Who = Parameters<World['as']>[0]

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const { units } = world
  const { plan, tasks } = await givePlan(world, [{ lead: units.health.id, state: 'active' }])
  const taskId = tasks[0]?.id ?? 0
  const desk = { office: await world.as('office'), leader: await world.as('leader') }
  const office2 = await world.as('office2')
  const { inspectionId } = await beginInspection(tx, desk, {
    planId: plan.id,
    unitIds: [units.health.id, units.sports.id],
    memberIds: [office2.actor.personId],
  })
  const found = async (over: { unitId?: number; relapseOfId?: number } = {}) =>
    (await find(tx, office2, { inspectionId, unitId: units.health.id, taskId: over.unitId ? null : taskId, ...over }))
      .findingId
  const orderOne = async (over: { evidenceAsked?: string; findingIds?: readonly number[] } = {}) =>
    order(tx, desk.office, { findingIds: [await found()], ...over })
  const as = async (who: Who, command: AnyCommand, input: object, on?: CalendarDate) =>
    run(tx, await world.as(who, on), command, input)
  /** Acknowledged, planned, claimed. */
  const claimed = async (over: { evidenceAsked?: string } = {}) => {
    let step = await as('healthOfficer', acknowledgeRectification, await orderOne(over))
    step = await as('healthOfficer', writeRectification, { ...step, kind: 'plan', text: '分两步', responsible: '钱卫' })
    return as('healthOfficer', claimRectification, { ...step, text: '已修复' })
  }
  const stateOf = async (id: number) => (await tx.select().from(rectification).where(eq(rectification.id, id)))[0]
  const clear = { verdict: 'clear', verification: 'onSite', text: '现场平整' }
  return { world, units, desk, office2, inspectionId, taskId, found, orderOne, as, claimed, stateOf, clear }
}

test('ordered, acknowledged, planned, worked on, claimed, returned, claimed again, cleared: each step told and on record', async () => {
  await rollback(db(), async (tx) => {
    const { as, claimed, stateOf, clear } = await given(tx)
    let step = await claimed()
    step = await as('office', verifyRectification, { ...step, verdict: 'return', text: '南段未修' })
    expect(await stateOf(step.rectificationId)).toMatchObject({ state: 'returned', returnReason: '南段未修' })
    step = await as('healthHead', writeRectification, { ...step, kind: 'progress', text: '南段开工' })
    step = await as('healthHead', claimRectification, { ...step, text: '南段也已修复' })
    await as('office', verifyRectification, { ...step, ...clear })
    expect(await stateOf(step.rectificationId)).toMatchObject({
      state: 'cleared',
      verification: 'onSite',
      clearedOn: '2026-11-20',
      responsible: '钱卫',
    })
    const kinds = await tx
      .select({ kind: rectificationEntry.kind })
      .from(rectificationEntry)
      .where(eq(rectificationEntry.rectificationId, step.rectificationId))
      .orderBy(rectificationEntry.id)
    const told = ['order', 'acknowledge', 'plan', 'claim', 'return', 'progress', 'claim', 'clear']
    expect(kinds.map((entry) => entry.kind)).toEqual(told)
    const events = await tx
      .select({ action: auditEvent.action })
      .from(auditEvent)
      .where(eq(auditEvent.subjectType, 'rectification'))
      .orderBy(auditEvent.id)
    expect(events.map((event) => event.action)).toEqual(told.map((kind) => `rectification.${kind}`))
  })
})

test('who found it does not clear it, the unit does not, and who claimed does not from another post of his', async () => {
  await rollback(db(), async (tx) => {
    const { world, as, claimed, clear, desk } = await given(tx)
    const step = await claimed()
    await expect(as('office2', verifyRectification, { ...step, ...clear })).rejects.toMatchObject({ code: 'ownWork' })
    await expect(as('healthHead', verifyRectification, { ...step, ...clear })).rejects.toMatchObject({
      code: 'wrongRole',
    })
    const claimer = await world.as('healthOfficer')
    const [second] = await tx
      .insert(membership)
      .values({
        personId: claimer.actor.personId,
        unitId: desk.office.actor.unitId,
        role: 'office',
        startedOn: d('2026-01-01'),
      })
      .returning()
    const moved = await contextOf(tx, second?.id ?? 0, world.today)
    await expect(run(tx, moved, verifyRectification, { ...step, ...clear })).rejects.toMatchObject({ code: 'ownWork' })
  })
})

test.each([
  ['another post in the unit', null],
  ['a post there that ended while the order ran', '2026-11-20'],
] as const)('whoever has %s verifies nothing of it, whatever he wrote himself', (_, endedOn) =>
  rollback(db(), async (tx) => {
    const { world, units, as, claimed, clear, desk } = await given(tx)
    const step = await claimed()
    const both = { personId: desk.office.actor.personId, unitId: units.health.id, role: 'officer' as const }
    await tx.insert(membership).values({ ...both, startedOn: d('2026-01-01'), endedOn: endedOn && d(endedOn) })
    for (const verdict of [clear, { verdict: 'return', text: '不实' }]) {
      await expect(as('office', verifyRectification, { ...step, ...verdict })).rejects.toMatchObject({
        code: 'ownWork',
      })
    }
    await tx.delete(membership).where(and(eq(membership.personId, both.personId), eq(membership.unitId, both.unitId)))
    await expect(run(tx, await world.as('office'), verifyRectification, { ...step, ...clear })).resolves.toBeDefined()
  }),
)

test('机构改革: an order goes from successor to successor; the office, become one itself, cannot clear what it took over', async () => {
  await rollback(db(), async (tx) => {
    const { world, units, desk, office2, inspectionId, as, claimed, clear, stateOf } = await given(tx)
    const step = await claimed()
    const sports = { inspectionId, unitId: units.sports.id }
    const own = await find(tx, office2, sports)
    const reform = { version: 1, reason: '机构改革方案' }
    await as('admin', dissolveUnit, { ...reform, id: units.health.id, successorId: units.sports.id })
    expect(await stateOf(step.rectificationId)).toMatchObject({ unitId: units.sports.id, state: 'claimed' })
    const another = await order(tx, desk.office, { findingIds: [own.findingId] })
    await as('admin', dissolveUnit, { ...reform, id: units.sports.id, successorId: units.office.id })
    expect(await stateOf(another.rectificationId)).toMatchObject({ unitId: units.office.id })
    const [row] = await tx.select().from(finding).where(eq(finding.id, own.findingId))
    expect(row).toMatchObject({ unitId: units.office.id })
    const now = { ...step, version: (await stateOf(step.rectificationId))?.version }
    await expect(run(tx, await world.as('office'), verifyRectification, { ...now, ...clear })).rejects.toMatchObject({
      code: 'ownWork',
    })
  })
})

test('机构改革: an inspection goes on with the successor, which objects and claims for it', async () => {
  await rollback(db(), async (tx) => {
    const { world, units, desk, office2, as, stateOf } = await given(tx)
    const { inspectionId } = await beginInspection(tx, desk, {
      unitIds: [units.town1.id],
      memberIds: [office2.actor.personId],
    })
    const { findingId } = await find(tx, office2, { inspectionId, unitId: units.town1.id })
    const given1 = await order(tx, desk.office, { findingIds: [findingId] })
    const sent = await conclude(tx, desk, { inspectionId, unitId: units.town1.id }, 'sent')
    await as('town1Officer', acknowledgeRectification, given1)
    const input = { id: units.town1.id, version: 1, successorId: units.sports.id, reason: '撤并' }
    await as('admin', dissolveUnit, input)
    const objected = await as('sportsHead', fileObjection, { ...sent, grounds: '情况有变' })
    expect(objected).toMatchObject({ conclusionId: sent.conclusionId })
    let step = { ...given1, version: (await stateOf(given1.rectificationId))?.version ?? 0 }
    step = await as('sportsOfficer', writeRectification, {
      ...step,
      kind: 'plan',
      text: '接续整改',
      responsible: '周体',
    })
    step = await as('sportsOfficer', claimRectification, { ...step, text: '已修复' })
    await run(tx, await world.as('office'), verifyRectification, {
      ...step,
      verdict: 'clear',
      verification: 'paper',
      text: '属实',
    })
    const [event] = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'unit.dissolve'))
    expect(event).toMatchObject({ after: { openOrders: 1 } })
  })
})

test('a claim needs the plan before it and the evidence that the standard asks for', async () => {
  await rollback(db(), async (tx) => {
    const { as, orderOne } = await given(tx)
    const step = await as('healthOfficer', acknowledgeRectification, await orderOne({ evidenceAsked: '修复后照片' }))
    const text = '已修复'
    await expect(as('healthOfficer', claimRectification, { ...step, text })).rejects.toMatchObject({
      code: 'rectificationPlanMissing',
    })
    await expect(
      as('healthOfficer', writeRectification, { ...step, kind: 'plan', text: '分两步' }),
    ).rejects.toMatchObject({ code: 'invalidInput', fields: { responsible: expect.any(String) } })
    const planned = await as('healthOfficer', writeRectification, {
      ...step,
      kind: 'plan',
      text: '分两步',
      responsible: '钱卫',
    })
    await expect(as('healthOfficer', claimRectification, { ...planned, text })).rejects.toMatchObject({
      code: 'rectificationEvidenceMissing',
      message: expect.stringContaining('修复后照片'),
    })
  })
})

test('第十八条: clearing says how it was verified', async () => {
  await rollback(db(), async (tx) => {
    const { as, claimed } = await given(tx)
    const step = await claimed()
    for (const said of [{ verification: 'paper' }, { text: '看过' }]) {
      await expect(as('office', verifyRectification, { ...step, verdict: 'clear', ...said })).rejects.toMatchObject({
        code: 'verificationMissing',
        message: expect.stringContaining('第十八条'),
      })
    }
  })
})

test('an order is for one unit, of findings that are in no other, and not for a day gone by', async () => {
  await rollback(db(), async (tx) => {
    const { units, desk, found } = await given(tx)
    const own = await found()
    const other = await found({ unitId: units.sports.id })
    await expect(order(tx, desk.office, { findingIds: [own, other] })).rejects.toMatchObject({
      code: 'rectificationOneUnit',
    })
    await expect(order(tx, desk.office, { findingIds: [own], dueOn: '2026-11-19' })).rejects.toMatchObject({
      code: 'dueBeforeToday',
    })
    const first = await order(tx, desk.office, { findingIds: [own] })
    const second = await order(tx, desk.office, { findingIds: [other, await found({ unitId: units.sports.id })] })
    expect([first.orderNo, second.orderNo]).toEqual(['2026-1', '2026-2'])
    await expect(order(tx, desk.office, { findingIds: [own] })).rejects.toMatchObject({
      code: 'findingOrdered',
      message: expect.stringContaining('2026-1'),
    })
    await expect(order(tx, desk.office, { findingIds: [9_999_999] })).rejects.toMatchObject({ code: 'notFound' })
  })
})

test('a new date is asked for before the old one passes and decided by the office; the first date stays', async () => {
  await rollback(db(), async (tx) => {
    const { as, orderOne, stateOf } = await given(tx)
    const step = await as('healthOfficer', acknowledgeRectification, await orderOne())
    const ask = (dueOn: string, on?: CalendarDate, from = step) =>
      as('healthOfficer', requestRectificationExtension, { ...from, dueOn, reason: '汛期' }, on)
    await expect(ask('2026-12-31')).rejects.toMatchObject({ code: 'rectificationNotLater' })
    await expect(ask('2027-02-28', d('2027-01-01'))).rejects.toMatchObject({ code: 'rectificationExtensionTooLate' })
    const asked = await ask('2027-01-31')
    await expect(ask('2027-02-28', undefined, asked)).rejects.toMatchObject({ code: 'rectificationExtensionOpen' })
    await expect(as('healthHead', decideRectificationExtension, { ...asked, verdict: 'extend' })).rejects.toMatchObject(
      {
        code: 'wrongRole',
      },
    )
    const refused = await as('office', decideRectificationExtension, { ...asked, verdict: 'refuse', reason: '可提前' })
    await expect(as('office', decideRectificationExtension, { ...refused, verdict: 'extend' })).rejects.toMatchObject({
      code: 'rectificationNoExtension',
    })
    const again = await ask('2027-01-31', undefined, refused)
    await as('office2', decideRectificationExtension, { ...again, verdict: 'extend' })
    expect(await stateOf(step.rectificationId)).toMatchObject({ dueOn: '2027-01-31', originalDueOn: '2026-12-31' })
  })
})

test('what comes back opens the same order again, with its history', async () => {
  await rollback(db(), async (tx) => {
    const { as, claimed, clear, found, stateOf } = await given(tx)
    const cleared = await as('office', verifyRectification, { ...(await claimed()), ...clear })
    const reopen = (findingId: number, dueOn = '2027-03-31') =>
      as('office', reopenRectification, { ...cleared, findingId, dueOn, reason: '复查又见破损' })
    await expect(reopen(await found())).rejects.toMatchObject({ code: 'relapseMissing' })
    const [linked] = await tx.select().from(finding).orderBy(finding.id).limit(1)
    const relapse = await found({ relapseOfId: linked?.id ?? 0 })
    await expect(reopen(relapse, '2026-12-31')).rejects.toMatchObject({ code: 'rectificationNotLater' })
    await reopen(relapse)
    expect(await stateOf(cleared.rectificationId)).toMatchObject({
      state: 'ordered',
      round: 2,
      hasPlan: false,
      clearedOn: null,
      originalDueOn: '2026-12-31',
      dueOn: '2027-03-31',
    })
    const told = await tx
      .select({ kind: rectificationEntry.kind, round: rectificationEntry.round })
      .from(rectificationEntry)
      .where(eq(rectificationEntry.rectificationId, cleared.rectificationId))
      .orderBy(rectificationEntry.id)
    expect(told.map((entry) => `${entry.kind} ${entry.round}`)).toEqual([
      'order 1',
      'acknowledge 1',
      'plan 1',
      'claim 1',
      'clear 1',
      'reopen 2',
    ])
  })
})

test('a task with an open rectification does not close; cleared, it does', async () => {
  await rollback(db(), async (tx) => {
    const { as, claimed, clear, taskId } = await given(tx)
    const step = await claimed()
    const close = () => as('healthOfficer', claimCompletion, { taskId, version: 1, note: '完成' })
    await expect(close()).rejects.toMatchObject({
      code: 'openRectifications',
      message: expect.stringContaining('1 项整改'),
    })
    await as('office', verifyRectification, { ...step, ...clear })
    await close()
  })
})

test('a stale page is refused with the name of who was first, a stranger finds nothing', async () => {
  await rollback(db(), async (tx) => {
    const { as, orderOne } = await given(tx)
    const step = await orderOne()
    await as('healthOfficer', acknowledgeRectification, step)
    await expect(as('healthHead', acknowledgeRectification, step)).rejects.toMatchObject({
      code: 'stale',
      message: expect.stringContaining('赵卫'),
    })
    for (const who of ['sportsOfficer', 'otherOffice', 'admin', 'auditor', 'expert'] as const) {
      await expect(as(who, acknowledgeRectification, step)).rejects.toMatchObject({ code: 'notFound' })
    }
  })
})
