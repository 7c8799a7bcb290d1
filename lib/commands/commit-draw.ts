import { randomBytes } from 'node:crypto'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { inspectionDraw, type Recusal, type StoredCandidate } from '@/db/schema/inspection'
import { membership, person, unit } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { assignment, task } from '@/db/schema/task'
import { readInspection } from '@/db/supervision-subjects'
import { riskFactsOfTasks, riskFactsOfUnits } from '@/db/risk-facts'
import { commitmentOf } from '@/lib/domain/inspection/draw'
import { type RiskFacts, riskParts, riskWeight } from '@/lib/domain/inspection/risk'
import { Refusal } from '@/lib/domain/refusals'
import { commitDrawInput } from '@/lib/input/inspection'
import { sha256 } from '@/lib/platform/sha256'
import { requireInspectableUnits, requireInspectors } from './inspection-plan'
import { decideInspection, inspectionEvent, updateInspection } from './inspection-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

type Named = { readonly id: number; readonly label: string }

const candidates = (
  prefix: string,
  rows: readonly Named[],
  facts: ReadonlyMap<number, RiskFacts> | null,
): StoredCandidate[] =>
  rows.map(({ id, label }) => {
    const known = facts?.get(id)
    return {
      key: `${prefix}:${id}`,
      label,
      weight: known ? riskWeight(known) : 1,
      parts: known ? riskParts(known) : [],
    }
  })

/** The tasks that may be drawn, each with the unit that leads it. */
const drawableTasks = async (tx: Tx, planId: number | null, ids: readonly number[]) => {
  const rows = await tx
    .select({ id: task.id, label: task.title, unitId: assignment.unitId, planId: plan.id })
    .from(task)
    .innerJoin(plan, eq(plan.id, task.planId))
    .innerJoin(assignment, and(eq(assignment.taskId, task.id), assignment.isPrimary))
    .where(inArray(task.id, [...ids]))
    .orderBy(asc(task.id))
  if (rows.length !== ids.length || rows.some((row) => row.planId !== planId))
    throw new Refusal('inspectionTaskInvalid')
  return rows
}

const requireEnough = (what: string, available: number, wanted: number): void => {
  if (available < wanted) throw new Refusal('drawTooFew', { what, available, wanted })
}

/**
 * 双随机, first half: from whom is drawn and with what weight is fixed, and the hash of a seed that nobody has seen. Whoever
 * holds a post in a unit that may be drawn stays out of the inspectors by itself, so that the draw never has to be bent.
 */
export const commitDraw = defineCommand({
  name: 'inspection.commitDraw',
  input: commitDrawInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId, { lock: true })
    return found && { found, targets: [inspectionTarget(found)] }
  },
  action: 'inspection.commitDraw',
  handle: async ({ tx, loaded: { found }, actor, now, today, record }, input) => {
    const row = found.inspection
    const [before] = await tx.select().from(inspectionDraw).where(eq(inspectionDraw.inspectionId, row.id))
    decideInspection(row.state, 'inspection.commitDraw', {
      isRandom: row.kind === 'random',
      isDrawCommitted: before !== undefined,
    })
    const tasks = input.subject === 'task' ? await drawableTasks(tx, row.planId, input.subjectIds) : []
    const unitIds = input.subject === 'task' ? [...new Set(tasks.map((entry) => entry.unitId))] : input.subjectIds
    await requireInspectableUnits(tx, actor, unitIds)
    await requireInspectors(tx, actor, input.inspectorIds)
    const byRisk = input.weighting === 'risk'
    const subjects =
      input.subject === 'task'
        ? candidates('task', tasks, byRisk ? await riskFactsOfTasks(tx, tasks, today) : null)
        : candidates(
            'unit',
            await tx
              .select({ id: unit.id, label: unit.name })
              .from(unit)
              .where(inArray(unit.id, [...unitIds])),
            byRisk ? await riskFactsOfUnits(tx, unitIds, today) : null,
          )
    const people = await tx
      .select({ id: person.id, label: person.name })
      .from(person)
      .where(inArray(person.id, input.inspectorIds))
      .orderBy(asc(person.id))
    const insiders = await tx
      .selectDistinct({ id: membership.personId, unit: unit.name })
      .from(membership)
      .innerJoin(unit, eq(unit.id, membership.unitId))
      .where(
        and(
          isNull(membership.endedOn),
          inArray(membership.unitId, [...unitIds]),
          inArray(membership.personId, input.inspectorIds),
        ),
      )
    const recusals: Recusal[] = people.flatMap(({ id, label }) => {
      const asked = input.recusals.find((entry) => entry.personId === id)
      const insider = insiders.find((entry) => entry.id === id)
      const reason = asked?.reason ?? (insider ? `在抽取范围内的${insider.unit}任职` : null)
      return reason ? [{ key: `person:${id}`, label, reason }] : []
    })
    const inspectors = candidates('person', people, null).filter(
      (entry) => !recusals.some((recusal) => recusal.key === entry.key),
    )
    requireEnough(input.subject === 'task' ? '任务' : '单位', subjects.length, input.subjectCount)
    requireEnough('督查人员（除回避外）', inspectors.length, input.inspectorCount)
    const seed = randomBytes(32).toString('hex')
    const commitment = commitmentOf(seed, sha256)
    const { subject, weighting, subjectCount, inspectorCount } = input
    await tx.insert(inspectionDraw).values({
      inspectionId: row.id,
      subject,
      weighting,
      subjectCount,
      inspectorCount,
      subjects,
      inspectors,
      recusals,
      seed,
      commitment,
      committedBy: actor.personId,
      committedAt: now,
    })
    const version = await updateInspection(tx, row, {})
    record(
      inspectionEvent(row, 'inspection.commitDraw', null, {
        subject,
        weighting,
        subjectCount,
        inspectorCount,
        commitment,
        subjects: subjects.map((entry) => `${entry.label}（${entry.weight}）`),
        inspectors: inspectors.map((entry) => entry.label),
        recusals: recusals.map((entry) => `${entry.label}：${entry.reason}`),
      }),
    )
    return { inspectionId: row.id, version, commitment }
  },
})
