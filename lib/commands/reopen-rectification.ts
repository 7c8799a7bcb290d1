import { eq } from 'drizzle-orm'
import { finding } from '@/db/schema/inspection'
import { rectificationFinding } from '@/db/schema/rectification'
import { Refusal } from '@/lib/domain/refusals'
import { reopenRectificationInput } from '@/lib/input/rectification'
import { lockRectification, moveRectification } from './rectification-steps'
import { defineCommand } from './run'

/** 反弹重开: a new finding says of one of this order's that it has come back; the order opens again with all its history. */
export const reopenRectification = defineCommand({
  name: 'rectification.reopen',
  input: reopenRectificationInput,
  seenBy: 'rectification.view',
  lock: lockRectification,
  action: 'rectification.reopen',
  handle: async (work, input) => {
    const { tx, loaded, today } = work
    const { found } = loaded
    const row = found.rectification
    const [relapse] = await tx.select().from(finding).where(eq(finding.id, input.findingId)).for('update')
    const isRelapse =
      relapse !== undefined &&
      relapse.removedAt === null &&
      relapse.unitId === row.unitId &&
      found.findings.some((entry) => entry.id === relapse.relapseOfId)
    const [ordered] = await tx
      .select({ id: rectificationFinding.rectificationId })
      .from(rectificationFinding)
      .where(eq(rectificationFinding.findingId, input.findingId))
    if (ordered) throw new Refusal('findingOrdered', { order: row.orderNo })
    if (input.dueOn < today) {
      throw new Refusal('dueBeforeToday', {}, { dueOn: new Refusal('dueBeforeToday').message })
    }
    const { version } = await moveRectification(work, found, {
      action: 'rectification.reopen',
      kind: 'reopen',
      text: input.reason,
      dueOn: input.dueOn,
      facts: { hasReason: true, isRelapse, isLater: input.dueOn > row.dueOn },
      set: {
        round: row.round + 1,
        dueOn: input.dueOn,
        hasPlan: false,
        acknowledgedAt: null,
        claimedBy: null,
        claimedOn: null,
        clearedBy: null,
        clearedOn: null,
        verification: null,
      },
    })
    await tx.insert(rectificationFinding).values({ rectificationId: row.id, findingId: input.findingId })
    return { rectificationId: row.id, version }
  },
})
