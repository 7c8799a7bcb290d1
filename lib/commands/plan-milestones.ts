import { eq, inArray, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { changeRequest } from '@/db/schema/change-request'
import { evidence } from '@/db/schema/evidence'
import { milestoneClaim } from '@/db/schema/report'
import { milestone, task } from '@/db/schema/task'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { changedFields, type JsonObject } from '@/lib/domain/events'
import { actionLabel, milestoneStateLabels } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import { type MilestoneAction, milestoneLifecycle } from '@/lib/domain/milestone/states'
import { Refusal } from '@/lib/domain/refusals'
import { latestDueOn } from '@/lib/domain/task/dates'
import { planMilestonesInput } from '@/lib/input/milestones'
import { defineCommand } from './run'
import { settleTask } from './settle-task'
import { lockTask, readTaskFacts, requireTaskAction, updateTask } from './task-verbs'

type MilestoneRow = typeof milestone.$inferSelect

const content = (row: {
  title: string
  deliverable: string
  dueOn: string
  weight: number
  evidenceAsked: string | null
  evidenceWhy: string | null
}): JsonObject => ({
  title: row.title,
  deliverable: row.deliverable,
  dueOn: row.dueOn,
  weight: row.weight,
  evidenceAsked: row.evidenceAsked,
  evidenceWhy: row.evidenceWhy,
})

const requireMilestone = (
  row: MilestoneRow,
  action: MilestoneAction,
  today: CalendarDate,
  field: string,
  dueOn: CalendarDate = row.dueOn,
): void => {
  const decision = decide(milestoneLifecycle, row.state, action, {
    evidenceAsked: row.evidenceAsked !== null,
    evidenceCount: 0,
    isPastDue: row.dueOn < today,
    movesLater: dueOn > row.dueOn,
    changeApproved: false,
    hasReason: false,
  })
  if (decision.ok) return
  const refusal = new Refusal(decision.code, { state: milestoneStateLabels[row.state], action: actionLabel(action) })
  throw new Refusal(refusal.code, refusal.params, { [field]: `“${row.title}”：${refusal.message}` })
}

/** A milestone that was once claimed or asked about is part of the record and stays. */
const refuseIfReferred = async (tx: Tx, dropped: readonly MilestoneRow[]): Promise<void> => {
  const ids = dropped.map((row) => row.id)
  const [found] = await tx
    .select({ title: milestone.title })
    .from(milestone)
    .where(
      sql`${inArray(milestone.id, ids)} and ${or(
        sql`exists (${tx.select().from(milestoneClaim).where(eq(milestoneClaim.milestoneId, milestone.id))})`,
        sql`exists (${tx.select().from(evidence).where(eq(evidence.milestoneId, milestone.id))})`,
        sql`exists (${tx.select().from(changeRequest).where(eq(changeRequest.milestoneId, milestone.id))})`,
      )}`,
    )
    .limit(1)
  if (found) throw new Refusal('milestoneInUse', { milestone: found.title })
}

/** 分解: the whole set of a task's milestones in one save; what may still change is for the milestone's life cycle to say. */
export const planMilestones = defineCommand({
  name: 'task.breakDown',
  input: planMilestonesInput,
  seenBy: 'task.view',
  lock: lockTask,
  action: 'task.breakDown',
  handle: async ({ tx, loaded, today, record, unchanged }, input) => {
    const { task: row } = loaded
    requireTaskAction(row.state, 'task.breakDown', await readTaskFacts(tx, loaded))
    const existing = await tx.select().from(milestone).where(eq(milestone.taskId, row.id)).orderBy(milestone.position)
    const limit = latestDueOn(row.dueOn, today)
    const about = { planId: row.planId, taskId: row.id, subjectType: 'milestone' as const }
    const sum = input.milestones.reduce((total, entry) => total + entry.weight, 0)
    if (input.milestones.length > 0 && sum !== 100) throw new Refusal('milestoneWeights', { sum })

    let changes = 0
    const dropped = existing.filter((old) => !input.milestones.some((entry) => entry.id === old.id))
    for (const old of dropped) requireMilestone(old, 'milestone.drop', today, 'milestones')
    if (dropped.length > 0) {
      await refuseIfReferred(tx, dropped)
      // The derived pointer lets go first; settleTask finds the next one.
      await tx.update(task).set({ owedMilestoneId: null }).where(eq(task.id, row.id))
      await tx.delete(milestone).where(
        inArray(
          milestone.id,
          dropped.map((old) => old.id),
        ),
      )
      for (const old of dropped) {
        record({ ...about, action: 'milestone.drop', subjectId: old.id, before: content(old), after: null })
      }
      changes += dropped.length
    }
    for (const [index, entry] of input.milestones.entries()) {
      const { id, ...wanted } = entry
      const position = index + 1
      const old = existing.find((candidate) => candidate.id === id)
      if (id && !old) throw new Refusal('stale', { who: '他人', when: '刚才' })
      const field = `milestones.${index}.dueOn`
      const difference = old ? changedFields(content(old), content(wanted)) : null
      const datesChange = !old || old.dueOn !== wanted.dueOn
      if (old && difference) requireMilestone(old, 'milestone.edit', today, field, wanted.dueOn)
      if (datesChange && wanted.dueOn < today) refuseDate('dueBeforeToday', {}, field)
      if (datesChange && limit && wanted.dueOn > limit) refuseDate('milestoneAfterTask', { limit }, field)
      if (!old) {
        const [added] = await tx
          .insert(milestone)
          .values({ ...wanted, taskId: row.id, position, originalDueOn: wanted.dueOn })
          .returning({ id: milestone.id })
        if (added)
          record({ ...about, action: 'milestone.add', subjectId: added.id, before: null, after: content(wanted) })
        changes += 1
      } else if (difference) {
        // Until the date has been put off by an approved extension, an earlier date is simply the plan.
        const originalDueOn = old.originalDueOn === old.dueOn ? wanted.dueOn : old.originalDueOn
        await tx
          .update(milestone)
          .set({ ...wanted, position, originalDueOn, version: old.version + 1 })
          .where(eq(milestone.id, old.id))
        record({ ...about, action: 'milestone.edit', subjectId: old.id, ...difference })
        changes += 1
      } else if (old.position !== position) {
        await tx.update(milestone).set({ position }).where(eq(milestone.id, old.id))
      }
    }
    if (changes === 0) {
      unchanged()
      return { taskId: row.id }
    }
    await updateTask(tx, row)
    await settleTask(tx, row.id)
    return { taskId: row.id }
  },
})

const refuseDate = (code: 'dueBeforeToday' | 'milestoneAfterTask', params: Record<string, string>, field: string) => {
  const refusal = new Refusal(code, params)
  throw new Refusal(code, params, { [field]: refusal.message })
}
