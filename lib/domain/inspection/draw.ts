/** One that may be drawn. `key` is ASCII and unique (`unit:12`); `weight` a whole number of at least 1. */
export type DrawCandidate = { readonly key: string; readonly weight: number }

/** SHA-256 of the UTF-8 text, as 64 lower-case hexadecimal digits; handed in because rules hold no library. */
export type Sha256 = (text: string) => string

/** What is published before the draw: whoever has the seed afterwards can tell that it was this one. */
export const commitmentOf = (seed: string, sha256: Sha256): string => sha256(`luoshi-draw|${seed}`)

/**
 * The draw of 双随机, without replacement, that any other program can repeat: the candidates in the order of their keys' code
 * units; in round r (from 1) the number SHA-256(`seed|label|r`), read as one whole number, modulo the sum of the weights that
 * are left, falls into the stretch of one candidate, who is drawn and leaves. Whole numbers only, so there is nothing to
 * round; the remainder's bias is below 2^-200. Throws RangeError for a weight or a count that cannot be.
 */
export const draw = (
  seed: string,
  label: string,
  candidates: readonly DrawCandidate[],
  count: number,
  sha256: Sha256,
): readonly string[] => {
  if (candidates.some(({ weight }) => !Number.isSafeInteger(weight) || weight < 1)) {
    throw new RangeError('weights are whole numbers of at least 1')
  }
  if (new Set(candidates.map(({ key }) => key)).size !== candidates.length) throw new RangeError('keys are unique')
  if (!Number.isSafeInteger(count) || count < 0 || count > candidates.length) throw new RangeError('count does not fit')
  const left = [...candidates].sort((a, b) => (a.key < b.key ? -1 : 1))
  const drawn: string[] = []
  for (let round = 1; round <= count; round += 1) {
    const total = left.reduce((sum, { weight }) => sum + BigInt(weight), 0n)
    let ticket = BigInt(`0x${sha256(`${seed}|${label}|${round}`)}`) % total
    const at = left.findIndex(({ weight }) => {
      if (ticket < BigInt(weight)) return true
      ticket -= BigInt(weight)
      return false
    })
    drawn.push(...left.splice(at, 1).map(({ key }) => key))
  }
  return drawn
}
