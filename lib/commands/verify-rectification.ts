import { verifyRectificationInput } from '@/lib/input/rectification'
import { attachFiles } from './finding-steps'
import { lockRectification, moveRectification } from './rectification-steps'
import { defineCommand } from './run'

/** 核查: cleared or returned by somebody who is not of the unit, found none of it and claimed nothing (第十八条). */
export const verifyRectification = defineCommand({
  name: 'rectification.verify',
  input: verifyRectificationInput,
  seenBy: 'rectification.view',
  lock: lockRectification,
  action: (input) => (input.verdict === 'clear' ? 'rectification.clear' : 'rectification.return'),
  handle: async (work, input) => {
    const { found } = work.loaded
    const rectificationId = found.rectification.id
    const files = await attachFiles(work.tx, { rectificationId }, input.files, work.actor, work.now)
    const names = files.map((entry) => entry.name)
    const { version } = await moveRectification(
      work,
      found,
      input.verdict === 'clear'
        ? {
            action: 'rectification.clear',
            kind: 'clear',
            text: input.text,
            facts: { hasVerification: input.text !== '' && Boolean(input.verification) },
            set: {
              clearedBy: work.actor.personId,
              clearedOn: work.today,
              verification: input.verification ?? null,
            },
            files: names,
          }
        : {
            action: 'rectification.return',
            kind: 'return',
            text: input.text,
            facts: { hasReason: input.text !== '' },
            set: { returnReason: input.text, claimedOn: null },
            files: names,
          },
    )
    return { rectificationId, version }
  },
})
