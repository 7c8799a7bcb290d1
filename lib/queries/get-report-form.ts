import { and, asc, eq, lte } from 'drizzle-orm'
import { reportingPeriod } from '@/db/schema/plan'
import { report } from '@/db/schema/report'
import { readTask } from '@/db/subjects'
import { can } from '@/lib/domain/permission/can'
import type { ReportContent } from '@/lib/domain/report/content'
import { takesReports } from '@/lib/domain/report/content'
import { currentPeriod } from '@/lib/domain/report/period'
import { reviewingUnit } from '@/lib/domain/report/reviewer'
import type { QueryContext } from './context'
import {
  type EvidenceItem,
  readClaimIds,
  readEvidence,
  readMilestones,
  readPrevious,
  readReusableFiles,
  readUnitNames,
} from './report-parts'

export type ReportFormView = NonNullable<Awaited<ReturnType<typeof getReportForm>>>

const nothing: ReportContent = {
  selfPercent: null,
  doneText: '',
  difficulties: '',
  nextSteps: '',
  isNoChange: false,
  noChangeReason: null,
}

/** Everything that the report form of one task and period shows its own unit; null where this person's unit does not report. */
export const getReportForm = async (ctx: QueryContext, taskId: number, periodKey?: string) => {
  const { db, actor, today } = ctx
  const owner = await readTask(db, taskId)
  if (!owner) return null
  const takesPart = owner.assignments.some((entry) => actor.unitIds.includes(entry.unitId))
  if (!takesPart || !can(actor, 'report.save', { ...owner.subject, ownerUnitId: actor.unitId })) return null

  const [periods, reports, milestones] = await Promise.all([
    db
      .select()
      .from(reportingPeriod)
      .where(and(eq(reportingPeriod.planId, owner.plan.id), lte(reportingPeriod.startsOn, today)))
      .orderBy(asc(reportingPeriod.startsOn)),
    db
      .select()
      .from(report)
      .where(and(eq(report.taskId, taskId), eq(report.unitId, actor.unitId)))
      .orderBy(asc(report.id)),
    readMilestones(db, taskId),
  ])
  const period =
    periods.find((entry) => entry.key === periodKey) ?? currentPeriod(periods, today) ?? periods.at(-1) ?? null
  const primary = owner.assignments.find((entry) => entry.isPrimary)
  const isPrimaryLead = primary?.unitId === actor.unitId
  const reviewingUnitId = reviewingUnit(
    {
      issuerUnitId: owner.task.issuerUnitId,
      primaryLeadUnitId: primary?.unitId ?? null,
      isLedByGroup: owner.subject.isLedByGroup ?? false,
    },
    actor.unitId,
  )
  const ofPeriod = reports.filter((row) => row.periodId === period?.id)
  const open = ofPeriod.find((row) => row.state !== 'approved') ?? null
  const draft = open?.state === 'draft' ? open : null
  const [evidence, claimIds, previous, reusable, units] = await Promise.all([
    draft ? readEvidence(db, draft.id) : ([] as EvidenceItem[]),
    draft ? readClaimIds(db, draft.id) : [],
    period
      ? readPrevious(db, { taskId, unitId: actor.unitId, startsOn: period.startsOn, exceptId: draft?.id ?? null })
      : null,
    readReusableFiles(db, actor.unitId, taskId, draft?.id ?? null),
    readUnitNames(db, [reviewingUnitId, ...(primary ? [primary.unitId] : [])]),
  ])
  const canReport = takesReports(owner.task.state)
  return {
    task: {
      id: taskId,
      number: owner.task.number,
      title: owner.task.title,
      state: owner.task.state,
      dueOn: owner.task.dueOn,
      verifiedPercent: owner.task.verifiedPercent,
    },
    plan: {
      id: owner.plan.id,
      title: owner.plan.title,
      signOffRequired: owner.plan.signOffRequired,
      isArchived: owner.plan.state === 'archived',
    },
    canReport: canReport && owner.plan.state !== 'archived',
    isPrimaryLead,
    reviewerName: units.get(reviewingUnitId) ?? '',
    period: period && {
      id: period.id,
      key: period.key,
      startsOn: period.startsOn,
      endsOn: period.endsOn,
      dueOn: period.dueOn,
    },
    periods: periods.map((entry) => ({
      key: entry.key,
      state: reports.findLast((row) => row.periodId === entry.id)?.state ?? null,
    })),
    /** The report of this period that cannot be edited here: under review, returned, or approved with no newer draft. */
    settled: open && !draft ? open : draft ? null : (ofPeriod.at(-1) ?? null),
    draft: draft && {
      id: draft.id,
      version: draft.version,
      revision: draft.revision,
      awaitsSignOff: draft.readyAt !== null,
      sentBackReason: draft.sentBackReason,
      returnReason: draft.returnReason,
      isOwnDraft: draft.authorPersonId === actor.personId,
    },
    content: draft
      ? {
          selfPercent: draft.selfPercent,
          doneText: draft.doneText,
          difficulties: draft.difficulties,
          nextSteps: draft.nextSteps,
          isNoChange: draft.isNoChange,
          noChangeReason: draft.noChangeReason,
        }
      : nothing,
    milestones: isPrimaryLead ? milestones : [],
    claimIds,
    evidence,
    previous,
    reusable,
    mayRequestSignOff: owner.plan.signOffRequired,
    maySignOff: can(actor, 'report.signOff', { ...owner.subject, ownerUnitId: actor.unitId }),
  }
}
