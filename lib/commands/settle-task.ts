import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { milestone, task } from '@/db/schema/task'
import { owedItem } from '@/lib/domain/calendar/lamp'
import { verifiedPercent } from '@/lib/domain/task/progress'

/**
 * Brings the two derived facts of a task up to date after its milestones, subtasks, state or dates changed: verified progress
 * (here and in every task above) and the earliest thing still owed. Neither depends on today. Call it last in a handler, with
 * the task's row locked; the rows above are locked here, innermost first, as every command does.
 */
export const settleTask = async (tx: Tx, taskId: number): Promise<void> => {
  const [row] = await tx.select().from(task).where(eq(task.id, taskId)).for('update')
  if (!row) return
  await settleRow(tx, row)
  for (const ancestorId of [...row.ancestorIds].reverse()) {
    const [above] = await tx.select().from(task).where(eq(task.id, ancestorId)).for('update')
    if (above) await settleRow(tx, above)
  }
}

const settleRow = async (tx: Tx, row: typeof task.$inferSelect): Promise<void> => {
  const milestones = await tx.select().from(milestone).where(eq(milestone.taskId, row.id))
  const subtasks = await tx.select().from(task).where(eq(task.parentId, row.id))
  const owed = owedItem({ state: row.state, dueOn: row.dueOn, claimedOn: row.claimedOn }, milestones)
  const owedMilestone = owed?.milestoneTitle
    ? milestones.find((entry) => entry.title === owed.milestoneTitle && entry.dueOn === owed.dueOn)
    : undefined
  const percent = verifiedPercent(
    row.state,
    milestones,
    subtasks.map((child) => ({ state: child.state, weight: child.weight, percent: child.verifiedPercent })),
  )
  await tx
    .update(task)
    .set({
      verifiedPercent: percent,
      owedDueOn: owed?.dueOn ?? null,
      owedStoppedOn: owed?.stoppedOn ?? null,
      owedMilestoneId: owedMilestone?.id ?? null,
    })
    .where(eq(task.id, row.id))
}
