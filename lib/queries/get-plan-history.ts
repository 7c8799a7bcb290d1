import { and, desc, eq, inArray, isNull, lt, ne, notInArray } from 'drizzle-orm'
import { auditEvent } from '@/db/schema/audit'
import { readPlan } from '@/db/subjects'
import { can } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'

export type PlanEvent = Pick<
  typeof auditEvent.$inferSelect,
  'id' | 'at' | 'personName' | 'unitName' | 'action' | 'before' | 'after' | 'reason'
>

const PAGE = 50

/**
 * What was done with the plan itself, newest first; its tasks tell their own stories. Visibility comes from getPlan. How the
 * draft came about stays with its office, as the draft did.
 */
export const getPlanHistory = async (
  ctx: QueryContext,
  planId: number,
  before: number | null,
): Promise<{ readonly events: readonly PlanEvent[]; readonly next: number | null }> => {
  const owner = await readPlan(ctx.db, planId)
  const seesDraft = owner !== null && can(ctx.actor, 'plan.viewDraft', owner.subject)
  const rows = await ctx.db
    .select({
      id: auditEvent.id,
      at: auditEvent.at,
      personName: auditEvent.personName,
      unitName: auditEvent.unitName,
      action: auditEvent.action,
      before: auditEvent.before,
      after: auditEvent.after,
      reason: auditEvent.reason,
    })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.planId, planId),
        isNull(auditEvent.taskId),
        // Every tick is on record; the story tells what came of them.
        ne(auditEvent.action, 'plan.decideRevision'),
        seesDraft
          ? inArray(auditEvent.subjectType, ['plan', 'unit', 'consultation'])
          : and(
              eq(auditEvent.subjectType, 'plan'),
              notInArray(auditEvent.action, [
                'plan.editDraft',
                'plan.moveStage',
                'plan.reread',
                'plan.discardRevision',
              ]),
            ),
        before === null ? undefined : lt(auditEvent.id, before),
      ),
    )
    .orderBy(desc(auditEvent.id))
    .limit(PAGE + 1)
  const events = rows.slice(0, PAGE)
  return { events, next: rows.length > PAGE ? (events.at(-1)?.id ?? null) : null }
}
