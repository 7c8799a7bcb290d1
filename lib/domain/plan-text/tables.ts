import { gridOf } from './grid'
import { type PlanYears, readIndicatorTable, type TableReading } from './indicator-table'
import type { Outline } from './outline'
import type { ReadIndicator } from './reading'
import { listUnits } from './unit-list'

export function readTables(outline: Outline, years: PlanYears): TableReading {
  const found: TableReading = { indicators: [], warnings: [] }
  for (const { table } of outline.tables) {
    const reading = readIndicatorTable(gridOf(table), years)
    if (!reading) continue
    found.indicators.push(...reading.indicators)
    found.warnings.push(...reading.warnings)
  }
  return found
}

export function withOwners(one: ReadIndicator & { owners: string | null }, canonical: (name: string) => string): ReadIndicator {
  const { owners, ...indicator } = one
  return { ...indicator, responsibleUnits: owners ? [...new Set(listUnits(owners).map((unit) => canonical(unit.name)))] : [] }
}
