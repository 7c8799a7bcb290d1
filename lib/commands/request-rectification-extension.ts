import { requestRectificationExtensionInput } from '@/lib/input/rectification'
import { lockRectification, moveRectification } from './rectification-steps'
import { defineCommand } from './run'

/** Asked before the date passes; the first date never changes (DESIGN §3). */
export const requestRectificationExtension = defineCommand({
  name: 'rectification.requestExtension',
  input: requestRectificationExtensionInput,
  seenBy: 'rectification.view',
  lock: lockRectification,
  action: 'rectification.requestExtension',
  handle: async (work, input) => {
    const { found } = work.loaded
    const row = found.rectification
    const { version } = await moveRectification(work, found, {
      action: 'rectification.requestExtension',
      kind: 'requestExtension',
      text: input.reason,
      dueOn: input.dueOn,
      facts: { hasReason: true, isPastDue: row.dueOn < work.today, isLater: input.dueOn > row.dueOn },
      set: { extensionDueOn: input.dueOn, extensionReason: input.reason, extensionBy: work.actor.personId },
    })
    return { rectificationId: row.id, version }
  },
})
