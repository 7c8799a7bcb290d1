import { and, asc, desc, eq, gt } from 'drizzle-orm'
import { planDraft, planDraftStep } from '@/db/schema/plan'
import { readPlan } from '@/db/subjects'
import { can } from '@/lib/domain/permission/can'
import type { PlanDraft } from '@/lib/domain/plan/draft'
import { completeDraft } from '@/lib/domain/plan/stored-draft'
import type { QueryContext } from './context'

export type DraftChanges = {
  readonly version: number
  /** Null where nothing changed since the version that was asked about. */
  readonly latest: {
    readonly draft: PlanDraft
    readonly undo: string | null
    readonly redo: string | null
    /** Who did what, oldest first; undo and redo leave no step of their own. */
    readonly steps: readonly { readonly who: string; readonly what: string }[]
  } | null
}

const MOST_STEPS = 5

/** What others made of a draft since the version that the page holds; null for whoever may not see it, and once it is published. */
export const getDraftChanges = async (
  ctx: QueryContext,
  planId: number,
  since: number,
): Promise<DraftChanges | null> => {
  const { db, actor } = ctx
  const row = await readPlan(db, planId)
  if (!row || row.plan.state !== 'draft' || !can(actor, 'plan.viewDraft', row.subject)) return null
  const [held] = await db.select({ version: planDraft.version }).from(planDraft).where(eq(planDraft.planId, planId))
  if (!held) return null
  if (held.version === since) return { version: held.version, latest: null }
  const step = (state: 'done' | 'undone') =>
    db
      .select({ summary: planDraftStep.summary })
      .from(planDraftStep)
      .where(and(eq(planDraftStep.planId, planId), eq(planDraftStep.state, state)))
      .orderBy(state === 'done' ? desc(planDraftStep.id) : asc(planDraftStep.id))
      .limit(1)
  const [[draft], steps, [undo], [redo]] = await Promise.all([
    db.select().from(planDraft).where(eq(planDraft.planId, planId)),
    db
      .select({ who: planDraftStep.personName, what: planDraftStep.summary })
      .from(planDraftStep)
      .where(and(eq(planDraftStep.planId, planId), gt(planDraftStep.version, since)))
      .orderBy(desc(planDraftStep.id))
      .limit(MOST_STEPS),
    step('done'),
    step('undone'),
  ])
  if (!draft) return null
  return {
    version: draft.version,
    latest: {
      draft: completeDraft(draft.content),
      undo: undo?.summary ?? null,
      redo: redo?.summary ?? null,
      steps: steps.reverse(),
    },
  }
}
