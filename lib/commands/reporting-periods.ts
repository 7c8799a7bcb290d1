import { and, eq, gt, notExists } from 'drizzle-orm'
import { readCalendar } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { reportingPeriod } from '@/db/schema/plan'
import { report } from '@/db/schema/report'
import type { PlanRow } from '@/db/subjects'
import { addDays, type CalendarDate, dateFromParts, laterOf, partsOf } from '@/lib/domain/calendar/date'
import { periodsOf } from '@/lib/domain/report/period'

/** Without an end in print: to the latest due date, but at least to the end of next year. */
const lastYear = (plan: Pick<PlanRow, 'periodEnd'>, latestDueOn: CalendarDate | null, today: CalendarDate): number =>
  plan.periodEnd ?? Math.max(partsOf(today).year + 1, latestDueOn ? partsOf(latestDueOn).year : 0)

/**
 * The periods in which units report: from the one that today lies in (nobody reports on time before the plan was issued here)
 * to the end of the plan's last year. A plan whose last year is over still gets the current one, for what is overdue.
 */
export const createPeriods = async (
  tx: Tx,
  plan: PlanRow,
  latestDueOn: CalendarDate | null,
  today: CalendarDate,
  from: CalendarDate | null = null,
): Promise<number> => {
  const calendar = await readCalendar(tx)
  const { year } = partsOf(today)
  const end = dateFromParts(Math.max(lastYear(plan, latestDueOn, today), year), 12, 31)
  const begin = dateFromParts(Math.max(plan.periodStart ?? year, year), 1, 1)
  const periods = periodsOf(
    plan.reportingCycle,
    from ? laterOf(from, begin) : begin,
    end,
    calendar,
    plan.reportingDay,
  ).filter((period) => period.endsOn >= today)
  if (periods.length > 0) {
    await tx
      .insert(reportingPeriod)
      .values(periods.map((period) => ({ ...period, planId: plan.id })))
      .onConflictDoNothing()
  }
  return periods.length
}

/** After the cycle or the day changed: periods that began or hold a report stay as they are, later ones are made anew. */
export const recreatePeriods = async (
  tx: Tx,
  plan: PlanRow,
  latestDueOn: CalendarDate | null,
  today: CalendarDate,
): Promise<number> => {
  await tx
    .delete(reportingPeriod)
    .where(
      and(
        eq(reportingPeriod.planId, plan.id),
        gt(reportingPeriod.startsOn, today),
        notExists(tx.select({ id: report.id }).from(report).where(eq(report.periodId, reportingPeriod.id))),
      ),
    )
  const kept = await tx
    .select({ endsOn: reportingPeriod.endsOn })
    .from(reportingPeriod)
    .where(eq(reportingPeriod.planId, plan.id))
  const last = kept
    .map((period) => period.endsOn)
    .sort()
    .at(-1)
  return createPeriods(tx, plan, latestDueOn, today, last ? addDays(last, 1) : null)
}
