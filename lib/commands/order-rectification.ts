import { and, asc, desc, eq, inArray, like, sql } from 'drizzle-orm'
import { finding } from '@/db/schema/inspection'
import { rectification, rectificationEntry, rectificationFinding } from '@/db/schema/rectification'
import { task } from '@/db/schema/task'
import { readInspection } from '@/db/supervision-subjects'
import { Refusal } from '@/lib/domain/refusals'
import { orderRectificationInput } from '@/lib/input/rectification'
import { rectificationEvent } from './rectification-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

/** Any number will do as long as it stays: the orders of one office are numbered one after the other. */
const NUMBER_LOCK = 7_310_005

/** 下达整改: one finding or several of one unit; the acceptance standard is fixed here and for good (第十八条). */
export const orderRectification = defineCommand({
  name: 'rectification.order',
  input: orderRectificationInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    // Tasks first, as every command does: a task that is being closed waits for the order or the order for it.
    const rows = await tx.select().from(finding).where(inArray(finding.id, input.findingIds)).orderBy(asc(finding.id))
    if (rows.length !== input.findingIds.length) return null
    const taskIds = [...new Set(rows.flatMap((row) => row.taskId ?? []))]
    if (taskIds.length > 0) {
      await tx.select({ id: task.id }).from(task).where(inArray(task.id, taskIds)).orderBy(asc(task.id)).for('update')
    }
    const [first] = rows
    const found = first ? await readInspection(tx, first.inspectionId, { lock: true }) : null
    if (!found || rows.some((row) => row.inspectionId !== found.inspection.id)) return null
    const findings = await tx
      .select()
      .from(finding)
      .where(inArray(finding.id, input.findingIds))
      .orderBy(asc(finding.id))
    const { version: _, ...target } = inspectionTarget(found)
    return { found, findings, targets: [target] }
  },
  action: 'rectification.order',
  handle: async ({ tx, loaded: { found, findings }, actor, now, today, record }, input) => {
    const [first] = findings
    if (!first || findings.some((row) => row.removedAt !== null)) throw new Refusal('notFound')
    if (findings.some((row) => row.unitId !== first.unitId)) throw new Refusal('rectificationOneUnit')
    if (input.dueOn < today) {
      throw new Refusal('dueBeforeToday', {}, { dueOn: new Refusal('dueBeforeToday').message })
    }
    const [ordered] = await tx
      .select({ orderNo: rectification.orderNo })
      .from(rectificationFinding)
      .innerJoin(rectification, eq(rectification.id, rectificationFinding.rectificationId))
      .where(inArray(rectificationFinding.findingId, input.findingIds))
      .limit(1)
    if (ordered) throw new Refusal('findingOrdered', { order: ordered.orderNo })
    await tx.execute(sql`select pg_advisory_xact_lock(${NUMBER_LOCK}, ${found.inspection.officeUnitId}::int)`)
    const year = today.slice(0, 4)
    const [last] = await tx
      .select({ number: sql<number>`split_part(${rectification.orderNo}, '-', 2)::int` })
      .from(rectification)
      .where(
        and(eq(rectification.officeUnitId, found.inspection.officeUnitId), like(rectification.orderNo, `${year}-%`)),
      )
      .orderBy(desc(sql`split_part(${rectification.orderNo}, '-', 2)::int`))
      .limit(1)
    const { requirement, acceptanceStandard, evidenceAsked, responsible, dueOn } = input
    const [row] = await tx
      .insert(rectification)
      .values({
        inspectionId: found.inspection.id,
        officeUnitId: found.inspection.officeUnitId,
        unitId: first.unitId,
        orderNo: `${year}-${(last?.number ?? 0) + 1}`,
        requirement,
        acceptanceStandard,
        evidenceAsked,
        responsible,
        dueOn,
        originalDueOn: dueOn,
        orderedBy: actor.personId,
        orderedOn: today,
      })
      .returning()
    if (!row) throw new Error('the order was not written')
    await tx
      .insert(rectificationFinding)
      .values(findings.map((entry) => ({ rectificationId: row.id, findingId: entry.id })))
    await tx.insert(rectificationEntry).values({
      rectificationId: row.id,
      round: 1,
      kind: 'order',
      text: requirement,
      dueOn,
      unitId: actor.unitId,
      personId: actor.personId,
      at: now,
    })
    record(
      rectificationEvent({ rectification: row, inspection: found.inspection, findings }, 'rectification.order', null, {
        state: row.state,
        orderNo: row.orderNo,
        unitId: row.unitId,
        findings: findings.map((entry) => entry.id),
        requirement,
        acceptanceStandard,
        evidenceAsked,
        responsible,
        dueOn,
      }),
    )
    return { rectificationId: row.id, orderNo: row.orderNo, version: row.version }
  },
})
