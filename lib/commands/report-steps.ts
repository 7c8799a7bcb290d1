import { and, asc, count, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { evidence } from '@/db/schema/evidence'
import { person } from '@/db/schema/organisation'
import { milestoneClaim, report, reportRevision } from '@/db/schema/report'
import { milestone, task } from '@/db/schema/task'
import { type ReportRow, type ReportWithSubject, reportSubject, type TaskWithSubject } from '@/db/subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { AuditEvent, JsonObject } from '@/lib/domain/events'
import { actionLabel, milestoneStateLabels, reportFieldLabels, reportStateLabels } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import { type MilestoneAction, type MilestoneFacts, milestoneLifecycle } from '@/lib/domain/milestone/states'
import { Refusal } from '@/lib/domain/refusals'
import { missingFields, takesReports } from '@/lib/domain/report/content'
import { reviewingUnit } from '@/lib/domain/report/reviewer'
import { type ReportAction, type ReportFacts, reportLifecycle, type ReportState } from '@/lib/domain/report/states'

/** What the commands about reports share: deciding with the right facts, their claims, their revisions. */
export type Claim = { readonly row: typeof milestone.$inferSelect; readonly evidenceCount: number }

export const isPrimaryLead = (owner: TaskWithSubject, unitId: number): boolean =>
  owner.assignments.some((entry) => entry.isPrimary && entry.unitId === unitId)

export const reviewingUnitOf = ({ task: { issuerUnitId }, assignments, subject }: TaskWithSubject, unitId: number) =>
  reviewingUnit(
    {
      issuerUnitId,
      primaryLeadUnitId: assignments.find((entry) => entry.isPrimary)?.unitId ?? null,
      isLedByGroup: subject.isLedByGroup ?? false,
    },
    unitId,
  )

export const decideReport = (
  loaded: ReportWithSubject,
  action: ReportAction,
  known: Partial<ReportFacts> = {},
  state: ReportState = loaded.report.state,
): ReportState => {
  const row = loaded.report
  const missing = missingFields(row)
  const decision = decide(reportLifecycle, state, action, {
    signOffRequired: loaded.plan.signOffRequired,
    isComplete: missing.length === 0,
    awaitsSignOff: row.readyAt !== null,
    isOwnUnit: row.reviewingUnitId === row.unitId,
    isEndorsedByAnother: false,
    hasReason: false,
    taskTakesReports: takesReports(loaded.task.state),
    ...known,
  })
  if (decision.ok) return decision.to
  throw new Refusal(decision.code, {
    state: reportStateLabels[state],
    action: actionLabel(action),
    missing: missing.map((field) => `“${reportFieldLabels[field]}”`).join('、'),
  })
}

export const decideMilestone = (claim: Claim, action: MilestoneAction, known: Partial<MilestoneFacts> = {}) => {
  const decision = decide(milestoneLifecycle, claim.row.state, action, {
    evidenceAsked: claim.row.evidenceAsked !== null,
    evidenceCount: claim.evidenceCount,
    isPastDue: false,
    movesLater: false,
    changeApproved: false,
    hasReason: false,
    ...known,
  })
  if (decision.ok) return decision.to
  throw new Refusal(decision.code === 'wrongState' ? 'claimNotPossible' : decision.code, {
    milestone: claim.row.title,
    state: milestoneStateLabels[claim.row.state],
    asked: claim.row.evidenceAsked ?? '',
  })
}

/** The milestones that a report claims, with how many files prove each. */
export const claimsOf = async (tx: Tx, reportId: number): Promise<readonly Claim[]> => {
  const rows = await tx
    .select({ row: milestone })
    .from(milestoneClaim)
    .innerJoin(milestone, eq(milestone.id, milestoneClaim.milestoneId))
    .where(eq(milestoneClaim.reportId, reportId))
    .orderBy(asc(milestone.position), asc(milestone.id))
  if (rows.length === 0) return []
  const counts = await tx
    .select({ milestoneId: evidence.milestoneId, count: count() })
    .from(evidence)
    .where(and(eq(evidence.reportId, reportId), isNull(evidence.removedAt), isNotNull(evidence.milestoneId)))
    .groupBy(evidence.milestoneId)
  return rows.map(({ row }) => ({
    row,
    evidenceCount: counts.find((entry) => entry.milestoneId === row.id)?.count ?? 0,
  }))
}

/** Refuses what could not be submitted anyway, so that the officer learns it before the head does. */
export const checkClaims = (loaded: ReportWithSubject, claims: readonly Claim[]): void => {
  if (claims.length > 0 && !isPrimaryLead(loaded, loaded.report.unitId)) throw new Refusal('claimByLeadOnly')
  for (const claim of claims) decideMilestone(claim, 'milestone.claim')
}

type MilestoneChange = Partial<typeof milestone.$inferInsert>

/** Moves one claimed milestone and says so on record. */
export const moveMilestone = async (
  tx: Tx,
  loaded: ReportWithSubject,
  claim: Claim,
  action: MilestoneAction,
  change: MilestoneChange,
  record: (event: AuditEvent) => void,
  reason: string | null = null,
): Promise<void> => {
  const to = decideMilestone(claim, action, { hasReason: reason !== null })
  const moved = change.claimedOn !== undefined && change.claimedOn !== claim.row.claimedOn
  await tx
    .update(milestone)
    .set({ ...change, state: to, version: claim.row.version + 1 })
    .where(eq(milestone.id, claim.row.id))
  record({
    action,
    subjectType: 'milestone',
    subjectId: claim.row.id,
    planId: loaded.plan.id,
    taskId: loaded.task.id,
    // With the day of the claim, so that the record can say what was owed on an earlier day.
    before: { state: claim.row.state, ...(moved ? { claimedOn: claim.row.claimedOn } : {}) },
    after: {
      state: to,
      ...(moved ? { claimedOn: change.claimedOn ?? null } : {}),
      title: claim.row.title,
      reportId: loaded.report.id,
    },
    reason,
  })
}

export const reportEvent = (
  loaded: ReportWithSubject,
  action: string,
  before: JsonObject | null,
  after: JsonObject | null,
  reason: string | null = null,
): AuditEvent => ({
  action,
  subjectType: 'report',
  subjectId: loaded.report.id,
  planId: loaded.plan.id,
  taskId: loaded.task.id,
  before,
  after,
  reason,
})

export const updateReport = async (
  tx: Tx,
  row: ReportRow,
  change: Partial<typeof report.$inferInsert>,
): Promise<number> => {
  const version = row.version + 1
  await tx
    .update(report)
    .set({ ...change, version })
    .where(eq(report.id, row.id))
  return version
}

/** Everything that a reader of this revision saw, by value: later changes of names or links do not alter it. */
export const snapshotOf = async (tx: Tx, row: ReportRow): Promise<JsonObject> => {
  const claims = await claimsOf(tx, row.id)
  const files = await tx
    .select({ id: evidence.id, name: evidence.name, milestoneId: evidence.milestoneId })
    .from(evidence)
    .where(and(eq(evidence.reportId, row.id), isNull(evidence.removedAt)))
    .orderBy(asc(evidence.id))
  return {
    selfPercent: row.selfPercent,
    doneText: row.doneText,
    difficulties: row.difficulties,
    nextSteps: row.nextSteps,
    isNoChange: row.isNoChange,
    noChangeReason: row.noChangeReason,
    milestones: claims.map((claim) => ({ id: claim.row.id, title: claim.row.title })),
    evidence: files,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    returnReason: row.returnReason,
  }
}

export const keepRevision = async (tx: Tx, row: ReportRow): Promise<void> => {
  await tx
    .insert(reportRevision)
    .values({ reportId: row.id, revision: row.revision, content: await snapshotOf(tx, row) })
}

/** The task shows what its primary lead last submitted. */
export const settleSelfPercent = async (tx: Tx, loaded: ReportWithSubject): Promise<void> => {
  if (!isPrimaryLead(loaded, loaded.report.unitId)) return
  const [last] = await tx
    .select({ percent: report.selfPercent })
    .from(report)
    .where(
      and(
        eq(report.taskId, loaded.task.id),
        eq(report.unitId, loaded.report.unitId),
        inArray(report.state, ['submitted', 'approved', 'returned']),
      ),
    )
    .orderBy(desc(report.submittedAt), desc(report.id))
    .limit(1)
  await tx
    .update(task)
    .set({ selfPercent: last?.percent ?? 0 })
    .where(eq(task.id, loaded.task.id))
}

type Submission = { readonly now: Date; readonly today: CalendarDate; readonly record: (event: AuditEvent) => void }

/** Hands a report to its reviewers: claims its milestones and shows its percent. The caller settles the task. */
export const submitReportRow = async (
  tx: Tx,
  loaded: ReportWithSubject,
  change: Partial<typeof report.$inferInsert>,
  { now, today, record }: Submission,
): Promise<{ readonly version: number; readonly claims: number }> => {
  const { report: row } = loaded
  const claims = await claimsOf(tx, row.id)
  checkClaims(loaded, claims)
  const version = await updateReport(tx, row, {
    ...change,
    state: 'submitted',
    reviewingUnitId: reviewingUnitOf(loaded, row.unitId),
    submittedAt: now,
    submittedOn: today,
    endorsedBy: null,
    decidedBy: null,
    returnReason: null,
    sentBackReason: null,
  })
  for (const claim of claims) {
    await moveMilestone(tx, loaded, claim, 'milestone.claim', { claimedOn: today, returnReason: null }, record)
  }
  await settleSelfPercent(tx, loaded)
  return { version, claims: claims.length }
}

/**
 * The report as its reviewers knew it. A reviewer who decides on something that was withdrawn or is being corrected hears
 * that it changed instead of "not found": he had it on screen.
 */
export const asSubmitted = (loaded: ReportWithSubject): ReportWithSubject =>
  loaded.report.revision > 1
    ? { ...loaded, subject: reportSubject(loaded.taskSubject, { ...loaded.report, state: 'returned' }) }
    : loaded

const timeInShanghai = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** Two reviewers at once: the second hears who decided, when and how. */
export const refuseDecided = async (tx: Tx, row: ReportRow): Promise<void> => {
  if (row.decidedAt === null || row.decidedBy === null) return
  const [who] = await tx.select({ name: person.name }).from(person).where(eq(person.id, row.decidedBy))
  throw new Refusal('alreadyDecided', {
    who: who?.name ?? '同事',
    when: timeInShanghai.format(row.decidedAt),
    what: reportStateLabels[row.state],
  })
}
