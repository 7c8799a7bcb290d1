import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { evidence } from '@/db/schema/evidence'
import { checklistItem, finding, inspectionChecklist, visitAnswer, visitSignature } from '@/db/schema/inspection'
import { readFinding, type VisitWithSubject } from '@/db/supervision-subjects'
import { Refusal } from '@/lib/domain/refusals'
import type { saveVisitInput } from '@/lib/input/visit'
import { claimFiles } from './claim-files'
import { findingEvent, findingWords, requireListedUnit, requireRelapse } from './finding-steps'
import { decideInspection } from './inspection-steps'
import type { Work } from './run'

type Sent = z.output<typeof saveVisitInput>
export type VisitWork = Pick<Work<unknown>, 'tx' | 'actor' | 'now' | 'record'> & { readonly found: VisitWithSubject }

/** Each returns whether it wrote anything; a Refusal speaks of this one piece and stops no other. */
export type Piece = { readonly uuid: string; readonly store: (work: VisitWork) => Promise<boolean> }

/** A telephone's clock may be ahead; nothing was done later than now. */
const notLater = (instant: string, now: Date): Date => {
  const at = new Date(instant)
  return at > now ? now : at
}

const requireUnderway = ({ found }: VisitWork): void => {
  decideInspection(found.inspection.state, 'visit.save')
}

/** The item as one of this inspection's checklists has it. */
const listedItem = async ({ tx, found }: VisitWork, itemId: number): Promise<{ readonly asksPlace: boolean }> => {
  const [item] = await tx
    .select({ asksPlace: checklistItem.asksPlace })
    .from(checklistItem)
    .innerJoin(inspectionChecklist, eq(inspectionChecklist.checklistId, checklistItem.checklistId))
    .where(and(eq(checklistItem.id, itemId), eq(inspectionChecklist.inspectionId, found.inspection.id)))
  if (!item) throw new Refusal('checklistItemUnknown')
  return item
}

const storeAnswer =
  (sent: Sent['answers'][number]) =>
  async (work: VisitWork): Promise<boolean> => {
    const { tx, actor, now, found } = work
    const answeredAt = notLater(sent.answeredAt, now)
    const [kept] = await tx.select().from(visitAnswer).where(eq(visitAnswer.uuid, sent.uuid))
    if (kept && kept.visitId !== found.visit.id) throw new Refusal('notFound')
    if (kept && kept.answeredAt >= answeredAt) return false
    requireUnderway(work)
    const item = await listedItem(work, sent.itemId)
    // Where the checklist does not ask for a place, none is stored, whatever the device sent.
    const place = item.asksPlace ? sent.place : null
    const values = {
      verdict: sent.verdict,
      note: sent.note,
      answeredAt,
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
      accuracy: place?.accuracy ?? null,
      authorPersonId: actor.personId,
    }
    if (kept) await tx.update(visitAnswer).set(values).where(eq(visitAnswer.id, kept.id))
    else
      await tx.insert(visitAnswer).values({ ...values, visitId: found.visit.id, itemId: sent.itemId, uuid: sent.uuid })
    return true
  }

const storeFinding =
  (sent: Sent['findings'][number]) =>
  async (work: VisitWork): Promise<boolean> => {
    const { tx, actor, now, found, record } = work
    const [kept] = await tx.select().from(finding).where(eq(finding.uuid, sent.uuid))
    if (kept && kept.visitId !== found.visit.id) throw new Refusal('notFound')
    const words = {
      severity: sent.severity,
      standard: sent.standard,
      fact: sent.fact,
      taskId: kept?.taskId ?? null,
      relapseOfId: sent.relapseOfId,
    }
    if (!kept) {
      if (sent.isRemoved) return false
      requireUnderway(work)
      await requireListedUnit(tx, found.unitIds, sent.unitId)
      await requireRelapse(tx, sent.unitId, sent.relapseOfId)
      if (sent.itemId !== null) await listedItem(work, sent.itemId)
      const [row] = await tx
        .insert(finding)
        .values({
          ...words,
          inspectionId: found.inspection.id,
          visitId: found.visit.id,
          itemId: sent.itemId,
          unitId: sent.unitId,
          uuid: sent.uuid,
          authorPersonId: actor.personId,
          foundAt: notLater(sent.foundAt, now),
        })
        .returning()
      if (!row) throw new Error('the finding was not written')
      record(
        findingEvent(found, row, 'finding.record', null, { ...words, unitId: sent.unitId, visitId: found.visit.id }),
      )
      return true
    }
    const isSame =
      sent.isRemoved === (kept.removedAt !== null) &&
      JSON.stringify(findingWords(kept)) === JSON.stringify(findingWords({ ...kept, ...words }))
    if (isSame || kept.removedAt) return false
    if (kept.authorPersonId !== actor.personId) throw new Refusal('wrongRole', { reason: '问题由登记人修改。' })
    const isFixed = (await readFinding(tx, kept.id))?.isFixed ?? true
    const version = kept.version + 1
    if (sent.isRemoved) {
      decideInspection(found.inspection.state, 'finding.remove', { findingIsFixed: isFixed, hasReason: true })
      const removedReason = '现场撤回'
      await tx.update(finding).set({ removedAt: now, removedReason, version }).where(eq(finding.id, kept.id))
      record(findingEvent(found, kept, 'finding.remove', { fact: kept.fact }, null, removedReason))
      return true
    }
    decideInspection(found.inspection.state, 'finding.edit', { findingIsFixed: isFixed })
    await requireRelapse(tx, kept.unitId, sent.relapseOfId, kept.id)
    await tx
      .update(finding)
      .set({ ...words, version })
      .where(eq(finding.id, kept.id))
    record(findingEvent(found, kept, 'finding.edit', findingWords(kept), words))
    return true
  }

const ownerOf = async ({ tx, found }: VisitWork, uuid: string) => {
  const [answer] = await tx
    .select({ id: visitAnswer.id, visitId: visitAnswer.visitId })
    .from(visitAnswer)
    .where(eq(visitAnswer.uuid, uuid))
  if (answer?.visitId === found.visit.id) return { visitAnswerId: answer.id }
  const [written] = await tx
    .select({ id: finding.id, visitId: finding.visitId })
    .from(finding)
    .where(eq(finding.uuid, uuid))
  if (written?.visitId === found.visit.id) return { findingId: written.id }
  throw new Refusal('photoWithoutOwner')
}

const storePhoto =
  (sent: Sent['photos'][number]) =>
  async (work: VisitWork): Promise<boolean> => {
    const { tx, actor, now } = work
    const [kept] = await tx.select({ id: evidence.id }).from(evidence).where(eq(evidence.uuid, sent.uuid))
    if (kept) return false
    requireUnderway(work)
    const owner = await ownerOf(work, sent.of)
    const [taken] = await claimFiles(tx, [{ uploadId: sent.uploadId, name: sent.name }], actor.personId, ['image'])
    if (!taken) throw new Error('the photo was not taken')
    await tx.insert(evidence).values({
      ...owner,
      fileId: taken.fileId,
      name: taken.name,
      unitId: actor.unitId,
      uuid: sent.uuid,
      takenAt: notLater(sent.takenAt, now),
      addedBy: actor.personId,
      addedAt: now,
    })
    return true
  }

const storeSignature =
  (sent: Sent['signatures'][number]) =>
  async (work: VisitWork): Promise<boolean> => {
    const { tx, actor, now, found } = work
    const [kept] = await tx
      .select({ id: visitSignature.id })
      .from(visitSignature)
      .where(eq(visitSignature.uuid, sent.uuid))
    if (kept) return false
    requireUnderway(work)
    const [taken] = await claimFiles(tx, [{ uploadId: sent.uploadId, name: sent.name }], actor.personId, ['image'])
    if (!taken) throw new Error('the signature was not taken')
    await tx.insert(visitSignature).values({
      visitId: found.visit.id,
      uuid: sent.uuid,
      fileId: taken.fileId,
      name: sent.name,
      duty: sent.duty,
      signedAt: notLater(sent.signedAt, now),
    })
    return true
  }

/** In the order in which they need each other: a photo comes after what it shows. */
export const piecesOf = (sent: Sent): readonly Piece[] => [
  ...sent.answers.map((one) => ({ uuid: one.uuid, store: storeAnswer(one) })),
  ...sent.findings.map((one) => ({ uuid: one.uuid, store: storeFinding(one) })),
  ...sent.photos.map((one) => ({ uuid: one.uuid, store: storePhoto(one) })),
  ...sent.signatures.map((one) => ({ uuid: one.uuid, store: storeSignature(one) })),
]
