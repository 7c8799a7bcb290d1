import type { Tx } from '@/db/client'
import { openRevision, readRevision, type RevisionComparison, type RevisionRow } from '@/db/revision'
import { type PlanWithSubject, readPlan } from '@/db/subjects'
import { actionLabel, revisionStateLabels } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import type { DifferenceEntry } from '@/lib/domain/plan/compare-plans'
import { Refusal } from '@/lib/domain/refusals'
import { obstacle } from '@/lib/domain/revision/consequences'
import { decisionOf, takenFields } from '@/lib/domain/revision/decisions'
import {
  type RevisionAction,
  type RevisionFacts,
  revisionLifecycle,
  type RevisionState,
} from '@/lib/domain/revision/states'
import type { Target, Work } from './run'
import { planTarget } from './targets'

export type LoadedRevision = PlanWithSubject & { readonly revision: RevisionRow; readonly targets: readonly Target[] }

/** The plan and its revision under lock; the version that counts is the revision's. */
export const lockRevision = async (
  tx: Tx,
  input: { readonly planId: number; readonly revisionId: number },
): Promise<LoadedRevision | null> => {
  const row = await readPlan(tx, input.planId, { lock: true })
  const revision = row && (await readRevision(tx, input.planId, input.revisionId, { lock: true }))
  if (!row || !revision) return null
  return { ...row, revision, targets: [{ ...planTarget(row), version: revision.version }] }
}

const harmless: RevisionFacts = { isAsSeen: true, undecided: 0, accepted: 1 }

export const decideRevisionState = (
  state: RevisionState,
  action: RevisionAction,
  facts: RevisionFacts = harmless,
): RevisionState => {
  const decision = decide(revisionLifecycle, state, action, facts)
  if (decision.ok) return decision.to
  throw new Refusal(decision.code, {
    state: revisionStateLabels[state],
    action: actionLabel(action),
    count: facts.undecided,
  })
}

/** What was accepted: by entry, the fields to write. */
export type Accepted = ReadonlyMap<string, { readonly entry: DifferenceEntry; readonly fields: ReadonlySet<string> }>

/** The decisions that hold for this comparison; refuses where one cannot be carried out. */
export const acceptedIn = (
  { difference, notes }: RevisionComparison,
  { decisions }: Pick<RevisionRow, 'decisions'>,
): { readonly accepted: Accepted; readonly undecided: number } => {
  const accepted = new Map<string, { entry: DifferenceEntry; fields: ReadonlySet<string> }>()
  let undecided = 0
  for (const entry of difference.entries) {
    const decision = decisionOf(entry, decisions)
    if (!decision) {
      undecided += 1
      continue
    }
    const fields = takenFields(entry, decision)
    if (!decision.accept || (entry.kind === 'changed' && fields.size === 0)) continue
    const why = obstacle(entry, decision, notes.get(entry.key) ?? [])
    if (why) throw new Refusal('revisionBlocked', { title: entry.title, why })
    accepted.set(entry.key, { entry, fields })
  }
  return { accepted, undecided }
}

/** What the steps of applying share. */
export type Applying = Pick<Work<LoadedRevision>, 'tx' | 'loaded' | 'actor' | 'now' | 'today' | 'record'> & {
  readonly comparison: RevisionComparison
  readonly accepted: Accepted
  /** 规划修订（文号，第 n 次）. */
  readonly reason: string
}

export const requireNoOpenRevision = async (tx: Tx, planId: number): Promise<void> => {
  if (await openRevision(tx, planId)) throw new Refusal('revisionOpen')
}
