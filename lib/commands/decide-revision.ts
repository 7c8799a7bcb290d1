import { eq } from 'drizzle-orm'
import { readRegister } from '@/db/register'
import { planRevision } from '@/db/schema/plan'
import { Refusal } from '@/lib/domain/refusals'
import type { EntryDecision, RevisionDecisions } from '@/lib/domain/revision/decisions'
import { decideRevisionInput } from '@/lib/input/revision'
import { decideRevisionState, lockRevision } from './plan-revision'
import { defineCommand } from './run'

/** Accept or decline, one entry or many; say which task a doubtful one was, or which unit a name means. */
export const decideRevision = defineCommand({
  name: 'plan.decideRevision',
  input: decideRevisionInput,
  seenBy: 'plan.view',
  lock: lockRevision,
  action: 'plan.decideRevision',
  handle: async ({ tx, loaded, record }, input) => {
    const { plan, revision } = loaded
    const state = decideRevisionState(revision.state, 'plan.decideRevision')
    const chosen = Object.values(input.units)
    if (chosen.length > 0) {
      const register = await readRegister(tx, plan.jurisdictionId)
      for (const id of chosen) {
        const unit = register.find((entry) => entry.id === id)
        if (!unit) throw new Refusal('notFound')
        if (unit.dissolved) throw new Refusal('unitDissolved', { unit: unit.name })
      }
    }
    const entries: Record<string, EntryDecision> = { ...revision.decisions.entries }
    for (const [key, decision] of Object.entries(input.entries)) {
      if (decision === null) delete entries[key]
      else entries[key] = decision
    }
    const decisions: RevisionDecisions = {
      entries,
      partners: { ...revision.decisions.partners, ...input.partners },
      units: { ...revision.decisions.units, ...input.units },
    }
    const version = revision.version + 1
    await tx.update(planRevision).set({ state, decisions, version }).where(eq(planRevision.id, revision.id))
    record({
      action: 'plan.decideRevision',
      subjectType: 'plan',
      subjectId: plan.id,
      planId: plan.id,
      after: {
        number: revision.number,
        accepted: Object.values(input.entries).filter((decision) => decision?.accept === true).length,
        declined: Object.values(input.entries).filter((decision) => decision?.accept === false).length,
        partners: { ...input.partners },
        units: { ...input.units },
      },
    })
    return { version }
  },
})
