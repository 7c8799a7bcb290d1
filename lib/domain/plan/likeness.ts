/** Signs that print varies without meaning anything: blanks, width, punctuation. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')

const ownMark =
  /^\s*(?:第[一二三四五六七八九十百零\d]+[章节篇条部分]+|[（(][一二三四五六七八九十百\d]+[）)]|[一二三四五六七八九十百]+[、.．]|\d+(?:[.．]\d+)*[、.．)）]?(?![\d年月日%％个项所]))\s*/u

/** A heading or a text without the number that it begins with; the year or the quantity of a sentence stays. */
export const withoutNumber = (text: string): string => text.replace(ownMark, '')

/** Headings told apart by their words: they may be numbered anew. */
export const foldPath = (path: readonly string[]): string =>
  path.map((heading) => foldText(withoutNumber(heading))).join('›')

export type Pairs = ReadonlyMap<string, number>

/** Neighbouring pairs of signs with how often each stands there; of a single sign the sign itself. */
export const pairsOf = (folded: string): Pairs => {
  const signs = [...folded]
  if (signs.length === 1) return new Map([[folded, 1]])
  const pairs = new Map<string, number>()
  for (let at = 0; at + 1 < signs.length; at++) {
    const pair = `${signs[at]}${signs[at + 1]}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

const sizeOf = (pairs: Pairs): number => {
  let size = 0
  for (const count of pairs.values()) size += count
  return size
}

const shared = (a: Pairs, b: Pairs): number => {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let common = 0
  for (const [pair, count] of small) common += Math.min(count, large.get(pair) ?? 0)
  return common
}

/** 0 (nothing in common) to 1 (the same signs in the same neighbourhood). */
export const likeness = (a: Pairs, b: Pairs): number => {
  const whole = sizeOf(a) + sizeOf(b)
  return whole === 0 ? 1 : (2 * shared(a, b)) / whole
}

/** How much of the one stands in the other, 0 to 1. */
export const containment = (part: Pairs, whole: Pairs): number => {
  const size = sizeOf(part)
  return size === 0 ? 0 : shared(part, whole) / size
}
