import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { finding } from '@/db/schema/inspection'
import { person } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { rollback, useTestDb } from '@/db/testing'
import type { WorkCalendar } from '@/lib/domain/calendar/workdays'
import { type PermissionStage, permissionStage } from '@/lib/scenario/permission-stage'
import { getPublicPlan } from './get-public-plan'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-public-'))
process.env.LUOSHI_DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const db = useTestDb()
let stage: PermissionStage
let calendar: WorkCalendar
beforeAll(async () => {
  stage = await permissionStage(db())
  calendar = await readCalendar(db())
})
const reader = (tx: Tx) => ({ db: tx, today: stage.cast.office.today, calendar })

test('a plan is there for everybody only when its office opened it, archived too, a draft never', async () => {
  await rollback(db(), async (tx) => {
    const plans = await tx.select({ id: plan.id, state: plan.state }).from(plan)
    for (const { id } of plans) expect(await getPublicPlan(reader(tx), id)).toBeNull()
    await tx.update(plan).set({ isPublic: true })
    const seen = new Set<string>()
    for (const { id, state } of plans) {
      const found = await getPublicPlan(reader(tx), id)
      expect(found === null).toBe(state === 'draft')
      if (found) seen.add(found.state)
    }
    expect([...seen]).toContain('active')
    await tx.execute(sql`update plan set state = 'archived', archived_at = now() where id = ${stage.plans.active}`)
    expect((await getPublicPlan(reader(tx), stage.plans.active))?.state).toBe('archived')
    expect(await getPublicPlan(reader(tx), 999_999)).toBeNull()
  })
})

test('it says tasks with their lead units, counts with their whole and cleared problems, and names nobody', async () => {
  await rollback(db(), async (tx) => {
    const [cleared] = await tx.execute<{ planId: number; findingId: number }>(sql`
      select i.plan_id::int as "planId", rf.finding_id::int as "findingId" from rectification g
      join inspection i on i.id = g.inspection_id join rectification_finding rf on rf.rectification_id = g.id
      where g.state = 'cleared' and i.plan_id is not null limit 1`)
    if (!cleared) throw new Error('the stage holds nothing cleared')
    await tx.update(plan).set({ isPublic: true }).where(eq(plan.id, cleared.planId))
    // Whoever registers a finding may write a name into it.
    const people = await tx.select({ name: person.name }).from(person)
    const fact = `现场由${people.map((one) => one.name).join('、')}陪同。`
    await tx.update(finding).set({ fact }).where(eq(finding.id, cleared.findingId))
    // Before its conclusion was sent a finding is not before the public either.
    expect((await getPublicPlan(reader(tx), cleared.planId))?.cleared).toEqual([])
    await tx.execute(sql`
      insert into conclusion (inspection_id, unit_id, body, state, author_person_id, submitted_at, approved_by, approved_at, sent_on)
      select f.inspection_id, f.unit_id, '结论', 'sent', f.author_person_id, now(),
        (select id from person where id <> f.author_person_id limit 1), now(), '2026-11-10'
      from finding f where f.id = ${cleared.findingId}`)
    const found = await getPublicPlan(reader(tx), cleared.planId)
    if (!found) throw new Error('not there')
    expect(found.counts.total).toBe(found.tasks.length)
    const { total, ...lamps } = found.counts
    expect(Object.values(lamps).reduce((sum, count) => sum + count, 0)).toBe(total)
    expect(found.tasks.every((task) => task.leads !== '')).toBe(true)
    expect(found.orders.cleared).toBeGreaterThan(0)
    expect(found.orders.total).toBeGreaterThanOrEqual(found.orders.cleared)
    const told = found.cleared.find((problem) => problem.id === cleared.findingId)
    expect(told?.fact).toMatch(/^现场由.某/)
    const text = JSON.stringify(found)
    expect(people.length).toBeGreaterThan(5)
    for (const { name } of people) expect(text).not.toContain(name)
  })
})

test('page after page holds every task once', async () => {
  await rollback(db(), async (tx) => {
    const { active } = stage.plans
    await tx.update(plan).set({ isPublic: true }).where(eq(plan.id, active))
    const all = await getPublicPlan(reader(tx), active)
    const last = all?.tasks.at(-1)
    if (!all || !last) throw new Error('no tasks')
    expect(all.next).toBeNull()
    expect((await getPublicPlan(reader(tx), active, last.position))?.tasks).toEqual([])
  })
})
