import { eq } from 'drizzle-orm'
import { readRegister } from '@/db/register'
import { plan } from '@/db/schema/plan'
import { summarise } from '@/lib/domain/plan/draft-facts'
import { planVerbInput } from '@/lib/input/plan'
import { readRounds } from './consultation-rounds'
import { materialiseIndicators, materialiseTasks } from './materialise-plan'
import { decidePlan, lockDraft, requireDraftVersion } from './plan-draft'
import { recordPlanVersion } from './plan-version'
import { createPeriods } from './reporting-periods'
import { defineCommand } from './run'

/** 发布并交办: the corrected draft becomes the plan in force and its tasks reach their units, all or nothing. */
export const publishPlan = defineCommand({
  name: 'plan.publish',
  input: planVerbInput,
  seenBy: 'plan.view',
  lock: lockDraft,
  action: 'plan.publish',
  handle: async (work, { version }) => {
    const { tx, loaded, now, today, record } = work
    const { plan: row, draft } = loaded
    // What is published is what was on the screen.
    await requireDraftVersion(tx, loaded, version)
    const register = await readRegister(tx, row.jurisdictionId)
    const summary = summarise(draft, register, today)
    const state = decidePlan(row.state, 'plan.publish', { ...summary.facts, ...(await readRounds(tx, row.id)) })
    await tx
      .update(plan)
      // What is in force has been issued, whatever the document's title called it when it was read.
      .set({ state, stage: 'issued', publishedAt: now, version: row.version + 1 })
      .where(eq(plan.id, row.id))
    const tasks = await materialiseTasks(work, register)
    const indicators = await materialiseIndicators(work)
    const latest = draft.items
      .flatMap((item) => (item.dueOn && item.issue ? [item.dueOn] : []))
      .sort()
      .at(-1)
    const periods = await createPeriods(tx, row, latest ?? null, today)
    await recordPlanVersion(tx, work, {
      plan: { ...row, stage: 'issued' },
      content: draft,
      origin: 'publish',
      summary: `发布并交办：${tasks} 项任务，${indicators} 项指标`,
    })
    record({
      action: 'plan.publish',
      subjectType: 'plan',
      subjectId: row.id,
      planId: row.id,
      before: { state: row.state, stage: row.stage },
      after: { state, stage: 'issued', tasks, units: summary.units, indicators, periods },
    })
    return { planId: row.id, tasks, units: summary.units }
  },
})
