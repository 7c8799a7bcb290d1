import { changeRequestSubject, readTask, type TaskRow, type TaskWithSubject } from '@/db/subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { workdaysLeft } from '@/lib/domain/calendar/deadline'
import { type Lamp, lampOf, lampReason, lampWord, soonOn } from '@/lib/domain/calendar/lamp'
import { changeRequestLifecycle } from '@/lib/domain/change-request/states'
import { actionsIn, decide } from '@/lib/domain/lifecycle'
import { can } from '@/lib/domain/permission/can'
import type { Action } from '@/lib/domain/permission/table'
import { takesReports } from '@/lib/domain/report/content'
import { type NextStep, nextStep } from '@/lib/domain/task/next-step'
import { openTaskStates, taskLifecycle } from '@/lib/domain/task/states'
import type { QueryContext } from './context'
import { type TaskHistory, taskHistoryOf } from './get-task-history'
import { type ExpertComments, listExpertComments } from './list-expert-comments'
import {
  type Colleague,
  colleagues,
  type Subtask,
  type TaskChange,
  type TaskFrame,
  type TaskMilestone,
  type TaskReport,
  type TaskUnit,
  taskChanges,
  taskFrame,
  taskMilestones,
  taskReports,
  taskSubtasks,
  taskUnits,
} from './task-parts'

export type TaskPage = {
  readonly task: TaskRow
  readonly frame: TaskFrame
  readonly lead: TaskUnit | null
  readonly units: readonly TaskUnit[]
  readonly milestones: readonly TaskMilestone[]
  readonly subtasks: readonly Subtask[]
  readonly reports: readonly TaskReport[]
  readonly changes: readonly (TaskChange & { readonly verbs: readonly Action[] })[]
  readonly lamp: { readonly tone: Lamp; readonly word: string; readonly why: string }
  /** Null until the lead has reported. */
  readonly selfPercent: number | null
  readonly next: NextStep | null
  /** Of the period that today lies in; null where the actor's unit owes no report on this task now. */
  readonly reportDue: { readonly key: string; readonly dueOn: CalendarDate; readonly workdaysLeft: number } | null
  /** What this person may do here and now; a screen shows these verbs and no others. */
  readonly verbs: readonly Action[]
  readonly canRequestChange: boolean
  readonly canReport: boolean
  readonly comments: ExpertComments
  readonly colleagues: readonly Colleague[]
  readonly ownMembershipId: number | null
}

/** A task with everything that its page shows; null where it is not there for this actor. A fixed number of statements. */
export const getTask = async (ctx: QueryContext, id: number): Promise<TaskPage | null> => {
  const found = await readTask(ctx.db, id)
  return found && can(ctx.actor, 'task.view', found.subject) ? taskPageOf(ctx, found) : null
}

/** With its story, as the page of a task shows both: what the right hangs on is read once. */
export const getTaskWithHistory = async (
  ctx: QueryContext,
  id: number,
  before: number | null,
): Promise<{ readonly view: TaskPage; readonly history: TaskHistory } | null> => {
  const found = await readTask(ctx.db, id)
  if (!found || !can(ctx.actor, 'task.view', found.subject)) return null
  const [view, history] = await Promise.all([taskPageOf(ctx, found), taskHistoryOf(ctx, found, before)])
  return { view, history }
}

const taskPageOf = async (ctx: QueryContext, found: TaskWithSubject): Promise<TaskPage> => {
  const { actor, today, calendar } = ctx
  const { task, subject } = found
  const { id } = task
  const [frame, units, milestones, subtasks, reports, changes, people, comments] = await Promise.all([
    taskFrame(ctx, task),
    taskUnits(ctx, id),
    taskMilestones(ctx, id),
    taskSubtasks(ctx, id),
    taskReports(ctx, id),
    taskChanges(ctx, id),
    can(actor, 'task.assignPerson', subject) ? colleagues(ctx) : [],
    listExpertComments(ctx, { taskId: id, subject, isArchived: found.plan.state === 'archived' }),
  ])
  const isArchived = frame.planState === 'archived'
  const lead = units.find((entry) => entry.isPrimary) ?? null
  const own = units.find((entry) => entry.unitId === actor.unitId)
  const hasReceipt = hasAcknowledged(units, actor.unitId)
  const owedMilestone = milestones.find((entry) => entry.id === task.owedMilestoneId)
  const lampSubject = {
    state: task.state,
    ongoing: task.ongoing,
    owed: task.owedDueOn && {
      dueOn: task.owedDueOn,
      stoppedOn: task.owedStoppedOn,
      milestoneTitle: owedMilestone?.title ?? null,
    },
  }
  const tone = lampOf(lampSubject, today, soonOn(today, calendar))
  const facts = {
    hasPrimaryLead: lead !== null,
    isLedByGroup: subject.isLedByGroup ?? false,
    openSubtasks: subtasks.filter((entry) => (openTaskStates as readonly string[]).includes(entry.state)).length,
    unverifiedMilestones: milestones.filter((entry) => entry.state !== 'verified').length,
    openRectifications: 0,
    changeApproved: false,
  }
  const verbs = isArchived
    ? []
    : actionsIn(taskLifecycle, task.state).filter(
        (action): action is typeof action & Action =>
          can(actor, action as Action, subject) &&
          decide(taskLifecycle, task.state, action, facts).ok &&
          (action !== 'task.acknowledgeSupport' || !hasReceipt) &&
          (action !== 'task.assignPerson' || own !== undefined),
      )
  const canReport =
    !isArchived &&
    takesReports(task.state) &&
    can(actor, 'report.save', { ownerUnitId: actor.unitId }) &&
    subject.participantUnitIds?.some((unitId) => actor.unitIds.includes(unitId)) === true
  const leadReport = reports.find((entry) => entry.unitId === lead?.unitId && entry.submittedOn !== null)
  return {
    task,
    frame,
    lead,
    units,
    milestones,
    subtasks,
    reports,
    changes: changes.map((entry) => ({
      ...entry,
      verbs: isArchived
        ? []
        : actionsIn(changeRequestLifecycle, entry.state).filter((action) =>
            can(actor, action, changeRequestSubject(subject, entry)),
          ),
    })),
    lamp: { tone, word: lampWord(tone, task.state), why: lampReason(lampSubject, today, calendar) },
    selfPercent: leadReport || task.selfPercent > 0 ? task.selfPercent : null,
    next: nextStep({
      state: task.state,
      isLedByGroup: facts.isLedByGroup,
      lead: lead?.name ?? '',
      issuer: frame.issuer,
      dueOn: task.dueOn,
      owed: task.owedDueOn && { dueOn: task.owedDueOn, milestone: owedMilestone?.title ?? null },
      milestones: milestones.length,
      unverified: facts.unverifiedMilestones,
      openSubtasks: facts.openSubtasks,
      awaitsReview: reports.some((entry) => entry.unitId === lead?.unitId && entry.state === 'submitted'),
      awaitsDecision: changes.some((entry) => entry.state === 'submitted'),
    }),
    reportDue:
      canReport && frame.period
        ? { ...frame.period, workdaysLeft: workdaysLeft(frame.period.dueOn, today, calendar) }
        : null,
    verbs,
    canRequestChange:
      !isArchived &&
      actionsIn(taskLifecycle, task.state).includes('task.extend') &&
      can(actor, 'changeRequest.save', { ...subject, ownerUnitId: subject.primaryLeadUnitId }),
    canReport,
    comments,
    colleagues: people,
    ownMembershipId: own?.membershipId ?? null,
  }
}

const hasAcknowledged = (units: readonly TaskUnit[], unitId: number): boolean =>
  units.some(
    (entry) =>
      (entry.unitId === unitId && entry.acknowledgedOn !== null) ||
      entry.members.some((member) => member.unitId === unitId && member.acknowledgedOn !== null),
  )
