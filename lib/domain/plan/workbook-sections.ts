import type { DraftSection, PlanDraft } from './draft'
import { sectionPath, sectionPaths, sectionTitles } from './workbook'

const pathTo = (sections: readonly DraftSection[], key: string | null): readonly string[] => {
  const section = sections.find((entry) => entry.key === key)
  return section ? [...pathTo(sections, section.parentKey), section.key] : []
}

/** The heading that a cell names; what is missing of it is made, next to the heading of the row above. */
export const sectionAt = (
  draft: PlanDraft,
  path: string,
  near: string | null,
): { readonly draft: PlanDraft; readonly sectionKey: string | null } => {
  if (path === '') return { draft, sectionKey: null }
  const paths = sectionPaths(draft)
  const known = [...paths].find(([, text]) => text === path)
  if (known) return { draft, sectionKey: known[0] }
  const titles = sectionTitles(path)
  const title = titles.at(-1)
  if (title === undefined) return { draft, sectionKey: null }
  const above = sectionAt(draft, sectionPath(titles.slice(0, -1)), near)
  const { sections, nextKey } = above.draft
  const fresh: DraftSection = { key: `s${nextKey}`, parentKey: above.sectionKey, title, line: null }
  const trail = pathTo(sections, near)
  const sibling = sections.find((entry) => entry.parentKey === above.sectionKey && trail.includes(entry.key))
  const place = sections.findIndex((entry) => entry.key === (sibling?.key ?? above.sectionKey)) + 1
  return {
    draft: {
      ...above.draft,
      sections: [...sections.slice(0, place), fresh, ...sections.slice(place)],
      nextKey: nextKey + 1,
    },
    sectionKey: fresh.key,
  }
}
