import { Refusal } from '../refusals'
import type { DraftPatch, PlanDraft } from './draft'

type Keyed = { readonly key: string }
const lists = ['sections', 'items', 'indicators', 'targets', 'warnings'] as const

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

const diffList = <T extends Keyed>(from: readonly T[], to: readonly T[]) => {
  const before = new Map(from.map((entry) => [entry.key, entry]))
  const put = to.filter((entry) => !same(before.get(entry.key), entry))
  const moved = from.length !== to.length || from.some((entry, at) => entry.key !== to[at]?.key)
  return put.length === 0 && !moved ? undefined : { put, order: moved ? to.map((entry) => entry.key) : null }
}

const patchList = <T extends Keyed>(
  list: readonly T[],
  patch: { readonly put: readonly T[]; readonly order: readonly string[] | null } | undefined,
): readonly T[] => {
  if (!patch) return list
  const known = new Map([...list, ...patch.put].map((entry) => [entry.key, entry]))
  return (patch.order ?? list.map((entry) => entry.key)).map((key) => {
    const entry = known.get(key)
    if (!entry) throw new Refusal('draftTargetGone')
    return entry
  })
}

/** What leads from one draft to the other. */
export const diffDraft = (from: PlanDraft, to: PlanDraft): DraftPatch => {
  const patch: Record<string, unknown> = {}
  for (const name of lists) {
    const difference = diffList<Keyed>(from[name], to[name])
    if (difference) patch[name] = difference
  }
  if (!same(from.settled, to.settled)) patch.settled = to.settled
  if ((from.sourceRevisionId ?? null) !== (to.sourceRevisionId ?? null))
    patch.sourceRevisionId = to.sourceRevisionId ?? null
  return patch as DraftPatch
}

export const patchDraft = (draft: PlanDraft, patch: DraftPatch): PlanDraft => ({
  ...draft,
  sections: patchList(draft.sections, patch.sections),
  items: patchList(draft.items, patch.items),
  indicators: patchList(draft.indicators, patch.indicators),
  targets: patchList(draft.targets, patch.targets),
  warnings: patchList(draft.warnings, patch.warnings),
  settled: patch.settled ?? draft.settled,
  ...(patch.sourceRevisionId === undefined ? {} : { sourceRevisionId: patch.sourceRevisionId }),
})
