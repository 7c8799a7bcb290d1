import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCalendar, rebuildCalendarDays } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { holidayOverride } from '@/db/schema/organisation'
import { milestone, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { settleTask } from '@/lib/commands/settle-task'
import { addDays, type CalendarDate, calendarDate } from '@/lib/domain/calendar/date'
import { isOverdue, workdaysLate } from '@/lib/domain/calendar/deadline'
import { lampOf, owedItem, soonOn } from '@/lib/domain/calendar/lamp'
import { changedFields } from '@/lib/domain/events'
import { type MilestoneState, milestoneStates } from '@/lib/domain/milestone/states'
import { type TaskState, taskStates } from '@/lib/domain/task/states'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { isOverdueSql, lampSql, workdaysLateSql } from './lamp'
import { isNewlyOverdueSql } from './newly-overdue'

const db = useTestDb()
const TODAY = calendarDate('2026-10-12')
const THEN = addDays(TODAY, -7)

type Step = { readonly state: MilestoneState; readonly dueOn: CalendarDate; readonly claimedOn: CalendarDate }
type Work = {
  readonly state: TaskState
  readonly dueOn: CalendarDate | null
  readonly claimedOn: CalendarDate
  readonly steps: readonly Step[]
}

const day = (from: number, to: number) => fc.integer({ min: from, max: to }).map((days) => addDays(TODAY, days))
// Around the national holidays of the year, so that days off, make-up days and ordinary weeks all occur.
const aStep = (latestClaim: number) =>
  fc.record({ state: fc.constantFrom(...milestoneStates), dueOn: day(-40, 40), claimedOn: day(-60, latestClaim) })
const aWork = (latestClaim: number): fc.Arbitrary<Work> =>
  fc.record({
    state: fc.constantFrom(...taskStates.filter((state) => state !== 'draft')),
    dueOn: fc.option(day(-40, 40), { freq: 6 }),
    claimedOn: day(-60, latestClaim),
    steps: fc.array(aStep(latestClaim), { minLength: 2, maxLength: 2 }),
  })

const owedOf = ({ steps, ...work }: Work) =>
  owedItem(
    work,
    steps.map((step, at) => ({ ...step, title: `节点${at + 1}` })),
  )

/** Writes what a program in its right mind would have left behind; gives the ids in the order of the works. */
const write = async (tx: Tx, works: readonly Work[]) => {
  const world = await createWorld(tx, TODAY)
  const { plan } = await givePlan(world, [])
  const issuedAt = new Date('2026-01-05T02:00:00Z')
  const rows = await tx
    .insert(task)
    .values(
      works.map((work, at) => ({
        planId: plan.id,
        title: `任务${at + 1}`,
        position: at + 1,
        state: work.state,
        dueOn: work.dueOn,
        originalDueOn: work.dueOn,
        ongoing: work.dueOn === null,
        issuerUnitId: world.units.office.id,
        issuedAt,
        claimedOn: work.claimedOn,
        closedOn: work.state === 'closed' ? TODAY : null,
      })),
    )
    .returning({ id: task.id, planId: task.planId })
  const steps = works.flatMap((work, at) =>
    work.steps.map((step, position) => ({
      taskId: rows[at]?.id ?? 0,
      position: position + 1,
      title: `节点${position + 1}`,
      deliverable: '材料',
      dueOn: step.dueOn,
      originalDueOn: step.dueOn,
      weight: 50,
      state: step.state,
      claimedOn: step.claimedOn,
      verifiedOn: step.state === 'verified' ? addDays(step.claimedOn, 1) : null,
    })),
  )
  const milestones = await tx.insert(milestone).values(steps).returning({ id: milestone.id, taskId: milestone.taskId })
  for (const { id } of rows) await settleTask(tx, id)
  return { rows, milestones }
}

test('lamp, overdue and days late in SQL are those of the pure rules, whatever the dates, states and calendar', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(aWork(0), { minLength: 40, maxLength: 40 }),
      fc.uniqueArray(fc.record({ day: day(-60, 60), isWorkday: fc.boolean() }), {
        selector: (entry) => entry.day,
        maxLength: 12,
      }),
      async (works, overrides) => {
        await rollback(db(), async (tx) => {
          if (overrides.length)
            await tx.insert(holidayOverride).values(overrides.map((entry) => ({ ...entry, name: '调整' })))
          await rebuildCalendarDays(tx)
          const calendar = await readCalendar(tx)
          await write(tx, works)
          const soon = soonOn(TODAY, calendar)
          const rows =
            await tx.execute(sql`select ${lampSql(TODAY, soon)} as lamp, ${isOverdueSql(TODAY)} as overdue, ${workdaysLateSql(TODAY)} as late
            from task t order by t.position`)
          const expected = works.map((work) => {
            const owed = owedOf(work)
            const lamp = lampOf({ state: work.state, owed, ongoing: work.dueOn === null }, TODAY, soon)
            seen.add(lamp)
            return {
              lamp,
              overdue: owed ? isOverdue(owed, TODAY) : false,
              late: owed ? workdaysLate(owed, TODAY, calendar) : 0,
            }
          })
          expect([...rows]).toEqual(expected)
        })
      },
    ),
    { numRuns: 6, endOnFailure: true },
  )
  expect(seen.size).toBe(5)
}, 120_000)

/** A state of a week ago and today's, with every difference on record once, as the commands write it. */
test('newly overdue in SQL: red by today’s facts, not red by the facts of a week ago, undone from the record', async () => {
  const seen = { newly: 0, before: 0 }
  await fc.assert(
    fc.asyncProperty(
      // Verified the day after the claim, so that what was verified then was so by the end of that day.
      fc.array(fc.tuple(aWork(-8), aWork(0), fc.boolean()), { minLength: 40, maxLength: 40 }),
      async (pairs) => {
        // What was not touched since then is today what it was; what was verified stays so with its dates.
        const works = pairs.map(([was, now, touched]) =>
          touched ? { was, now: keepVerified(was, now) } : { was, now: was },
        )
        await rollback(db(), async (tx) => {
          const { rows, milestones } = await write(
            tx,
            works.map(({ now }) => now),
          )
          const events = works.flatMap(({ was, now }, at) => {
            const { id: taskId, planId } = rows[at] ?? { id: 0, planId: 0 }
            const own = milestones.filter((entry) => entry.taskId === taskId)
            const { steps: stepsThen, ...taskThen } = was
            const { steps: stepsNow, ...taskNow } = now
            return [
              {
                subjectType: 'task' as const,
                subjectId: taskId,
                taskId,
                planId,
                change: changedFields(taskThen, taskNow),
              },
              ...stepsNow.map((step, nth) => ({
                subjectType: 'milestone' as const,
                subjectId: own[nth]?.id ?? 0,
                taskId,
                planId,
                change: changedFields({ ...stepsThen[nth] }, { ...step }),
              })),
            ].filter((event) => event.change)
          })
          if (events.length) {
            await tx.insert(auditEvent).values(
              events.map(({ change, ...event }) => ({
                ...event,
                ...change,
                at: new Date(`${addDays(THEN, 1)}T02:00:00Z`),
                personName: '测试',
                action: 'test.change',
                requestId: 'test',
                via: 'system' as const,
              })),
            )
          }
          const found = await tx.execute(
            sql`select ${isNewlyOverdueSql(TODAY)} as newly from task t order by t.position`,
          )
          const isRed = (work: Work, on: CalendarDate) => {
            const owed = owedOf(work)
            return owed !== null && isOverdue(owed, on)
          }
          const expected = works.map(({ was, now }) => {
            const newly = isRed(now, TODAY) && !isRed(was, THEN)
            if (newly) seen.newly += 1
            if (isRed(now, TODAY) && !newly) seen.before += 1
            return { newly }
          })
          expect([...found]).toEqual(expected)
        })
      },
    ),
    { numRuns: 8, endOnFailure: true },
  )
  expect(seen.newly).toBeGreaterThan(20)
  expect(seen.before).toBeGreaterThan(20)
}, 120_000)

const keepVerified = (was: Work, now: Work): Work => ({
  ...now,
  steps: now.steps.map((step, at) => (was.steps[at]?.state === 'verified' ? (was.steps[at] as Step) : step)),
})
