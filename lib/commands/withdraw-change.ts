import { eq } from 'drizzle-orm'
import { changeRequest } from '@/db/schema/change-request'
import { readChangeRequest } from '@/db/subjects'
import { changeRequestKindLabels } from '@/lib/domain/labels'
import { withdrawChangeInput } from '@/lib/input/change-request'
import { changeEvent, readMilestone, requireChangeAction } from './change-facts'
import { defineCommand } from './run'
import { changeRequestTarget } from './targets'

/** Takes a request back while nobody has decided it; an unsent draft simply ends. */
export const withdrawChange = defineCommand({
  name: 'changeRequest.withdraw',
  input: withdrawChangeInput,
  seenBy: 'changeRequest.view',
  lock: async (tx, input) => {
    const found = await readChangeRequest(tx, input.changeRequestId, { lock: true })
    return found && { ...found, targets: [changeRequestTarget(found)] }
  },
  action: 'changeRequest.withdraw',
  handle: async ({ tx, loaded, today, record }) => {
    const { changeRequest: row, task } = loaded
    const about = await readMilestone(tx, task.id, row.milestoneId)
    const asked = { ...row, task, milestone: about }
    const state = await requireChangeAction(tx, asked, 'changeRequest.withdraw', today)
    await tx
      .update(changeRequest)
      .set({ state, version: row.version + 1 })
      .where(eq(changeRequest.id, row.id))
    const kind = changeRequestKindLabels[row.kind]
    record(changeEvent(row, task, 'changeRequest.withdraw', { state: row.state }, { kind, state }))
    return { changeRequestId: row.id, taskId: task.id }
  },
})
