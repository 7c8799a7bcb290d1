/** The new order, with what only the old one has right after what it followed there. */
export const mergeOrder = <K>(old: readonly K[], fresh: readonly K[]): readonly K[] => {
  const listed = new Set(fresh)
  const follows = new Map<K | null, K[]>()
  let last: K | null = null
  for (const key of old) {
    if (listed.has(key)) last = key
    else follows.set(last, [...(follows.get(last) ?? []), key])
  }
  return [...(follows.get(null) ?? []), ...fresh.flatMap((key) => [key, ...(follows.get(key) ?? [])])]
}
