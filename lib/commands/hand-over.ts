import { and, eq, inArray, isNull, ne, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { changeRequest } from '@/db/schema/change-request'
import { membership, unit, unitAlias, unitMember } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { report } from '@/db/schema/report'
import { acknowledgement, assignment, type AssignmentRole, task } from '@/db/schema/task'
import type { CalendarDate } from '@/lib/domain/calendar/date'

type Unit = typeof unit.$inferSelect
type Pair = { readonly from: Unit; readonly to: Unit }

export type HandedTask = {
  readonly taskId: number
  readonly planId: number
  /** What the dissolved unit was to the task; null where it only issued it. */
  readonly role: AssignmentRole | null
}

/** Open tasks that a unit carries or issued, locked lowest id first; what is closed or archived stays as history. */
export const lockOpenTasks = (tx: Tx, unitId: number) =>
  tx
    .select({ id: task.id, planId: task.planId, version: task.version })
    .from(task)
    .where(
      and(
        notInArray(task.state, ['closed', 'terminated']),
        inArray(task.planId, tx.select({ id: plan.id }).from(plan).where(ne(plan.state, 'archived'))),
        sql`(${task.issuerUnitId} = ${unitId}
          or ${task.id} in (select task_id from assignment where unit_id = ${unitId}))`,
      ),
    )
    .orderBy(task.id)
    .for('update')

/** Both units on one task: the successor keeps the greater part of the two, and receipts stay with the task. */
const mergeAssignments = async (tx: Tx, { from, to }: Pair, taskIds: readonly number[]): Promise<void> => {
  const rows = await tx
    .select()
    .from(assignment)
    .where(and(inArray(assignment.taskId, [...taskIds]), inArray(assignment.unitId, [from.id, to.id])))
  for (const old of rows.filter((row) => row.unitId === from.id)) {
    const kept = rows.find((row) => row.unitId === to.id && row.taskId === old.taskId)
    if (!kept) continue
    const receipts = eq(acknowledgement.assignmentId, old.id)
    await tx.update(acknowledgement).set({ assignmentId: kept.id }).where(receipts)
    await tx.delete(assignment).where(eq(assignment.id, old.id))
    if (old.role === 'lead') {
      const isPrimary = old.isPrimary || kept.isPrimary
      await tx.update(assignment).set({ role: 'lead', isPrimary }).where(eq(assignment.id, kept.id))
    }
  }
}

/** Tasks, running submissions and the plans themselves go to the successor; what was decided keeps its unit. */
export const handOverWork = async (
  tx: Tx,
  pair: Pair,
  tasks: readonly { readonly id: number; readonly planId: number }[],
): Promise<readonly HandedTask[]> => {
  const { from, to } = pair
  await tx
    .update(plan)
    .set({ officeUnitId: to.id })
    .where(and(eq(plan.officeUnitId, from.id), ne(plan.state, 'archived')))
  const openIndicators = sql`indicator_id in (
    select i.id from indicator i join plan p on p.id = i.plan_id where p.state <> 'archived')`
  await tx.execute(sql`
    insert into indicator_owner (indicator_id, unit_id)
    select indicator_id, ${to.id} from indicator_owner where unit_id = ${from.id} and ${openIndicators}
    on conflict do nothing`)
  await tx.execute(sql`delete from indicator_owner where unit_id = ${from.id} and ${openIndicators}`)
  const taskIds = tasks.map((row) => row.id)
  if (taskIds.length === 0) return []
  const held = await tx
    .select({ taskId: assignment.taskId, role: assignment.role })
    .from(assignment)
    .where(and(eq(assignment.unitId, from.id), inArray(assignment.taskId, taskIds)))
  await mergeAssignments(tx, pair, taskIds)
  await tx
    .update(assignment)
    .set({ unitId: to.id })
    .where(and(eq(assignment.unitId, from.id), inArray(assignment.taskId, taskIds)))
  await tx
    .update(task)
    .set({ version: sql`${task.version} + 1` })
    .where(inArray(task.id, taskIds))
  await tx
    .update(task)
    .set({ issuerUnitId: to.id })
    .where(and(eq(task.issuerUnitId, from.id), inArray(task.id, taskIds)))
  const running = and(inArray(report.taskId, taskIds), ne(report.state, 'approved'))
  // A period for which the successor already has its own open report keeps both units' words apart.
  await tx
    .update(report)
    .set({ unitId: to.id, version: sql`${report.version} + 1` })
    .where(
      and(
        running,
        eq(report.unitId, from.id),
        sql`not exists (select from report own where own.task_id = ${report.taskId}
          and own.period_id = ${report.periodId} and own.unit_id = ${to.id} and own.state <> 'approved')`,
      ),
    )
  // Its files go with it, else the successor could not link again what it goes on with.
  await tx.execute(sql`
    update evidence set unit_id = ${to.id} where unit_id = ${from.id} and report_id in (
      select id from report where unit_id = ${to.id} and state <> 'approved' and task_id = any(${sql.param([...taskIds])}::bigint[]))`)
  await tx
    .update(report)
    .set({ reviewingUnitId: to.id })
    .where(and(running, eq(report.reviewingUnitId, from.id)))
  const asked = and(inArray(changeRequest.taskId, taskIds), inArray(changeRequest.state, ['draft', 'submitted']))
  await tx
    .update(changeRequest)
    .set({ unitId: to.id })
    .where(and(asked, eq(changeRequest.unitId, from.id)))
  await tx
    .update(changeRequest)
    .set({ issuerUnitId: to.id })
    .where(and(asked, eq(changeRequest.issuerUnitId, from.id)))
  return tasks.map((row) => ({
    taskId: row.id,
    planId: row.planId,
    role: held.find((entry) => entry.taskId === row.id)?.role ?? null,
  }))
}

/** Names, groups and the units below it: the old name from now on finds the successor. */
export const handOverPlace = async (tx: Tx, { from, to }: Pair): Promise<void> => {
  await tx.update(unitAlias).set({ unitId: to.id }).where(eq(unitAlias.unitId, from.id))
  await tx
    .insert(unitAlias)
    .values({ jurisdictionId: from.jurisdictionId, unitId: to.id, spelling: from.name })
    .onConflictDoNothing()
  await tx.execute(sql`
    insert into unit_member (group_id, member_id)
    select group_id, ${to.id} from unit_member where member_id = ${from.id} and group_id <> ${to.id}
    on conflict do nothing`)
  await tx.delete(unitMember).where(eq(unitMember.memberId, from.id))
  if (from.kind === 'group') {
    await tx.execute(sql`
      insert into unit_member (group_id, member_id) select ${to.id}, member_id from unit_member where group_id = ${from.id}
      on conflict do nothing`)
  }
  if (to.parentId === from.id) await tx.update(unit).set({ parentId: from.parentId }).where(eq(unit.id, to.id))
  await tx
    .update(unit)
    .set({ parentId: to.id })
    .where(and(eq(unit.parentId, from.id), ne(unit.id, to.id), isNull(unit.dissolvedOn)))
  if (from.isOffice && !to.isOffice) await tx.update(unit).set({ isOffice: true }).where(eq(unit.id, to.id))
}

/** People keep role and title in the successor. Gives the memberships that ended. */
export const moveMemberships = async (tx: Tx, { from, to }: Pair, today: CalendarDate): Promise<readonly number[]> => {
  const ended = await tx
    .update(membership)
    .set({ endedOn: today, version: sql`${membership.version} + 1` })
    .where(and(eq(membership.unitId, from.id), isNull(membership.endedOn)))
    .returning()
  for (const old of ended) {
    const { personId, role, title } = old
    await tx.insert(membership).values({ personId, role, title, unitId: to.id, startedOn: today }).onConflictDoNothing()
    const [held] = await tx
      .select({ id: membership.id })
      .from(membership)
      .where(
        and(
          eq(membership.personId, personId),
          eq(membership.unitId, to.id),
          eq(membership.role, role),
          isNull(membership.endedOn),
        ),
      )
    await tx
      .update(assignment)
      .set({ membershipId: held?.id ?? null })
      .where(and(eq(assignment.membershipId, old.id), eq(assignment.unitId, to.id)))
  }
  return ended.map((row) => row.id)
}
