import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Actor, can, holds, isOwnWork, type Subject } from './can'
import { permissionTable, type Role, relations, roles } from './table'

const actor = (role: Role, over: Partial<Actor> = {}): Actor => ({
  personId: 1,
  personName: '甲',
  membershipId: 1,
  role,
  unitId: 10,
  unitName: '区卫健委',
  unitIds: [10, 90],
  formerUnitIds: [8, 9],
  jurisdictionId: 5,
  jurisdictionName: '示例区',
  jurisdictionPath: '99.9901.990101.',
  ...over,
})

/** For each relation a subject that stands in it and nearly the same one that does not. */
const cases: Record<(typeof relations)[number], readonly [Subject, Subject]> = {
  self: [{ personId: 1 }, { personId: 2 }],
  groupLedIssuer: [
    { isLedByGroup: true, issuerUnitId: 10 },
    { isLedByGroup: false, issuerUnitId: 10 },
  ],
  primaryLead: [{ primaryLeadUnitId: 10 }, { primaryLeadUnitId: 90 }],
  participant: [{ participantUnitIds: [90] }, { participantUnitIds: [11] }],
  supporter: [
    { participantUnitIds: [10], primaryLeadUnitId: 11 },
    { participantUnitIds: [10], primaryLeadUnitId: 10 },
  ],
  successor: [{ participantUnitIds: [11, 9] }, { participantUnitIds: [7] }],
  successorOfLead: [{ primaryLeadUnitId: 8 }, { primaryLeadUnitId: null }],
  successorOfOwner: [{ ownerUnitId: 9 }, { ownerUnitId: 90 }],
  ancestorLead: [{ ancestorLeadUnitIds: [3, 10] }, { ancestorLeadUnitIds: [90] }],
  childParticipant: [{ childParticipantUnitIds: [90] }, { childParticipantUnitIds: [] }],
  ownUnit: [{ ownerUnitId: 10 }, { ownerUnitId: 90 }],
  issuer: [{ issuerUnitId: 10 }, { issuerUnitId: null }],
  reviewingUnit: [{ reviewingUnitId: 10 }, { reviewingUnitId: 11 }],
  planOffice: [{ officeUnitId: 10 }, { officeUnitId: 11 }],
  jurisdiction: [{ jurisdictionPath: '99.9901.990101.77.' }, { jurisdictionPath: '99.9901.990102.' }],
  opened: [{ openedToPersonIds: [1] }, { openedToPersonIds: [2] }],
  author: [{ authorPersonId: 1 }, { authorPersonId: 2 }],
  signatory: [{ signatoryPersonId: 1 }, { signatoryPersonId: null }],
  inspectionTeam: [{ teamPersonIds: [2, 1] }, { teamPersonIds: [2] }],
  findingAuthor: [{ findingAuthorIds: [1] }, { findingAuthorIds: [] }],
  ownerMember: [{ ownerPersonIds: [1] }, { ownerPersonIds: [2] }],
  namedApprover: [{ approverPersonId: 1 }, { approverPersonId: 2 }],
}

describe.each(relations.map((relation) => ({ relation })))('$relation', ({ relation }) => {
  const [inside, outside] = cases[relation]
  test('holds where it should and only there', () => {
    expect(holds[relation](actor('officer'), inside)).toBe(true)
    expect(holds[relation](actor('officer'), outside)).toBe(false)
  })
})

test('a district does not reach a neighbour whose path merely begins with the same digits', () => {
  expect(holds.jurisdiction(actor('leader'), { jurisdictionPath: '99.9901.9901019.' })).toBe(false)
})

test('every row of the table says yes to its role in its relation, and to no other role by itself', () => {
  for (const row of permissionTable) {
    const [inside] = cases[row.relation]
    // A subject that stands in this relation and in none that the row excludes.
    const subject = { ...inside }
    expect([row.action, row.role, can(actor(row.role), row.action, subject)]).toEqual([row.action, row.role, true])
    for (const role of roles) {
      const mayByTable = permissionTable.some(
        (other) => other.action === row.action && other.role === role && holds[other.relation](actor(role), subject),
      )
      expect([row.action, role, can(actor(role), row.action, subject)]).toEqual([row.action, role, mayByTable])
    }
  }
})

test('a successor reads, and does nothing in the name of the unit that is no more', () => {
  const rows = permissionTable.filter((row) => row.relation.startsWith('successor'))
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter((row) => !row.action.endsWith('.view'))).toEqual([])
})

test('nobody reviews what he wrote or released, and is told that it is his own work', () => {
  for (const action of ['report.approve', 'report.return', 'report.endorse'] as const) {
    for (const role of ['office', 'officer', 'head'] as const) {
      expect(can(actor(role), action, { reviewingUnitId: 10, authorPersonId: 2 })).toBe(true)
      expect(can(actor(role), action, { reviewingUnitId: 10, authorPersonId: 1 })).toBe(false)
      expect(can(actor(role), action, { reviewingUnitId: 10, signatoryPersonId: 1 })).toBe(false)
      expect(isOwnWork(actor(role), action, { reviewingUnitId: 10, signatoryPersonId: 1 })).toBe(true)
    }
  }
  expect(can(actor('office'), 'changeRequest.approve', { issuerUnitId: 10, authorPersonId: 1 })).toBe(false)
  expect(can(actor('office'), 'task.close', { issuerUnitId: 10, authorPersonId: 1 })).toBe(false)
})

test('administrators and auditors touch no business, leaders change no fact', () => {
  const business = permissionTable.filter((row) => /^(plan|task|report|changeRequest|overview)\./.test(row.action))
  expect(business.filter((row) => row.role === 'admin' || row.role === 'auditor')).toEqual([])
  const leaderActions = permissionTable.filter((row) => row.role === 'leader').map((row) => row.action)
  // What the regulation on inspections asks of the authority itself: to approve, return, reject, decide.
  const decisions = /^(inspection|conclusion|consequence)\.(approve|return|reject|decideObjection)$/
  expect(leaderActions.filter((action) => !/\.view$|^account\.own$/.test(action) && !decisions.test(action))).toEqual(
    [],
  )
})

test('a subject without facts is open to nobody, whatever the actor', () => {
  fc.assert(
    fc.property(fc.constantFrom(...roles), fc.constantFrom(...permissionTable), (role, row) => {
      expect(can(actor(role), row.action, {})).toBe(false)
    }),
  )
})
