import { eq } from 'drizzle-orm'
import { plan, planDraft, planDraftStep, sourceParagraph } from '@/db/schema/plan'
import { noPlanFacts } from '@/lib/domain/plan/states'
import { planReasonInput } from '@/lib/input/plan'
import { readRounds } from './consultation-rounds'
import { decidePlan, lockDraft, requireDraftVersion } from './plan-draft'
import { defineCommand } from './run'

/** Removes a draft for good. The record keeps that it was and why it went; its document stays in the store. */
export const discardPlan = defineCommand({
  name: 'plan.discard',
  input: planReasonInput,
  seenBy: 'plan.view',
  lock: lockDraft,
  action: 'plan.discard',
  handle: async ({ tx, loaded, record }, { version, reason }) => {
    const { plan: row } = loaded
    decidePlan(row.state, 'plan.discard', { ...noPlanFacts, ...(await readRounds(tx, row.id)) })
    await requireDraftVersion(tx, loaded, version)
    for (const table of [planDraftStep, planDraft, sourceParagraph])
      await tx.delete(table).where(eq(table.planId, row.id))
    await tx.delete(plan).where(eq(plan.id, row.id))
    record({
      action: 'plan.discard',
      subjectType: 'plan',
      subjectId: row.id,
      planId: row.id,
      before: { title: row.title, fileName: row.sourceFileName, tasks: loaded.draft.items.length },
      reason,
    })
    return { title: row.title }
  },
})
