import { and, eq, inArray } from 'drizzle-orm'
import { conclusionRevision, finding, objection } from '@/db/schema/inspection'
import { rectification, rectificationFinding } from '@/db/schema/rectification'
import { readRectification, standingFindings } from '@/db/supervision-subjects'
import { Refusal } from '@/lib/domain/refusals'
import { decideObjectionInput } from '@/lib/input/conclusion'
import { conclusionEvent, decideConclusionStep, lockConclusion, updateConclusion } from './conclusion-steps'
import { findingEvent } from './finding-steps'
import { moveRectification } from './rectification-steps'
import { defineCommand } from './run'

/**
 * 复核决定 (第十七条), by a leader who neither wrote nor approved nor took part. What the decision replaces stays as a revision;
 * a finding that it withdraws stays readable, and an order that rests on such findings alone is revoked.
 */
export const decideObjection = defineCommand({
  name: 'conclusion.decideObjection',
  input: decideObjectionInput,
  seenBy: 'conclusion.view',
  lock: lockConclusion,
  action: 'conclusion.decideObjection',
  handle: async ({ tx, loaded: { found }, actor, now, today, record }, input) => {
    const row = found.conclusion
    const isReplaced = input.outcome === 'amended'
    const state = decideConclusionStep(found, 'conclusion.decideObjection', {
      hasReason: input.decision !== '',
      bringsNewText: !isReplaced || (input.body !== '' && input.body !== row.body),
    })
    const standing = await standingFindings(tx, row.inspectionId, row.unitId)
    // 撤销 takes every finding with it; 维持 none.
    const wanted = input.outcome === 'revoked' ? standing.map((entry) => entry.id) : input.withdrawnFindingIds
    const withdrawn = standing.filter((entry) => wanted.includes(entry.id))
    if (withdrawn.length !== new Set(wanted).size || (input.outcome === 'upheld' && withdrawn.length > 0)) {
      throw new Refusal('findingUnknown')
    }
    await tx
      .update(objection)
      .set({ outcome: input.outcome, decision: input.decision, decidedBy: actor.personId, decidedOn: today })
      .where(eq(objection.conclusionId, row.id))
    if (isReplaced) {
      await tx
        .insert(conclusionRevision)
        .values({ conclusionId: row.id, revision: row.revision, body: row.body, replacedAt: now })
    }
    const version = await updateConclusion(tx, row, {
      state,
      ...(isReplaced ? { body: input.body, revision: row.revision + 1 } : {}),
    })
    record(
      conclusionEvent(
        found,
        'conclusion.decideObjection',
        { state: row.state, ...(isReplaced ? { body: row.body } : {}) },
        { state, outcome: input.outcome, withdrawn: withdrawn.length, ...(isReplaced ? { body: input.body } : {}) },
        input.decision,
      ),
    )
    for (const entry of withdrawn) {
      await tx
        .update(finding)
        .set({ removedAt: now, removedReason: input.decision, isWithdrawn: true, version: entry.version + 1 })
        .where(eq(finding.id, entry.id))
      record(findingEvent(found, entry, 'finding.remove', { fact: entry.fact }, { isWithdrawn: true }, input.decision))
    }
    if (withdrawn.length > 0) {
      const orders = await tx
        .selectDistinct({ id: rectification.id })
        .from(rectificationFinding)
        .innerJoin(rectification, eq(rectification.id, rectificationFinding.rectificationId))
        .where(
          and(
            inArray(
              rectificationFinding.findingId,
              withdrawn.map((entry) => entry.id),
            ),
            inArray(rectification.state, ['ordered', 'acknowledged', 'claimed', 'returned']),
          ),
        )
        .orderBy(rectification.id)
      for (const { id } of orders) {
        const order = await readRectification(tx, id, { lock: true })
        if (!order || order.findings.some((entry) => entry.removedAt === null)) continue
        await moveRectification({ tx, actor, now, record }, order, {
          action: 'rectification.revoke',
          kind: 'revoke',
          text: input.decision,
          facts: { findingsWithdrawn: true },
          set: { claimedOn: null },
        })
      }
    }
    return { conclusionId: row.id, version }
  },
})
