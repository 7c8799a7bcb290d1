import { eq } from 'drizzle-orm'
import { plan } from '@/db/schema/plan'
import { planStageLabels, planStages } from '@/lib/domain/labels'
import { noPlanFacts } from '@/lib/domain/plan/states'
import { Refusal } from '@/lib/domain/refusals'
import { moveStageInput } from '@/lib/input/consultation'
import { readRounds } from './consultation-rounds'
import { decidePlan, lockDraft, requireDraftVersion } from './plan-draft'
import { recordPlanVersion } from './plan-version'
import { defineCommand } from './run'

/** 征求意见稿 → 送审稿 → 印发, and back with a reason; each step keeps the draft as it stood. */
export const moveStage = defineCommand({
  name: 'plan.moveStage',
  input: moveStageInput,
  seenBy: 'plan.view',
  lock: lockDraft,
  action: 'plan.moveStage',
  handle: async (work, { version, stage, reason }) => {
    const { tx, loaded, record } = work
    const { plan: row, draft } = loaded
    await requireDraftVersion(tx, loaded, version)
    const isBack = planStages.indexOf(stage) < planStages.indexOf(row.stage)
    const rounds = await readRounds(tx, row.id)
    // Going back to ask again answers nothing that is still open; it need not wait for it either.
    decidePlan(row.state, 'plan.moveStage', {
      ...noPlanFacts,
      ...rounds,
      ...(isBack ? { undecidedOpinions: 0 } : {}),
    })
    if (stage === row.stage) throw new Refusal('stageSame', { stage: planStageLabels[stage] })
    if (isBack && !reason) throw new Refusal('reasonNeeded', {}, { reason: '退回到前一阶段须说明理由' })
    await tx
      .update(plan)
      .set({ stage, version: row.version + 1 })
      .where(eq(plan.id, row.id))
    const kept = await recordPlanVersion(tx, work, {
      plan: { ...row, stage },
      content: draft,
      origin: 'stage',
      summary: `文本阶段由“${planStageLabels[row.stage]}”调整为“${planStageLabels[stage]}”${reason ? `：${reason}` : ''}`,
    })
    record({
      action: 'plan.moveStage',
      subjectType: 'plan',
      subjectId: row.id,
      planId: row.id,
      before: { stage: row.stage },
      after: { stage, version: kept.number },
      reason: reason || null,
    })
    return { planId: row.id, stage, version: kept.number }
  },
})
