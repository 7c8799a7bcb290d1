import { Refusal } from '../refusals'
import type { DraftItem, PlanDraft } from './draft'

/** What an operation makes of a draft, and its name for the record. */
export type DraftChange = { readonly draft: PlanDraft; readonly summary: string }

export const impossible = (why: string): Refusal => new Refusal('draftOperationInvalid', { why })

const longest = 24
/** A title as it stands in the name of a step. */
export const quoted = (title: string): string => `“${title.length > longest ? `${title.slice(0, longest)}…` : title}”`

/** The named items in the order of the draft; refuses where one is gone. */
export const itemsOf = (draft: PlanDraft, keys: readonly string[]): readonly [DraftItem, ...DraftItem[]] => {
  const found = draft.items.filter((item) => keys.includes(item.key))
  const [first, ...rest] = found
  if (!first || found.length !== new Set(keys).size) throw new Refusal('draftTargetGone')
  return [first, ...rest]
}
