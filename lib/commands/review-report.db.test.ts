import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvent } from '@/db/schema/audit'
import { report, reportRevision } from '@/db/schema/report'
import { assignment, milestone, task } from '@/db/schema/task'
import type { Tx } from '@/db/client'
import { rollback, useTestDb } from '@/db/testing'
import { givePerson, reportGiven } from '@/lib/scenario/reports'
import { approveReport } from './approve-report'
import { approveReports } from './approve-reports'
import { endorseReport } from './endorse-report'
import { requestSignOff } from './request-sign-off'
import { returnReport } from './return-report'
import { reviseReport } from './revise-report'
import { run } from './run'
import { signOffReport } from './sign-off-report'
import { withdrawReport } from './withdraw-report'

const db = useTestDb()

const sited = async (tx: Tx, taskId: number) => {
  const [row] = await tx.select().from(milestone).where(eq(milestone.taskId, taskId)).orderBy(milestone.position)
  if (!row) throw new Error('no milestone')
  return row
}

const withClaim = async (tx: Tx) => {
  const given = await reportGiven(tx)
  const { id } = await sited(tx, given.task.id)
  return { ...given, milestoneId: id, done: await given.submitted({ milestoneIds: [id] }) }
}

test('approved: the claimed milestone is verified and the verified progress moves', async () => {
  await rollback(db(), async (tx) => {
    const { done, office, task: row, world } = await withClaim(tx)
    const result = await run(tx, office, approveReport, done)
    expect(result.verified).toBe(1)
    expect((await tx.select().from(report))[0]).toMatchObject({ state: 'approved', decidedBy: office.actor.personId })
    expect(await sited(tx, row.id)).toMatchObject({ state: 'verified', verifiedOn: world.today })
    expect((await tx.select().from(task).where(eq(task.id, row.id)))[0]).toMatchObject({
      verifiedPercent: 40,
      owedDueOn: '2027-03-31',
    })
    const events = await tx.select().from(auditEvent).orderBy(asc(auditEvent.id))
    expect(events.slice(-2).map((event) => [event.action, event.personName])).toEqual([
      ['milestone.verify', '王办'],
      ['report.approve', '王办'],
    ])
  })
})

test('a report is approved while one of its milestones is returned with its own reason', async () => {
  await rollback(db(), async (tx) => {
    const { done, office, task: row, milestoneId } = await withClaim(tx)
    await run(tx, office, approveReport, { ...done, returned: [{ milestoneId, reason: '选址批文缺页' }] })
    expect(await sited(tx, row.id)).toMatchObject({ state: 'returned', returnReason: '选址批文缺页' })
    expect((await tx.select().from(report))[0]?.state).toBe('approved')
    expect((await tx.select().from(task).where(eq(task.id, row.id)))[0]?.verifiedPercent).toBe(0)
  })
  await rollback(db(), async (tx) => {
    const { done, office } = await withClaim(tx)
    const returned = [{ milestoneId: 999_999, reason: '不在其中' }]
    await expect(run(tx, office, approveReport, { ...done, returned })).rejects.toMatchObject({ code: 'notFound' })
  })
})

test('returned with a reason, revised, handed in again: the returned revision stays readable', async () => {
  await rollback(db(), async (tx) => {
    const { done, office, officer, head, draft, task: row, milestoneId } = await withClaim(tx)
    await expect(run(tx, office, returnReport, { ...done, reason: '' })).rejects.toMatchObject({ code: 'invalidInput' })
    const back = await run(tx, office, returnReport, { ...done, reason: '缺少近视筛查汇总表' })
    expect(await sited(tx, row.id)).toMatchObject({ state: 'returned', returnReason: '缺少近视筛查汇总表' })
    await expect(run(tx, office, reviseReport, back)).rejects.toMatchObject({ code: 'wrongRole' })
    await expect(draft({ doneText: '直接改' })).rejects.toMatchObject({ code: 'wrongState' })

    const opened = await run(tx, officer, reviseReport, back)
    expect((await tx.select().from(report))[0]).toMatchObject({
      state: 'draft',
      revision: 2,
      returnReason: '缺少近视筛查汇总表',
    })
    const [kept] = await tx.select().from(reportRevision)
    expect(kept).toMatchObject({
      revision: 1,
      content: {
        doneText: '选址已定。',
        returnReason: '缺少近视筛查汇总表',
        milestones: [{ id: milestoneId, title: '完成选址' }],
      },
    })
    const saved = await draft({
      version: opened.version,
      doneText: '选址已定，附汇总表。',
      milestoneIds: [milestoneId],
    })
    await run(tx, officer, requestSignOff, saved)
    const again = await run(tx, head, signOffReport, { reportId: saved.reportId })
    await run(tx, office, approveReport, again)
    expect((await sited(tx, row.id)).state).toBe('verified')
  })
})

test('two reviewers at once: the second hears who decided and how', async () => {
  await rollback(db(), async (tx) => {
    const { done, office, world } = await withClaim(tx)
    await run(tx, office, approveReport, done)
    const second = await world.as('office2')
    for (const verb of [approveReport, endorseReport]) {
      await expect(run(tx, second, verb, done)).rejects.toMatchObject({
        code: 'alreadyDecided',
        message: expect.stringMatching(/王办.*审核通过/),
      })
    }
    await expect(run(tx, second, returnReport, { ...done, reason: '再看' })).rejects.toMatchObject({
      code: 'alreadyDecided',
    })
  })
})

test('what was withdrawn, or handed in anew, meanwhile is not decided on by an old page', async () => {
  await rollback(db(), async (tx) => {
    const { done, office, officer, head } = await withClaim(tx)
    const withdrawn = await run(tx, officer, withdrawReport, done)
    await expect(run(tx, office, approveReport, done)).rejects.toMatchObject({
      code: 'stale',
      message: expect.stringContaining('赵卫'),
    })
    await run(tx, officer, requestSignOff, withdrawn)
    await run(tx, head, signOffReport, { reportId: done.reportId })
    await expect(run(tx, office, approveReport, done)).rejects.toMatchObject({
      code: 'stale',
      message: expect.stringContaining('钱卫'),
    })
  })
})

test.each([
  ['healthOfficer', 'wrongRole'],
  ['healthHead', 'wrongRole'],
  ['leader', 'wrongRole'],
  ['expert', 'notFound'],
  ['sportsHead', 'notFound'],
  ['otherOffice', 'notFound'],
  ['auditor', 'notFound'],
] as const)('%s may not review the lead’s report: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { done, world } = await withClaim(tx)
    const context = await world.as(who)
    await expect(run(tx, context, returnReport, { ...done, reason: '越权' })).rejects.toMatchObject({
      code,
    })
    await expect(run(tx, context, approveReports, { reportIds: [done.reportId] })).rejects.toMatchObject({ code })
  })
})

test('the primary lead reviews its supporters; the office sees it but does not decide', async () => {
  await rollback(db(), async (tx) => {
    const { draft, world, officer, office } = await reportGiven(tx)
    const support = await world.as('sportsOfficer')
    const { reportId } = await draft({}, support)
    await run(tx, support, requestSignOff, { reportId })
    const done = await run(tx, await world.as('sportsHead'), signOffReport, { reportId })
    await expect(run(tx, office, approveReport, done)).rejects.toMatchObject({ code: 'wrongRole' })
    await run(tx, officer, approveReport, done)
    expect((await tx.select().from(report))[0]?.state).toBe('approved')
  })
})

/** A task that the office itself leads: it would review its own submission. */
const officeLeads = async (tx: Tx) => {
  const given = await reportGiven(tx)
  const { world, task: row } = given
  await tx.update(assignment).set({ unitId: world.units.office.id }).where(eq(assignment.unitId, world.units.health.id))
  const author = await givePerson(world, '杨办', world.units.office.id, 'officer')
  const signer = await givePerson(world, '朱办', world.units.office.id, 'head')
  const { reportId } = await given.draft({}, author)
  await run(tx, author, requestSignOff, { reportId })
  const done = await run(tx, signer, signOffReport, { reportId })
  return { ...given, row, author, signer, done, second: await world.as('office2') }
}

test('the office’s own submission takes two: one endorses, another approves; neither wrote or signed it', async () => {
  await rollback(db(), async (tx) => {
    const { done, office, second, author, signer } = await officeLeads(tx)
    const { reportId } = done
    await expect(run(tx, office, approveReport, { reportId })).rejects.toMatchObject({ code: 'secondReviewerNeeded' })
    await expect(run(tx, author, endorseReport, { reportId })).rejects.toMatchObject({ code: 'ownWork' })
    await expect(run(tx, signer, approveReport, { reportId })).rejects.toMatchObject({ code: 'ownWork' })
    await run(tx, office, endorseReport, { reportId })
    await run(tx, office, endorseReport, { reportId })
    await expect(run(tx, office, approveReport, { reportId })).rejects.toMatchObject({ code: 'secondReviewerNeeded' })
    await expect(run(tx, office, approveReports, { reportIds: [reportId] })).rejects.toMatchObject({
      code: 'secondReviewerNeeded',
    })
    await run(tx, second, approveReport, { reportId })
    const [row] = await tx.select().from(report)
    expect(row).toMatchObject({
      state: 'approved',
      endorsedBy: office.actor.personId,
      decidedBy: second.actor.personId,
    })
    const endorsements = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'report.endorse'))
    expect(endorsements).toHaveLength(1)
  })
})

test('another unit’s submission needs no second reviewer', async () => {
  await rollback(db(), async (tx) => {
    const { done, office } = await withClaim(tx)
    await expect(run(tx, office, endorseReport, done)).rejects.toMatchObject({ code: 'secondReviewerNotNeeded' })
  })
})

test('in bulk only what the list showed: a report that was handed in anew meanwhile is read first', async () => {
  await rollback(db(), async (tx) => {
    const { office, officer, head, submitted, draft } = await reportGiven(tx)
    const { reportId, version } = await submitted()
    await run(tx, officer, withdrawReport, { reportId })
    await draft({ doneText: '改过的内容' })
    await run(tx, officer, requestSignOff, { reportId })
    const again = await run(tx, head, signOffReport, { reportId })
    await expect(
      run(tx, office, approveReports, { reportIds: [reportId], versions: { [reportId]: version } }),
    ).rejects.toMatchObject({ code: 'stale', message: expect.stringContaining('钱卫') })
    const result = await run(tx, office, approveReports, {
      reportIds: [reportId],
      versions: { [reportId]: again.version },
    })
    expect(result.approved).toEqual([reportId])
  })
})

test('in bulk only where nothing was asked for; what a colleague decided meanwhile is skipped and counted', async () => {
  await rollback(db(), async (tx) => {
    const { office, world, draft, officer, head, periods, submitted, task: row } = await reportGiven(tx)
    const plain = await submitted()
    const earlier = periods.find((period) => period.key === '2026Q3')
    const { reportId } = await draft({ periodId: earlier?.id })
    await run(tx, officer, requestSignOff, { reportId })
    await run(tx, head, signOffReport, { reportId })
    await run(tx, await world.as('office2'), approveReport, plain)
    const result = await run(tx, office, approveReports, { reportIds: [plain.reportId, reportId] })
    expect(result).toEqual({ approved: [reportId], decidedBefore: 1 })

    const { id } = await sited(tx, row.id)
    const third = periods.find((period) => period.key === '2026Q2')
    const claiming = await draft({ periodId: third?.id, milestoneIds: [id] })
    await run(tx, officer, requestSignOff, claiming)
    await run(tx, head, signOffReport, { reportId: claiming.reportId })
    await expect(run(tx, office, approveReports, { reportIds: [claiming.reportId] })).rejects.toMatchObject({
      code: 'reportNeedsLook',
    })
    await expect(run(tx, office, approveReports, { reportIds: [claiming.reportId, 999_999] })).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})
