/**
 * Whole weights of at least 1 that add up to `total`, in the proportion of those given; 0 counts as 1. Where there are more
 * weights than can be had from the total, null.
 */
export const normaliseWeights = (weights: readonly number[], total: number): readonly number[] | null => {
  if (weights.length === 0 || weights.length > total) return null
  const wanted = weights.map((weight) => (Number.isFinite(weight) && weight > 0 ? weight : 1))
  const sum = wanted.reduce((whole, weight) => whole + weight, 0)
  // One each first, the rest by largest remainder: nobody loses his last point to rounding.
  const rest = total - weights.length
  const shares = wanted.map((weight) => (weight / sum) * rest)
  const result = shares.map((share) => 1 + Math.floor(share))
  let left = total - result.reduce((whole, weight) => whole + weight, 0)
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder) {
    if (left <= 0) break
    result[index] = (result[index] ?? 0) + 1
    left -= 1
  }
  return result
}
