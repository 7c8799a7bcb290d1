import type { DraftTarget, PlanDraft } from './draft'

/** What a draft was stored as before commitments could be edited and doubts settled. */
type Older = Omit<PlanDraft, 'targets' | 'settled'> & {
  readonly targets: readonly (Omit<DraftTarget, 'key' | 'isMilestone'> & Partial<DraftTarget>)[]
  readonly settled?: readonly string[]
}

/** A stored draft as it is worked on today; the same keys each time, so that an operation finds what the screen showed. */
export const completeDraft = (stored: PlanDraft): PlanDraft => {
  const { targets, settled = [], ...draft }: Older = stored
  return {
    ...draft,
    settled,
    // No key made later can be the same: the letter is another.
    targets: targets.map((target, at) => ({
      ...target,
      key: target.key ?? `o${at}`,
      isMilestone: target.isMilestone ?? false,
    })),
  }
}
