import { decideRectificationExtensionInput } from '@/lib/input/rectification'
import { lockRectification, moveRectification } from './rectification-steps'
import { defineCommand } from './run'

export const decideRectificationExtension = defineCommand({
  name: 'rectification.decideExtension',
  input: decideRectificationExtensionInput,
  seenBy: 'rectification.view',
  lock: async (tx, input) => {
    const loaded = await lockRectification(tx, input)
    if (!loaded) return null
    // Here the author is who asked for the new date.
    const asked = loaded.found.rectification.extensionBy
    return {
      ...loaded,
      targets: loaded.targets.map((target) => ({ ...target, subject: { ...target.subject, authorPersonId: asked } })),
    }
  },
  action: (input) => (input.verdict === 'extend' ? 'rectification.extend' : 'rectification.refuseExtension'),
  handle: async (work, input) => {
    const { found } = work.loaded
    const row = found.rectification
    const dueOn = row.extensionDueOn
    const isGranted = input.verdict === 'extend'
    const { version } = await moveRectification(work, found, {
      action: isGranted ? 'rectification.extend' : 'rectification.refuseExtension',
      kind: isGranted ? 'extend' : 'refuseExtension',
      text: input.reason,
      ...(dueOn ? { dueOn } : {}),
      facts: { hasReason: input.reason !== '', isLater: dueOn !== null && dueOn > row.dueOn },
      set: {
        ...(isGranted && dueOn ? { dueOn } : {}),
        extensionDueOn: null,
        extensionReason: null,
        extensionBy: null,
      },
    })
    return { rectificationId: row.id, version }
  },
})
