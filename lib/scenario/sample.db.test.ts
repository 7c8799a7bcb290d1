import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { jurisdiction, person } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { milestone, task } from '@/db/schema/task'
import { useTestDb } from '@/db/testing'
import { calendarDate } from '@/lib/domain/calendar/date'
import { isOverdue } from '@/lib/domain/calendar/deadline'
import { owedItem } from '@/lib/domain/calendar/lamp'
import { consequenceStates } from '@/lib/domain/consequence/states'
import { inspectionKinds, inspectionStates, statutoryKinds } from '@/lib/domain/inspection/states'
import { rectificationStates } from '@/lib/domain/rectification/states'
import { verifiedPercent } from '@/lib/domain/task/progress'
import { loadSample } from './sample'
import { readSamplePlan, samplePlanKeys } from './sample-plan'
import { sampleSignIns } from './sign-ins'

const db = useTestDb()
const today = calendarDate('2026-11-20')

beforeAll(async () => {
  await loadSample(db(), today)
}, 240_000)

test('the five plans stand in their places, one archived, and one draft that is with its units, all marked as sample', async () => {
  const rows = await db()
    .select({ title: plan.title, state: plan.state, place: jurisdiction.name, isSample: plan.isSample })
    .from(plan)
    .innerJoin(jurisdiction, eq(jurisdiction.id, plan.jurisdictionId))
    .orderBy(plan.id)
  expect(rows.map((row) => [row.place, row.state, row.isSample])).toEqual([
    ['郑州市', 'archived', true],
    ['巩义市', 'active', true],
    ['管城回族区', 'active', true],
    ['祥符区', 'active', true],
    ['祥符区', 'draft', true],
    ['连云港市', 'active', true],
  ])
  for (const key of samplePlanKeys) {
    const facts = await readSamplePlan(key)
    expect(rows.map((row) => row.title)).toContain(facts.document.title)
  }
})

test('derived columns of every task equal the pure rules', async () => {
  const tasks = await db().select().from(task)
  const milestones = await db().select().from(milestone)
  expect(tasks.length).toBeGreaterThan(235)
  for (const row of tasks) {
    const own = milestones.filter((entry) => entry.taskId === row.id)
    const children = tasks.filter((entry) => entry.parentId === row.id)
    const owed = owedItem({ state: row.state, dueOn: row.dueOn, claimedOn: row.claimedOn }, own)
    expect([row.id, row.owedDueOn, row.owedStoppedOn]).toEqual([row.id, owed?.dueOn ?? null, owed?.stoppedOn ?? null])
    expect([row.id, row.verifiedPercent]).toEqual([
      row.id,
      verifiedPercent(
        row.state,
        own,
        children.map((child) => ({ ...child, percent: child.verifiedPercent })),
      ),
    ])
  }
})

test('every screen has something true to show: late, soon, returned, awaited, extended, closing, silent', async () => {
  const tasks = await db().select().from(task)
  const late = tasks.filter(
    (row) => row.owedDueOn && isOverdue({ dueOn: row.owedDueOn, stoppedOn: row.owedStoppedOn }, today),
  )
  const newly = late.filter((row) => row.owedDueOn && row.owedDueOn >= calendarDate('2026-11-13'))
  expect(late.length).toBeGreaterThan(30)
  expect(newly.length).toBeGreaterThanOrEqual(3)
  const [counts] = await db().execute<Record<string, number>>(sql`select
    (select count(*) from report where state = 'submitted')::int as submitted,
    (select count(*) from report where state = 'returned')::int as returned,
    (select count(*) from report where state = 'draft' and ready_at is not null)::int as awaiting,
    (select count(*) from change_request where state = 'submitted')::int as asked,
    (select count(*) from change_request where state = 'approved' and kind = 'extend')::int as extended,
    (select count(*) from task where state = 'closing')::int as closing,
    (select count(*) from task where parent_id is not null)::int as subtasks,
    (select count(*) from consultation where state = 'open')::int as consultations,
    (select count(*) from consultation_unit where state = 'pending')::int as "notAnswered",
    (select count(*) from consultation_unit where state = 'agreed')::int as agreed,
    (select count(*) from opinion where state = 'proposed')::int as undecided,
    (select count(*) from opinion where state = 'accepted')::int as accepted,
    (select count(*) from opinion where state = 'declined')::int as declined,
    (select count(*) from evidence)::int as evidence`)
  for (const [name, count] of Object.entries(counts ?? {})) expect([name, count > 0]).toEqual([name, true])
})

test('an inspection of each kind, findings at every stage, orders and consequences in every state', async () => {
  const states = async (query: ReturnType<typeof sql>) =>
    new Set((await db().execute<{ name: string }>(query)).map((row) => row.name))
  expect(await states(sql`select distinct kind as name from inspection`)).toEqual(new Set(inspectionKinds))
  expect(await states(sql`select distinct statutory_kind as name from inspection`)).toEqual(new Set(statutoryKinds))
  expect(await states(sql`select distinct state as name from inspection`)).toEqual(new Set(inspectionStates))
  // Nobody has received the reopened order yet, another was cleared for good; none was revoked.
  expect(await states(sql`select distinct state as name from rectification`)).toEqual(
    new Set(rectificationStates.filter((state) => state !== 'revoked')),
  )
  expect(await states(sql`select distinct state as name from consequence`)).toEqual(new Set(consequenceStates))
  const [counts] = await db().execute<Record<string, number>>(sql`select
    (select count(*) from finding where relapse_of_id is not null)::int as relapses,
    (select count(*) from finding where is_withdrawn)::int as withdrawn,
    (select count(*) from finding f where removed_at is null
      and not exists (select from rectification_finding rf where rf.finding_id = f.id))::int as unordered,
    (select count(*) from rectification where state = 'acknowledged' and due_on < ${today}::date)::int as late,
    (select count(*) from rectification where extension_due_on is not null)::int as extensions,
    (select count(*) from conclusion where state = 'submitted')::int as "toApprove",
    (select count(*) from conclusion where state = 'decided')::int as decided,
    (select count(*) from inspection_draw where revealed_at is not null)::int as draws,
    (select count(*) from visit_answer)::int as answers,
    (select count(*) from referral)::int as referrals`)
  for (const [name, count] of Object.entries(counts ?? {})) expect([name, count > 0]).toEqual([name, true])
})

test('one sign-in a role, each of them a person of the sample', async () => {
  const names = await db().select({ userName: person.userName, name: person.name }).from(person)
  for (const entry of sampleSignIns) {
    expect(names).toContainEqual({ userName: entry.userName, name: entry.name })
  }
})
