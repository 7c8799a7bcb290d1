import { and, eq, ne } from 'drizzle-orm'
import { changeRequest } from '@/db/schema/change-request'
import { reportingPeriod } from '@/db/schema/plan'
import { report } from '@/db/schema/report'
import { milestone, task } from '@/db/schema/task'
import { acknowledgeTasks } from '@/lib/commands/acknowledge-tasks'
import { approveReport } from '@/lib/commands/approve-report'
import { attachEvidence } from '@/lib/commands/attach-evidence'
import { claimCompletion } from '@/lib/commands/claim-completion'
import { closeTask } from '@/lib/commands/close-task'
import { decideChange } from '@/lib/commands/decide-change'
import { fanOutTask } from '@/lib/commands/fan-out-task'
import { planMilestones } from '@/lib/commands/plan-milestones'
import { requestChange } from '@/lib/commands/request-change'
import { requestSignOff } from '@/lib/commands/request-sign-off'
import { returnReport } from '@/lib/commands/return-report'
import { run } from '@/lib/commands/run'
import { saveReport } from '@/lib/commands/save-report'
import { signOffReport } from '@/lib/commands/sign-off-report'
import { submitReport } from '@/lib/commands/submit-report'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { currentPeriod } from '@/lib/domain/report/period'
import { type SampleFile, stageFile } from './sample-files'
import type { Stage } from './stage'

/** When and by whose hand. */
export type By = { readonly member: number; readonly on: CalendarDate; readonly at: Date }

export type PlannedMilestone = {
  readonly title: string
  readonly deliverable: string
  readonly dueOn: CalendarDate
  readonly weight: number
  readonly evidenceAsked?: string
  readonly evidenceWhy?: string
}

export type Told = {
  readonly percent: number
  readonly done: string
  readonly difficulties?: string
  readonly next?: string
  /** Titles of the milestones claimed as done. */
  readonly claims?: readonly string[]
  readonly files?: readonly SampleFile[]
}

/** The verbs of the sample's people: each one a real command, with the version and ids as they stand at that moment. */
export const handsOf = (stage: Stage) => {
  const { tx } = stage
  const context = ({ member, on, at }: By) => stage.context(member, on, at)
  const taskRow = async (id: number) => {
    const [row] = await tx.select().from(task).where(eq(task.id, id))
    if (!row) throw new Error(`no task ${id}`)
    return row
  }
  const verb = async (id: number) => ({ taskId: id, version: (await taskRow(id)).version })

  const acknowledge = async (by: By, taskIds: readonly number[]) =>
    run(tx, await context(by), acknowledgeTasks, { taskIds })

  const breakDown = async (by: By, taskId: number, milestones: readonly PlannedMilestone[]) =>
    run(tx, await context(by), planMilestones, { ...(await verb(taskId)), milestones })

  const fanOut = async (by: By, taskId: number, groupId: number, memberIds: readonly number[], title: string) =>
    (await run(tx, await context(by), fanOutTask, { ...(await verb(taskId)), groupId, memberIds, title })).subtaskIds

  /** Writes the draft of the period that the day lies in. */
  const write = async (by: By, taskId: number, told: Told): Promise<number> => {
    const row = await taskRow(taskId)
    const periods = await tx.select().from(reportingPeriod).where(eq(reportingPeriod.planId, row.planId))
    const period = currentPeriod(periods, by.on) ?? periods.filter((entry) => entry.startsOn <= by.on).at(-1)
    if (!period) throw new Error(`no period on ${by.on}`)
    const milestones = await tx.select().from(milestone).where(eq(milestone.taskId, taskId))
    const claimed = milestones.filter((entry) => told.claims?.includes(entry.title))
    const who = await context(by)
    const saved = await run(tx, who, saveReport, {
      taskId,
      periodId: period.id,
      selfPercent: told.percent,
      doneText: told.done,
      difficulties: told.difficulties ?? '',
      nextSteps: told.next ?? '',
      milestoneIds: claimed.map((entry) => entry.id),
    })
    for (const file of told.files ?? []) {
      const uploadId = await stageFile(file, who.actor.personId)
      await run(tx, who, attachEvidence, {
        reportId: saved.reportId,
        files: [{ uploadId, name: file.name }],
        milestoneId: claimed[0]?.id ?? null,
      })
    }
    return saved.reportId
  }

  const handUp = async (by: By, reportId: number) => run(tx, await context(by), requestSignOff, { reportId })
  const signOff = async (by: By, reportId: number) => run(tx, await context(by), signOffReport, { reportId })
  const submit = async (by: By, reportId: number) => run(tx, await context(by), submitReport, { reportId })
  const approve = async (by: By, reportId: number) => run(tx, await context(by), approveReport, { reportId })
  const giveBack = async (by: By, reportId: number, reason: string) =>
    run(tx, await context(by), returnReport, { reportId, reason })

  const askExtension = async (
    by: By,
    taskId: number,
    proposedDueOn: CalendarDate,
    reason: string,
    milestoneTitle?: string,
  ) => {
    const [about] = milestoneTitle
      ? await tx
          .select()
          .from(milestone)
          .where(and(eq(milestone.taskId, taskId), eq(milestone.title, milestoneTitle)))
      : []
    const asked = await run(tx, await context(by), requestChange, {
      taskId,
      kind: 'extend',
      milestoneId: about?.id ?? null,
      proposedDueOn,
      reason,
      submit: true,
    })
    return asked.changeRequestId
  }
  const decide = async (by: By, changeRequestId: number, verdict: 'approve' | 'reject', reason = '') => {
    const [row] = await tx.select().from(changeRequest).where(eq(changeRequest.id, changeRequestId))
    return run(tx, await context(by), decideChange, { changeRequestId, version: row?.version, verdict, reason })
  }
  const askTermination = async (by: By, taskId: number, reason: string) =>
    (await run(tx, await context(by), requestChange, { taskId, kind: 'terminate', reason, submit: true }))
      .changeRequestId

  const claimDone = async (by: By, taskId: number, note: string) =>
    run(tx, await context(by), claimCompletion, { ...(await verb(taskId)), note })
  const close = async (by: By, taskId: number) => run(tx, await context(by), closeTask, await verb(taskId))

  /** The unit's report for that task that is not yet approved. */
  const openReport = async (taskId: number, unitId: number): Promise<number | null> => {
    const [row] = await tx
      .select({ id: report.id })
      .from(report)
      .where(and(eq(report.taskId, taskId), eq(report.unitId, unitId), ne(report.state, 'approved')))
    return row?.id ?? null
  }

  return {
    acknowledge,
    breakDown,
    fanOut,
    write,
    handUp,
    signOff,
    submit,
    approve,
    giveBack,
    askExtension,
    askTermination,
    decide,
    claimDone,
    close,
    openReport,
  }
}

export type Hands = ReturnType<typeof handsOf>
