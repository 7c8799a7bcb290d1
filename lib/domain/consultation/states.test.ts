import { describe, expect, test } from 'vitest'
import { actionLabels } from '../labels'
import { actionsIn, decide, type Lifecycle } from '../lifecycle'
import { permissionTable } from '../permission/table'
import {
  answerActions,
  answerLifecycle,
  consultationActions,
  consultationLifecycle,
  opinionActions,
  opinionLifecycle,
} from './states'

type AnyLifecycle = Lifecycle<string, string, string, never>

const open = {
  consultation: { isPastDue: false, silentUnits: 0, isLater: true, hasReason: true },
  answer: {},
  opinion: { hasReason: true, isCancelled: false },
}

/** Written down a second time by hand: `action>to` for every cell that has a row. */
const expected: Record<string, Record<string, string>> = {
  consultation: {
    open: 'consultation.answer>open consultation.extend>open consultation.close>closed consultation.cancel>cancelled',
    closed: '',
    cancelled: '',
  },
  answer: {
    pending: 'consultation.agree>agreed consultation.propose>proposed',
    agreed: 'consultation.propose>proposed',
    proposed:
      'consultation.agree>agreed consultation.propose>proposed consultation.takeBack>proposed consultation.takeBackLast>pending',
  },
  opinion: {
    proposed: 'opinion.accept>accepted opinion.decline>declined opinion.withdraw>withdrawn',
    accepted: '',
    declined: '',
    withdrawn: '',
  },
}

const cycles: readonly [AnyLifecycle, readonly string[], object][] = [
  [consultationLifecycle as unknown as AnyLifecycle, consultationActions, open.consultation],
  [answerLifecycle as unknown as AnyLifecycle, answerActions, open.answer],
  [opinionLifecycle as unknown as AnyLifecycle, opinionActions, open.opinion],
]

describe.each(cycles.map(([cycle, actions, facts]) => ({ name: cycle.name, cycle, actions, facts })))(
  '$name',
  ({ name, cycle, actions, facts }) => {
    test.each(cycle.states.flatMap((state) => actions.map((action) => [state, action] as const)))(
      '%s × %s leads where it should, and nowhere else',
      (state, action) => {
        const cells = new Map(
          (expected[name]?.[state] ?? '')
            .split(' ')
            .filter(Boolean)
            .map((cell) => cell.split('>') as [string, string]),
        )
        const to = cells.get(action)
        expect(decide(cycle, state, action, facts as never)).toEqual(
          to === undefined ? { ok: false, code: 'wrongState' } : { ok: true, to },
        )
        expect([...actionsIn(cycle, state)].toSorted()).toEqual([...cells.keys()].toSorted())
      },
    )

    test('every state can be reached, nothing leads out of a final one, every verb has its Chinese', () => {
      const seen = new Set([cycle.initial])
      for (const state of seen) for (const row of cycle.rows) if (row.from === state) seen.add(row.to)
      expect([...seen].toSorted()).toEqual([...cycle.states].toSorted())
      for (const final of cycle.final) expect(actionsIn(cycle, final)).toEqual([])
      for (const action of actions) expect([action, actionLabels[action] !== undefined]).toEqual([action, true])
    })
  },
)

test.each([
  ['consultation', 'consultation.answer', { isPastDue: true }, 'consultationPastDue'],
  ['consultation', 'consultation.close', { silentUnits: 2 }, 'consultationNotDue'],
  ['consultation', 'consultation.extend', { isLater: false }, 'consultationNotLater'],
  ['consultation', 'consultation.cancel', { hasReason: false }, 'reasonNeeded'],
  ['opinion', 'opinion.decline', { hasReason: false }, 'reasonNeeded'],
  ['opinion', 'opinion.decline', { isCancelled: true }, 'consultationCancelled'],
  ['opinion', 'opinion.accept', { isCancelled: true }, 'consultationCancelled'],
] as const)('%s %s with %o is refused: %s', (name, action, change, code) => {
  const [cycle, , facts] = cycles.find(([one]) => one.name === name) ?? []
  if (!cycle) throw new Error(name)
  expect(decide(cycle, cycle.initial, action, { ...facts, ...change } as never)).toEqual({ ok: false, code })
})

test('silent units stand in nobody’s way once the date has passed', () => {
  const facts = { ...open.consultation, isPastDue: true, silentUnits: 3 }
  expect(decide(consultationLifecycle, 'open', 'consultation.close', facts)).toEqual({ ok: true, to: 'closed' })
})

test('every verb of a round has people who may use it', () => {
  const held = new Set<string>(permissionTable.map((row) => row.action))
  expect(consultationActions.filter((action) => !held.has(action))).toEqual([])
})
