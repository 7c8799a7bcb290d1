import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { readRegister } from '@/db/register'
import { person } from '@/db/schema/organisation'
import { planDraft, planDraftStep } from '@/db/schema/plan'
import { type PlanRow, readPlan } from '@/db/subjects'
import { can } from '@/lib/domain/permission/can'
import type { PlanDraft, RegisterUnit } from '@/lib/domain/plan/draft'
import type { SourceLine } from '@/lib/domain/plan/source-lines'
import { completeDraft } from '@/lib/domain/plan/stored-draft'
import type { QueryContext } from './context'

export type DraftPage = {
  readonly plan: PlanRow
  readonly draft: PlanDraft
  readonly version: number
  readonly updatedAt: Date
  readonly updatedBy: string | null
  readonly lines: readonly SourceLine[]
  readonly register: readonly RegisterUnit[]
  readonly undo: string | null
  readonly redo: string | null
}

/** Everything that the correction page needs, for the office whose draft it is; null for everyone else. */
export const getPlanDraft = async (ctx: QueryContext, id: number): Promise<DraftPage | null> => {
  const { db, actor } = ctx
  const row = await readPlan(db, id)
  if (!row || !can(actor, 'plan.viewDraft', row.subject)) return null
  const step = (state: 'done' | 'undone') =>
    db
      .select({ summary: planDraftStep.summary })
      .from(planDraftStep)
      .where(and(eq(planDraftStep.planId, id), eq(planDraftStep.state, state)))
      .orderBy(state === 'done' ? desc(planDraftStep.id) : asc(planDraftStep.id))
      .limit(1)
  const [drafts, lines, register, [undo], [redo]] = await Promise.all([
    db
      .select({ draft: planDraft, by: person.name })
      .from(planDraft)
      .leftJoin(person, eq(person.id, planDraft.updatedBy))
      .where(eq(planDraft.planId, id)),
    // After a revised version was taken in, lines count in its document.
    db.execute<SourceLine>(sql`
      select line, text from revision_paragraph
      where revision_id = (select (content ->> 'sourceRevisionId')::bigint from plan_draft where plan_id = ${id})
      union all
      select line, text from source_paragraph
      where plan_id = ${id} and (select content ->> 'sourceRevisionId' from plan_draft where plan_id = ${id}) is null
      order by line`),
    readRegister(db, row.plan.jurisdictionId),
    step('done'),
    step('undone'),
  ])
  const [found] = drafts
  if (!found) return null
  return {
    plan: row.plan,
    draft: completeDraft(found.draft.content),
    version: found.draft.version,
    updatedAt: found.draft.updatedAt,
    updatedBy: found.by,
    lines,
    register: [...register],
    undo: undo?.summary ?? null,
    redo: redo?.summary ?? null,
  }
}
