import { sql } from 'drizzle-orm'
import type { QueryContext } from './context'

export type PlanIndicator = {
  readonly id: number
  readonly domain: string | null
  readonly number: string | null
  readonly name: string
  readonly unitText: string | null
  readonly baselineYear: number | null
  readonly baselineText: string | null
  readonly nature: string | null
  readonly sourceLine: number | null
  readonly sourceRevision: number | null
  /** Number of the revised version that no longer has it. */
  readonly endedBy: number | null
  readonly targets: readonly { readonly year: number; readonly text: string }[]
  readonly owners: readonly string[]
}

/** The indicators of a plan whose visibility the caller has from getPlan. */
export const listPlanIndicators = async (ctx: QueryContext, planId: number): Promise<readonly PlanIndicator[]> =>
  ctx.db.execute<PlanIndicator>(sql`
    select i.id::int as id, i.domain, i.number, i.name, i.unit_text as "unitText", i.baseline_year as "baselineYear",
      i.baseline_text as "baselineText", i.nature, i.source_line as "sourceLine",
      (select r.number from plan_revision r where r.id = i.source_revision_id) as "sourceRevision",
      (select r.number from plan_revision r where r.id = i.ended_revision_id) as "endedBy",
      coalesce((select json_agg(json_build_object('year', g.year, 'text', g.text) order by g.year)
        from indicator_target g where g.indicator_id = i.id), '[]') as targets,
      coalesce((select json_agg(u.name order by u.position, u.id)
        from indicator_owner o join unit u on u.id = o.unit_id where o.indicator_id = i.id), '[]') as owners
    from indicator i where i.plan_id = ${planId} order by i.position`)
