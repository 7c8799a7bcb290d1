import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { membership } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { assignment, milestone, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate as d } from '@/lib/domain/calendar/date'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { acknowledgeTasks } from './acknowledge-tasks'
import { assignPerson } from './assign-person'
import { claimCompletion } from './claim-completion'
import { closeTask } from './close-task'
import { createSubtasks } from './create-subtasks'
import { resumeTask } from './resume-task'
import { returnClosing } from './return-closing'
import { type AnyCommand, run } from './run'
import { suspendTask } from './suspend-task'

const db = useTestDb()
type Who =
  | 'office'
  | 'office2'
  | 'healthOfficer'
  | 'healthHead'
  | 'sportsOfficer'
  | 'sportsHead'
  | 'town1Officer'
  | 'leader'
  | 'otherOfficer'
  | 'auditor'

const given = async (tx: Tx, milestones = false) => {
  const world = await createWorld(tx, d('2026-11-20'))
  const { plan: owner, tasks } = await givePlan(world, [
    {
      lead: world.units.health.id,
      supports: [world.units.sports.id, world.units.towns.id],
      state: 'active',
      dueOn: d('2026-11-01'),
      ...(milestones ? { milestones: [{ title: '建成', dueOn: d('2026-10-31'), weight: 100 }] } : {}),
    },
  ])
  const taskId = tasks[0]?.id as number
  const read = async (id = taskId) =>
    (await tx.select().from(task).where(eq(task.id, id)))[0] as typeof task.$inferSelect
  const act = async (who: Who, command: AnyCommand, more: object = {}, id = taskId) =>
    run(tx, await world.as(who), command, { taskId: id, version: (await read(id)).version, ...more })
  return { world, owner, taskId, read, act }
}

test('claim, return with a reason, claim again, close: each on record, lateness frozen while it waits', async () => {
  await rollback(db(), async (tx) => {
    const { read, act, world } = await given(tx)
    await act('healthOfficer', claimCompletion, { note: '全部完成' })
    expect(await read()).toMatchObject({
      state: 'closing',
      claimedOn: '2026-11-20',
      claimedBy: (await world.as('healthOfficer')).actor.personId,
      owedDueOn: '2026-11-01',
      owedStoppedOn: '2026-11-20',
    })
    await act('office', returnClosing, { reason: '缺总结' })
    expect(await read()).toMatchObject({ state: 'active', claimedOn: null, stateReason: '缺总结', owedStoppedOn: null })
    await act('healthHead', claimCompletion)
    await act('office', closeTask)
    expect(await read()).toMatchObject({
      state: 'closed',
      closedOn: '2026-11-20',
      verifiedPercent: 100,
      owedDueOn: null,
    })
    const events = await tx.select().from(auditEvent).orderBy(auditEvent.id)
    expect(events.map((event) => [event.action, event.reason])).toEqual([
      ['task.claimCompletion', '全部完成'],
      ['task.returnClosing', '缺总结'],
      ['task.claimCompletion', null],
      ['task.close', null],
    ])
  })
})

test('a task with open subtasks or unverified milestones is not closable, and says how many', async () => {
  await rollback(db(), async (tx) => {
    const { act, taskId, world, read } = await given(tx, true)
    await expect(act('healthOfficer', claimCompletion)).rejects.toMatchObject({
      code: 'unverifiedMilestones',
      params: { count: 1 },
    })
    await tx
      .update(milestone)
      .set({ state: 'verified', claimedOn: d('2026-10-01'), verifiedOn: d('2026-10-02') })
      .where(eq(milestone.taskId, taskId))
    const { subtaskIds } = await act('healthOfficer', createSubtasks, {
      subtasks: [{ title: '学校', leadUnitId: world.units.sports.id, dueOn: '2026-12-01' }],
    })
    const subtask = subtaskIds[0] as number
    await expect(act('healthOfficer', claimCompletion)).rejects.toMatchObject({ code: 'openSubtasks' })
    await run(tx, await world.as('sportsOfficer'), acknowledgeTasks, { taskIds: [subtask] })
    await act('sportsOfficer', claimCompletion, {}, subtask)
    // The issuer of a subtask is the lead above, nobody else.
    await expect(act('office', closeTask, {}, subtask)).rejects.toMatchObject({ code: 'wrongRole' })
    await act('healthHead', closeTask, {}, subtask)
    await act('healthOfficer', claimCompletion)
    expect((await read()).state).toBe('closing')
  })
})

test('the one who claimed does not close, another of the same unit may', async () => {
  await rollback(db(), async (tx) => {
    const { act, taskId, world } = await given(tx)
    // As where the office leads what it issued.
    await tx.update(task).set({ issuerUnitId: world.units.health.id }).where(eq(task.id, taskId))
    await act('healthOfficer', claimCompletion)
    await expect(act('healthOfficer', closeTask)).rejects.toMatchObject({ code: 'ownWork' })
    await act('healthHead', closeTask)
  })
})

test('suspended owes nothing, resumed owes again', async () => {
  await rollback(db(), async (tx) => {
    const { act, read } = await given(tx)
    await act('office', suspendTask, { reason: '机构调整' })
    expect(await read()).toMatchObject({ state: 'suspended', suspendedOn: '2026-11-20', owedDueOn: null })
    await expect(act('healthOfficer', claimCompletion)).rejects.toMatchObject({ code: 'wrongState' })
    await act('office', resumeTask)
    expect(await read()).toMatchObject({
      state: 'active',
      suspendedOn: null,
      stateReason: null,
      owedDueOn: '2026-11-01',
    })
    await expect(act('office', suspendTask, { reason: '  ' })).rejects.toMatchObject({ code: 'invalidInput' })
  })
})

test('the head puts a person of the unit in charge', async () => {
  await rollback(db(), async (tx) => {
    const { act, world, taskId } = await given(tx)
    await act('healthHead', assignPerson, { membershipId: world.members.healthOfficer })
    const [own] = await tx.select().from(assignment).where(eq(assignment.taskId, taskId)).orderBy(assignment.id)
    expect(own?.membershipId).toBe(world.members.healthOfficer)
    await act('healthHead', assignPerson, { membershipId: world.members.healthOfficer })
    const events = await tx.select().from(auditEvent)
    expect(events.map((event) => [event.action, event.after?.person])).toEqual([['task.assignPerson', '赵卫']])
    const foreign = act('healthHead', assignPerson, { membershipId: world.members.sportsOfficer })
    await expect(foreign).rejects.toMatchObject({ code: 'personNotInUnit' })
    await tx
      .update(membership)
      .set({ endedOn: d('2026-11-19') })
      .where(eq(membership.id, world.members.healthOfficer))
    await act('healthHead', assignPerson, { membershipId: '' })
    const ended = act('healthHead', assignPerson, { membershipId: world.members.healthOfficer })
    await expect(ended).rejects.toMatchObject({ code: 'personNotInUnit' })
  })
})

const verbs = [
  [
    'claimCompletion',
    claimCompletion,
    {},
    { healthOfficer: 'done', office: 'wrongRole', sportsHead: 'wrongRole' },
    'active',
  ],
  ['closeTask', closeTask, {}, { office: 'done', healthHead: 'wrongRole', leader: 'wrongRole' }, 'closing'],
  ['returnClosing', returnClosing, { reason: '缺' }, { office2: 'done', healthOfficer: 'wrongRole' }, 'closing'],
  ['suspendTask', suspendTask, { reason: '停' }, { office: 'done', healthHead: 'wrongRole' }, 'active'],
  ['resumeTask', resumeTask, {}, { office: 'done', sportsOfficer: 'wrongRole' }, 'suspended'],
  ['assignPerson', assignPerson, { membershipId: '' }, { healthOfficer: 'wrongRole', office: 'wrongRole' }, 'active'],
] as const satisfies readonly (readonly [string, AnyCommand, object, Partial<Record<Who, string>>, string])[]

test.each(verbs)(
  '%s: who may, who may not, strangers see nothing, a stale page is told',
  async (_, command, more, byWho, state) => {
    await rollback(db(), async (tx) => {
      const { act, taskId, owner } = await given(tx)
      await tx
        .update(task)
        .set({ state, claimedOn: state === 'closing' ? d('2026-11-19') : null })
        .where(eq(task.id, taskId))
      const outcomes: [string, string][] = [
        ...Object.entries(byWho),
        ['otherOfficer', 'notFound'],
        ['auditor', 'notFound'],
      ]
      for (const [who, wanted] of outcomes.filter(([, outcome]) => outcome !== 'done')) {
        await expect(act(who as Who, command, more)).rejects.toMatchObject({ code: wanted })
      }
      const able = Object.entries(byWho).find(([, outcome]) => outcome === 'done')?.[0] as Who | undefined
      if (!able) return
      await expect(act(able, command, { ...more, version: 9 })).rejects.toMatchObject({ code: 'stale' })
      await act(able, command, more)
      await expect(act(able, command, more)).rejects.toMatchObject({ code: 'wrongState' })
      await tx.update(plan).set({ state: 'archived', archivedAt: new Date() }).where(eq(plan.id, owner.id))
      await expect(act(able, command, more)).rejects.toMatchObject({ code: 'planArchived' })
    })
  },
)
