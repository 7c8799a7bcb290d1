import { describe, expect, test } from 'vitest'
import { isConclusionFinal, objectionDecisionDueOn, objectionDueOn } from './conclusion/states'
import { calendarDate } from './calendar/date'
import { actionLabels } from './labels'
import { actionsIn, decide, type Lifecycle } from './lifecycle'
import { permissionTable } from './permission/table'
import { refusalText } from './refusals'
import {
  supervisionCycles,
  supervisionExpected,
  supervisionFollows,
  supervisionOpen,
  supervisionOpposites,
  supervisionRefused,
} from './supervision-cells'

type AnyLifecycle = Lifecycle<string, string, string, never>
const cycles = supervisionCycles.map(([cycle, actions, facts]) => ({
  name: cycle.name,
  cycle: cycle as unknown as AnyLifecycle,
  actions: actions as readonly string[],
  facts,
}))
const named = (name: string) => {
  const found = cycles.find((entry) => entry.name === name)
  if (!found) throw new Error(name)
  return found
}

describe.each(cycles)('$name', ({ name, cycle, actions, facts }) => {
  test('every state × action cell leads where the law and the design say, and nowhere else', () => {
    for (const state of cycle.states) {
      const cells = new Map(
        (supervisionExpected[name]?.[state] ?? '')
          .split(' ')
          .filter(Boolean)
          .map((cell) => cell.split('>') as [string, string]),
      )
      const opposite = supervisionOpposites.filter((entry) => entry[0] === name && entry[1] === state)
      for (const action of actions) {
        const decision = decide(cycle, state, action, facts as never)
        const to = cells.get(action)
        if (to !== undefined) expect([state, action, decision]).toEqual([state, action, { ok: true, to }])
        else expect([state, action, decision.ok]).toEqual([state, action, false])
      }
      expect([...actionsIn(cycle, state)].sort()).toEqual(
        [...cells.keys(), ...opposite.map(([, , action]) => action)].sort(),
      )
    }
  })

  test('every state can be reached, and from every state that is not final a final one', () => {
    const reach = (start: string): Set<string> => {
      const seen = new Set([start])
      for (const state of seen) for (const row of cycle.rows) if (row.from === state) seen.add(row.to)
      return seen
    }
    expect([...reach(cycle.initial)].sort()).toEqual([...cycle.states].sort())
    for (const state of cycle.states) {
      expect([state, cycle.final.some((final) => reach(state).has(final))]).toEqual([state, true])
    }
    for (const final of cycle.final) expect(cycle.rows.filter((row) => row.from === final)).toEqual([])
  })

  test('every guard stands in a row, every verb has its Chinese and somebody who may use it', () => {
    const used = new Set(cycle.rows.flatMap((row) => row.guards ?? []))
    expect([...used].sort()).toEqual(Object.keys(cycle.guards).sort())
    const held = new Set<string>(permissionTable.map((row) => row.action))
    for (const action of actions) {
      expect([action, actionLabels[action] !== undefined]).toEqual([action, true])
      expect([action, held.has(action)]).toEqual([action, !supervisionFollows.includes(action)])
    }
  })

  test('every refusal of the guards is tried below', () => {
    const tried = supervisionRefused.filter((entry) => entry[0] === name).map((entry) => entry[4] as string)
    const codes = new Set<string>()
    const flips = Object.entries(facts).flatMap(([key, value]) => [{ [key]: typeof value === 'boolean' ? !value : 0 }])
    for (const guard of Object.values(cycle.guards)) {
      for (const one of [{}, ...flips]) {
        for (const other of flips) {
          const code = (guard as (f: object) => string | null)({ ...facts, ...one, ...other })
          if (code) codes.add(code)
        }
      }
    }
    expect([...codes].filter((code) => !tried.includes(code))).toEqual([])
  })
})

test.each(supervisionOpposites)('%s %s %s with %o leads to %s', (name, state, action, change, to) => {
  const { cycle, facts } = named(name)
  expect(decide(cycle, state, action, { ...facts, ...change } as never)).toEqual({ ok: true, to })
})

test.each(supervisionRefused)('%s %s %s with %o: %s (%s)', (name, state, action, change, code, article) => {
  const { cycle, facts } = named(name)
  expect(decide(cycle, state, action, { ...facts, ...change } as never)).toEqual({ ok: false, code })
  if (article) expect(refusalText(code)).toContain(article)
  if (article) expect(refusalText(code)).toContain('《政府督查工作条例》')
})

test('every article that binds a step stands in the refusal of that step', () => {
  const articles = new Set(supervisionRefused.map((entry) => entry[5]).filter((article) => article !== null))
  expect([...articles].sort()).toEqual(
    [
      '第七条',
      '第十一条',
      '第十二条',
      '第十五条',
      '第十六条',
      '第十七条',
      '第十八条',
      '第二十一条',
      '第二十七条',
    ].sort(),
  )
})

test('第十五条: nothing is underway that was not approved, and nothing is approved that was not submitted whole', () => {
  const rows = named('inspection').cycle.rows
  expect(rows.filter((row) => row.to === 'underway' && row.from !== 'underway').map((row) => row.from)).toEqual([
    'approved',
  ])
  expect(rows.filter((row) => row.to === 'approved').map((row) => [row.from, row.action])).toEqual([
    ['submitted', 'inspection.approve'],
  ])
  const [submit, approve] = ['inspection.submit', 'inspection.approve'].map(
    (action) => rows.find((row) => row.action === action)?.guards,
  )
  expect(approve).toEqual(submit)
})

test('第十七条: thirty calendar days for the objection, thirty for the decision; the day of sending does not count', () => {
  const sent = calendarDate('2026-03-12')
  expect(objectionDueOn(sent)).toBe('2026-04-11')
  expect(objectionDecisionDueOn(calendarDate('2026-04-11'))).toBe('2026-05-11')
  expect(isConclusionFinal('sent', sent, calendarDate('2026-04-11'))).toBe(false)
  expect(isConclusionFinal('sent', sent, calendarDate('2026-04-12'))).toBe(true)
  expect(isConclusionFinal('objected', sent, calendarDate('2027-04-12'))).toBe(false)
  expect(isConclusionFinal('decided', sent, sent)).toBe(true)
  expect(isConclusionFinal('approved', null, calendarDate('2027-04-12'))).toBe(false)
})

test('第二十一条: nothing leads to an issued consequence but an approval', () => {
  const rows = named('consequence').cycle.rows
  expect(rows.filter((row) => row.to === 'issued').map((row) => row.from)).toEqual(['approved'])
  expect(rows.filter((row) => row.to === 'approved').map((row) => row.action)).toEqual(['consequence.approve'])
  expect(supervisionOpen.consequence.factCount).toBe(1)
})
