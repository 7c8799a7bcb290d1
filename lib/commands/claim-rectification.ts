import { claimRectificationInput } from '@/lib/input/rectification'
import { attachFiles } from './finding-steps'
import { countEvidence, lockRectification, moveRectification } from './rectification-steps'
import { defineCommand } from './run'

/** 申请销号: the unit says that it is put right, with the evidence that the standard asks for. It clears nothing by that. */
export const claimRectification = defineCommand({
  name: 'rectification.claim',
  input: claimRectificationInput,
  seenBy: 'rectification.view',
  lock: lockRectification,
  action: 'rectification.claim',
  handle: async (work, input) => {
    const { found } = work.loaded
    const rectificationId = found.rectification.id
    const files = await attachFiles(work.tx, { rectificationId }, input.files, work.actor, work.now)
    const { version } = await moveRectification(work, found, {
      action: 'rectification.claim',
      kind: 'claim',
      text: input.text,
      facts: { hasText: input.text !== '', evidenceCount: await countEvidence(work.tx, found.rectification) },
      // What was asked for the date loses its object: it is claimed as done.
      set: {
        claimedBy: work.actor.personId,
        claimedOn: work.today,
        returnReason: null,
        extensionDueOn: null,
        extensionReason: null,
        extensionBy: null,
      },
      files: files.map((entry) => entry.name),
    })
    return { rectificationId, version }
  },
})
