import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { consequence, referral } from '@/db/schema/consequence'
import { conclusion, finding, inspection } from '@/db/schema/inspection'
import { membership } from '@/db/schema/organisation'
import { rectification } from '@/db/schema/rectification'
import { rollback, useTestDb } from '@/db/testing'
import { addDays, type CalendarDate, calendarDate as d } from '@/lib/domain/calendar/date'
import type { ConclusionState } from '@/lib/domain/conclusion/states'
import { getConsequence } from '@/lib/queries/get-consequence'
import { listConsequences } from '@/lib/queries/list-consequences'
import { order } from '@/lib/scenario/supervision-play'
import { createWorld, givePlan, type World } from '@/lib/scenario/world'
import { decideConsequence } from './decide-consequence'
import { issueConsequence } from './issue-consequence'
import { proposeConsequence } from './propose-consequence'
import { referClue } from './refer-clue'
import { run } from './run'

const db = useTestDb()
type Who = Parameters<World['as']>[0]

const given = async (tx: Tx) => {
  const world = await createWorld(tx, d('2026-11-20'))
  const { units, today } = world
  const { tasks } = await givePlan(world, [{ lead: units.health.id, state: 'active' }, { lead: units.sports.id }])
  const personOf = async (who: Who): Promise<number> => (await world.as(who)).actor.personId
  const approverPersonId = await personOf('leader')
  const base = {
    unitId: units.health.id,
    kind: 'criticism',
    proposal: '连续两期逾期，建议通报批评',
    approverPersonId,
    taskIds: [tasks[0]?.id ?? 0],
  }
  const propose = async (who: Who = 'office', more: Record<string, unknown> = {}) =>
    run(tx, await world.as(who), proposeConsequence, { ...base, ...more })
  const decide = async (who: Who, consequenceId: number, verdict: string, more: Record<string, unknown> = {}) =>
    run(tx, await world.as(who), decideConsequence, { consequenceId, verdict, ...more })
  const issue = async (who: Who, consequenceId: number) =>
    run(tx, await world.as(who), issueConsequence, { consequenceId, docNumber: '示督〔2026〕1号' })
  const stateOf = async (id: number) =>
    (await tx.select({ state: consequence.state }).from(consequence).where(eq(consequence.id, id)))[0]?.state
  /** A finding about the health bureau whose conclusion stands as said. */
  const findingWith = async (state: ConclusionState | null, sentOn: CalendarDate | null = null) => {
    const author = await personOf('office')
    const [row] = await tx
      .insert(inspection)
      .values({
        jurisdictionId: world.county.id,
        officeUnitId: units.office.id,
        title: '示例专项督查',
        kind: 'special',
        statutoryKind: 'special',
        legalBasis: '年度督查计划',
        content: '内容',
        scope: '范围',
        methods: ['siteCheck'],
        startsOn: addDays(today, -60),
        endsOn: addDays(today, -50),
        state: 'underway',
        authorPersonId: author,
        approvedBy: approverPersonId,
        approvedAt: new Date(),
        startedOn: addDays(today, -60),
      })
      .returning()
    const inspectionId = row?.id ?? 0
    const [found] = await tx
      .insert(finding)
      .values({
        inspectionId,
        unitId: units.health.id,
        severity: 'general',
        standard: '工作方案第三条',
        fact: '台账缺三个月',
        authorPersonId: author,
        foundAt: new Date(),
      })
      .returning()
    if (state) {
      await tx.insert(conclusion).values({
        inspectionId,
        unitId: units.health.id,
        body: '结论',
        state,
        authorPersonId: author,
        sentOn,
        ...(state === 'draft' ? {} : { approvedBy: approverPersonId, approvedAt: new Date() }),
      })
    }
    return { inspectionId, findingId: found?.id ?? 0 }
  }
  return { world, units, tasks, propose, decide, issue, stateOf, findingWith, personOf }
}

test('proposed, approved by the named leader, issued under its number: each step on record, effective only at the end', async () => {
  await rollback(db(), async (tx) => {
    const { propose, decide, issue, stateOf } = await given(tx)
    const { consequenceId: id } = await propose()
    expect(await stateOf(id)).toBe('proposed')
    await expect(issue('office', id)).rejects.toMatchObject({ code: 'wrongState' })
    await decide('leader', id, 'approve')
    expect(await stateOf(id)).toBe('approved')
    await issue('office2', id)
    const [row] = await tx.select().from(consequence).where(eq(consequence.id, id))
    expect(row).toMatchObject({ state: 'issued', docNumber: '示督〔2026〕1号', issuedOn: '2026-11-20' })
    const events = await tx
      .select({ action: auditEvent.action })
      .from(auditEvent)
      .where(eq(auditEvent.subjectType, 'consequence'))
      .orderBy(auditEvent.id)
    expect(events.map((event) => event.action)).toEqual([
      'consequence.propose',
      'consequence.approve',
      'consequence.issue',
    ])
  })
})

test('第二十一条: rejected ends it, with its reason; nothing issues it afterwards', async () => {
  await rollback(db(), async (tx) => {
    const { propose, decide, issue, stateOf } = await given(tx)
    const { consequenceId: id } = await propose()
    await expect(decide('leader', id, 'reject')).rejects.toMatchObject({ code: 'invalidInput' })
    await decide('leader', id, 'reject', { reason: '情节轻微' })
    expect(await stateOf(id)).toBe('rejected')
    await expect(issue('office', id)).rejects.toMatchObject({ code: 'wrongState' })
    await expect(decide('leader', id, 'approve')).rejects.toMatchObject({ code: 'wrongState' })
  })
})

test.each([
  ['office', 'wrongRole'],
  // Another leader, though of the city above: not the authority that was named.
  ['cityLeader', 'wrongRole'],
  ['healthHead', 'notFound'],
  ['otherOffice', 'notFound'],
  ['auditor', 'notFound'],
] as const)('%s does not decide: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { propose, decide } = await given(tx)
    const { consequenceId } = await propose()
    await expect(decide(who, consequenceId, 'approve')).rejects.toMatchObject({ code })
  })
})

test.each([
  ['healthOfficer', 'wrongRole'],
  ['leader', 'wrongRole'],
  ['otherOffice', 'notFound'],
] as const)('%s does not propose: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { propose } = await given(tx)
    await expect(propose(who)).rejects.toMatchObject({ code })
  })
})

test('the unit learns of it when it takes effect, not before', async () => {
  await rollback(db(), async (tx) => {
    const { propose, decide, issue } = await given(tx)
    const { consequenceId: id } = await propose()
    await expect(issue('healthHead', id)).rejects.toMatchObject({ code: 'notFound' })
    await decide('leader', id, 'approve')
    await expect(issue('healthHead', id)).rejects.toMatchObject({ code: 'notFound' })
    await issue('office', id)
    await expect(issue('healthHead', id)).rejects.toMatchObject({ code: 'wrongRole' })
  })
})

test('the scope in SQL holds exactly what can() allows, in every state and for everyone', async () => {
  await rollback(db(), async (tx) => {
    const { world, units, tasks, propose, decide, issue } = await given(tx)
    const ids = [(await propose()).consequenceId]
    for (const last of ['approve', 'reject', 'issue']) {
      const { consequenceId } = await propose()
      ids.push(consequenceId)
      await decide('leader', consequenceId, last === 'reject' ? 'reject' : 'approve', { reason: '已研究' })
      if (last === 'issue') await issue('office', consequenceId)
    }
    const other = { unitId: units.sports.id, taskIds: [tasks[1]?.id] }
    ids.push((await propose('office2', other)).consequenceId)
    const calendar = await readCalendar(tx)
    let visible = 0
    for (const who of Object.keys(world.members) as Who[]) {
      const { actor } = await world.as(who)
      const ctx = { db: tx, actor, today: world.today, calendar }
      const listed = await listConsequences(ctx, { state: null, kind: null, unitId: null, after: null })
      const opened = (await Promise.all(ids.map((id) => getConsequence(ctx, id)))).flatMap(
        (page) => page?.consequence.id ?? [],
      )
      expect(new Set(listed.items.map((item) => item.id)), who).toEqual(new Set(opened))
      expect(listed.total, who).toBe(listed.items.length)
      visible += opened.length
    }
    // Two of the office and the leader of the place and of the city above see all five; two of the unit the issued one.
    expect(visible).toBe(4 * 5 + 2)
  })
})

test('the authority is a leader in office of the place or above, and never the proposer', async () => {
  await rollback(db(), async (tx) => {
    const { world, propose, personOf } = await given(tx)
    const invalid = { code: 'consequenceApproverInvalid' }
    await expect(propose('office', { approverPersonId: await personOf('healthHead') })).rejects.toMatchObject(invalid)
    await expect(propose('office', { approverPersonId: await personOf('office') })).rejects.toMatchObject(invalid)
    await propose('office', { approverPersonId: await personOf('cityLeader') })
    await tx.update(membership).set({ endedOn: world.today }).where(eq(membership.id, world.members.leader))
    await expect(propose('office')).rejects.toMatchObject(invalid)
  })
})

test('no facts, or facts of another unit: refused', async () => {
  await rollback(db(), async (tx) => {
    const { units, tasks, propose, findingWith } = await given(tx)
    await expect(propose('office', { taskIds: [] })).rejects.toMatchObject({ code: 'invalidInput' })
    const foreign = { code: 'consequenceFactInvalid', message: expect.stringContaining('区卫健委') }
    await expect(propose('office', { taskIds: [tasks[1]?.id] })).rejects.toMatchObject(foreign)
    const { findingId } = await findingWith('sent', d('2026-09-01'))
    await expect(
      propose('office', { unitId: units.sports.id, taskIds: [], findingIds: [findingId] }),
    ).rejects.toMatchObject({ code: 'consequenceFactInvalid' })
  })
})

test.each([
  ['no conclusion yet', null, null, false],
  ['a conclusion not sent', 'approved', null, false],
  ['the last day to object', 'sent', '2026-10-21', false],
  ['the day after', 'sent', '2026-10-20', true],
  ['an objection under way', 'objected', '2026-09-01', false],
  ['decided on', 'decided', '2026-11-01', true],
] as const)('第十七条: findings with %s', async (_, state, sentOn, isAllowed) => {
  await rollback(db(), async (tx) => {
    const { propose, decide, stateOf, findingWith } = await given(tx)
    const { inspectionId, findingId } = await findingWith(state, sentOn === null ? null : d(sentOn))
    const { consequenceId } = await propose('office', { inspectionId, taskIds: [], findingIds: [findingId] })
    const verdict = decide('leader', consequenceId, 'approve')
    if (isAllowed) await verdict
    else await expect(verdict).rejects.toMatchObject({ code: 'conclusionOpenToObjection' })
    expect(await stateOf(consequenceId)).toBe(isAllowed ? 'approved' : 'proposed')
  })
})

test('a finding withdrawn since is no fact any more', async () => {
  await rollback(db(), async (tx) => {
    const { propose, decide, findingWith } = await given(tx)
    const { findingId } = await findingWith('decided', d('2026-10-01'))
    const { consequenceId } = await propose('office', { taskIds: [], findingIds: [findingId] })
    await tx
      .update(finding)
      .set({ removedAt: new Date(), removedReason: '复核撤销', isWithdrawn: true })
      .where(eq(finding.id, findingId))
    await expect(decide('leader', consequenceId, 'approve')).rejects.toMatchObject({ code: 'consequenceWithoutFacts' })
  })
})

test('what another office found is no fact of this one, and is not read by proposing something', async () => {
  await rollback(db(), async (tx) => {
    const { units, propose, findingWith } = await given(tx)
    const { inspectionId, findingId } = await findingWith('decided', d('2026-10-01'))
    const facts = { taskIds: [], findingIds: [findingId] }
    await tx.update(inspection).set({ officeUnitId: units.cityOffice.id }).where(eq(inspection.id, inspectionId))
    await expect(propose('office', facts)).rejects.toMatchObject({ code: 'consequenceFactInvalid' })
  })
})

test('an order that a decision revoked is no fact any more', async () => {
  await rollback(db(), async (tx) => {
    const { world, propose, decide, findingWith } = await given(tx)
    const { findingId } = await findingWith('decided', d('2026-10-01'))
    const { rectificationId } = await order(tx, await world.as('office'), { findingIds: [findingId] })
    const { consequenceId } = await propose('office', { taskIds: [], rectificationIds: [rectificationId] })
    await tx.update(rectification).set({ state: 'revoked' }).where(eq(rectification.id, rectificationId))
    await expect(decide('leader', consequenceId, 'approve')).rejects.toMatchObject({ code: 'consequenceWithoutFacts' })
  })
})

test('a stale version is refused', async () => {
  await rollback(db(), async (tx) => {
    const { propose, decide } = await given(tx)
    const { consequenceId } = await propose()
    await expect(decide('leader', consequenceId, 'approve', { version: 9 })).rejects.toMatchObject({ code: 'stale' })
  })
})

test('第二十三条: a clue leaves the system; the record keeps where to and when, not what', async () => {
  await rollback(db(), async (tx) => {
    const { world, findingWith } = await given(tx)
    const { inspectionId } = await findingWith(null)
    const input = { inspectionId, toBody: '区纪委监委', subject: '涉嫌虚报', referredOn: '2026-11-20' }
    const refer = async (who: Who, more: object = {}) => run(tx, await world.as(who), referClue, { ...input, ...more })
    await expect(refer('office', { referredOn: '2026-11-21' })).rejects.toMatchObject({ code: 'referralInFuture' })
    await expect(refer('otherOffice')).rejects.toMatchObject({ code: 'notFound' })
    await tx.update(inspection).set({ state: 'draft' }).where(eq(inspection.id, inspectionId))
    // A draft is its office's alone: nobody else learns of it.
    await expect(refer('leader')).rejects.toMatchObject({ code: 'notFound' })
    await tx
      .update(inspection)
      .set({ state: 'underway', submittedAt: new Date() })
      .where(eq(inspection.id, inspectionId))
    await expect(refer('leader')).rejects.toMatchObject({ code: 'wrongRole' })
    const { referralId } = await refer('office')
    expect(await tx.$count(referral)).toBe(1)
    const [event] = await tx.select().from(auditEvent).where(eq(auditEvent.subjectId, referralId))
    expect(event).toMatchObject({ action: 'referral.make', after: { toBody: '区纪委监委', referredOn: '2026-11-20' } })
    expect(JSON.stringify(event)).not.toContain('虚报')
  })
})
