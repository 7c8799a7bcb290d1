import { and, eq, gte, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { conclusion, inspection, inspectionDraw, inspectionTask, inspectionUnit } from '@/db/schema/inspection'
import { membership, person, unit } from '@/db/schema/organisation'
import type { InspectionRow, InspectionWithSubject } from '@/db/supervision-subjects'
import { addDays, formatLong } from '@/lib/domain/calendar/date'
import type { AuditEvent, JsonObject } from '@/lib/domain/events'
import { type InspectionMatter, inspectionsOverlap, OVERLAP_WINDOW_DAYS } from '@/lib/domain/inspection/overlap'
import {
  type InspectionAction,
  type InspectionFacts,
  inspectionLifecycle,
  type InspectionState,
} from '@/lib/domain/inspection/states'
import { actionLabel } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import { Refusal, type RefusalParams } from '@/lib/domain/refusals'
import { inspectionStateLabels } from '@/lib/domain/supervision-labels'

/** Any number will do as long as it stays: inspections are handed up and approved one at a time, so that no two overlap unseen. */
const OVERLAP_LOCK = 7_310_004

const noFacts: InspectionFacts = {
  isDepartmental: false,
  hasLegalBasis: false,
  hasContent: false,
  hasTargets: false,
  hasScope: false,
  hasDates: false,
  hasMethods: false,
  hasHead: false,
  hasPartialMember: false,
  isRandom: false,
  isDrawCommitted: false,
  isDrawRevealed: false,
  overlaps: false,
  hasReason: false,
  everyUnitConcluded: false,
  findingIsFixed: false,
}

/** The state after the action, or the refusal in the words of the screen. */
export const decideInspection = (
  state: InspectionState,
  action: InspectionAction,
  known: Partial<InspectionFacts> = {},
  params: RefusalParams = {},
): InspectionState => {
  const decision = decide(inspectionLifecycle, state, action, { ...noFacts, ...known })
  if (decision.ok) return decision.to
  throw new Refusal(decision.code, { state: inspectionStateLabels[state], action: actionLabel(action), ...params })
}

const matterOf = (row: InspectionRow, unitIds: readonly number[], taskIds: readonly number[]): InspectionMatter => ({
  id: row.id,
  followsId: row.followsId,
  unitIds,
  planId: row.planId,
  taskIds,
  startsOn: row.startsOn,
  endsOn: row.endsOn,
})

/** The inspection that looks at the same unit and matter within the window (第十五条), and one of the units. */
const overlapping = async (
  tx: Tx,
  found: InspectionWithSubject,
): Promise<{ other: InspectionRow; unitId: number } | null> => {
  const row = found.inspection
  if (found.unitIds.length === 0) return null
  await tx.execute(sql`select pg_advisory_xact_lock(${OVERLAP_LOCK})`)
  const others = await tx
    .selectDistinct({ inspection })
    .from(inspection)
    .innerJoin(inspectionUnit, eq(inspectionUnit.inspectionId, inspection.id))
    .where(
      and(
        ne(inspection.id, row.id),
        inArray(inspection.state, ['submitted', 'approved', 'underway', 'concluded']),
        inArray(inspectionUnit.unitId, [...found.unitIds]),
        lte(inspection.startsOn, addDays(row.endsOn, OVERLAP_WINDOW_DAYS)),
        gte(inspection.endsOn, addDays(row.startsOn, -OVERLAP_WINDOW_DAYS)),
      ),
    )
  if (others.length === 0) return null
  const ids = others.map((entry) => entry.inspection.id)
  const units = await tx.select().from(inspectionUnit).where(inArray(inspectionUnit.inspectionId, ids))
  const tasks = await tx.select().from(inspectionTask).where(inArray(inspectionTask.inspectionId, ids))
  const own = matterOf(row, found.unitIds, found.taskIds)
  for (const { inspection: other } of others) {
    const theirs = units.filter((entry) => entry.inspectionId === other.id).map((entry) => entry.unitId)
    const matter = matterOf(
      other,
      theirs,
      tasks.filter((entry) => entry.inspectionId === other.id).map((entry) => entry.taskId),
    )
    const unitId = theirs.find((id) => found.unitIds.includes(id))
    if (unitId !== undefined && inspectionsOverlap(own, matter)) return { other, unitId }
  }
  return null
}

/** Somebody of the team who holds a post in a unit that is inspected. */
const partialMember = async (
  tx: Tx,
  found: InspectionWithSubject,
): Promise<{ person: string; unit: string } | null> => {
  if (found.members.length === 0 || found.unitIds.length === 0) return null
  const [row] = await tx
    .select({ person: person.name, unit: unit.name })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(unit, eq(unit.id, membership.unitId))
    .where(
      and(
        isNull(membership.endedOn),
        inArray(
          membership.personId,
          found.members.map((entry) => entry.personId),
        ),
        inArray(membership.unitId, [...found.unitIds]),
      ),
    )
    .limit(1)
  return row ?? null
}

/** Everything that the gates before an inspection ask, with the words of their refusals. */
export const readPlanFacts = async (
  tx: Tx,
  found: InspectionWithSubject,
): Promise<{ readonly facts: Partial<InspectionFacts>; readonly params: RefusalParams }> => {
  const row = found.inspection
  const [draw] = await tx.select().from(inspectionDraw).where(eq(inspectionDraw.inspectionId, row.id))
  const partial = await partialMember(tx, found)
  const overlap = await overlapping(tx, found)
  const [overlapUnit] = overlap
    ? await tx.select({ name: unit.name }).from(unit).where(eq(unit.id, overlap.unitId))
    : []
  const missing = [
    row.content ? null : '督查内容',
    found.unitIds.length > 0 ? null : '督查对象',
    row.scope ? null : '督查范围',
  ].filter((entry) => entry !== null)
  return {
    facts: {
      isDepartmental: row.statutoryKind === 'departmental',
      hasLegalBasis: row.legalBasis !== '',
      hasContent: row.content !== '',
      hasTargets: found.unitIds.length > 0,
      hasScope: row.scope !== '',
      hasDates: true,
      hasMethods: row.methods.length > 0,
      hasHead: found.members.some((entry) => entry.isHead),
      hasPartialMember: partial !== null,
      isRandom: row.kind === 'random',
      isDrawCommitted: draw !== undefined,
      isDrawRevealed: draw !== undefined && draw.revealedAt !== null,
      overlaps: overlap !== null,
    },
    params: {
      missing: missing.join('、'),
      person: partial?.person ?? '',
      unit: partial?.unit ?? overlapUnit?.name ?? '',
      other: overlap?.other.title ?? '',
      when: overlap ? `${formatLong(overlap.other.startsOn)}至${formatLong(overlap.other.endsOn)}` : '',
    },
  }
}

export const updateInspection = async (
  tx: Tx,
  row: InspectionRow,
  set: Partial<typeof inspection.$inferInsert>,
): Promise<number> => {
  const version = row.version + 1
  await tx
    .update(inspection)
    .set({ ...set, version })
    .where(eq(inspection.id, row.id))
  return version
}

export const inspectionEvent = (
  row: Pick<InspectionRow, 'id' | 'planId'>,
  action: string,
  before: JsonObject | null,
  after: JsonObject | null,
  reason: string | null = null,
): AuditEvent => ({
  action,
  subjectType: 'inspection',
  subjectId: row.id,
  planId: row.planId,
  before,
  after,
  reason,
})

/** Ends the inspection once every unit of it has its conclusion (第十六条); called by what sends one. */
export const concludeWhenAllSent = async (
  { tx, today, record }: { tx: Tx; today: InspectionRow['startsOn']; record: (event: AuditEvent) => void },
  found: InspectionWithSubject,
): Promise<void> => {
  const sent = await tx
    .select({ unitId: conclusion.unitId })
    .from(conclusion)
    .where(and(eq(conclusion.inspectionId, found.inspection.id), sql`${conclusion.sentOn} is not null`))
  const everyUnitConcluded = found.unitIds.every((id) => sent.some((entry) => entry.unitId === id))
  if (!everyUnitConcluded) return
  const state = decideInspection(found.inspection.state, 'inspection.conclude', { everyUnitConcluded })
  await updateInspection(tx, found.inspection, { state, concludedOn: today })
  record(
    inspectionEvent(
      found.inspection,
      'inspection.conclude',
      { state: found.inspection.state },
      { state, concludedOn: today },
    ),
  )
}
