import { sql } from 'drizzle-orm'
import { type InspectionKind, inspectionKinds } from '@/lib/domain/inspection/states'
import type { QueryContext } from './context'
import { type FindingFilter, findingConditions, findingsFrom, stageSql } from './list-findings'

/** Findings by where they stand; each number is the total of `listFindings` with the same filter and that stage. */
export type WallCounts = {
  readonly found: number
  readonly ordered: number
  readonly claimed: number
  readonly cleared: number
  readonly late: number
}

export type SupervisionWall = {
  readonly total: WallCounts
  readonly units: readonly (WallCounts & { readonly unitId: number; readonly unit: string })[]
  readonly kinds: readonly (WallCounts & { readonly kind: InspectionKind })[]
}

const columns = ['found', 'ordered', 'claimed', 'cleared', 'late'] as const

/** Found, ordered, claimed, cleared, late; by unit (most open first) and by kind of inspection. */
export const getSupervisionWall = async (
  ctx: QueryContext,
  filter: Omit<FindingFilter, 'stage' | 'unit' | 'kind'> = {},
): Promise<SupervisionWall> => {
  const stages = stageSql(ctx.today)
  const counts = sql.join(
    columns.map((stage) => sql`count(*) filter (where ${stages[stage]})::int as ${sql.identifier(stage)}`),
    sql`, `,
  )
  const where = findingConditions(ctx, filter)
  const units = await ctx.db.execute<SupervisionWall['units'][number]>(sql`
    select f.unit_id::int as "unitId", u.name as unit, ${counts} from ${findingsFrom} join unit u on u.id = f.unit_id
    where ${where} group by 1, 2, u.position order by count(*) filter (where not ${stages.cleared}) desc, u.position, 1`)
  const kinds = await ctx.db.execute<SupervisionWall['kinds'][number]>(
    sql`select i.kind, ${counts} from ${findingsFrom} where ${where} group by 1`,
  )
  const sum = (stage: (typeof columns)[number]): number => units.reduce((total, row) => total + row[stage], 0)
  const zero = { found: 0, ordered: 0, claimed: 0, cleared: 0, late: 0 }
  return {
    total: {
      found: sum('found'),
      ordered: sum('ordered'),
      claimed: sum('claimed'),
      cleared: sum('cleared'),
      late: sum('late'),
    },
    units,
    kinds: inspectionKinds.map((kind) => kinds.find((row) => row.kind === kind) ?? { kind, ...zero }),
  }
}
