import type { DraftItem, DraftSection, PlanDraft } from './draft'

export type PlacedSection = {
  readonly section: DraftSection
  readonly depth: number
  readonly items: readonly DraftItem[]
  /** Its tasks after a sub-section: the heading stands above it already. */
  readonly isContinuation: boolean
}
export type PlacedDraft = { readonly loose: readonly DraftItem[]; readonly sections: readonly PlacedSection[] }

/** Sections as a tree written out, each with its own tasks, these before or after its sub-sections as the document has them. */
export const placeDraft = (draft: Pick<PlanDraft, 'sections' | 'items'>): PlacedDraft => {
  const placeOf = new Map(draft.items.map((item, at) => [item.key, at]))
  const childrenOf = (key: string | null) => draft.sections.filter((entry) => entry.parentKey === key)
  const beginOf = (key: string): number =>
    Math.min(
      ...draft.items.filter((item) => item.sectionKey === key).map((item) => placeOf.get(item.key) ?? Infinity),
      ...childrenOf(key).map((child) => beginOf(child.key)),
    )
  const placed: PlacedSection[] = []
  const visit = (section: DraftSection, depth: number) => {
    const waiting = draft.items.filter((item) => item.sectionKey === section.key)
    const take = (before: number): DraftItem[] => {
      const end = waiting.findIndex((item) => (placeOf.get(item.key) ?? 0) >= before)
      return waiting.splice(0, end < 0 ? waiting.length : end)
    }
    let isContinuation = false
    for (const child of childrenOf(section.key)) {
      const items = take(beginOf(child.key))
      if (!isContinuation || items.length > 0) placed.push({ section, depth, items, isContinuation })
      isContinuation = true
      visit(child, depth + 1)
    }
    if (!isContinuation || waiting.length > 0) placed.push({ section, depth, items: waiting, isContinuation })
  }
  for (const section of childrenOf(null)) visit(section, 0)
  return { loose: draft.items.filter((item) => item.sectionKey === null), sections: placed }
}

/** Tasks in the order in which the screen shows them and publication numbers them. */
export const itemsInOrder = (draft: Pick<PlanDraft, 'sections' | 'items'>): readonly DraftItem[] => {
  const { loose, sections } = placeDraft(draft)
  return [...loose, ...sections.flatMap((entry) => entry.items)]
}
