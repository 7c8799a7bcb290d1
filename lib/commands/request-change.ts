import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { changeRequest } from '@/db/schema/change-request'
import { type ChangeRequestRow, readChangeRequest, readTask } from '@/db/subjects'
import { changeRequestKindLabels } from '@/lib/domain/labels'
import { Refusal } from '@/lib/domain/refusals'
import { requestChangeInput } from '@/lib/input/change-request'
import { changeEvent, readMilestone, requireChangeAction, requireChangeable, requireWithin } from './change-facts'
import { defineCommand } from './run'
import { changeRequestTarget, taskTarget } from './targets'

const openDraft = async (
  tx: Tx,
  taskId: number,
  unitId: number,
  kind: ChangeRequestRow['kind'],
  milestoneId: number | null,
): Promise<ChangeRequestRow | null> => {
  const [row] = await tx
    .select()
    .from(changeRequest)
    .where(
      and(
        eq(changeRequest.taskId, taskId),
        eq(changeRequest.unitId, unitId),
        eq(changeRequest.kind, kind),
        eq(changeRequest.state, 'draft'),
        milestoneId === null ? isNull(changeRequest.milestoneId) : eq(changeRequest.milestoneId, milestoneId),
      ),
    )
    .limit(1)
  return row ?? null
}

/** 延期、调整、终止: the primary lead asks, for a group its issuer; saved as a draft or, with `submit`, sent to the issuer. */
export const requestChange = defineCommand({
  name: 'changeRequest.save',
  input: requestChangeInput,
  seenBy: 'task.view',
  lock: async (tx, input, { actor }) => {
    const owner = await readTask(tx, input.taskId, { lock: true })
    if (!owner) return null
    if (input.changeRequestId) {
      const found = await readChangeRequest(tx, input.changeRequestId, { lock: true })
      if (found?.task.id !== owner.task.id) return null
      return { ...owner, draft: found.changeRequest, targets: [changeRequestTarget(found)] }
    }
    // Only the primary lead asks, so the request about to be written is its own.
    const subject = { ...owner.subject, ownerUnitId: owner.subject.primaryLeadUnitId }
    const draft = await openDraft(tx, owner.task.id, actor.unitId, input.kind, input.milestoneId)
    return { ...owner, draft, targets: [{ ...taskTarget(owner), subject, version: undefined }] }
  },
  action: (input) => (input.submit ? 'changeRequest.submit' : 'changeRequest.save'),
  handle: async ({ tx, loaded, actor, now, today, record }, input) => {
    const { task, draft } = loaded
    const kind = draft?.kind ?? input.kind
    const about = await readMilestone(tx, task.id, kind === 'extend' ? input.milestoneId : null)
    requireChangeable(task, about, kind)
    const asked = {
      task,
      kind,
      milestone: about,
      proposedDueOn: input.proposedDueOn,
      reason: input.reason,
      state: draft?.state ?? ('draft' as const),
      id: draft?.id ?? null,
    }
    await requireChangeAction(tx, asked, 'changeRequest.save', today)
    const proposed =
      kind === 'amend'
        ? {
            ...(input.title && input.title !== task.title ? { title: input.title } : {}),
            ...(input.requirement && input.requirement !== task.requirement ? { requirement: input.requirement } : {}),
          }
        : null
    const values = {
      milestoneId: about?.id ?? null,
      issuerUnitId: task.issuerUnitId,
      reason: input.reason,
      currentDueOn: kind === 'extend' ? (about ? about.dueOn : task.dueOn) : null,
      proposedDueOn: kind === 'extend' ? input.proposedDueOn : null,
      proposed,
      authorPersonId: actor.personId,
    }
    const [row] = draft
      ? await tx
          .update(changeRequest)
          .set({ ...values, version: draft.version + 1 })
          .where(eq(changeRequest.id, draft.id))
          .returning()
      : await tx
          .insert(changeRequest)
          .values({ ...values, taskId: task.id, unitId: actor.unitId, kind })
          .returning()
    if (!row) throw new Error('no change request was written')
    const words = {
      kind: changeRequestKindLabels[kind],
      ...(about ? { milestone: about.title } : {}),
      ...(kind === 'extend' ? { proposedDueOn: input.proposedDueOn } : {}),
      ...proposed,
    }
    if (!input.submit) {
      record(changeEvent(row, task, 'changeRequest.save', {}, words, input.reason || null))
      return { changeRequestId: row.id, version: row.version, state: row.state }
    }
    if (kind === 'amend' && Object.keys(proposed ?? {}).length === 0) {
      throw new Refusal('nothingToAmend', {}, { title: new Refusal('nothingToAmend').message })
    }
    const state = await requireChangeAction(tx, { ...asked, id: row.id }, 'changeRequest.submit', today)
    if (kind === 'extend' && input.proposedDueOn) await requireWithin(tx, task, about, input.proposedDueOn, today)
    await tx.update(changeRequest).set({ state, submittedAt: now }).where(eq(changeRequest.id, row.id))
    const before: Record<string, string | null> = kind === 'extend' ? { proposedDueOn: values.currentDueOn } : {}
    record(changeEvent(row, task, 'changeRequest.submit', before, { ...words, state }, input.reason))
    return { changeRequestId: row.id, version: row.version, state }
  },
})
