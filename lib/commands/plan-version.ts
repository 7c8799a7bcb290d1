import { eq, max } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { planVersion, type PlanVersionOrigin } from '@/db/schema/plan'
import type { PlanRow } from '@/db/subjects'
import type { Context } from '@/lib/domain/context'
import type { PlanDraft } from '@/lib/domain/plan/draft'

type NewVersion = {
  /** As it stands after the command: its stage and source document are the version's. The caller holds its lock. */
  readonly plan: Pick<PlanRow, 'id' | 'stage' | 'sourceFileId' | 'sourceFileName'>
  readonly content: PlanDraft
  readonly origin: PlanVersionOrigin
  /** One line that a list of versions shows. */
  readonly summary: string
}

/** Keeps the whole draft as it stands now as the plan's next version; never changed afterwards. */
export const recordPlanVersion = async (
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { plan, content, origin, summary }: NewVersion,
): Promise<{ readonly id: number; readonly number: number }> => {
  const [last] = await tx
    .select({ number: max(planVersion.number) })
    .from(planVersion)
    .where(eq(planVersion.planId, plan.id))
  const [row] = await tx
    .insert(planVersion)
    .values({
      planId: plan.id,
      number: (last?.number ?? 0) + 1,
      stage: plan.stage,
      origin,
      content,
      sourceFileId: plan.sourceFileId,
      sourceFileName: plan.sourceFileName,
      summary,
      personId: actor.personId,
      personName: actor.personName,
      at: now,
    })
    .returning({ id: planVersion.id, number: planVersion.number })
  if (!row) throw new Error('the version was not kept')
  return row
}
