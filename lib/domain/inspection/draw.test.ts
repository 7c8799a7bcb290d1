import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commitmentOf, draw, type DrawCandidate } from './draw'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const list = (weights: readonly number[]): DrawCandidate[] =>
  weights.map((weight, at) => ({ key: `unit:${at + 10}`, weight }))
const lists = fc.array(fc.integer({ min: 1, max: 26 }), { minLength: 1, maxLength: 30 }).map(list)

/**
 * The small program that anybody can write from what is published: seed, label, list with weights, number. Written apart from
 * draw.ts, with the digest as bytes and no splice, so that an error in one is not in the other.
 */
const drawAgain = (seed: string, label: string, published: readonly DrawCandidate[], count: number): string[] => {
  const out: string[] = []
  for (let round = 1; round <= count; round++) {
    const rest = published.filter((one) => !out.includes(one.key)).toSorted((a, b) => (a.key > b.key ? 1 : -1))
    let sum = 0n
    for (const one of rest) sum += BigInt(one.weight)
    let number = 0n
    for (const byte of createHash('sha256')
      .update([seed, label, String(round)].join('|'), 'utf8')
      .digest()) {
      number = number * 256n + BigInt(byte)
    }
    const ticket = number % sum
    let upTo = 0n
    for (const one of rest) {
      upTo += BigInt(one.weight)
      if (ticket < upTo) {
        out.push(one.key)
        break
      }
    }
  }
  return out
}

describe('draw', () => {
  test('a known draw stays what it is', () => {
    expect(draw('luoshi-2026', 'unit', list([1, 5, 3, 26, 2]), 3, sha256)).toEqual(
      drawAgain('luoshi-2026', 'unit', list([1, 5, 3, 26, 2]), 3),
    )
    expect(draw('luoshi-2026', 'unit', list([1, 5, 3, 26, 2]), 3, sha256)).toMatchInlineSnapshot(`
      [
        "unit:13",
        "unit:11",
        "unit:14",
      ]
    `)
  })

  test('a separate small program draws the same from what is published', () => {
    fc.assert(
      fc.property(lists, fc.string({ minLength: 1 }), fc.nat(), (candidates, seed, n) => {
        const count = n % (candidates.length + 1)
        expect(draw(seed, 'unit', candidates, count, sha256)).toEqual(drawAgain(seed, 'unit', candidates, count))
      }),
    )
  })

  test('the order in which the list was written down does not matter, nobody is drawn twice, a longer draw continues', () => {
    fc.assert(
      fc.property(lists, fc.string(), fc.nat(), (candidates, seed, n) => {
        const count = n % (candidates.length + 1)
        const drawn = draw(seed, 'unit', candidates, count, sha256)
        expect(draw(seed, 'unit', candidates.toReversed(), count, sha256)).toEqual(drawn)
        expect(new Set(drawn).size).toBe(count)
        expect(drawn.every((key) => candidates.some((one) => one.key === key))).toBe(true)
        expect(draw(seed, 'unit', candidates, candidates.length, sha256).slice(0, count)).toEqual(drawn)
      }),
    )
  })

  test('who weighs more is drawn more often, in proportion', () => {
    const first = new Map<string, number>()
    for (let at = 0; at < 4000; at += 1) {
      const [key = ''] = draw(`seed ${at}`, 'unit', list([1, 3]), 1, sha256)
      first.set(key, (first.get(key) ?? 0) + 1)
    }
    expect((first.get('unit:11') ?? 0) / 4000).toBeGreaterThan(0.72)
    expect((first.get('unit:11') ?? 0) / 4000).toBeLessThan(0.78)
  })

  test('units and inspectors of one seed are drawn apart', () => {
    const drawn = new Set(
      ['unit', 'inspector'].map((label) => draw('s', label, list([1, 1, 1, 1, 1, 1, 1, 1]), 8, sha256).join()),
    )
    expect(drawn.size).toBe(2)
  })

  test('the commitment tells one seed from another and gives none away', () => {
    expect(commitmentOf('a', sha256)).not.toBe(commitmentOf('b', sha256))
    expect(commitmentOf('a', sha256)).toBe(sha256('luoshi-draw|a'))
  })

  test.each([
    [list([0]), 1],
    [list([1.5]), 1],
    [list([1]), 2],
    [list([1]), -1],
    [[...list([1]), ...list([1])], 1],
  ])('%o drawn %d times cannot be', (candidates, count) => {
    expect(() => draw('s', 'unit', candidates, count, sha256)).toThrow(RangeError)
  })
})
