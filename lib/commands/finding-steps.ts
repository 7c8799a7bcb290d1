import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { evidence } from '@/db/schema/evidence'
import { finding } from '@/db/schema/inspection'
import { unit, unitMember } from '@/db/schema/organisation'
import { readTask } from '@/db/subjects'
import type { FindingRow, InspectionWithSubject } from '@/db/supervision-subjects'
import type { AuditEvent, JsonObject } from '@/lib/domain/events'
import type { Actor } from '@/lib/domain/permission/can'
import { Refusal } from '@/lib/domain/refusals'
import { claimFiles } from './claim-files'

const nameOf = async (tx: Tx, unitId: number): Promise<string> => {
  const [row] = await tx.select({ name: unit.name }).from(unit).where(eq(unit.id, unitId))
  return row?.name ?? '该单位'
}

/** 第十五条: 不得随意变更督查对象; a visit and a finding are about a unit of the approved plan. */
export const requireListedUnit = async (tx: Tx, unitIds: readonly number[], unitId: number): Promise<void> => {
  if (unitIds.includes(unitId)) return
  throw new Refusal('inspectionUnitNotListed', { unit: await nameOf(tx, unitId) })
}

/** An earlier finding of the same unit, not this one itself. */
export const requireRelapse = async (
  tx: Tx,
  unitId: number,
  relapseOfId: number | null,
  ownId?: number,
): Promise<void> => {
  if (relapseOfId === null) return
  const [row] = await tx.select({ unitId: finding.unitId }).from(finding).where(eq(finding.id, relapseOfId))
  if (row?.unitId === unitId && relapseOfId !== ownId) return
  const refusal = new Refusal('relapseInvalid')
  throw new Refusal(refusal.code, {}, { relapseOfId: refusal.message })
}

/** The task must lie within the inspection's plan and be one in which the unit has a part. */
export const requireFindingTask = async (
  tx: Tx,
  found: InspectionWithSubject,
  unitId: number,
  taskId: number | null,
): Promise<void> => {
  if (taskId === null) return
  const row = await readTask(tx, taskId)
  const isNamed = row?.assignments.some((entry) => entry.unitId === unitId) ?? false
  const isWithin = row && (found.inspection.planId === null || row.plan.id === found.inspection.planId)
  if (
    isWithin &&
    (isNamed ||
      (await standsInGroup(
        tx,
        row.assignments.map((entry) => entry.unitId),
        unitId,
      )))
  )
    return
  const refusal = new Refusal('findingTaskInvalid', { unit: await nameOf(tx, unitId) })
  throw new Refusal(refusal.code, refusal.params, { taskId: refusal.message })
}

const standsInGroup = async (tx: Tx, groupIds: readonly number[], unitId: number): Promise<boolean> => {
  if (groupIds.length === 0) return false
  const [row] = await tx
    .select({ id: unitMember.groupId })
    .from(unitMember)
    .where(and(inArray(unitMember.groupId, [...groupIds]), eq(unitMember.memberId, unitId)))
    .limit(1)
  return row !== undefined
}

type Upload = { readonly uploadId: string; readonly name: string }
type Owner = { readonly findingId: number } | { readonly rectificationId: number }

/** Takes uploads from the staging place and links them to what they prove. */
export const attachFiles = async (
  tx: Tx,
  owner: Owner,
  uploads: readonly Upload[],
  actor: Actor,
  now: Date,
): Promise<readonly { id: number; name: string }[]> => {
  if (uploads.length === 0) return []
  const files = await claimFiles(tx, uploads, actor.personId)
  return tx
    .insert(evidence)
    .values(
      files.map(({ fileId, name }) => ({
        fileId,
        name,
        unitId: actor.unitId,
        ...owner,
        addedBy: actor.personId,
        addedAt: now,
      })),
    )
    .returning({ id: evidence.id, name: evidence.name })
}

export const findingWords = (
  row: Pick<FindingRow, 'severity' | 'standard' | 'fact' | 'taskId' | 'relapseOfId'>,
): JsonObject => ({
  severity: row.severity,
  standard: row.standard,
  fact: row.fact,
  taskId: row.taskId,
  relapseOfId: row.relapseOfId,
})

export const findingEvent = (
  found: InspectionWithSubject,
  row: Pick<FindingRow, 'id' | 'taskId'>,
  action: string,
  before: JsonObject | null,
  after: JsonObject | null,
  reason: string | null = null,
): AuditEvent => ({
  action,
  subjectType: 'finding',
  subjectId: row.id,
  planId: found.inspection.planId,
  taskId: row.taskId,
  before,
  after,
  reason,
})
