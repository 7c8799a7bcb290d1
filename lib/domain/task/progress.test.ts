import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { milestoneStates } from '@/lib/domain/milestone/states'
import { verifiedPercent } from './progress'
import type { ProgressMilestone, ProgressSubtask } from './progress'
import { taskStates } from './states'

const weight = fc.integer({ min: 1, max: 100 })
const milestones = fc.array(fc.record({ state: fc.constantFrom(...milestoneStates), weight }), { maxLength: 6 })
const subtasks = fc.array(
  fc.record({ state: fc.constantFrom(...taskStates), weight, percent: fc.integer({ min: 0, max: 100 }) }),
  { maxLength: 6 },
)
const openState = fc.constantFrom(...taskStates.filter((state) => state !== 'closed'))

function isDone(subtask: ProgressSubtask): boolean {
  return subtask.state === 'closed' || subtask.percent === 100
}

describe('verifiedPercent', () => {
  const half: ProgressMilestone[] = [
    { state: 'verified', weight: 30 },
    { state: 'claimed', weight: 30 },
  ]

  test.each<[string, ProgressMilestone[], ProgressSubtask[], number]>([
    ['nothing to verify', [], [], 0],
    ['milestones by weight, claims count nothing', half, [], 50],
    [
      'rounded down',
      [
        { state: 'verified', weight: 2 },
        { state: 'pending', weight: 1 },
      ],
      [],
      66,
    ],
    [
      'subtasks by weight and their own percent',
      [],
      [
        { state: 'active', weight: 3, percent: 40 },
        { state: 'issued', weight: 1, percent: 0 },
      ],
      30,
    ],
    ['both on one scale', half, [{ state: 'active', weight: 40, percent: 80 }], 62],
    [
      'a closed subtask is done, a terminated one left out',
      [],
      [
        { state: 'closed', weight: 1, percent: 0 },
        { state: 'terminated', weight: 9, percent: 0 },
      ],
      100,
    ],
    ['all terminated', [], [{ state: 'terminated', weight: 9, percent: 50 }], 0],
  ])('%s', (_, ms, subs, percent) => {
    expect(verifiedPercent('active', ms, subs)).toBe(percent)
  })

  test('a closed task is 100', () => {
    fc.assert(
      fc.property(milestones, subtasks, (ms, subs) => {
        expect(verifiedPercent('closed', ms, subs)).toBe(100)
      }),
    )
  })

  test('is a whole percent, 100 exactly when everything is verified or closed', () => {
    fc.assert(
      fc.property(openState, milestones, subtasks, (state, ms, subs) => {
        const percent = verifiedPercent(state, ms, subs)
        const live = subs.filter((subtask) => subtask.state !== 'terminated')
        const isAll = ms.every((m) => m.state === 'verified') && live.every(isDone) && ms.length + live.length > 0
        expect(Number.isInteger(percent) && percent >= 0 && percent <= 100).toBe(true)
        expect(percent === 100).toBe(isAll)
      }),
    )
  })

  test('never falls when one thing more is verified', () => {
    fc.assert(
      fc.property(milestones, subtasks, fc.nat(5), fc.nat(100), (ms, subs, index, more) => {
        const before = verifiedPercent('active', ms, subs)
        const verified = ms.map((m, i) => (i === index ? { ...m, state: 'verified' as const } : m))
        const raised = subs.map((s, i) => (i === index ? { ...s, percent: Math.min(100, s.percent + more) } : s))
        const closed = subs.map((s, i) =>
          i === index && s.state !== 'terminated' ? { ...s, state: 'closed' as const } : s,
        )
        expect(verifiedPercent('active', verified, subs)).toBeGreaterThanOrEqual(before)
        expect(verifiedPercent('active', ms, raised)).toBeGreaterThanOrEqual(before)
        expect(verifiedPercent('active', ms, closed)).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  test('depends on the ratio of weights alone', () => {
    fc.assert(
      fc.property(milestones, subtasks, fc.integer({ min: 2, max: 9 }), (ms, subs, factor) => {
        const scale = <T extends { weight: number }>(list: T[]) =>
          list.map((one) => ({ ...one, weight: one.weight * factor }))
        expect(verifiedPercent('active', scale(ms), scale(subs))).toBe(verifiedPercent('active', ms, subs))
      }),
    )
  })
})
