import { editDraftInput } from '@/lib/input/plan'
import { changeDraft, lockDraft, requireDraftVersion, stepDraft, undoable } from './plan-draft'
import { defineCommand } from './run'

/** One step of correction: an operation, or undo or redo of one. `applied` is what undo and redo did, for the screen. */
export const editDraft = defineCommand({
  name: 'plan.editDraft',
  input: editDraftInput,
  seenBy: 'plan.view',
  lock: lockDraft,
  action: 'plan.editDraft',
  handle: async (work, { version, operation }) => {
    await requireDraftVersion(work.tx, work.loaded, version)
    const done =
      operation.kind === 'undo' || operation.kind === 'redo'
        ? await stepDraft(work, operation.kind)
        : { ...(await changeDraft(work, operation)), applied: null }
    return { ...done, ...(await undoable(work.tx, work.loaded.plan.id)) }
  },
})
