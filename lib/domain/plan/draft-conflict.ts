import type { DraftOperation, PlanDraft } from './draft'
import { diffDraft } from './draft-patch'

const touched = (from: PlanDraft, to: PlanDraft): ReadonlySet<string> => {
  const patch = diffDraft(from, to)
  const lists = [patch.sections, patch.items, patch.indicators, patch.targets, patch.warnings]
  return new Set(lists.flatMap((list) => list?.put.map((entry) => entry.key) ?? []))
}

/** The entries that an operation speaks of. */
const meant = (operation: DraftOperation): readonly string[] => {
  const { key, keys } = operation as { readonly key?: string; readonly keys?: readonly string[] }
  return [...(key ? [key] : []), ...(keys ?? [])]
}

/**
 * Whether what one person has not saved yet may simply follow upon what another saved meanwhile: not where both changed the
 * same entry, for then one of them must look first.
 */
export const followsOn = (base: PlanDraft, theirs: PlanDraft, mine: readonly DraftOperation[]): boolean => {
  const changed = touched(base, theirs)
  return mine.every((operation) => !meant(operation).some((key) => changed.has(key)))
}
