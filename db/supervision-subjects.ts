import { and, asc, eq, gte, isNull, or, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import {
  checklist,
  conclusion,
  finding,
  inspection,
  inspectionMember,
  inspectionTask,
  inspectionUnit,
  visit,
} from '@/db/schema/inspection'
import { jurisdiction, membership, unit } from '@/db/schema/organisation'
import { rectification, rectificationFinding } from '@/db/schema/rectification'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { Subject } from '@/lib/domain/permission/can'

/**
 * Rows of supervision with the facts that `can()` asks for. An inspection's row is the lock of its visits, findings and
 * conclusions; an order has a lock of its own, taken after it.
 */
type Reader = Db | Tx
type Options = { readonly lock?: boolean }

export type InspectionRow = typeof inspection.$inferSelect
export type FindingRow = typeof finding.$inferSelect
export type ConclusionRow = typeof conclusion.$inferSelect
export type RectificationRow = typeof rectification.$inferSelect
export type VisitRow = typeof visit.$inferSelect

export type InspectionWithSubject = {
  readonly inspection: InspectionRow
  readonly unitIds: readonly number[]
  readonly taskIds: readonly number[]
  readonly members: readonly { readonly personId: number; readonly isHead: boolean }[]
  readonly path: string
  readonly subject: Subject
}

const begun = (state: InspectionRow['state']): boolean => state === 'underway' || state === 'concluded'

/** What stands around an inspection, whatever hangs on it: its office, its team once approved, its place once handed up. */
const surroundings = (found: Pick<InspectionWithSubject, 'inspection' | 'members' | 'path'>): Subject => {
  const { state, submittedAt } = found.inspection
  const isHandedUp = state !== 'draft' && submittedAt !== null
  return {
    officeUnitId: found.inspection.officeUnitId,
    ...(isHandedUp ? { jurisdictionPath: found.path } : {}),
    teamPersonIds: state === 'approved' || begun(state) ? found.members.map((entry) => entry.personId) : [],
  }
}

export const readInspection = async (
  db: Reader,
  id: number,
  options: Options = {},
): Promise<InspectionWithSubject | null> => {
  const query = db.select().from(inspection).where(eq(inspection.id, id))
  const [row] = options.lock ? await query.for('update') : await query
  if (!row) return null
  const [units, tasks, members, place] = await Promise.all([
    db.select({ id: inspectionUnit.unitId }).from(inspectionUnit).where(eq(inspectionUnit.inspectionId, id)),
    db.select({ id: inspectionTask.taskId }).from(inspectionTask).where(eq(inspectionTask.inspectionId, id)),
    db
      .select({ personId: inspectionMember.personId, isHead: inspectionMember.isHead })
      .from(inspectionMember)
      .where(eq(inspectionMember.inspectionId, id)),
    db.select({ path: jurisdiction.path }).from(jurisdiction).where(eq(jurisdiction.id, row.jurisdictionId)),
  ])
  const ascending = (rows: readonly { id: number }[]): number[] => rows.map((entry) => entry.id).sort((a, b) => a - b)
  const found = {
    inspection: row,
    unitIds: ascending(units),
    taskIds: ascending(tasks),
    members: [...members].sort((a, b) => a.personId - b.personId),
    path: place[0]?.path ?? '',
  }
  return {
    ...found,
    subject: {
      ...surroundings(found),
      authorPersonId: row.authorPersonId,
      participantUnitIds: begun(row.state) ? found.unitIds : [],
    },
  }
}

export type VisitWithSubject = InspectionWithSubject & { readonly visit: VisitRow }

export const readVisit = async (db: Reader, id: number, options: Options = {}): Promise<VisitWithSubject | null> => {
  const [known] = await db.select({ inspectionId: visit.inspectionId }).from(visit).where(eq(visit.id, id))
  const owner = known ? await readInspection(db, known.inspectionId, options) : null
  const [row] = await db.select().from(visit).where(eq(visit.id, id))
  return owner && row ? { ...owner, visit: row } : null
}

export type FindingWithSubject = InspectionWithSubject & { readonly finding: FindingRow; readonly isFixed: boolean }

/** `isFixed`: a conclusion that was handed up, or an order, rests on it. */
export const readFinding = async (
  db: Reader,
  id: number,
  options: Options = {},
): Promise<FindingWithSubject | null> => {
  const [known] = await db.select({ inspectionId: finding.inspectionId }).from(finding).where(eq(finding.id, id))
  const owner = known ? await readInspection(db, known.inspectionId, options) : null
  const [row] = await db.select().from(finding).where(eq(finding.id, id))
  if (!owner || !row) return null
  const [[concluded], [ordered]] = await Promise.all([
    db
      .select({ state: conclusion.state })
      .from(conclusion)
      .where(and(eq(conclusion.inspectionId, row.inspectionId), eq(conclusion.unitId, row.unitId))),
    db
      .select({ id: rectificationFinding.findingId })
      .from(rectificationFinding)
      .where(eq(rectificationFinding.findingId, id)),
  ])
  return {
    ...owner,
    finding: row,
    isFixed: ordered !== undefined || (concluded !== undefined && concluded.state !== 'draft'),
    subject: {
      ...surroundings(owner),
      authorPersonId: row.authorPersonId,
      // What its author took back before anything rested on it was never the unit's to read.
      ownerUnitId: !isTakenBack(row) && (ordered || isSent(concluded?.state)) ? row.unitId : null,
    },
  }
}

/** Who holds a post in the unit, or held one on that day or after it: such a person decides nothing about it from elsewhere. */
const peopleOf = async (db: Reader, unitId: number, since: CalendarDate | null): Promise<readonly number[]> => {
  const held = since ? or(isNull(membership.endedOn), gte(membership.endedOn, since)) : isNull(membership.endedOn)
  const rows = await db
    .selectDistinct({ personId: membership.personId })
    .from(membership)
    .where(and(eq(membership.unitId, unitId), held))
  return rows.map((row) => row.personId)
}

const isSent = (state: ConclusionRow['state'] | undefined): boolean =>
  state === 'sent' || state === 'objected' || state === 'decided'

const isTakenBack = (row: FindingRow): boolean => row.removedAt !== null && !row.isWithdrawn

export type ConclusionWithSubject = InspectionWithSubject & { readonly conclusion: ConclusionRow }

export const readConclusion = async (
  db: Reader,
  id: number,
  options: Options = {},
): Promise<ConclusionWithSubject | null> => {
  const [known] = await db
    .select({ inspectionId: conclusion.inspectionId })
    .from(conclusion)
    .where(eq(conclusion.id, id))
  const owner = known ? await readInspection(db, known.inspectionId, options) : null
  const query = db.select().from(conclusion).where(eq(conclusion.id, id))
  const [row] = options.lock ? await query.for('update') : await query
  if (!owner || !row) return null
  const authors = await db
    .selectDistinct({ personId: finding.authorPersonId })
    .from(finding)
    .where(and(eq(finding.inspectionId, row.inspectionId), eq(finding.unitId, row.unitId)))
  const { jurisdictionPath, ...around } = surroundings(owner)
  return {
    ...owner,
    conclusion: row,
    subject: {
      ...around,
      // What is still being written is for those who write.
      ...(row.state === 'draft' ? {} : { jurisdictionPath }),
      ownerUnitId: isSent(row.state) ? row.unitId : null,
      authorPersonId: row.authorPersonId,
      signatoryPersonId: row.approvedBy,
      findingAuthorIds: authors.map((entry) => entry.personId),
      ownerPersonIds: await peopleOf(db, row.unitId, row.sentOn),
    },
  }
}

export type RectificationWithSubject = {
  readonly rectification: RectificationRow
  readonly inspection: InspectionRow
  readonly findings: readonly FindingRow[]
  readonly subject: Subject
}

export const readRectification = async (
  db: Reader,
  id: number,
  options: Options = {},
): Promise<RectificationWithSubject | null> => {
  const [known] = await db
    .select({ inspectionId: rectification.inspectionId })
    .from(rectification)
    .where(eq(rectification.id, id))
  const owner = known ? await readInspection(db, known.inspectionId) : null
  const query = db.select().from(rectification).where(eq(rectification.id, id))
  const [row] = options.lock ? await query.for('update') : await query
  if (!owner || !row) return null
  const findings = await db
    .select({ finding })
    .from(rectificationFinding)
    .innerJoin(finding, eq(finding.id, rectificationFinding.findingId))
    .where(eq(rectificationFinding.rectificationId, id))
    .orderBy(asc(finding.id))
  return {
    rectification: row,
    inspection: owner.inspection,
    findings: findings.map((entry) => entry.finding),
    subject: {
      ...surroundings(owner),
      jurisdictionPath: owner.path,
      ownerUnitId: row.unitId,
      // Who claimed for the unit does not verify, also not from another post of his.
      authorPersonId: row.claimedBy,
      findingAuthorIds: [...new Set(findings.map((entry) => entry.finding.authorPersonId))],
      ownerPersonIds: await peopleOf(db, row.unitId, row.orderedOn),
    },
  }
}

export type ChecklistWithSubject = { readonly checklist: typeof checklist.$inferSelect; readonly subject: Subject }

export const readChecklist = async (
  db: Reader,
  id: number,
  options: Options = {},
): Promise<ChecklistWithSubject | null> => {
  const query = db.select().from(checklist).where(eq(checklist.id, id))
  const [row] = options.lock ? await query.for('update') : await query
  if (!row) return null
  const [place] = await db
    .select({ path: jurisdiction.path })
    .from(unit)
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(eq(unit.id, row.officeUnitId))
  return { checklist: row, subject: { ownerUnitId: row.officeUnitId, jurisdictionPath: place?.path } }
}

/** Live findings of one unit in one inspection: what its conclusion is drafted from. */
export const standingFindings = (db: Reader, inspectionId: number, unitId: number): Promise<FindingRow[]> =>
  db
    .select()
    .from(finding)
    .where(and(eq(finding.inspectionId, inspectionId), eq(finding.unitId, unitId), isNull(finding.removedAt)))
    .orderBy(sql`array_position(array['serious','general','minor'], ${finding.severity})`, asc(finding.id))
