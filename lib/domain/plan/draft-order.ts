import type { DraftItem, DraftSection, PlanDraft } from './draft'

export type PlacedSection = {
  readonly section: DraftSection
  readonly depth: number
  readonly items: readonly DraftItem[]
}
export type PlacedDraft = { readonly loose: readonly DraftItem[]; readonly sections: readonly PlacedSection[] }

/** Sections as a tree written out, each with its own tasks; tasks above the first heading stand alone. */
export const placeDraft = (draft: Pick<PlanDraft, 'sections' | 'items'>): PlacedDraft => {
  const placed: PlacedSection[] = []
  const visit = (parentKey: string | null, depth: number) => {
    for (const section of draft.sections.filter((entry) => entry.parentKey === parentKey)) {
      placed.push({ section, depth, items: draft.items.filter((item) => item.sectionKey === section.key) })
      visit(section.key, depth + 1)
    }
  }
  visit(null, 0)
  return { loose: draft.items.filter((item) => item.sectionKey === null), sections: placed }
}

/** Tasks in the order in which the screen shows them and publication numbers them. */
export const itemsInOrder = (draft: Pick<PlanDraft, 'sections' | 'items'>): readonly DraftItem[] => {
  const { loose, sections } = placeDraft(draft)
  return [...loose, ...sections.flatMap((entry) => entry.items)]
}
