import { bare } from './characters'
import { readDivisionTable } from './division-table'
import type { DraftTask } from './draft-task'
import { type Grid, gridOf } from './grid'
import { type PlanYears, readIndicatorTable, type TableReading } from './indicator-table'
import type { Outline, OutlineNode } from './outline'
import type { ReadIndicator } from './reading'
import type { SourceFormat } from './source'
import { pathOf } from './tasks'
import { listUnits } from './unit-list'

/** Formats that hand over tables without their merged cells. */
const WITHOUT_SPANS: SourceFormat[] = ['txt', 'md', 'doc', 'csv']

export function readTables(
  outline: Outline,
  years: PlanYears,
  format: SourceFormat,
): TableReading & { tasks: DraftTask[]; headings: Set<OutlineNode> } {
  const found = { indicators: [], warnings: [], tasks: [], headings: new Set() } as ReturnType<typeof readTables>
  for (const { table, node } of outline.tables) {
    const grid = gridOf(table)
    const reading = readIndicatorTable(grid, years)
    const division =
      reading && namesIndicators(grid) ? null : readDivisionTable(grid, years.start, !WITHOUT_SPANS.includes(format))
    if (division) {
      const heads = node.parent !== null && onlyAbove(node, table.line)
      if (heads) found.headings.add(node)
      const above = table.section ? [table.section] : heads && isPart(node) ? pathOf(node) : []
      found.tasks.push(...division.map((task) => ({ ...task, path: [...above, ...task.path] })))
    } else if (reading) {
      // 专栏1 主要指标 is a table's title, no project
      if (node.kind === 'box' && onlyAbove(node, table.line)) found.headings.add(node)
      found.indicators.push(...reading.indicators)
      found.warnings.push(...reading.warnings)
    }
  }
  return found
}

/** A heading with nothing of its own before the table. */
const onlyAbove = (node: OutlineNode, line: number): boolean =>
  node.children.length === 0 && node.own.every((passage) => passage.line > line)

const isPart = (node: OutlineNode): boolean => node.kind === 'tasks' || node.kind === 'safeguards'

/** An indicator table may name responsible units as well; a table of tasks heads its tasks as such. */
function namesIndicators(grid: Grid): boolean {
  const headings = grid.rows.slice(0, 3).flatMap((row) => row.map((cell) => bare(cell.text)))
  return (
    headings.some((text) => text.length <= 8 && text.includes('指标')) &&
    !headings.some((text) => text.length <= 8 && text.includes('任务'))
  )
}

/** A table of the same tasks as the text only adds what the text leaves open; other rows are tasks of their own. */
export function mergeTasks(drafts: DraftTask[], fromTables: DraftTask[]): DraftTask[] {
  const merged = [...drafts]
  for (const row of fromTables) {
    const same = drafts.find((draft) => isSameTitle(draft.title, row.title))
    if (!same) merged.push(row)
    else {
      if (same.responsibilities.length === 0) same.responsibilities = row.responsibilities
      if (row.deadlineText && !same.deadlineText) {
        same.deadlineText = row.deadlineText
        same.dueOn = row.dueOn
        same.ongoing = row.ongoing
      }
    }
  }
  return merged
}

function isSameTitle(a: string, b: string): boolean {
  const [x, y] = [bare(a), bare(b)]
  return x === y || (Math.min(x.length, y.length) >= 8 && (x.startsWith(y) || y.startsWith(x)))
}

export function withOwners(
  one: ReadIndicator & { owners: string | null },
  canonical: (name: string) => string,
): ReadIndicator {
  const { owners, ...indicator } = one
  return {
    ...indicator,
    responsibleUnits: owners ? [...new Set(listUnits(owners).map((unit) => canonical(unit.name)))] : [],
  }
}
