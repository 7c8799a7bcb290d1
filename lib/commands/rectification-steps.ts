import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { evidence } from '@/db/schema/evidence'
import { rectification, rectificationEntry } from '@/db/schema/rectification'
import { type RectificationRow, type RectificationWithSubject, readRectification } from '@/db/supervision-subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { AuditEvent, JsonObject } from '@/lib/domain/events'
import { actionLabel } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import {
  type RectificationAction,
  type RectificationEntryKind,
  type RectificationFacts,
  rectificationLifecycle,
  type RectificationState,
} from '@/lib/domain/rectification/states'
import { Refusal } from '@/lib/domain/refusals'
import { rectificationStateLabels } from '@/lib/domain/supervision-labels'
import type { Work } from './run'
import { rectificationTarget } from './supervision-targets'

export const lockRectification = async (tx: Tx, input: { readonly rectificationId: number }) => {
  const found = await readRectification(tx, input.rectificationId, { lock: true })
  return found && { found, targets: [rectificationTarget(found)] }
}

const decideRectification = (
  row: RectificationRow,
  action: RectificationAction,
  known: Partial<RectificationFacts>,
): RectificationState => {
  const decision = decide(rectificationLifecycle, row.state, action, {
    hasPlan: row.hasPlan,
    hasText: false,
    evidenceAsked: row.evidenceAsked !== null,
    evidenceCount: 0,
    hasVerification: false,
    hasReason: false,
    isPastDue: false,
    isLater: false,
    isExtensionPending: row.extensionDueOn !== null,
    isRelapse: false,
    findingsWithdrawn: false,
    ...known,
  })
  if (decision.ok) return decision.to
  throw new Refusal(decision.code, {
    state: rectificationStateLabels[row.state],
    action: actionLabel(action),
    asked: row.evidenceAsked ?? '',
    current: row.dueOn,
  })
}

/** Files of the unit that show what was put right in this round: those of an earlier round prove nothing any more. */
export const countEvidence = async (tx: Tx, row: RectificationRow): Promise<number> => {
  const [last] = await tx
    .select({ at: sql<string | null>`max(${rectificationEntry.at})::text` })
    .from(rectificationEntry)
    .where(and(eq(rectificationEntry.rectificationId, row.id), eq(rectificationEntry.kind, 'reopen')))
  const [found] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(evidence)
    .where(
      and(
        eq(evidence.rectificationId, row.id),
        eq(evidence.unitId, row.unitId),
        isNull(evidence.removedAt),
        last?.at ? sql`${evidence.addedAt} > ${last.at}::timestamptz` : undefined,
      ),
    )
  return found?.count ?? 0
}

export const rectificationEvent = (
  found: Pick<RectificationWithSubject, 'rectification' | 'inspection' | 'findings'>,
  action: string,
  before: JsonObject | null,
  after: JsonObject | null,
  reason: string | null = null,
): AuditEvent => ({
  action,
  subjectType: 'rectification',
  subjectId: found.rectification.id,
  planId: found.inspection.planId,
  taskId: found.findings.find((entry) => entry.taskId !== null)?.taskId ?? null,
  before,
  after,
  reason,
})

export type Step = {
  readonly action: RectificationAction
  readonly kind: RectificationEntryKind
  readonly text?: string
  readonly dueOn?: CalendarDate
  readonly facts?: Partial<RectificationFacts>
  readonly set?: Partial<typeof rectification.$inferInsert>
  readonly files?: readonly string[]
}

/** One step of an order: decided, written, told in its history and put on record. */
export const moveRectification = async (
  { tx, actor, now, record }: Pick<Work<unknown>, 'tx' | 'actor' | 'now' | 'record'>,
  found: RectificationWithSubject,
  { action, kind, text = '', dueOn, facts = {}, set = {}, files = [] }: Step,
): Promise<{ readonly version: number; readonly state: RectificationState }> => {
  const row = found.rectification
  const state = decideRectification(row, action, facts)
  const version = row.version + 1
  await tx
    .update(rectification)
    .set({ ...set, state, version })
    .where(eq(rectification.id, row.id))
  await tx.insert(rectificationEntry).values({
    rectificationId: row.id,
    round: set.round ?? row.round,
    kind,
    text,
    dueOn: dueOn ?? null,
    unitId: actor.unitId,
    personId: actor.personId,
    at: now,
  })
  record(
    rectificationEvent(
      found,
      action,
      { state: row.state },
      {
        state,
        orderNo: row.orderNo,
        ...(dueOn ? { dueOn } : {}),
        ...(files.length > 0 ? { evidence: [...files] } : {}),
      },
      text || null,
    ),
  )
  return { version, state }
}
