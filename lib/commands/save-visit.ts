import { eq } from 'drizzle-orm'
import { visit } from '@/db/schema/inspection'
import { readVisit } from '@/db/supervision-subjects'
import { actionLabel } from '@/lib/domain/labels'
import { Refusal } from '@/lib/domain/refusals'
import { saveVisitInput } from '@/lib/input/visit'
import { defineCommand } from './run'
import { visitTarget } from './supervision-targets'
import { piecesOf } from './visit-pieces'

/** Stands for the notes, which have no number of their own, among what is confirmed or refused. */
const NOTES = 'notes'

/**
 * What a device sends of a visit, whole or in parts, once or again: every piece that is stored now is confirmed, also one
 * that was stored before; a piece that cannot be stored is refused by itself with the reason and stops no other.
 */
export const saveVisit = defineCommand({
  name: 'visit.save',
  input: saveVisitInput,
  seenBy: 'visit.view',
  lock: async (tx, input) => {
    const found = await readVisit(tx, input.visitId, { lock: true })
    return found && { found, targets: [visitTarget(found)] }
  },
  action: 'visit.save',
  handle: async ({ tx, loaded: { found }, actor, now, record, unchanged }, input) => {
    const confirmed: string[] = []
    const refused: { uuid: string; why: string }[] = []
    let stored = 0
    for (const piece of piecesOf(input)) {
      try {
        if (await piece.store({ tx, actor, now, record, found })) stored += 1
        confirmed.push(piece.uuid)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused.push({ uuid: piece.uuid, why: error.message })
      }
    }
    const at = input.notes ? new Date(input.notes.at) : null
    const newer = input.notes && at && (!found.visit.notesAt || at > found.visit.notesAt) ? input.notes : null
    const isNote = newer !== null && newer.text !== found.visit.notes
    if (isNote && found.inspection.state !== 'underway') {
      const why = new Refusal('inspectionNotUnderway', { action: actionLabel('visit.save') }).message
      refused.push({ uuid: NOTES, why })
    } else if (input.notes) {
      if (isNote) stored += 1
      confirmed.push(NOTES)
    }
    if (stored === 0) {
      unchanged()
      return { visitId: found.visit.id, confirmed, refused, version: found.visit.version }
    }
    const version = found.visit.version + 1
    await tx
      .update(visit)
      .set({ version, ...(newer && found.inspection.state === 'underway' ? { notes: newer.text, notesAt: at } : {}) })
      .where(eq(visit.id, found.visit.id))
    record({
      action: 'visit.save',
      subjectType: 'visit',
      subjectId: found.visit.id,
      planId: found.inspection.planId,
      after: {
        inspectionId: found.inspection.id,
        stored,
        answers: input.answers.length,
        findings: input.findings.length,
        photos: input.photos.length,
        signatures: input.signatures.length,
      },
    })
    return { visitId: found.visit.id, confirmed, refused, version }
  },
})
