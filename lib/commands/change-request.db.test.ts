import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { changeRequest } from '@/db/schema/change-request'
import { milestone, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { type CalendarDate, calendarDate as d } from '@/lib/domain/calendar/date'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { getTask } from '@/lib/queries/get-task'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { acknowledgeTasks } from './acknowledge-tasks'
import { claimCompletion } from './claim-completion'
import { createSubtasks } from './create-subtasks'
import { decideChange } from './decide-change'
import { fanOutTask } from './fan-out-task'
import { requestChange } from './request-change'
import { run } from './run'
import { withdrawChange } from './withdraw-change'

const db = useTestDb()
type Who =
  | 'office'
  | 'healthOfficer'
  | 'healthHead'
  | 'sportsOfficer'
  | 'sportsHead'
  | 'leader'
  | 'otherOffice'
  | 'auditor'

const given = async (tx: Tx) => {
  const world = await createWorld(tx, d('2026-11-20'))
  const { tasks } = await givePlan(world, [
    {
      lead: world.units.health.id,
      supports: [world.units.sports.id],
      state: 'active',
      dueOn: d('2026-12-31'),
      milestones: [{ title: '建成', dueOn: d('2026-11-30'), weight: 100 }],
    },
  ])
  const taskId = tasks[0]?.id as number
  const read = async (id = taskId) =>
    (await tx.select().from(task).where(eq(task.id, id)))[0] as typeof task.$inferSelect
  const request = async (who: Who, more: object, on?: CalendarDate) =>
    run(tx, await world.as(who, on), requestChange, {
      taskId,
      kind: 'extend',
      reason: '土地未落实',
      submit: true,
      ...more,
    })
  const decide = async (who: Who, changeRequestId: number, verdict: 'approve' | 'reject', reason = '') => {
    const [row] = await tx.select().from(changeRequest).where(eq(changeRequest.id, changeRequestId))
    return run(tx, await world.as(who), decideChange, { changeRequestId, version: row?.version, verdict, reason })
  }
  return { world, taskId, read, request, decide }
}

test('an approved extension moves the date, never the original one, and a second one makes a chain', async () => {
  await rollback(db(), async (tx) => {
    const { read, request, decide, taskId } = await given(tx)
    const first = await request('healthOfficer', { proposedDueOn: '2027-03-31' })
    await decide('office', first.changeRequestId, 'approve')
    const second = await request('healthHead', { proposedDueOn: '2027-06-30', reason: '再延' })
    await decide('office', second.changeRequestId, 'approve', '同意')
    expect(await read()).toMatchObject({ dueOn: '2027-06-30', originalDueOn: '2026-12-31' })
    const chain = await tx
      .select()
      .from(changeRequest)
      .where(eq(changeRequest.taskId, taskId))
      .orderBy(changeRequest.id)
    expect(chain.map((row) => [row.currentDueOn, row.proposedDueOn, row.state])).toEqual([
      ['2026-12-31', '2027-03-31', 'approved'],
      ['2027-03-31', '2027-06-30', 'approved'],
    ])
    const events = await tx.select().from(auditEvent).orderBy(auditEvent.id)
    expect(events.slice(0, 3).map((event) => [event.action, event.after?.dueOn ?? null, event.reason])).toEqual([
      ['changeRequest.submit', null, '土地未落实'],
      ['changeRequest.approve', null, null],
      ['task.extend', '2027-03-31', '土地未落实'],
    ])
  })
})

test('an extension of one milestone moves only that, and stays within the task', async () => {
  await rollback(db(), async (tx) => {
    const { read, request, decide, taskId } = await given(tx)
    const [step] = await tx.select().from(milestone).where(eq(milestone.taskId, taskId))
    const beyond = request('healthOfficer', { milestoneId: step?.id, proposedDueOn: '2027-01-31' })
    await expect(beyond).rejects.toMatchObject({ code: 'milestoneAfterTask' })
    const asked = await request('healthOfficer', { milestoneId: step?.id, proposedDueOn: '2026-12-20' })
    await decide('office', asked.changeRequestId, 'approve')
    const [after] = await tx.select().from(milestone).where(eq(milestone.taskId, taskId))
    expect(after).toMatchObject({ dueOn: '2026-12-20', originalDueOn: '2026-11-30' })
    expect(await read()).toMatchObject({ dueOn: '2026-12-31', owedDueOn: '2026-12-20' })
  })
})

test('a draft keeps what was typed, is taken up again, and sent', async () => {
  await rollback(db(), async (tx) => {
    const { request } = await given(tx)
    const first = await request('healthOfficer', { submit: false, reason: '' })
    const again = await request('healthOfficer', { submit: false, proposedDueOn: '2027-02-28' })
    expect(again).toMatchObject({ changeRequestId: first.changeRequestId, version: 2, state: 'draft' })
    const stale = request('healthHead', {
      changeRequestId: first.changeRequestId,
      version: 1,
      proposedDueOn: '2027-01-31',
    })
    await expect(stale).rejects.toMatchObject({ code: 'stale' })
    const sent = await request('healthHead', {
      changeRequestId: first.changeRequestId,
      version: 2,
      proposedDueOn: '2027-01-31',
    })
    expect(sent.state).toBe('submitted')
  })
})

test('refuses too late, not later, without reason, twice, and beyond the task above', async () => {
  await rollback(db(), async (tx) => {
    const { request, world, taskId } = await given(tx)
    const late = request('healthOfficer', { proposedDueOn: '2027-03-31' }, d('2027-01-01'))
    await expect(late).rejects.toMatchObject({ code: 'extensionTooLate' })
    await expect(request('healthOfficer', { proposedDueOn: '2026-12-31' })).rejects.toMatchObject({
      code: 'extensionNotLater',
      fields: { proposedDueOn: '申请的新时限须晚于现在的时限（2026-12-31）。' },
    })
    await expect(request('healthOfficer', { proposedDueOn: '' })).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(request('healthOfficer', { proposedDueOn: '2027-03-31', reason: ' ' })).rejects.toMatchObject({
      code: 'invalidInput',
      fields: { reason: '请填写理由' },
    })
    await request('healthOfficer', { proposedDueOn: '2027-03-31' })
    const twice = request('healthOfficer', { proposedDueOn: '2027-03-31' })
    await expect(twice).rejects.toMatchObject({ code: 'changeRequestOpen' })
    const made = await run(tx, await world.as('healthOfficer'), createSubtasks, {
      taskId,
      version: 1,
      subtasks: [{ title: '学校', leadUnitId: world.units.sports.id }],
    })
    const beyond = request('sportsOfficer', { taskId: made.subtaskIds[0], proposedDueOn: '2027-03-31' })
    await expect(beyond).rejects.toMatchObject({ code: 'dueAfterParent' })
  })
})

test('an approved amendment changes title and requirement; the same words are nothing to amend', async () => {
  await rollback(db(), async (tx) => {
    const { read, request, decide } = await given(tx)
    const same = request('healthOfficer', { kind: 'amend', title: (await read()).title })
    await expect(same).rejects.toMatchObject({ code: 'nothingToAmend' })
    const asked = await request('healthOfficer', { kind: 'amend', title: '新名称', requirement: '新要求' })
    expect((await read()).title).toBe('示例任务1')
    await decide('office', asked.changeRequestId, 'approve')
    expect(await read()).toMatchObject({ title: '新名称', requirement: '新要求' })
    const [event] = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'task.amend'))
    expect(event?.before).toEqual({ title: '示例任务1', requirement: null })
  })
})

test('an approved termination ends everything below and takes back what else was asked', async () => {
  await rollback(db(), async (tx) => {
    const { read, request, decide, world, taskId } = await given(tx)
    const made = await run(tx, await world.as('healthOfficer'), createSubtasks, {
      taskId,
      version: 1,
      subtasks: [{ title: '学校', leadUnitId: world.units.sports.id }],
    })
    const subtask = made.subtaskIds[0] as number
    const other = await request('healthOfficer', { proposedDueOn: '2027-03-31' })
    const asked = await request('healthOfficer', { kind: 'terminate', reason: '政策取消' })
    await run(tx, await world.as('sportsOfficer'), acknowledgeTasks, { taskIds: [subtask] })
    const { version } = await read(subtask)
    await run(tx, await world.as('sportsOfficer'), claimCompletion, { taskId: subtask, version })
    await expect(decide('office', asked.changeRequestId, 'approve')).rejects.toMatchObject({ code: 'subtaskClosing' })
    await tx.update(task).set({ state: 'active', claimedOn: null }).where(eq(task.id, subtask))
    await decide('office', asked.changeRequestId, 'approve')
    expect([(await read()).state, (await read(subtask)).state]).toEqual(['terminated', 'terminated'])
    expect((await read()).owedDueOn).toBeNull()
    const [withdrawn] = await tx.select().from(changeRequest).where(eq(changeRequest.id, other.changeRequestId))
    expect(withdrawn?.state).toBe('withdrawn')
    const ends = eq(auditEvent.action, 'task.terminate')
    expect(
      (await tx.select().from(auditEvent).where(ends).orderBy(auditEvent.id)).map((event) => event.taskId),
    ).toEqual([subtask, taskId])
  })
})

test('a rejection needs its reason and changes nothing else', async () => {
  await rollback(db(), async (tx) => {
    const { read, request, decide } = await given(tx)
    const asked = await request('healthOfficer', { proposedDueOn: '2027-03-31' })
    await expect(decide('office', asked.changeRequestId, 'reject')).rejects.toMatchObject({ code: 'invalidInput' })
    await decide('office', asked.changeRequestId, 'reject', '理由不充分')
    expect((await read()).dueOn).toBe('2026-12-31')
    await expect(decide('office', asked.changeRequestId, 'approve')).rejects.toMatchObject({ code: 'wrongState' })
  })
})

test('withdrawn while nobody decided, by the own unit only', async () => {
  await rollback(db(), async (tx) => {
    const { request, world } = await given(tx)
    const asked = await request('healthOfficer', { proposedDueOn: '2027-03-31' })
    const withdraw = async (who: Who, version = 1) =>
      run(tx, await world.as(who), withdrawChange, { changeRequestId: asked.changeRequestId, version })
    await expect(withdraw('office')).rejects.toMatchObject({ code: 'wrongRole' })
    await expect(withdraw('sportsHead')).rejects.toMatchObject({ code: 'notFound' })
    await expect(withdraw('healthHead', 7)).rejects.toMatchObject({ code: 'stale' })
    await withdraw('healthHead')
    await expect(withdraw('healthHead', 2)).rejects.toMatchObject({ code: 'wrongState' })
    const [event] = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'changeRequest.withdraw'))
    expect(event?.after).toEqual({ kind: '延期', state: 'withdrawn' })
  })
})

test('a draft is withdrawn however unfinished: no date, or one that is not later', async () => {
  await rollback(db(), async (tx) => {
    const { request, world } = await given(tx)
    for (const proposedDueOn of [undefined, '2026-12-31', '2026-12-01']) {
      const { changeRequestId } = await request('healthOfficer', { proposedDueOn, submit: false })
      await run(tx, await world.as('healthHead'), withdrawChange, { changeRequestId, version: 1 })
      const [row] = await tx.select().from(changeRequest).where(eq(changeRequest.id, changeRequestId))
      expect(row?.state).toBe('withdrawn')
    }
  })
})

test.each([
  ['sportsOfficer', 'wrongRole'],
  ['office', 'wrongRole'],
  ['leader', 'wrongRole'],
  ['otherOffice', 'notFound'],
  ['auditor', 'notFound'],
] as const)('%s does not ask for the lead: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { request } = await given(tx)
    await expect(request(who, { proposedDueOn: '2027-03-31' })).rejects.toMatchObject({ code })
  })
})

test.each([
  ['healthHead', 'wrongRole'],
  ['leader', 'wrongRole'],
  ['sportsOfficer', 'notFound'],
  ['otherOffice', 'notFound'],
] as const)('%s does not decide: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { request, decide } = await given(tx)
    const asked = await request('healthOfficer', { proposedDueOn: '2027-03-31' })
    await expect(decide(who, asked.changeRequestId, 'approve')).rejects.toMatchObject({ code })
  })
})

test('for a group, which has no people, its issuer asks: as a draft first, and somebody else there decides', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx, d('2026-11-20'))
    const { units } = world
    const { tasks } = await givePlan(world, [{ lead: units.towns.id, dueOn: d('2026-12-31') }])
    const taskId = tasks[0]?.id as number
    const office = await world.as('office')
    await run(tx, office, fanOutTask, {
      taskId,
      version: 1,
      groupId: units.towns.id,
      memberIds: [units.town1.id],
      title: '健康主题公园',
    })
    const [subtask] = await tx.select().from(task).where(eq(task.parentId, taskId))
    await run(tx, await world.as('town1Officer'), acknowledgeTasks, { taskIds: [subtask?.id] })
    const later = { kind: 'extend', proposedDueOn: '2027-03-31', reason: '土地未落实', submit: true }
    const asMember = async () =>
      run(tx, await world.as('town1Officer'), requestChange, { ...later, taskId: subtask?.id })
    await expect(asMember()).rejects.toMatchObject({ code: 'dueAfterParent' })

    const ofMember = run(tx, await world.as('town1Officer'), requestChange, { ...later, taskId })
    await expect(ofMember).rejects.toMatchObject({ code: 'wrongRole' })
    const draft = await run(tx, office, requestChange, { ...later, taskId, submit: false })
    expect((await getTask(await queryAs(world, 'office'), taskId))?.changes).toMatchObject([{ state: 'draft' }])
    const { changeRequestId, version } = await run(tx, office, requestChange, { ...later, taskId, ...draft })
    const decide = { changeRequestId, version, verdict: 'approve', reason: '' }
    await expect(run(tx, office, decideChange, decide)).rejects.toMatchObject({ code: 'ownWork' })
    await run(tx, await world.as('office2'), decideChange, decide)
    const [parent] = await tx.select().from(task).where(eq(task.id, taskId))
    expect(parent).toMatchObject({ dueOn: '2027-03-31', originalDueOn: '2026-12-31' })
    // No dead end: now the member's own date can follow.
    expect(await asMember()).toMatchObject({ state: 'submitted' })
  })
})

const queryAs = async (world: Awaited<ReturnType<typeof createWorld>>, who: 'office') => {
  const { actor, today } = await world.as(who)
  return { db: world.db, actor, today, calendar: createWorkCalendar(nationalHolidays) }
}
