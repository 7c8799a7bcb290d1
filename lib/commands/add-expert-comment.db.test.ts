import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { plan, planExpert } from '@/db/schema/plan'
import { rollback, useTestDb } from '@/db/testing'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { getReport } from '@/lib/queries/get-report'
import { getTask } from '@/lib/queries/get-task'
import { reportGiven } from '@/lib/scenario/reports'
import { addExpertComment } from './add-expert-comment'
import { run } from './run'

const db = useTestDb()
const calendar = createWorkCalendar(nationalHolidays)

const given = async (tx: Tx) => {
  const made = await reportGiven(tx)
  const { world, plan: owner } = made
  const expert = await world.as('expert')
  await tx.insert(planExpert).values({ planId: owner.id, personId: expert.actor.personId })
  const readAs = async (who: Parameters<typeof world.as>[0]) => {
    const { actor, today } = await world.as(who)
    return { db: tx, actor, today, calendar }
  }
  return { ...made, expert, readAs }
}

test('an expert comments on a task and on a report; the office, the lead and leaders read it, supporters do not', () =>
  rollback(db(), async (tx) => {
    const { task, expert, submitted, readAs } = await given(tx)
    const { reportId } = await submitted()
    await run(tx, expert, addExpertComment, { taskId: task.id, text: ' 选址宜近学校。 ' })
    await run(tx, expert, addExpertComment, { taskId: task.id, reportId, text: '数据请附来源。' })
    const texts = async (who: Parameters<typeof readAs>[0]) =>
      (await getTask(await readAs(who), task.id))?.comments.items.map((item) => item.text)
    for (const who of ['expert', 'office', 'healthOfficer', 'leader'] as const) {
      expect(await texts(who)).toEqual(['数据请附来源。', '选址宜近学校。'])
    }
    expect(await texts('sportsOfficer')).toEqual([])
    const report = await getReport(await readAs('healthHead'), reportId)
    expect(report?.comments).toMatchObject({ items: [{ text: '数据请附来源。', who: '褚专家' }], mayAdd: false })
    expect((await getReport(await readAs('expert'), reportId))?.comments.mayAdd).toBe(true)
    const events = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'expertComment.add'))
    expect(events).toMatchObject([
      { subjectType: 'task', taskId: task.id },
      { subjectType: 'report', subjectId: reportId },
    ])
    expect(JSON.stringify(events)).not.toContain('学校')
  }))

test('what is refused: nothing said, a report that is not this task’s or not yet submitted, an archived plan', () =>
  rollback(db(), async (tx) => {
    const { task, plan: owner, expert, draft } = await given(tx)
    const { reportId } = await draft()
    const say = (more: object) => run(tx, expert, addExpertComment, { taskId: task.id, text: '意见', ...more })
    await expect(say({ text: ' ' })).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(say({ reportId })).rejects.toMatchObject({ code: 'notFound' })
    await expect(say({ reportId: 999_999 })).rejects.toMatchObject({ code: 'notFound' })
    await tx.update(plan).set({ state: 'archived', archivedAt: expert.now }).where(eq(plan.id, owner.id))
    await expect(say({})).rejects.toMatchObject({ code: 'planArchived' })
  }))

test.each([
  ['healthOfficer', 'wrongRole'],
  ['office', 'wrongRole'],
  ['leader', 'wrongRole'],
  ['otherOffice', 'notFound'],
  ['admin', 'notFound'],
] as const)('%s is no expert: %s', (who, code) =>
  rollback(db(), async (tx) => {
    const { task, world } = await given(tx)
    const attempt = run(tx, await world.as(who), addExpertComment, { taskId: task.id, text: '意见' })
    await expect(attempt).rejects.toMatchObject({ code })
  }),
)

test('an expert to whom nothing was opened finds nothing', () =>
  rollback(db(), async (tx) => {
    const { task, expert } = await given(tx)
    await tx.delete(planExpert)
    const attempt = run(tx, expert, addExpertComment, { taskId: task.id, text: '意见' })
    await expect(attempt).rejects.toMatchObject({ code: 'notFound' })
  }))
