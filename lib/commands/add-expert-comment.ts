import { expertComment } from '@/db/schema/expert-comment'
import { readReport, readTask } from '@/db/subjects'
import { Refusal } from '@/lib/domain/refusals'
import { can } from '@/lib/domain/permission/can'
import { expertCommentInput } from '@/lib/input/expert-comment'
import { defineCommand } from './run'
import { taskTarget } from './targets'

/** 专家意见 on a task that was opened to the expert, or on a report of it that he may read (DESIGN §1: comment). */
export const addExpertComment = defineCommand({
  name: 'expertComment.add',
  input: expertCommentInput,
  seenBy: 'task.view',
  lock: async (tx, { taskId }) => {
    const found = await readTask(tx, taskId)
    // A comment is about the task as it is read, not about one state of it.
    return found && { ...found, targets: [{ ...taskTarget(found), version: undefined }] }
  },
  action: 'expertComment.add',
  handle: async ({ tx, loaded, actor, now, record }, { taskId, reportId, text }) => {
    if (reportId !== null) {
      const found = await readReport(tx, reportId)
      if (found?.task.id !== taskId || !can(actor, 'report.view', found.subject)) throw new Refusal('notFound')
    }
    const [row] = await tx
      .insert(expertComment)
      .values({ taskId, reportId, personId: actor.personId, personName: actor.personName, text, at: now })
      .returning({ id: expertComment.id })
    if (!row) throw new Error('the comment was not inserted')
    // The words are read where the office and the lead read them; the history, which more people see, says that there are some.
    record({
      action: 'expertComment.add',
      subjectType: reportId === null ? 'task' : 'report',
      subjectId: reportId ?? taskId,
      planId: loaded.plan.id,
      taskId,
      after: { commentId: row.id },
    })
    return { commentId: row.id }
  },
})
