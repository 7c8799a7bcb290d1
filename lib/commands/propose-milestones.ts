import { milestone } from '@/db/schema/task'
import type { DraftItem, RegisterUnit } from '@/lib/domain/plan/draft'
import { proposedMilestones } from '@/lib/domain/plan/draft-milestones'
import type { LoadedDraft } from './plan-draft'
import type { Work } from './run'
import { settleTask } from './settle-task'

/** The commitments that the office ticked in the draft, as milestones of the tasks just written; their leads may change them. */
export const proposeMilestones = async (
  { tx, loaded, today, record }: Work<LoadedDraft>,
  tasks: readonly { readonly taskId: number; readonly item: DraftItem }[],
  unitById: ReadonlyMap<number, RegisterUnit>,
): Promise<void> => {
  for (const { taskId, item } of tasks) {
    const wanted = proposedMilestones(item, loaded.draft, unitById, today)
    if (wanted.length === 0) continue
    const written = await tx
      .insert(milestone)
      .values(wanted.map((entry, at) => ({ ...entry, taskId, position: at + 1, originalDueOn: entry.dueOn })))
      .returning()
    for (const row of written) {
      record({
        action: 'milestone.add',
        subjectType: 'milestone',
        subjectId: row.id,
        planId: loaded.plan.id,
        taskId,
        before: null,
        after: { title: row.title, deliverable: row.deliverable, dueOn: row.dueOn, weight: row.weight },
        reason: '发布时由原文的承诺建成',
      })
    }
    await settleTask(tx, taskId)
  }
}
