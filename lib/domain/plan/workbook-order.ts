export type PlacedKey = {
  readonly key: string
  /** Only the order within a heading is an order. */
  readonly group: string
  /** Where it stood in the workbook as it was made. */
  readonly exported: number | null
}

/** Places of the longest run that only rises: what is left out of it was moved. */
const risingRun = (values: readonly number[]): ReadonlySet<number> => {
  const ends: number[] = []
  const before: number[] = []
  for (const [at, value] of values.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((values[ends[middle] as number] as number) < value) low = middle + 1
      else high = middle
    }
    before[at] = low > 0 ? (ends[low - 1] as number) : -1
    ends[low] = at
  }
  const run = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] as number) run.add(at)
  return run
}

const MANY = 10

/** The rows that whoever edited the workbook put elsewhere within their heading, and whether the sheet was sorted as a whole. */
export const movedKeys = (
  rows: readonly PlacedKey[],
  current: readonly string[],
): { readonly keys: ReadonlySet<string>; readonly isSorted: boolean } => {
  const place = new Map(current.map((key, at) => [key, at]))
  const groups = new Map<string, PlacedKey[]>()
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row])
  const moved = new Set<string>()
  for (const group of groups.values()) {
    const now = group.map((row) => place.get(row.key) ?? 0)
    if (risingRun(now).size === group.length) continue
    const then = group.every((row) => row.exported !== null) ? group.map((row) => row.exported as number) : now
    const kept = risingRun(then)
    for (const [at, row] of group.entries()) if (!kept.has(at)) moved.add(row.key)
  }
  return { keys: moved, isSorted: moved.size > MANY && moved.size * 3 > rows.length }
}
