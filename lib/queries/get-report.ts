import { eq } from 'drizzle-orm'
import { reportingPeriod } from '@/db/schema/plan'
import { readReport, reportSubject } from '@/db/subjects'
import { can, isOwnWork } from '@/lib/domain/permission/can'
import type { ReportContent } from '@/lib/domain/report/content'
import { takesReports } from '@/lib/domain/report/content'
import { reportVerbs } from '@/lib/domain/report/verbs'
import type { QueryContext } from './context'
import { listExpertComments } from './list-expert-comments'
import {
  type ClaimItem,
  type EvidenceItem,
  readClaimIds,
  readEvidence,
  readEvidenceByIds,
  readMilestones,
  readNames,
  readPrevious,
  readRevisions,
  readUnitNames,
} from './report-parts'

export type ReportView = NonNullable<Awaited<ReturnType<typeof getReport>>>

/**
 * One report with everything that a reader or reviewer needs. While it is being corrected, those outside its unit are given
 * what was last submitted (`isBeingCorrected`) and no verbs; null for whoever may not read it at all.
 */
export const getReport = async (ctx: QueryContext, id: number) => {
  const { db, actor } = ctx
  const found = await readReport(db, id)
  if (!found) return null
  const { report, task, plan, subject } = found
  const seesCurrent = can(actor, 'report.viewDraft', subject) || can(actor, 'report.view', subject)
  const asSubmitted = reportSubject(found.taskSubject, { ...report, state: 'returned' })
  if (!seesCurrent && !(report.revision > 1 && can(actor, 'report.view', asSubmitted))) return null

  const [[period], revisions, milestones, claimIds, names, units] = await Promise.all([
    db.select().from(reportingPeriod).where(eq(reportingPeriod.id, report.periodId)),
    readRevisions(db, id),
    readMilestones(db, task.id),
    readClaimIds(db, id),
    readNames(db, [report.authorPersonId, report.signatoryPersonId, report.endorsedBy, report.decidedBy]),
    readUnitNames(db, [report.unitId, report.reviewingUnitId]),
  ])
  if (!period) return null
  const shown = seesCurrent ? null : (revisions[0] ?? null)
  if (!seesCurrent && !shown) return null
  const [evidence, previous, comments] = await Promise.all([
    shown ? readEvidenceByIds(db, shown.evidenceIds) : readEvidence(db, id),
    readPrevious(db, { taskId: task.id, unitId: report.unitId, startsOn: period.startsOn, exceptId: id }),
    listExpertComments(ctx, {
      taskId: task.id,
      subject: seesCurrent ? subject : asSubmitted,
      isArchived: plan.state === 'archived',
      reportId: id,
    }),
  ])
  const claimed = shown ? shown.milestones.map((entry) => entry.id) : claimIds
  const isOwnUnit = report.reviewingUnitId === report.unitId
  const name = (personId: number | null) => (personId === null ? null : (names.get(personId) ?? null))
  const content: ReportContent = shown?.content ?? {
    selfPercent: report.selfPercent,
    doneText: report.doneText,
    difficulties: report.difficulties,
    nextSteps: report.nextSteps,
    isNoChange: report.isNoChange,
    noChangeReason: report.noChangeReason,
  }
  return {
    id,
    version: report.version,
    state: report.state,
    revision: shown?.revision ?? report.revision,
    isBeingCorrected: !seesCurrent,
    content,
    plan: {
      id: plan.id,
      title: plan.title,
      signOffRequired: plan.signOffRequired,
      isArchived: plan.state === 'archived',
    },
    task: {
      id: task.id,
      number: task.number,
      title: task.title,
      requirement: task.requirement,
      dueOn: task.dueOn,
      originalDueOn: task.originalDueOn,
      verifiedPercent: task.verifiedPercent,
      selfPercent: task.selfPercent,
      isPrimaryLead: found.taskSubject.primaryLeadUnitId === report.unitId,
    },
    period: { id: period.id, key: period.key, dueOn: period.dueOn },
    unit: { id: report.unitId, name: units.get(report.unitId) ?? '' },
    reviewer: { id: report.reviewingUnitId, name: units.get(report.reviewingUnitId) ?? '' },
    author: name(report.authorPersonId),
    // What the head said to his officer about the draft stays inside the unit.
    awaitsSignOff: seesCurrent && report.state === 'draft' && report.readyAt !== null,
    sentBackReason: seesCurrent ? report.sentBackReason : null,
    signatory: name(report.signatoryPersonId),
    signedAt: report.signedAt,
    submittedAt: report.submittedAt,
    submittedOn: report.submittedOn,
    endorsedBy: name(report.endorsedBy),
    decidedBy: name(report.decidedBy),
    decidedAt: report.decidedAt,
    returnReason: report.returnReason,
    claims: milestones.filter((entry): entry is ClaimItem => claimed.includes(entry.id)),
    evidence: evidence satisfies EvidenceItem[],
    previous,
    comments,
    revisions: shown ? revisions.slice(1) : revisions,
    isOwnUnit,
    isOwnWork: seesCurrent && isOwnWork(actor, 'report.approve', subject),
    verbs:
      seesCurrent && plan.state !== 'archived'
        ? reportVerbs(actor, subject, report.state, {
            signOffRequired: plan.signOffRequired,
            awaitsSignOff: report.readyAt !== null || report.authorPersonId === actor.personId,
            isOwnUnit,
            isEndorsedByAnother: report.endorsedBy !== null && report.endorsedBy !== actor.personId,
            taskTakesReports: takesReports(task.state),
          })
        : [],
  }
}
