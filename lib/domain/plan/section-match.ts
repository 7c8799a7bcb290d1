import { foldPath } from './likeness'

export type HeadingChange = {
  /** Titles of the old version down to this heading. */
  readonly path: readonly string[]
  readonly before: string
  readonly after: string
}

type Path = readonly string[]
const keyOf = (path: Path): string => JSON.stringify(path)

/**
 * Which place of the old version each place of the new one is: the heading with the same words, else the one that most of its
 * entries come from, where that is not printed any more. A place without counterpart is its own.
 */
export const matchPlaces = (
  olds: readonly Path[],
  pairs: readonly { readonly before: Path; readonly after: Path }[],
): { readonly placeOf: (path: Path) => Path; readonly renamed: readonly HeadingChange[] } => {
  const oldByWords = new Map(olds.map((path) => [foldPath(path), path]))
  const printed = new Set(pairs.map((pair) => foldPath(pair.after)))
  const votes = new Map<string, Map<string, number>>()
  for (const { before, after } of pairs) {
    const count = votes.get(keyOf(after)) ?? new Map<string, number>()
    count.set(keyOf(before), (count.get(keyOf(before)) ?? 0) + 1)
    votes.set(keyOf(after), count)
  }
  const taken = new Set<string>()
  const found = new Map<string, Path>()
  for (const [key, counts] of votes) {
    const after = JSON.parse(key) as Path
    const same = oldByWords.get(foldPath(after))
    if (same) {
      found.set(key, same)
      continue
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1])
    const before = most ? (JSON.parse(most[0]) as Path) : []
    const whole = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const isMost = most !== undefined && most[1] * 2 > whole
    // Only the last headings differ in number of levels where a section was put elsewhere: that moves its tasks.
    if (!isMost || before.length !== after.length || printed.has(foldPath(before)) || taken.has(keyOf(before))) continue
    taken.add(keyOf(before))
    found.set(key, before)
  }
  const renamed = new Map<string, HeadingChange>()
  for (const [key, before] of found) {
    const after = JSON.parse(key) as Path
    before.forEach((title, at) => {
      const wanted = after[at] as string
      if (title.trim() !== wanted.trim()) {
        const path = before.slice(0, at + 1)
        renamed.set(keyOf(path), { path, before: title, after: wanted })
      }
    })
  }
  return { placeOf: (path) => found.get(keyOf(path)) ?? path, renamed: [...renamed.values()] }
}
