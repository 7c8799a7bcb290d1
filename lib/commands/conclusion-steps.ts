import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { conclusion } from '@/db/schema/inspection'
import { type ConclusionRow, type ConclusionWithSubject, readConclusion } from '@/db/supervision-subjects'
import { formatLong } from '@/lib/domain/calendar/date'
import {
  type ConclusionAction,
  type ConclusionFacts,
  conclusionLifecycle,
  type ConclusionState,
  objectionDueOn,
} from '@/lib/domain/conclusion/states'
import type { AuditEvent, JsonObject } from '@/lib/domain/events'
import { actionLabel } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import { Refusal } from '@/lib/domain/refusals'
import { conclusionStateLabels } from '@/lib/domain/supervision-labels'
import { conclusionTarget } from './supervision-targets'

export const lockConclusion = async (tx: Tx, input: { readonly conclusionId: number }) => {
  const found = await readConclusion(tx, input.conclusionId, { lock: true })
  return found && { found, targets: [conclusionTarget(found)] }
}

export const decideConclusionStep = (
  { conclusion: row, inspection }: ConclusionWithSubject,
  action: ConclusionAction,
  known: Partial<ConclusionFacts> = {},
): ConclusionState => {
  const decision = decide(conclusionLifecycle, row.state, action, {
    isComplete: row.body.trim() !== '',
    isInspectionUnderway: inspection.state === 'underway',
    isWithinObjectionTime: false,
    hasReason: false,
    bringsNewText: false,
    ...known,
  })
  if (decision.ok) return decision.to
  throw new Refusal(decision.code, {
    state: conclusionStateLabels[row.state],
    action: actionLabel(action),
    due: row.sentOn ? formatLong(objectionDueOn(row.sentOn)) : '',
  })
}

export const updateConclusion = async (
  tx: Tx,
  row: ConclusionRow,
  set: Partial<typeof conclusion.$inferInsert>,
): Promise<number> => {
  const version = row.version + 1
  await tx
    .update(conclusion)
    .set({ ...set, version })
    .where(eq(conclusion.id, row.id))
  return version
}

export const conclusionEvent = (
  { conclusion: row, inspection }: Pick<ConclusionWithSubject, 'conclusion' | 'inspection'>,
  action: string,
  before: JsonObject | null,
  after: JsonObject | null,
  reason: string | null = null,
): AuditEvent => ({
  action,
  subjectType: 'conclusion',
  subjectId: row.id,
  planId: inspection.planId,
  before,
  after,
  reason,
})
