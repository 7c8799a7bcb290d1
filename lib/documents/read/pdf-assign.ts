/** A line of one column; its depth `d` grows downwards. */
export type Line = { d: number; text: string; width: number }
export type Assigned = { rows: Line[][]; cost: number }
type Setting = { mode: 'top' | 'middle'; spacing: number; widest: number }
type Step = { cost: number; size: number; from: Step | null }

const MOST_IN_CELL = 24

/** Lines of a column divided among the rows in order, so that each cell stands where its row does: the least costly way. */
export function assign(column: Line[], anchors: number[], setting: Setting): Assigned {
  const { spacing } = setting
  const reach = MOST_IN_CELL * spacing
  // by how many lines are used up; lines far from a row cannot be its own, which keeps the ways few
  let ways = new Map<number, Step>([[0, { cost: 0, size: 0, from: null }]])
  anchors.forEach((anchor, row) => {
    const next = anchors[row + 1] ?? Number.POSITIVE_INFINITY
    const further = new Map<number, Step>()
    for (const [start, step] of ways) {
      let inner = 0
      for (let size = 0; size <= MOST_IN_CELL && start + size <= column.length; size++) {
        const last = column[start + size - 1]
        if (size > 0 && last && last.d > anchor + reach) break
        if (size > 1) inner += jointCost(column[start + size - 2] as Line, last as Line, setting)
        const cost = step.cost + inner + placeCost(column, start, size, { anchor, next }, setting)
        const known = further.get(start + size)
        if (!known || cost < known.cost) further.set(start + size, { cost, size, from: step })
      }
    }
    const kept = [...further].filter(([end]) => end === column.length || (column[end] as Line).d > anchor - reach)
    ways = new Map(kept.length > 0 ? kept : [...further].sort((a, b) => b[0] - a[0]).slice(0, 1))
  })
  const ends = [...ways].map(([end, step]) => ({ end, step, cost: step.cost + (column.length - end) * spacing }))
  const best = ends.sort((a, b) => a.cost - b.cost)[0]
  const rows: Line[][] = []
  if (!best) return { rows: anchors.map(() => []), cost: 0 }
  let end = best.end
  for (let step: Step | null = best.step; step?.from; step = step.from) {
    rows.unshift(column.slice(end - step.size, end))
    end -= step.size
  }
  rows.at(-1)?.push(...column.slice(best.end))
  return { rows, cost: best.cost }
}

/** One cell's lines follow closely, and a line before another is mostly full. */
const jointCost = (first: Line, second: Line, { spacing, widest }: Setting): number =>
  Math.max(0, second.d - first.d - spacing * 1.15) + (first.width < widest - 16 ? spacing * 0.15 : 0)

function placeCost(
  column: Line[],
  start: number,
  size: number,
  { anchor, next }: { anchor: number; next: number },
  { mode, spacing }: Setting,
): number {
  if (size === 0) return spacing * 0.3
  const [first, last] = [column[start] as Line, column[start + size - 1] as Line]
  if (mode === 'middle') return Math.abs((first.d + last.d) / 2 - anchor)
  return Math.abs(first.d - anchor) + (last.d > next - 3 ? spacing : 0)
}
