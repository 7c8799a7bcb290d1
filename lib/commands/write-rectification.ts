import { writeRectificationInput } from '@/lib/input/rectification'
import { attachFiles } from './finding-steps'
import { lockRectification, moveRectification } from './rectification-steps'
import { defineCommand } from './run'

/** 整改方案 and 整改进展: what the unit says before it claims. */
export const writeRectification = defineCommand({
  name: 'rectification.write',
  input: writeRectificationInput,
  seenBy: 'rectification.view',
  lock: lockRectification,
  action: (input) => (input.kind === 'plan' ? 'rectification.plan' : 'rectification.progress'),
  handle: async (work, input) => {
    const { found } = work.loaded
    const rectificationId = found.rectification.id
    const isPlan = input.kind === 'plan'
    const files = await attachFiles(work.tx, { rectificationId }, input.files, work.actor, work.now)
    const { version } = await moveRectification(work, found, {
      action: isPlan ? 'rectification.plan' : 'rectification.progress',
      kind: input.kind,
      text: isPlan && input.responsible ? `责任人：${input.responsible}\n${input.text}` : input.text,
      facts: { hasText: input.text !== '' },
      set: isPlan ? { hasPlan: true, responsible: input.responsible } : {},
      files: files.map((entry) => entry.name),
    })
    return { rectificationId, version }
  },
})
