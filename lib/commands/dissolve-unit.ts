import { and, count, eq, isNull } from 'drizzle-orm'
import { membership, unit, unitMember } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { jurisdictionSubject } from '@/db/subjects'
import { Refusal } from '@/lib/domain/refusals'
import { dissolveUnitInput } from '@/lib/input/unit'
import { endSessions } from './end-sessions'
import { handOverPlace, handOverWork, lockOpenTasks, moveMemberships } from './hand-over'
import { handOverSupervision } from './hand-over-supervision'
import { defineCommand } from './run'
import { unitTarget } from './targets'
import { requireLive } from './unit-rules'

type Unit = typeof unit.$inferSelect

const isFit = (from: Unit, to: Unit): boolean =>
  to.id !== from.id &&
  to.jurisdictionId === from.jurisdictionId &&
  to.dissolvedOn === null &&
  (to.kind === 'group') === (from.kind === 'group')

/** 机构改革: the unit ends, its open work goes to the successor in the same step, its history keeps its name. */
export const dissolveUnit = defineCommand({
  name: 'unit.dissolve',
  input: dissolveUnitInput,
  seenBy: 'unit.view',
  lock: async (tx, { id }) => {
    // Weaker than `for update`: commands that hold a task may still refer to the unit, so that no two wait in a circle.
    const [row] = await tx.select().from(unit).where(eq(unit.id, id)).for('no key update')
    if (!row) return null
    const found = { unit: row, subject: await jurisdictionSubject(tx, row.jurisdictionId) }
    return { ...found, targets: [unitTarget(found)] }
  },
  action: 'unit.manage',
  handle: async ({ tx, loaded, today, now, record }, { successorId, reason }) => {
    const from = loaded.unit
    requireLive(from)
    const open = await lockOpenTasks(tx, from.id)
    const [people] = await tx
      .select({ count: count() })
      .from(membership)
      .where(and(eq(membership.unitId, from.id), isNull(membership.endedOn)))
    const [plans] = await tx.select({ count: count() }).from(plan).where(eq(plan.officeUnitId, from.id))
    const [to] = successorId ? await tx.select().from(unit).where(eq(unit.id, successorId)).for('no key update') : []
    if (!to && (successorId || open.length > 0 || people?.count || plans?.count)) {
      throw new Refusal(
        'unitHasNoSuccessor',
        { unit: from.name, count: open.length },
        { successorId: '请选择承接单位' },
      )
    }
    if (to && !isFit(from, to)) throw new Refusal('successorInvalid', {}, { successorId: '请另选承接单位' })
    await tx
      .update(unit)
      .set({ dissolvedOn: today, successorId: to?.id ?? null, version: from.version + 1 })
      .where(eq(unit.id, from.id))
    let openOrders = 0
    if (to) {
      const pair = { from, to }
      openOrders = await handOverSupervision(tx, pair, today)
      for (const handed of await handOverWork(tx, pair, open)) {
        record({
          action: 'task.succeed',
          subjectType: 'task',
          subjectId: handed.taskId,
          planId: handed.planId,
          taskId: handed.taskId,
          before: { unitId: from.id, unitName: from.name, role: handed.role },
          after: { unitId: to.id, unitName: to.name, role: handed.role },
          reason,
        })
      }
      await handOverPlace(tx, pair)
      const ended = await moveMemberships(tx, pair, today)
      await endSessions(tx, { membershipIds: ended }, { now, reason: 'unitDissolved' })
    } else {
      await tx.delete(unitMember).where(eq(unitMember.memberId, from.id))
    }
    record({
      action: 'unit.dissolve',
      subjectType: 'unit',
      subjectId: from.id,
      before: { dissolvedOn: null },
      after: {
        dissolvedOn: today,
        name: from.name,
        successorId: to?.id ?? null,
        successorName: to?.name ?? null,
        openTasks: open.length,
        people: people?.count ?? 0,
        openOrders,
      },
      reason,
    })
    return { openTasks: open.length }
  },
})
