import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvent } from '@/db/schema/audit'
import { report } from '@/db/schema/report'
import { milestone, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { reportGiven } from '@/lib/scenario/reports'
import { requestSignOff } from './request-sign-off'
import { run } from './run'
import { sendBackReport } from './send-back-report'
import { signOffReport } from './sign-off-report'
import { submitReport } from './submit-report'
import { withdrawReport } from './withdraw-report'

const db = useTestDb()

const actions = async (tx: Parameters<Parameters<typeof rollback>[1]>[0]) =>
  (await tx.select({ action: auditEvent.action }).from(auditEvent).orderBy(asc(auditEvent.id))).map((row) => row.action)

const milestoneIds = async (tx: Parameters<Parameters<typeof rollback>[1]>[0], taskId: number) =>
  (await tx.select().from(milestone).where(eq(milestone.taskId, taskId)).orderBy(milestone.position)).map(
    (row) => row.id,
  )

test('sent to the head, signed, and with that submitted: percent and claimed milestone show on the task', async () => {
  await rollback(db(), async (tx) => {
    const { draft, officer, head, task: row, world } = await reportGiven(tx)
    const [siting] = await milestoneIds(tx, row.id)
    const saved = await draft({ milestoneIds: [siting] })
    const ready = await run(tx, officer, requestSignOff, saved)
    const done = await run(tx, head, signOffReport, ready)
    const [after] = await tx.select().from(report).where(eq(report.id, saved.reportId))
    expect(after).toMatchObject({
      state: 'submitted',
      submittedOn: world.today,
      signatoryPersonId: head.actor.personId,
      authorPersonId: officer.actor.personId,
      version: done.version,
    })
    const [claimed] = await tx
      .select()
      .from(milestone)
      .where(eq(milestone.id, siting as number))
    expect(claimed).toMatchObject({ state: 'claimed', claimedOn: world.today })
    const [shown] = await tx.select().from(task).where(eq(task.id, row.id))
    // The siting was due on 30 September and is claimed late: still owed, but its lateness stands still.
    expect(shown).toMatchObject({
      selfPercent: 50,
      verifiedPercent: 0,
      owedDueOn: '2026-09-30',
      owedStoppedOn: world.today,
    })
    expect(await actions(tx)).toEqual([
      'report.save',
      'report.requestSignOff',
      'report.signOff',
      'report.submit',
      'milestone.claim',
    ])
  })
})

test('the record of a submission holds all that was submitted', async () => {
  await rollback(db(), async (tx) => {
    const { submitted } = await reportGiven(tx)
    await submitted({ difficulties: '用地未落实' })
    const [event] = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'report.submit'))
    expect(event?.after).toMatchObject({
      state: 'submitted',
      selfPercent: 50,
      doneText: '选址已定。',
      difficulties: '用地未落实',
    })
  })
})

test('a supporter’s percent is not the task’s', async () => {
  await rollback(db(), async (tx) => {
    const { draft, world, task: row } = await reportGiven(tx)
    const { reportId } = await draft({ selfPercent: 90 }, await world.as('sportsOfficer'))
    await run(tx, await world.as('sportsOfficer'), requestSignOff, { reportId })
    await run(tx, await world.as('sportsHead'), signOffReport, { reportId })
    const [shown] = await tx.select().from(task).where(eq(task.id, row.id))
    expect(shown?.selfPercent).toBe(0)
  })
})

test.each<[string, Record<string, unknown>, string]>([
  ['nothing at all', { selfPercent: null, doneText: '' }, '“自报进度”、“本期进展”'],
  ['no change, without saying why', { doneText: '', isNoChange: true }, '“无变化的原因”'],
])('an incomplete report stays: %s', async (_, change, missing) => {
  await rollback(db(), async (tx) => {
    const { draft, officer } = await reportGiven(tx)
    const { reportId } = await draft(change)
    await expect(run(tx, officer, requestSignOff, { reportId })).rejects.toMatchObject({
      code: 'reportIncomplete',
      params: expect.objectContaining({ missing }),
    })
  })
})

test('“no change, because …” is a complete report', async () => {
  await rollback(db(), async (tx) => {
    const { submitted } = await reportGiven(tx)
    await submitted({ doneText: '', isNoChange: true, noChangeReason: '等待用地批复' })
    const [row] = await tx.select().from(report)
    expect(row).toMatchObject({ state: 'submitted', isNoChange: true, noChangeReason: '等待用地批复' })
  })
})

test('a milestone that asks for evidence is not claimed without it, and the refusal says what is asked for', async () => {
  await rollback(db(), async (tx) => {
    const { draft, officer, task: row } = await reportGiven(tx)
    const [, built] = await milestoneIds(tx, row.id)
    const { reportId } = await draft({ milestoneIds: [built] })
    await expect(run(tx, officer, requestSignOff, { reportId })).rejects.toMatchObject({
      code: 'evidenceMissing',
      message: expect.stringContaining('验收单'),
    })
  })
})

test('the head cannot sign what was not sent to him, unless he wrote it', async () => {
  await rollback(db(), async (tx) => {
    const { draft, head } = await reportGiven(tx)
    const { reportId } = await draft()
    await expect(run(tx, head, signOffReport, { reportId })).rejects.toMatchObject({ code: 'notAwaitingSignOff' })
    await draft({ doneText: '负责人自己写的' }, head)
    await run(tx, head, signOffReport, { reportId })
    expect((await tx.select().from(report))[0]?.state).toBe('submitted')
  })
})

test('the head signs the version that he saw', async () => {
  await rollback(db(), async (tx) => {
    const { draft, officer, head } = await reportGiven(tx)
    const ready = await run(tx, officer, requestSignOff, await draft())
    await draft({ doneText: '送审签之后又改' })
    await expect(run(tx, head, signOffReport, ready)).rejects.toMatchObject({ code: 'stale' })
  })
})

test('the head sends back with a reason, which the officer finds on the draft', async () => {
  await rollback(db(), async (tx) => {
    const { draft, officer, head } = await reportGiven(tx)
    const ready = await run(tx, officer, requestSignOff, await draft())
    await expect(run(tx, head, sendBackReport, { ...ready, reason: ' ' })).rejects.toMatchObject({
      code: 'invalidInput',
    })
    await run(tx, head, sendBackReport, { ...ready, reason: '补充数据' })
    expect((await tx.select().from(report))[0]).toMatchObject({
      state: 'draft',
      readyAt: null,
      sentBackReason: '补充数据',
    })
    await expect(run(tx, head, sendBackReport, { reportId: ready.reportId, reason: '再补' })).rejects.toMatchObject({
      code: 'notAwaitingSignOff',
    })
  })
})

test('an officer does not sign, another unit’s head does not see the draft, the office neither', async () => {
  await rollback(db(), async (tx) => {
    const { draft, officer, world, office } = await reportGiven(tx)
    const ready = await run(tx, officer, requestSignOff, await draft())
    await expect(run(tx, officer, signOffReport, ready)).rejects.toMatchObject({ code: 'wrongRole' })
    await expect(run(tx, officer, sendBackReport, { ...ready, reason: '否' })).rejects.toMatchObject({
      code: 'wrongRole',
    })
    for (const who of [await world.as('sportsHead'), office, await world.as('leader')]) {
      await expect(run(tx, who, signOffReport, ready)).rejects.toMatchObject({ code: 'notFound' })
      await expect(run(tx, who, requestSignOff, { reportId: ready.reportId })).rejects.toMatchObject({
        code: 'notFound',
      })
    }
  })
})

test('where the plan wants no sign-off the officer submits himself; where it does, he cannot', async () => {
  await rollback(db(), async (tx) => {
    const { draft, officer } = await reportGiven(tx, { signOffRequired: false })
    const { reportId } = await draft()
    await run(tx, officer, submitReport, { reportId })
    const [row] = await tx.select().from(report)
    expect(row).toMatchObject({ state: 'submitted', signatoryPersonId: null })
    await expect(run(tx, officer, submitReport, { reportId })).rejects.toMatchObject({ code: 'wrongState' })
  })
  await rollback(db(), async (tx) => {
    const { draft, officer } = await reportGiven(tx)
    const { reportId } = await draft()
    await expect(run(tx, officer, submitReport, { reportId })).rejects.toMatchObject({ code: 'signOffRequired' })
  })
})

test('withdrawn: the draft is back, the milestone open, the percent gone, and what was submitted stays on file', async () => {
  await rollback(db(), async (tx) => {
    const { submitted, officer, task: row, office } = await reportGiven(tx)
    const [siting] = await milestoneIds(tx, row.id)
    const done = await submitted({ milestoneIds: [siting] })
    await expect(run(tx, office, withdrawReport, done)).rejects.toMatchObject({ code: 'wrongRole' })
    await run(tx, officer, withdrawReport, done)
    expect((await tx.select().from(report))[0]).toMatchObject({
      state: 'draft',
      revision: 2,
      submittedAt: null,
      signatoryPersonId: null,
    })
    expect(
      (
        await tx
          .select()
          .from(milestone)
          .where(eq(milestone.id, siting as number))
      )[0],
    ).toMatchObject({
      state: 'pending',
      claimedOn: null,
    })
    expect((await tx.select().from(task).where(eq(task.id, row.id)))[0]).toMatchObject({
      selfPercent: 0,
      owedStoppedOn: null,
    })
    expect((await actions(tx)).slice(-2)).toEqual(['milestone.unclaim', 'report.withdraw'])
    await expect(run(tx, officer, withdrawReport, { reportId: done.reportId })).rejects.toMatchObject({
      code: 'wrongState',
    })
  })
})

test('a draft of a task that is suspended stays where it is until the task resumes', async () => {
  await rollback(db(), async (tx) => {
    const { task: row, officer, draft } = await reportGiven(tx)
    const { reportId } = await draft()
    await tx.update(task).set({ state: 'suspended' }).where(eq(task.id, row.id))
    await expect(run(tx, officer, requestSignOff, { reportId })).rejects.toMatchObject({ code: 'taskTakesNoReports' })
  })
})
