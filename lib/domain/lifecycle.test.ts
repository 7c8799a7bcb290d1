import { describe, expect, test } from 'vitest'
import { changeRequestActions, changeRequestLifecycle } from './change-request/states'
import { actionLabels } from './labels'
import { actionsIn, decide, type Lifecycle } from './lifecycle'
import { milestoneActions, milestoneLifecycle } from './milestone/states'
import { type Action, permissionTable } from './permission/table'
import { planActions, planLifecycle } from './plan/states'
import { refusals } from './refusals'
import { reportActions, reportLifecycle } from './report/states'
import { revisionActions, revisionLifecycle } from './revision/states'
import { taskActions, taskLifecycle } from './task/states'

type AnyLifecycle = Lifecycle<string, string, string, never>

const open = {
  revision: { isAsSeen: true, undecided: 0, accepted: 1 },
  task: {
    hasPrimaryLead: true,
    isLedByGroup: true,
    openSubtasks: 0,
    unverifiedMilestones: 0,
    openRectifications: 0,
    changeApproved: true,
  },
  report: {
    signOffRequired: false,
    isComplete: true,
    awaitsSignOff: true,
    isOwnUnit: true,
    isEndorsedByAnother: true,
    hasReason: true,
    taskTakesReports: true,
  },
  milestone: {
    evidenceAsked: true,
    evidenceCount: 1,
    isPastDue: false,
    movesLater: false,
    changeApproved: true,
    hasReason: true,
  },
  changeRequest: { kind: 'extend', isPastDue: false, isLater: true, hasReason: true, hasOpenRequest: false },
  plan: {
    issuableTasks: 1,
    tasksWithoutLead: 0,
    unmatchedSpellings: 0,
    dissolvedUnits: 0,
    openTasks: 0,
    openConsultations: 0,
    undecidedOpinions: 0,
    isIssuedText: false,
    addressees: 1,
  },
} as const

/** What DESIGN §3 says, state by state, written down a second time by hand: `action>to` for every cell that has a row. */
const expected: Record<string, Record<string, string>> = {
  revision: {
    open: 'plan.decideRevision>open plan.applyRevision>applied plan.discardRevision>discarded',
    applied: '',
    discarded: '',
  },
  task: {
    draft: 'task.issue>issued',
    issued:
      'task.acknowledge>active task.acknowledgeSupport>issued task.fanOut>active task.assignPerson>issued task.extend>issued task.amend>issued task.terminate>terminated task.revise>issued',
    active:
      'task.acknowledgeSupport>active task.breakDown>active task.fanOut>active task.assignPerson>active task.claimCompletion>closing task.suspend>suspended task.extend>active task.amend>active task.terminate>terminated task.revise>active',
    suspended:
      'task.resume>active task.extend>suspended task.amend>suspended task.terminate>terminated task.revise>suspended',
    closing: 'task.close>closed task.returnClosing>active',
    closed: '',
    terminated: '',
  },
  report: {
    draft:
      'report.save>draft report.requestSignOff>draft report.sendBack>draft report.signOff>signedOff report.submit>submitted',
    signedOff: 'report.submit>submitted',
    submitted: 'report.withdraw>draft report.endorse>submitted report.approve>approved report.return>returned',
    approved: '',
    returned: 'report.revise>draft',
  },
  milestone: {
    pending: 'milestone.edit>pending milestone.drop>pending milestone.claim>claimed milestone.extend>pending',
    claimed: 'milestone.unclaim>pending milestone.verify>verified milestone.return>returned',
    verified: '',
    returned: 'milestone.claim>claimed milestone.extend>returned',
  },
  changeRequest: {
    draft: 'changeRequest.save>draft changeRequest.submit>submitted changeRequest.withdraw>withdrawn',
    submitted: 'changeRequest.withdraw>withdrawn changeRequest.approve>approved changeRequest.reject>rejected',
    approved: '',
    rejected: '',
    withdrawn: '',
  },
  plan: {
    draft:
      'plan.editDraft>draft plan.discard>draft plan.publish>active plan.configure>draft plan.moveStage>draft consultation.open>draft',
    active: 'plan.configure>active plan.archive>archived',
    archived: '',
  },
}

const cycles: readonly [AnyLifecycle, readonly string[], object][] = [
  [taskLifecycle as unknown as AnyLifecycle, taskActions, open.task],
  [reportLifecycle as unknown as AnyLifecycle, reportActions, open.report],
  [milestoneLifecycle as unknown as AnyLifecycle, milestoneActions, open.milestone],
  [changeRequestLifecycle as unknown as AnyLifecycle, changeRequestActions, open.changeRequest],
  [planLifecycle as unknown as AnyLifecycle, planActions, open.plan],
  [revisionLifecycle as unknown as AnyLifecycle, revisionActions, open.revision],
]

describe.each(cycles.map(([cycle, actions, facts]) => ({ name: cycle.name, cycle, actions, facts })))(
  '$name',
  ({ name, cycle, actions, facts }) => {
    test('every state × action cell leads where the design says, and nowhere else', () => {
      for (const state of cycle.states) {
        const cells = new Map(
          (expected[name]?.[state] ?? '')
            .split(' ')
            .filter(Boolean)
            .map((cell) => cell.split('>') as [string, string]),
        )
        for (const action of actions) {
          const decision = decide(cycle, state, action, facts as never)
          const to = cells.get(action)
          expect([state, action, decision]).toEqual([
            state,
            action,
            to === undefined ? { ok: false, code: 'wrongState' } : { ok: true, to },
          ])
        }
        expect([...actionsIn(cycle, state)].sort()).toEqual([...cells.keys()].sort())
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

    test('every guard stands in a row and every verb has its Chinese', () => {
      const used = new Set(cycle.rows.flatMap((row) => row.guards ?? []))
      expect([...used].sort()).toEqual(Object.keys(cycle.guards).sort())
      for (const action of actions) expect([action, actionLabels[action] !== undefined]).toEqual([action, true])
    })
  },
)

/** One fact changed from a case that passes: the guard that must refuse, with its code. */
const refusalCases = [
  ['revision', 'open', 'plan.applyRevision', { isAsSeen: false }, 'revisionOutdated'],
  ['revision', 'open', 'plan.applyRevision', { undecided: 2 }, 'revisionUndecided'],
  ['revision', 'open', 'plan.applyRevision', { accepted: 0 }, 'revisionNothingAccepted'],
  ['task', 'draft', 'task.issue', { hasPrimaryLead: false }, 'taskWithoutLead'],
  ['task', 'issued', 'task.fanOut', { isLedByGroup: false }, 'acknowledgeFirst'],
  ['task', 'active', 'task.claimCompletion', { openSubtasks: 1 }, 'openSubtasks'],
  ['task', 'active', 'task.claimCompletion', { unverifiedMilestones: 2 }, 'unverifiedMilestones'],
  ['task', 'closing', 'task.close', { openRectifications: 1 }, 'openRectifications'],
  ['task', 'active', 'task.terminate', { changeApproved: false }, 'needsChangeRequest'],
  ['report', 'draft', 'report.submit', { isComplete: false }, 'reportIncomplete'],
  ['report', 'draft', 'report.submit', { taskTakesReports: false }, 'taskTakesNoReports'],
  ['report', 'submitted', 'report.approve', { taskTakesReports: false }, 'taskTakesNoReports'],
  ['report', 'draft', 'report.submit', { signOffRequired: true }, 'signOffRequired'],
  ['report', 'draft', 'report.signOff', { awaitsSignOff: false }, 'notAwaitingSignOff'],
  ['report', 'submitted', 'report.approve', { isEndorsedByAnother: false }, 'secondReviewerNeeded'],
  ['report', 'submitted', 'report.endorse', { isOwnUnit: false }, 'secondReviewerNotNeeded'],
  ['report', 'submitted', 'report.return', { hasReason: false }, 'reasonNeeded'],
  ['milestone', 'pending', 'milestone.claim', { evidenceCount: 0 }, 'evidenceMissing'],
  ['milestone', 'pending', 'milestone.edit', { isPastDue: true }, 'milestonePastDue'],
  ['milestone', 'pending', 'milestone.edit', { movesLater: true }, 'milestoneLaterNeedsExtension'],
  ['milestone', 'returned', 'milestone.extend', { changeApproved: false }, 'needsChangeRequest'],
  ['milestone', 'claimed', 'milestone.return', { hasReason: false }, 'reasonNeeded'],
  ['changeRequest', 'draft', 'changeRequest.submit', { isPastDue: true }, 'extensionTooLate'],
  ['changeRequest', 'draft', 'changeRequest.submit', { isLater: false }, 'extensionNotLater'],
  ['changeRequest', 'draft', 'changeRequest.submit', { hasOpenRequest: true }, 'changeRequestOpen'],
  ['changeRequest', 'submitted', 'changeRequest.reject', { hasReason: false }, 'reasonNeeded'],
  ['plan', 'draft', 'plan.discard', { openConsultations: 1 }, 'consultationOpen'],
  ['plan', 'draft', 'plan.moveStage', { undecidedOpinions: 1 }, 'opinionsUndecided'],
  ['plan', 'draft', 'consultation.open', { isIssuedText: true }, 'consultationAfterIssue'],
  ['plan', 'draft', 'consultation.open', { addressees: 0 }, 'consultationWithoutUnits'],
  ['plan', 'draft', 'plan.publish', { issuableTasks: 0 }, 'planWithoutTasks'],
  ['plan', 'draft', 'plan.publish', { tasksWithoutLead: 1 }, 'planTasksWithoutLead'],
  ['plan', 'draft', 'plan.publish', { unmatchedSpellings: 1 }, 'planUnitsUnmatched'],
  ['plan', 'draft', 'plan.publish', { dissolvedUnits: 1 }, 'planUnitDissolved'],
  ['plan', 'active', 'plan.archive', { openTasks: 1 }, 'planHasOpenTasks'],
] as const

test.each(refusalCases)('%s %s %s with %o is refused: %s', (name, state, action, change, code) => {
  const found = cycles.find(([cycle]) => cycle.name === name)
  if (!found) throw new Error(name)
  expect(decide(found[0], state, action, { ...found[2], ...change } as never)).toEqual({ ok: false, code })
})

test('every refusal of the guards is tried above', () => {
  const codes = new Set<string>()
  for (const [cycle] of cycles) {
    for (const guard of Object.values(cycle.guards)) {
      for (const facts of Object.values(open)) {
        for (const key of Object.keys(facts)) {
          const value = (facts as Record<string, unknown>)[key]
          const flipped = typeof value === 'boolean' ? !value : typeof value === 'number' ? 1 - value : value
          const code = (guard as (f: object) => string | null)({ ...facts, [key]: flipped })
          if (code && Object.keys(facts).length > 0) codes.add(code)
        }
      }
    }
  }
  const tried = new Set<string>(refusalCases.map(([, , , , code]) => code))
  expect([...codes].filter((code) => !tried.has(code))).toEqual([])
  for (const code of tried) expect(Object.keys(refusals)).toContain(code)
})

test('every verb of a life cycle has people who may use it, save those that only follow from a decision', () => {
  const held = new Set<string>(permissionTable.map((row) => row.action as Action))
  const followFromDecision = ['task.issue', 'task.extend', 'task.amend', 'task.terminate', 'task.revise']
  const verbs = [...taskActions, ...reportActions, ...changeRequestActions, ...planActions, ...revisionActions]
  expect(verbs.filter((verb) => !held.has(verb)).sort()).toEqual(followFromDecision.sort())
})
