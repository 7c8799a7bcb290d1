import { and, asc, desc, eq, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { evidence } from '@/db/schema/evidence'
import { file } from '@/db/schema/file'
import { person, unit } from '@/db/schema/organisation'
import { reportingPeriod } from '@/db/schema/plan'
import { milestoneClaim, report, reportRevision } from '@/db/schema/report'
import { milestone } from '@/db/schema/task'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { JsonObject } from '@/lib/domain/events'
import type { ReportContent } from '@/lib/domain/report/content'
import type { ReportState } from '@/lib/domain/report/states'
import type { TaskMilestone } from './task-parts'

type Reader = Db | Tx

export type EvidenceItem = {
  readonly id: number
  readonly fileId: number
  readonly name: string
  readonly size: number
  readonly mime: string
  readonly milestoneId: number | null
  readonly addedAt: Date
  readonly addedBy: string | null
}

export type ClaimItem = Omit<TaskMilestone, 'verifiedOn'>

const evidenceColumns = {
  id: evidence.id,
  fileId: evidence.fileId,
  name: evidence.name,
  size: file.size,
  mime: file.mime,
  milestoneId: evidence.milestoneId,
  addedAt: evidence.addedAt,
  addedBy: person.name,
}

export const readEvidence = (db: Reader, reportId: number): Promise<EvidenceItem[]> =>
  db
    .select(evidenceColumns)
    .from(evidence)
    .innerJoin(file, eq(file.id, evidence.fileId))
    .leftJoin(person, eq(person.id, evidence.addedBy))
    .where(and(eq(evidence.reportId, reportId), isNull(evidence.removedAt)))
    .orderBy(asc(evidence.id))

/** Links by number, also removed ones: what an earlier revision showed. */
export const readEvidenceByIds = async (db: Reader, ids: readonly number[]): Promise<EvidenceItem[]> =>
  ids.length === 0
    ? []
    : db
        .select(evidenceColumns)
        .from(evidence)
        .innerJoin(file, eq(file.id, evidence.fileId))
        .leftJoin(person, eq(person.id, evidence.addedBy))
        .where(inArray(evidence.id, [...ids]))
        .orderBy(asc(evidence.id))

/** Files that the unit gave before and may link again, newest first, each content once; those of this task stand first. */
export const readReusableFiles = async (
  db: Reader,
  unitId: number,
  taskId: number,
  exceptReportId: number | null,
): Promise<
  { evidenceId: number; name: string; size: number; mime: string; taskTitle: string; periodKey: string }[]
> => {
  const rows = await db.execute<{
    evidenceId: number
    name: string
    size: number
    mime: string
    taskTitle: string
    periodKey: string
  }>(sql`
    select id::int "evidenceId", name, size::int "size", mime, title "taskTitle", key "periodKey" from (
      select distinct on (e.file_id) e.id, e.name, f.size, f.mime, t.title, rp.key, (r.task_id = ${taskId}) same_task
      from (
        select * from report where unit_id = ${unitId} and submitted_at is not null
        order by submitted_at desc limit 200
      ) r
      join evidence e on e.report_id = r.id and e.removed_at is null
      join file f on f.id = e.file_id
      join task t on t.id = r.task_id
      join reporting_period rp on rp.id = r.period_id
      where e.file_id not in (
        select file_id from evidence where report_id = ${exceptReportId ?? 0} and removed_at is null)
      order by e.file_id, (r.task_id = ${taskId}) desc, e.id desc
    ) q order by same_task desc, id desc limit 30`)
  return [...rows]
}

export const readMilestones = (db: Reader, taskId: number): Promise<ClaimItem[]> =>
  db
    .select({
      id: milestone.id,
      title: milestone.title,
      deliverable: milestone.deliverable,
      dueOn: milestone.dueOn,
      originalDueOn: milestone.originalDueOn,
      weight: milestone.weight,
      evidenceAsked: milestone.evidenceAsked,
      evidenceWhy: milestone.evidenceWhy,
      state: milestone.state,
      claimedOn: milestone.claimedOn,
      returnReason: milestone.returnReason,
    })
    .from(milestone)
    .where(eq(milestone.taskId, taskId))
    .orderBy(asc(milestone.position), asc(milestone.id))

export const readClaimIds = async (db: Reader, reportId: number): Promise<number[]> =>
  (
    await db
      .select({ id: milestoneClaim.milestoneId })
      .from(milestoneClaim)
      .where(eq(milestoneClaim.reportId, reportId))
  ).map((row) => row.id)

export type PreviousReport = ReportContent & {
  readonly id: number
  readonly periodKey: string
  readonly state: ReportState
  readonly submittedAt: Date | null
}

/** What the same unit last handed in for the same task, up to this period. */
export const readPrevious = async (
  db: Reader,
  at: { taskId: number; unitId: number; startsOn: CalendarDate; exceptId: number | null },
): Promise<PreviousReport | null> => {
  const [row] = await db
    .select({
      id: report.id,
      periodKey: reportingPeriod.key,
      state: report.state,
      submittedAt: report.submittedAt,
      selfPercent: report.selfPercent,
      doneText: report.doneText,
      difficulties: report.difficulties,
      nextSteps: report.nextSteps,
      isNoChange: report.isNoChange,
      noChangeReason: report.noChangeReason,
    })
    .from(report)
    .innerJoin(reportingPeriod, eq(reportingPeriod.id, report.periodId))
    .where(
      and(
        eq(report.taskId, at.taskId),
        eq(report.unitId, at.unitId),
        ne(report.id, at.exceptId ?? 0),
        inArray(report.state, ['submitted', 'approved', 'returned']),
        lte(reportingPeriod.startsOn, at.startsOn),
      ),
    )
    .orderBy(desc(reportingPeriod.startsOn), desc(report.id))
    .limit(1)
  return row ?? null
}

export type Revision = {
  readonly revision: number
  readonly content: ReportContent
  readonly milestones: readonly { id: number; title: string }[]
  readonly evidenceIds: readonly number[]
  readonly submittedAt: string | null
  readonly decidedAt: string | null
  readonly returnReason: string | null
}

const revisionOf = (revision: number, content: JsonObject): Revision => {
  const text = (key: string) => (typeof content[key] === 'string' ? (content[key] as string) : null)
  return {
    revision,
    content: {
      selfPercent: typeof content.selfPercent === 'number' ? content.selfPercent : null,
      doneText: text('doneText') ?? '',
      difficulties: text('difficulties') ?? '',
      nextSteps: text('nextSteps') ?? '',
      isNoChange: content.isNoChange === true,
      noChangeReason: text('noChangeReason'),
    },
    milestones: (content.milestones ?? []) as { id: number; title: string }[],
    evidenceIds: ((content.evidence ?? []) as { id: number }[]).map((entry) => entry.id),
    submittedAt: text('submittedAt'),
    decidedAt: text('decidedAt'),
    returnReason: text('decidedAt') ? text('returnReason') : null,
  }
}

/** Earlier revisions, newest first. */
export const readRevisions = async (db: Reader, reportId: number): Promise<Revision[]> => {
  const rows = await db
    .select()
    .from(reportRevision)
    .where(eq(reportRevision.reportId, reportId))
    .orderBy(desc(reportRevision.revision))
  return rows.map((row) => revisionOf(row.revision, row.content))
}

export const readNames = async (db: Reader, ids: readonly (number | null)[]): Promise<ReadonlyMap<number, string>> => {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length === 0) return new Map()
  const rows = await db.select({ id: person.id, name: person.name }).from(person).where(inArray(person.id, known))
  return new Map(rows.map((row) => [row.id, row.name]))
}

export const readUnitNames = async (db: Reader, ids: readonly number[]): Promise<ReadonlyMap<number, string>> => {
  const rows = await db
    .select({ id: unit.id, name: unit.name })
    .from(unit)
    .where(inArray(unit.id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, row.name]))
}
