import { eq } from 'drizzle-orm'
import { planRevision } from '@/db/schema/plan'
import { discardRevisionInput } from '@/lib/input/revision'
import { decideRevisionState, lockRevision } from './plan-revision'
import { defineCommand } from './run'

/** Puts a revised version away: the plan stays as it is, the version and why it went stay on record. */
export const discardRevision = defineCommand({
  name: 'plan.discardRevision',
  input: discardRevisionInput,
  seenBy: 'plan.view',
  lock: lockRevision,
  action: 'plan.discardRevision',
  handle: async ({ tx, loaded, actor, now, record }, { reason }) => {
    const { plan, revision } = loaded
    const state = decideRevisionState(revision.state, 'plan.discardRevision')
    await tx
      .update(planRevision)
      .set({ state, closedBy: actor.personId, closedAt: now, version: revision.version + 1 })
      .where(eq(planRevision.id, revision.id))
    record({
      action: 'plan.discardRevision',
      subjectType: 'plan',
      subjectId: plan.id,
      planId: plan.id,
      after: { fileName: revision.fileName, number: revision.number },
      reason,
    })
    return { revisionId: revision.id }
  },
})
