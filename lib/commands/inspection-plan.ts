import { and, eq, inArray, isNull, like, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import {
  checklist,
  inspection,
  inspectionChecklist,
  inspectionMember,
  inspectionTask,
  inspectionUnit,
} from '@/db/schema/inspection'
import { jurisdiction, membership, person, unit } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { task } from '@/db/schema/task'
import type { JsonObject } from '@/lib/domain/events'
import type { Actor } from '@/lib/domain/permission/can'
import { Refusal } from '@/lib/domain/refusals'
import type { createInspectionInput } from '@/lib/input/inspection'

export type InspectionPlan = z.output<typeof createInspectionInput>

/** The columns of the plan, apart from its lists. */
export const planColumns = (input: InspectionPlan) => {
  const { title, kind, statutoryKind, legalBasis, content, scope, methods, startsOn, endsOn, planId, followsId } = input
  return { title, kind, statutoryKind, legalBasis, content, scope, methods, startsOn, endsOn, planId, followsId }
}

const fail = (code: 'inspectionPlanInvalid' | 'inspectionTaskInvalid' | 'inspectionFollowsInvalid', field: string) => {
  const refusal = new Refusal(code)
  return new Refusal(code, {}, { [field]: refusal.message })
}

/** Units of the place and below, in force, and no groups: 督查对象 are bodies that answer for themselves (第五条). */
export const requireInspectableUnits = async (tx: Tx, actor: Actor, ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return
  const rows = await tx
    .select({ id: unit.id, name: unit.name, kind: unit.kind, dissolvedOn: unit.dissolvedOn, path: jurisdiction.path })
    .from(unit)
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(inArray(unit.id, [...ids]))
  if (rows.length !== ids.length) throw new Refusal('notFound')
  const wrong = rows.find(
    (row) =>
      row.kind === 'group' ||
      row.dissolvedOn !== null ||
      // Its own orders nobody of the office could clear.
      row.id === actor.unitId ||
      !row.path.startsWith(actor.jurisdictionPath),
  )
  if (!wrong) return
  const refusal = new Refusal('inspectionUnitInvalid', { unit: wrong.name })
  throw new Refusal(refusal.code, refusal.params, { unitIds: refusal.message })
}

/** People of the place and below who hold a post from which one can inspect. */
export const requireInspectors = async (tx: Tx, actor: Actor, ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return
  const rows = await tx
    .selectDistinct({ id: membership.personId })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(unit, eq(unit.id, membership.unitId))
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(
      and(
        inArray(membership.personId, [...ids]),
        inArray(membership.role, ['office', 'officer', 'head', 'expert']),
        isNull(membership.endedOn),
        isNull(person.disabledAt),
        like(jurisdiction.path, `${actor.jurisdictionPath}%`),
      ),
    )
  if (rows.length === ids.length) return
  const refusal = new Refusal('inspectionMemberInvalid')
  throw new Refusal(refusal.code, {}, { memberIds: refusal.message })
}

/** Refuses what does not belong together, whatever the state of the draft. */
export const requirePlanFits = async (tx: Tx, actor: Actor, input: InspectionPlan): Promise<void> => {
  await requireInspectableUnits(tx, actor, input.unitIds)
  await requireInspectors(tx, actor, input.memberIds)
  if (input.planId !== null) {
    const [row] = await tx
      .select({ state: plan.state, officeUnitId: plan.officeUnitId, path: jurisdiction.path })
      .from(plan)
      .innerJoin(jurisdiction, eq(jurisdiction.id, plan.jurisdictionId))
      .where(eq(plan.id, input.planId))
    const isWithin = row && (row.path.startsWith(actor.jurisdictionPath) || row.officeUnitId === actor.unitId)
    if (!isWithin || row.state === 'draft') throw fail('inspectionPlanInvalid', 'planId')
  }
  if (input.taskIds.length > 0) {
    const [found] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(task)
      .where(and(inArray(task.id, input.taskIds), eq(task.planId, input.planId ?? 0)))
    if (found?.count !== input.taskIds.length) throw fail('inspectionTaskInvalid', 'taskIds')
  }
  if (input.checklistIds.length > 0) {
    const rows = await tx
      .select({ id: checklist.id })
      .from(checklist)
      .innerJoin(unit, eq(unit.id, checklist.officeUnitId))
      .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
      .where(and(inArray(checklist.id, input.checklistIds), like(jurisdiction.path, `${actor.jurisdictionPath}%`)))
    if (rows.length !== input.checklistIds.length) throw new Refusal('notFound')
  }
  if (input.kind === 'followUp' || input.followsId !== null) {
    const [before] = await tx
      .select({ state: inspection.state, path: jurisdiction.path })
      .from(inspection)
      .innerJoin(jurisdiction, eq(jurisdiction.id, inspection.jurisdictionId))
      .where(eq(inspection.id, input.followsId ?? 0))
    const hasBegun = before?.state === 'underway' || before?.state === 'concluded'
    if (!hasBegun || !before.path.startsWith(actor.jurisdictionPath))
      throw fail('inspectionFollowsInvalid', 'followsId')
  }
}

type Lists = Pick<InspectionPlan, 'unitIds' | 'taskIds' | 'memberIds' | 'headId' | 'checklistIds'>

export const writeTargets = async (
  tx: Tx,
  inspectionId: number,
  { unitIds, taskIds, memberIds, headId }: Omit<Lists, 'checklistIds'>,
): Promise<void> => {
  await tx.delete(inspectionUnit).where(eq(inspectionUnit.inspectionId, inspectionId))
  await tx.delete(inspectionTask).where(eq(inspectionTask.inspectionId, inspectionId))
  await tx.delete(inspectionMember).where(eq(inspectionMember.inspectionId, inspectionId))
  if (unitIds.length > 0) await tx.insert(inspectionUnit).values(unitIds.map((unitId) => ({ inspectionId, unitId })))
  if (taskIds.length > 0) await tx.insert(inspectionTask).values(taskIds.map((taskId) => ({ inspectionId, taskId })))
  if (memberIds.length > 0) {
    await tx
      .insert(inspectionMember)
      .values(memberIds.map((personId) => ({ inspectionId, personId, isHead: personId === headId })))
  }
}

export const writeChecklists = async (tx: Tx, inspectionId: number, ids: readonly number[]): Promise<void> => {
  await tx.delete(inspectionChecklist).where(eq(inspectionChecklist.inspectionId, inspectionId))
  if (ids.length > 0) {
    await tx.insert(inspectionChecklist).values(ids.map((checklistId) => ({ inspectionId, checklistId })))
  }
}

/** The plan with its lists, as the record keeps it. */
export const planRecord = (plan: ReturnType<typeof planColumns> & Lists): JsonObject => {
  const { title, kind, statutoryKind, legalBasis, content, scope, methods, startsOn, endsOn, planId, followsId } = plan
  const { unitIds, taskIds, memberIds, headId, checklistIds } = plan
  return {
    title,
    kind,
    statutoryKind,
    legalBasis,
    content,
    scope,
    methods,
    startsOn,
    endsOn,
    planId,
    followsId,
    unitIds,
    taskIds,
    memberIds,
    headId,
    checklistIds,
  }
}
