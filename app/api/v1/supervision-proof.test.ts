import { describe, expect, test } from 'vitest'
import { conclusionActions, conclusionLifecycle } from '@/lib/domain/conclusion/states'
import { consequenceActions, consequenceLifecycle } from '@/lib/domain/consequence/states'
import { inspectionLifecycle } from '@/lib/domain/inspection/states'
import { type Actor, can, holds, type Subject } from '@/lib/domain/permission/can'
import { type Action, permissionTable, relations, type Role, roles } from '@/lib/domain/permission/table'
import { rectificationActions, rectificationLifecycle } from '@/lib/domain/rectification/states'
import { endpoints } from './endpoints'
import { allCommands } from '@/lib/scenario/all-commands'

/**
 * That there is no path, shown over the tables themselves: every role in every combination of relations to the subject is
 * asked for every verb. A screen, an action and the API all run a command, and every command asks `can()` for one of these verbs.
 */
const ME = 1
const UNIT = 10
const OTHER = 20
const FORMER = 30

/** A subject that stands in exactly the relations whose bits are set. */
const facts: readonly (readonly [(typeof relations)[number], Subject])[] = [
  ['ownUnit', { ownerUnitId: UNIT }],
  ['planOffice', { officeUnitId: UNIT }],
  ['jurisdiction', { jurisdictionPath: '99.01.' }],
  ['participant', { participantUnitIds: [UNIT] }],
  ['author', { authorPersonId: ME }],
  ['signatory', { signatoryPersonId: ME }],
  ['inspectionTeam', { teamPersonIds: [ME] }],
  ['findingAuthor', { findingAuthorIds: [ME] }],
  ['ownerMember', { ownerPersonIds: [ME] }],
  ['successorOfOwner', { ownerUnitId: FORMER }],
  ['namedApprover', { approverPersonId: ME }],
]
const stranger: Subject = {
  ownerUnitId: OTHER,
  officeUnitId: OTHER,
  jurisdictionPath: '98.',
  participantUnitIds: [OTHER],
  authorPersonId: 2,
  signatoryPersonId: 2,
  teamPersonIds: [2],
  findingAuthorIds: [2],
  ownerPersonIds: [2],
  approverPersonId: 2,
}
const subjects = Array.from({ length: 2 ** facts.length }, (_, bits) =>
  Object.assign({}, stranger, ...facts.filter((__, at) => bits & (1 << at)).map(([, fact]) => fact)),
) as Subject[]
const actorOf = (role: Role): Actor => ({
  personId: ME,
  personName: '甲',
  membershipId: 1,
  role,
  unitId: UNIT,
  unitName: '某单位',
  unitIds: [UNIT],
  formerUnitIds: [FORMER],
  jurisdictionId: 1,
  jurisdictionName: '某地',
  jurisdictionPath: '99.',
})

/** Every (role, subject) that may take the verb. */
const holdersOf = (action: Action) =>
  roles.flatMap((role) =>
    subjects
      .filter((subject) => can(actorOf(role), action, subject))
      .map((subject) => ({
        role,
        relations: relations.filter((relation) => holds[relation](actorOf(role), subject)),
      })),
  )

const never = (actions: readonly Action[], relation: (typeof relations)[number]) => {
  for (const action of actions) {
    const holders = holdersOf(action)
    expect([action, holders.length > 0]).toEqual([action, true])
    expect([action, holders.filter((holder) => holder.relations.includes(relation))]).toEqual([action, []])
  }
}

test('every relation that the rows of supervision name is among those enumerated', () => {
  const named = new Set(
    permissionTable
      .filter((row) =>
        /^(inspection|visit|finding|conclusion|rectification|consequence|referral|checklist)\./.test(row.action),
      )
      .flatMap((row) => [row.relation, ...(row.unless ?? [])]),
  )
  expect([...named].filter((relation) => !facts.some(([name]) => name === relation))).toEqual([])
})

describe('销号: who found it does not clear it, a unit does not clear its own', () => {
  /** All verbs by which an order reaches `cleared`. */
  const clearing = [
    ...new Set(rectificationLifecycle.rows.filter((row) => row.to === 'cleared').map((row) => row.action)),
  ]

  test('one verb leads to cleared, from a claim alone', () => {
    expect(rectificationLifecycle.rows.filter((row) => row.to === 'cleared')).toMatchObject([
      { from: 'claimed', action: 'rectification.clear', guards: ['verified'] },
    ])
    expect(clearing).toEqual(['rectification.clear'])
  })

  test('no combination of role and relations lets the author of a finding, the unit or whoever claimed clear it', () => {
    never(['rectification.clear'], 'findingAuthor')
    for (const relation of ['ownUnit', 'ownerMember', 'successorOfOwner'] as const) {
      never(['rectification.clear', 'rectification.return', 'rectification.extend', 'rectification.reopen'], relation)
    }
    never(['rectification.clear'], 'author')
    expect(new Set(holdersOf('rectification.clear').map((holder) => holder.role))).toEqual(new Set(['office']))
  })

  test('what the unit may do never leads to cleared, and nothing but a decision on an objection revokes', () => {
    const unitVerbs = rectificationActions.filter(
      (action) =>
        action !== 'rectification.revoke' && holdersOf(action).some((holder) => holder.relations.includes('ownUnit')),
    )
    expect(unitVerbs.length).toBeGreaterThan(0)
    for (const verb of unitVerbs) {
      expect(rectificationLifecycle.rows.filter((row) => row.action === verb && row.to === 'cleared')).toEqual([])
    }
    expect(permissionTable.filter((row) => (row.action as string) === 'rectification.revoke')).toEqual([])
    expect(rectificationLifecycle.rows.filter((row) => row.to === 'revoked').map((row) => row.action)).toEqual(
      Array.from({ length: 4 }, () => 'rectification.revoke'),
    )
  })
})

describe('第二十一条: no consequence takes effect without its approval', () => {
  test('every path from a proposal to its effect goes through the approval', () => {
    const paths = (state: string, trail: readonly string[]): (readonly string[])[] =>
      state === 'issued'
        ? [trail]
        : consequenceLifecycle.rows
            .filter((row) => row.from === state)
            .flatMap((row) => paths(row.to, [...trail, row.action]))
    const all = paths('proposed', [])
    expect(all.length).toBeGreaterThan(0)
    for (const path of all) expect(path.indexOf('consequence.approve')).toBeGreaterThanOrEqual(0)
    for (const path of all) {
      expect(path.indexOf('consequence.approve')).toBeLessThan(path.indexOf('consequence.issue'))
    }
    expect(consequenceLifecycle.initial).toBe('proposed')
  })

  test('only the named authority approves, and nobody what he proposed', () => {
    never(['consequence.approve', 'consequence.reject'], 'author')
    for (const { role, relations: held } of holdersOf('consequence.approve')) {
      expect([role, held.includes('namedApprover')]).toEqual(['leader', true])
    }
    for (const action of consequenceActions) expect(holdersOf(action).length).toBeGreaterThan(0)
  })
})

describe('第十一、十六、十七条: who writes does not approve, who took part does not decide', () => {
  test('no author approves his inspection or his conclusion', () => {
    never(['inspection.approve', 'inspection.return', 'conclusion.approve', 'conclusion.return'], 'author')
  })

  test('nobody who wrote, approved, found or inspected decides on the objection', () => {
    for (const relation of [
      'author',
      'signatory',
      'inspectionTeam',
      'findingAuthor',
      'ownUnit',
      'ownerMember',
    ] as const) {
      never(['conclusion.decideObjection'], relation)
    }
  })

  test('nothing is inspected before an approval, nothing is sent before one', () => {
    const reaching = (rows: readonly { from: string; to: string; action: string }[], to: string) =>
      rows.filter((row) => row.to === to && row.from !== to).map((row) => `${row.from} ${row.action}`)
    expect(reaching(inspectionLifecycle.rows, 'underway')).toEqual(['approved inspection.start'])
    expect(reaching(inspectionLifecycle.rows, 'approved')).toEqual(['submitted inspection.approve'])
    expect(reaching(conclusionLifecycle.rows, 'sent')).toEqual(['approved conclusion.send'])
    expect(reaching(conclusionLifecycle.rows, 'approved')).toEqual(['submitted conclusion.approve'])
    expect(conclusionActions.length).toBe(7)
  })
})

test('no page, action or endpoint has a way of its own: every write of the API is a command that asks one of these verbs', () => {
  const guarded = new Map(Object.values(allCommands).map((command) => [`command ${command.name}`, command]))
  const writes = endpoints.filter(
    (endpoint) =>
      /^\/(inspections|visits|findings|conclusions|rectifications|consequences|checklists)/.test(endpoint.path) &&
      endpoint.method !== 'GET',
  )
  expect(writes.length).toBeGreaterThan(30)
  const held = new Set<string>(permissionTable.map((row) => row.action))
  for (const endpoint of writes) {
    const command = guarded.get(endpoint.calls)
    expect([endpoint.path, command !== undefined]).toEqual([endpoint.path, true])
    if (typeof command?.action === 'string') expect(held.has(command.action)).toBe(true)
  }
  // The verbs that a command picks by its input.
  const picks = [
    ['rectification.verify', { verdict: 'clear' }, 'rectification.clear'],
    ['rectification.verify', { verdict: 'return' }, 'rectification.return'],
    ['consequence.decide', { verdict: 'approve' }, 'consequence.approve'],
    ['consequence.decide', { verdict: 'reject' }, 'consequence.reject'],
    ['inspection.decide', { verdict: 'approve' }, 'inspection.approve'],
    ['conclusion.decide', { verdict: 'approve' }, 'conclusion.approve'],
  ] as const
  for (const [name, input, verb] of picks) {
    const command = guarded.get(`command ${name}`)
    expect([name, typeof command?.action === 'function' ? command.action(input as never, {} as never) : null]).toEqual([
      name,
      verb,
    ])
  }
})
