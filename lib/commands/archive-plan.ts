import { and, count, eq, inArray } from 'drizzle-orm'
import { plan } from '@/db/schema/plan'
import { task } from '@/db/schema/task'
import { openTaskStates } from '@/lib/domain/task/states'
import { noPlanFacts } from '@/lib/domain/plan/states'
import { planVerbInput } from '@/lib/input/plan'
import { decidePlan } from './plan-draft'
import { lockPlan } from './plan-lock'
import { defineCommand } from './run'

/** 归档: everything below is frozen from here on (DESIGN §3), by a trigger as well. */
export const archivePlan = defineCommand({
  name: 'plan.archive',
  input: planVerbInput,
  seenBy: 'plan.view',
  lock: lockPlan,
  action: 'plan.archive',
  handle: async ({ tx, loaded, now, record }) => {
    const { plan: row } = loaded
    const [open] = await tx
      .select({ tasks: count() })
      .from(task)
      .where(and(eq(task.planId, row.id), inArray(task.state, [...openTaskStates])))
    const state = decidePlan(row.state, 'plan.archive', { ...noPlanFacts, openTasks: open?.tasks ?? 0 })
    await tx
      .update(plan)
      .set({ state, archivedAt: now, version: row.version + 1 })
      .where(eq(plan.id, row.id))
    record({
      action: 'plan.archive',
      subjectType: 'plan',
      subjectId: row.id,
      planId: row.id,
      before: { state: row.state },
      after: { state },
    })
    return { planId: row.id }
  },
})
