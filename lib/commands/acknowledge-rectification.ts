import { rectificationVerbInput } from '@/lib/input/rectification'
import { lockRectification, moveRectification } from './rectification-steps'
import { defineCommand } from './run'

export const acknowledgeRectification = defineCommand({
  name: 'rectification.acknowledge',
  input: rectificationVerbInput,
  seenBy: 'rectification.view',
  lock: lockRectification,
  action: 'rectification.acknowledge',
  handle: async (work) => {
    const { found } = work.loaded
    const { version } = await moveRectification(work, found, {
      action: 'rectification.acknowledge',
      kind: 'acknowledge',
      set: { acknowledgedAt: work.now },
    })
    return { rectificationId: found.rectification.id, version }
  },
})
