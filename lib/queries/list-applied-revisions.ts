import { and, asc, eq } from 'drizzle-orm'
import { planRevision } from '@/db/schema/plan'
import type { QueryContext } from './context'

export type AppliedRevision = { readonly id: number; readonly number: number; readonly fileName: string }

/** The revised versions that became the plan, in their order; visibility comes from getPlan. */
export const listAppliedRevisions = async (ctx: QueryContext, planId: number): Promise<readonly AppliedRevision[]> =>
  ctx.db
    .select({ id: planRevision.id, number: planRevision.number, fileName: planRevision.fileName })
    .from(planRevision)
    .where(and(eq(planRevision.planId, planId), eq(planRevision.state, 'applied')))
    .orderBy(asc(planRevision.number))
