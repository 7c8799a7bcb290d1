import { and, eq, isNull } from 'drizzle-orm'
import { consequence, consequenceFact } from '@/db/schema/consequence'
import { inspection } from '@/db/schema/inspection'
import { jurisdiction, membership, unit } from '@/db/schema/organisation'
import { Refusal } from '@/lib/domain/refusals'
import { proposeConsequenceInput } from '@/lib/input/consequence'
import { consequenceEvent, requireOwnFacts } from './consequence-facts'
import { defineCommand } from './run'

/** 第二十一条: praise, criticism, interview and accountability begin as a proposal with its facts, addressed to the authority that decides. */
export const proposeConsequence = defineCommand({
  name: 'consequence.propose',
  input: proposeConsequenceInput,
  seenBy: 'unit.view',
  lock: async (tx, input, { actor }) => {
    const [about] = await tx
      .select({ unit, path: jurisdiction.path })
      .from(unit)
      .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
      .where(eq(unit.id, input.unitId))
    // Only of a place within the office's own.
    if (!about?.path.startsWith(actor.jurisdictionPath)) return null
    const subject = { jurisdictionPath: about.path, officeUnitId: actor.unitId }
    return { about, targets: [{ type: 'unit' as const, id: about.unit.id, subject }] }
  },
  action: 'consequence.propose',
  handle: async ({ tx, loaded, actor, now, record }, input) => {
    const { about } = loaded
    const [approver] = await tx
      .select({ id: membership.id, path: jurisdiction.path })
      .from(membership)
      .innerJoin(unit, eq(unit.id, membership.unitId))
      .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
      .where(
        and(eq(membership.personId, input.approverPersonId), eq(membership.role, 'leader'), isNull(membership.endedOn)),
      )
    const isOwn = input.approverPersonId === actor.personId
    if (!approver || isOwn || !about.path.startsWith(approver.path)) throw new Refusal('consequenceApproverInvalid')
    if (input.inspectionId !== null) {
      const [found] = await tx
        .select({ id: inspection.id })
        .from(inspection)
        .where(and(eq(inspection.id, input.inspectionId), eq(inspection.officeUnitId, actor.unitId)))
      if (!found) throw new Refusal('notFound')
    }
    await requireOwnFacts(tx, input, { unit: about.unit, officeUnitId: actor.unitId })
    const [row] = await tx
      .insert(consequence)
      .values({
        jurisdictionId: about.unit.jurisdictionId,
        officeUnitId: actor.unitId,
        unitId: input.unitId,
        inspectionId: input.inspectionId,
        kind: input.kind,
        addressee: input.addressee,
        proposal: input.proposal,
        proposedBy: actor.personId,
        proposedAt: now,
        approverPersonId: input.approverPersonId,
      })
      .returning()
    if (!row) throw new Error('the proposal was not created')
    await tx
      .insert(consequenceFact)
      .values([
        ...[...new Set(input.findingIds)].map((findingId) => ({ consequenceId: row.id, findingId })),
        ...[...new Set(input.rectificationIds)].map((rectificationId) => ({ consequenceId: row.id, rectificationId })),
        ...[...new Set(input.taskIds)].map((taskId) => ({ consequenceId: row.id, taskId })),
      ])
    record(
      consequenceEvent(row, 'consequence.propose', null, {
        unit: about.unit.name,
        proposal: input.proposal,
        facts: input.findingIds.length + input.rectificationIds.length + input.taskIds.length,
      }),
    )
    return { consequenceId: row.id }
  },
})
