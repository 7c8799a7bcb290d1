import { sql } from 'drizzle-orm'
import { readRegister } from '@/db/register'
import type { PlanVersionOrigin } from '@/db/schema/plan'
import { readPlan } from '@/db/subjects'
import type { PlanStage } from '@/lib/domain/labels'
import { can } from '@/lib/domain/permission/can'
import { comparePlans, type PlanDifference } from '@/lib/domain/plan/compare-plans'
import { type ComparedPlan, comparedDraft } from '@/lib/domain/plan/compared'
import type { PlanDraft } from '@/lib/domain/plan/draft'
import { completeDraft } from '@/lib/domain/plan/stored-draft'
import { instantSql } from './consultation-parts'
import type { QueryContext } from './context'

export type VersionLine = {
  readonly number: number
  readonly stage: PlanStage
  readonly origin: PlanVersionOrigin
  readonly summary: string
  readonly personName: string
  readonly at: string
  readonly sourceFileName: string | null
  readonly items: number
  readonly indicators: number
}

const isOfficeOf = async ({ db, actor }: QueryContext, planId: number): Promise<number | null> => {
  const owner = await readPlan(db, planId)
  return owner && can(actor, 'plan.viewDraft', owner.subject) ? owner.plan.jurisdictionId : null
}

/** Every version that was kept, the newest first; null for everyone but the office that runs the plan. */
export const listPlanVersions = async (ctx: QueryContext, planId: number): Promise<readonly VersionLine[] | null> => {
  if ((await isOfficeOf(ctx, planId)) === null) return null
  return ctx.db.execute<VersionLine>(sql`
    select number, stage, origin, summary, person_name as "personName", ${instantSql(sql`at`)} as at,
      source_file_name as "sourceFileName", jsonb_array_length(content -> 'items') as items,
      jsonb_array_length(content -> 'indicators') as indicators
    from plan_version where plan_id = ${planId} order by number desc`)
}

export type PlanVersionPage = {
  readonly version: VersionLine
  readonly content: PlanDraft
  readonly plan: ComparedPlan
}

/** One version to be read, or two to be compared. */
export const getPlanVersion = async (
  ctx: QueryContext,
  planId: number,
  number: number,
): Promise<PlanVersionPage | null> => {
  const jurisdictionId = await isOfficeOf(ctx, planId)
  if (jurisdictionId === null) return null
  const [row] = await ctx.db.execute<VersionLine & { content: PlanDraft }>(sql`
    select number, stage, origin, summary, person_name as "personName", ${instantSql(sql`at`)} as at,
      source_file_name as "sourceFileName", jsonb_array_length(content -> 'items') as items,
      jsonb_array_length(content -> 'indicators') as indicators, content
    from plan_version where plan_id = ${planId} and number = ${number}`)
  if (!row) return null
  const { content: stored, ...version } = row
  const content = completeDraft(stored)
  const register = await readRegister(ctx.db, jurisdictionId)
  const names = new Map(register.map((unit) => [unit.id, unit.name]))
  return { version, content, plan: comparedDraft(content, (id) => names.get(id), { onlyIssued: false }) }
}

export type VersionComparison = {
  readonly from: VersionLine
  readonly to: VersionLine
  readonly difference: PlanDifference
  /** Tasks that were issued in one of the two and not in the other. */
  readonly issued: readonly { readonly key: string; readonly title: string; readonly issue: boolean }[]
}

/** Task by task and indicator by indicator, what the later of two versions changed. */
export const comparePlanVersions = async (
  ctx: QueryContext,
  planId: number,
  numbers: readonly [number, number],
): Promise<VersionComparison | null> => {
  const [first, second] = [...numbers].sort((a, b) => a - b) as [number, number]
  const from = await getPlanVersion(ctx, planId, first)
  const to = await getPlanVersion(ctx, planId, second)
  if (!from || !to || first === second) return null
  // Keys are kept through every correction; a text that was read anew has keys of its own.
  const rereads = await ctx.db.execute<{ n: number }>(sql`
    select count(*)::int as n from plan_version
    where plan_id = ${planId} and number > ${first} and number <= ${second} and origin in ('reread', 'revision')`)
  const sameKeys = (rereads[0]?.n ?? 0) === 0
  const known = new Set([...from.plan.items, ...from.plan.indicators].map((entry) => entry.key))
  const partners = Object.fromEntries(
    [...to.plan.items, ...to.plan.indicators].flatMap(({ key }) => (sameKeys && known.has(key) ? [[key, key]] : [])),
  )
  const difference = comparePlans(from.plan, to.plan, { partners })
  const issueOf = new Map(from.content.items.map((item) => [item.key, item.issue]))
  const issued = to.content.items.flatMap((item) => {
    const before = issueOf.get(difference.items.get(item.key) ?? '')
    return before === undefined || before === item.issue
      ? []
      : [{ key: item.key, title: item.title, issue: item.issue }]
  })
  return { from: from.version, to: to.version, difference, issued }
}
