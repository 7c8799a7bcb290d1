import { sql } from 'drizzle-orm'
import type { ConsequenceKind, ConsequenceState } from '@/lib/domain/consequence/states'
import type { QueryContext } from './context'
import { visibleConsequences } from './list-consequences'
import { findingConditions, findingsFrom, stageSql } from './list-findings'

export type UnitProgress = {
  readonly unitId: number
  readonly found: number
  readonly ordered: number
  readonly claimed: number
  readonly cleared: number
  readonly late: number
}

export type InspectionConsequence = {
  readonly id: number
  readonly kind: ConsequenceKind
  readonly state: ConsequenceState
  readonly unit: string
}

/** How far the findings of one inspection are put right, a line a unit, and what was proposed because of them. */
export const inspectionProgress = async (
  ctx: QueryContext,
  inspectionId: number,
): Promise<{
  readonly units: readonly UnitProgress[]
  readonly consequences: readonly InspectionConsequence[]
}> => {
  const stages = stageSql(ctx.today)
  const [units, consequences] = await Promise.all([
    ctx.db.execute<UnitProgress>(sql`
      select f.unit_id::int as "unitId", count(*)::int as found,
        (count(*) filter (where ${stages.ordered}))::int as ordered,
        (count(*) filter (where ${stages.claimed}))::int as claimed,
        (count(*) filter (where ${stages.cleared}))::int as cleared,
        (count(*) filter (where ${stages.late}))::int as late
      from ${findingsFrom} where ${findingConditions(ctx, { inspection: inspectionId })} group by 1`),
    ctx.db.execute<InspectionConsequence>(sql`
      select q.id::int as id, q.kind, q.state, u.name as unit
      from consequence q join unit u on u.id = q.unit_id
      where q.inspection_id = ${inspectionId} and ${visibleConsequences(ctx.actor)} order by q.id`),
  ])
  return { units, consequences }
}
