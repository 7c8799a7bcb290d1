import { eq, max, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { jurisdiction } from '@/db/schema/organisation'
import { plan } from '@/db/schema/plan'
import { task } from '@/db/schema/task'
import type { PlanRow } from '@/db/subjects'
import { changedFields } from '@/lib/domain/events'
import { Refusal } from '@/lib/domain/refusals'
import { noPlanFacts } from '@/lib/domain/plan/states'
import { configurePlanInput } from '@/lib/input/plan'
import { readRounds } from './consultation-rounds'
import { decidePlan } from './plan-draft'
import { lockPlan } from './plan-lock'
import { recreatePeriods } from './reporting-periods'
import { defineCommand } from './run'

/** A plan stands below one of its own or a higher jurisdiction, never below itself. */
const requireParent = async (tx: Tx, row: PlanRow, parentId: number): Promise<void> => {
  const [fits] = await tx.execute<{ fits: boolean }>(sql`
    with recursive above(id) as (
      select ${parentId}::bigint union select p.parent_plan_id from plan p join above on p.id = above.id where p.parent_plan_id is not null
    )
    select parent.state <> 'draft' and own.path like pj.path || '%' and not exists (select from above where id = ${row.id}) as fits
    from plan parent join ${jurisdiction} pj on pj.id = parent.jurisdiction_id, ${jurisdiction} own
    where parent.id = ${parentId} and own.id = ${row.jurisdictionId}`)
  if (!fits?.fits) {
    const refusal = new Refusal('planParentInvalid')
    throw new Refusal('planParentInvalid', {}, { parentPlanId: refusal.message })
  }
}

const settingsIn = (input: z.output<typeof configurePlanInput>) => ({
  title: input.title,
  issuer: input.issuer,
  docNumber: input.docNumber,
  issuedOn: input.issuedOn,
  periodStart: input.periodStart,
  periodEnd: input.periodEnd,
  parentPlanId: input.parentPlanId,
  signOffRequired: input.signOffRequired,
  reportingCycle: input.reportingCycle,
  reportingDay: input.reportingDay,
  silenceAgrees: input.silenceAgrees,
  isPublic: input.isPublic,
})

/** Facts and rules of a plan: title, number, dates, the plan above, how often units report and who signs off. */
export const configurePlan = defineCommand({
  name: 'plan.configure',
  input: configurePlanInput,
  seenBy: 'plan.view',
  lock: lockPlan,
  action: 'plan.configure',
  handle: async ({ tx, loaded, today, record, unchanged }, input) => {
    const { plan: row } = loaded
    const wanted = settingsIn(input)
    decidePlan(row.state, 'plan.configure', noPlanFacts)
    const before = Object.fromEntries(Object.keys(wanted).map((name) => [name, row[name as keyof typeof wanted]]))
    const changes = changedFields(before, wanted)
    if (!changes) {
      unchanged()
      return { version: row.version }
    }
    // Units that are being asked were told what their silence means.
    if ('silenceAgrees' in changes.after && (await readRounds(tx, row.id)).openConsultations > 0) {
      throw new Refusal('consultationOpen')
    }
    if (wanted.parentPlanId !== null && wanted.parentPlanId !== row.parentPlanId) {
      await requireParent(tx, row, wanted.parentPlanId)
    }
    const version = row.version + 1
    const after = { ...row, ...wanted, version }
    await tx
      .update(plan)
      .set({ ...wanted, version })
      .where(eq(plan.id, row.id))
    const reporting = ['reportingCycle', 'reportingDay', 'periodEnd'].some((name) => name in changes.after)
    if (row.state === 'active' && reporting) {
      const [latest] = await tx
        .select({ dueOn: max(task.dueOn) })
        .from(task)
        .where(eq(task.planId, row.id))
      await recreatePeriods(tx, after, latest?.dueOn ?? null, today)
    }
    record({ action: 'plan.configure', subjectType: 'plan', subjectId: row.id, planId: row.id, ...changes })
    return { version }
  },
})
