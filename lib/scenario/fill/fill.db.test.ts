import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rollback, useTestDb } from '@/db/testing'
import { settleTask } from '@/lib/commands/settle-task'
import { calendarDate } from '@/lib/domain/calendar/date'
import { fill, fillState } from './fill'

const db = useTestDb()
const size = { tasks: 600, plans: 20, units: 60, reportsPerTask: 6, filesPerTask: 4 }

test('a fill stands under all constraints, a third of it overdue, settled as the commands would settle it', async () => {
  expect(await fillState(db())).toBe('empty')
  await rollback(db(), async (tx) => {
    await fill(tx, size, calendarDate('2026-11-20'))
    await tx.execute(sql`set constraints all immediate`)
    const [counts] = await tx.execute(sql`select count(*)::int as tasks, count(parent_id)::int as subtasks,
      count(*) filter (where owed_due_on < '2026-11-20')::int as red from task`)
    expect(counts?.tasks).toBe(size.tasks)
    expect(counts?.subtasks).toBeGreaterThan(size.tasks / 20)
    expect(counts?.red).toBeGreaterThan(size.tasks / 4)
    const settled = () =>
      tx.execute<{ id: number }>(sql`
      select id, verified_percent, owed_due_on::text, owed_stopped_on::text, owed_milestone_id from task where plan_id in (select id from plan where state = 'active') order by id`)
    const before = await settled()
    for (const { id } of before.slice(0, 200)) await settleTask(tx, id)
    expect(await settled()).toEqual(before)
    expect(await fillState(tx)).toBe('bench')
  })
})
