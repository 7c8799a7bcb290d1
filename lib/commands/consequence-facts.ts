import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { ConsequenceRow } from '@/db/consequence'
import { consequenceFact } from '@/db/schema/consequence'
import { conclusion, finding, inspection } from '@/db/schema/inspection'
import { rectification } from '@/db/schema/rectification'
import { assignment } from '@/db/schema/task'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { isConclusionFinal } from '@/lib/domain/conclusion/states'
import {
  type ConsequenceAction,
  type ConsequenceFacts,
  consequenceLifecycle,
  type ConsequenceState,
} from '@/lib/domain/consequence/states'
import type { AuditEvent, JsonObject } from '@/lib/domain/events'
import { actionLabel } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import { Refusal } from '@/lib/domain/refusals'
import { consequenceKindLabels, consequenceStateLabels } from '@/lib/domain/supervision-labels'

export type FactIds = {
  readonly findingIds: readonly number[]
  readonly rectificationIds: readonly number[]
  readonly taskIds: readonly number[]
}

/** The facts of a proposal as they stand now; a finding taken back or an order revoked since is no fact any more. */
export const readFacts = async (tx: Tx, consequenceId: number): Promise<FactIds> => {
  const rows = await tx
    .select({ fact: consequenceFact, removedAt: finding.removedAt, order: rectification.state })
    .from(consequenceFact)
    .leftJoin(finding, eq(finding.id, consequenceFact.findingId))
    .leftJoin(rectification, eq(rectification.id, consequenceFact.rectificationId))
    .where(eq(consequenceFact.consequenceId, consequenceId))
    .orderBy(consequenceFact.id)
  const standing = rows.filter((row) => row.removedAt === null && row.order !== 'revoked').map((row) => row.fact)
  const of = (key: 'findingId' | 'rectificationId' | 'taskId') => standing.flatMap((row) => row[key] ?? [])
  return { findingIds: of('findingId'), rectificationIds: of('rectificationId'), taskIds: of('taskId') }
}

/** Refuses facts of another unit or another office: a proposal rests on what this unit did under this office's eyes. */
export const requireOwnFacts = async (
  tx: Tx,
  facts: FactIds,
  {
    unit,
    officeUnitId,
  }: { readonly unit: { readonly id: number; readonly name: string }; readonly officeUnitId: number },
): Promise<void> => {
  const unitId = unit.id
  const [findings, orders, tasks] = await Promise.all([
    facts.findingIds.length
      ? tx
          .select({ id: finding.id })
          .from(finding)
          .innerJoin(inspection, eq(inspection.id, finding.inspectionId))
          .where(
            and(
              inArray(finding.id, [...facts.findingIds]),
              eq(finding.unitId, unitId),
              eq(inspection.officeUnitId, officeUnitId),
              isNull(finding.removedAt),
            ),
          )
      : [],
    facts.rectificationIds.length
      ? tx
          .select({ id: rectification.id })
          .from(rectification)
          .where(
            and(
              inArray(rectification.id, [...facts.rectificationIds]),
              eq(rectification.unitId, unitId),
              eq(rectification.officeUnitId, officeUnitId),
            ),
          )
      : [],
    facts.taskIds.length
      ? tx
          .selectDistinct({ id: assignment.taskId })
          .from(assignment)
          .where(and(inArray(assignment.taskId, [...facts.taskIds]), eq(assignment.unitId, unitId)))
      : [],
  ])
  const known = findings.length + orders.length + tasks.length
  const named = new Set(facts.findingIds).size + new Set(facts.rectificationIds).size + new Set(facts.taskIds).size
  if (known !== named) throw new Refusal('consequenceFactInvalid', { unit: unit.name })
}

/** Whether every conclusion that the findings went into stands for good (第十七条); a finding without one does not yet. */
export const conclusionsStand = async (
  tx: Tx,
  findingIds: readonly number[],
  today: CalendarDate,
): Promise<boolean> => {
  if (findingIds.length === 0) return true
  const rows = await tx
    .select({ state: conclusion.state, sentOn: conclusion.sentOn })
    .from(finding)
    .leftJoin(conclusion, and(eq(conclusion.inspectionId, finding.inspectionId), eq(conclusion.unitId, finding.unitId)))
    .where(inArray(finding.id, [...findingIds]))
  return rows.every((row) => row.state !== null && isConclusionFinal(row.state, row.sentOn, today))
}

/** The state that an action leads to; throws the guard's refusal. */
export const decideConsequence = (
  state: ConsequenceState,
  action: ConsequenceAction,
  facts: ConsequenceFacts,
  unit: string,
): ConsequenceState => {
  const decision = decide(consequenceLifecycle, state, action, facts)
  if (decision.ok) return decision.to
  throw new Refusal(decision.code, { state: consequenceStateLabels[state], action: actionLabel(action), unit })
}

export const consequenceEvent = (
  row: Pick<ConsequenceRow, 'id' | 'kind'>,
  action: string,
  before: JsonObject | null,
  after: JsonObject,
  reason: string | null = null,
): AuditEvent => ({
  action,
  subjectType: 'consequence',
  subjectId: row.id,
  before,
  after: { kind: consequenceKindLabels[row.kind], ...after },
  reason,
})
