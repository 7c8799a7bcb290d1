import type { Tx } from '@/db/client'
import { indicatorOwner, indicatorTarget } from '@/db/schema/plan'
import type { DraftIndicator } from '@/lib/domain/plan/draft'
import { inBatches } from './in-batches'

/** One target a year, the last printed. */
export const targetsOf = (indicatorId: number, row: DraftIndicator) => {
  const byYear = new Map(
    row.targets.flatMap((target) => (target.year === null ? [] : [[target.year, target] as const])),
  )
  return [...byYear].map(([year, target]) => ({
    indicatorId,
    year,
    text: target.text,
    op: target.parsed.op,
    value: target.parsed.value === null ? null : String(target.parsed.value),
    value2: target.parsed.value2 === null ? null : String(target.parsed.value2),
  }))
}

/** Targets by year and the owners that are known, of indicators just written. */
export const writeTargetsAndOwners = async (
  tx: Tx,
  rows: readonly { readonly indicatorId: number; readonly row: DraftIndicator }[],
): Promise<void> => {
  await inBatches(
    rows.flatMap(({ indicatorId, row }) => targetsOf(indicatorId, row)),
    (batch) => tx.insert(indicatorTarget).values(batch).returning({ id: indicatorTarget.indicatorId }),
  )
  await inBatches(
    rows.flatMap(({ indicatorId, row }) =>
      [...new Set(row.owners.flatMap((owner) => (owner.unitId === null ? [] : [owner.unitId])))].map((unitId) => ({
        indicatorId,
        unitId,
      })),
    ),
    (batch) => tx.insert(indicatorOwner).values(batch).returning({ id: indicatorOwner.indicatorId }),
  )
}

/** An indicator's columns but for its place and its plan. */
export const indicatorColumns = (row: DraftIndicator, sourceRevisionId: number | null) => ({
  domain: row.domain,
  number: row.number,
  name: row.name,
  unitText: row.unit,
  baselineYear: row.baselineYear,
  baselineText: row.baselineText,
  nature: row.nature,
  source: row.source,
  direction: row.direction,
  sourceLine: row.startLine,
  sourceRevisionId,
})
