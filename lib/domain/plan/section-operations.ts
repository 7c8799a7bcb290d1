import { Refusal } from '../refusals'
import type { DraftSection, PlanDraft } from './draft'
import { type DraftChange, impossible, quoted } from './draft-change'

const sectionOf = (draft: PlanDraft, key: string): DraftSection => {
  const found = draft.sections.find((section) => section.key === key)
  if (!found) throw new Refusal('draftTargetGone')
  return found
}

const requireTitle = (title: string): string => {
  if (!title.trim()) throw impossible('章节须有名称')
  return title.trim()
}

const isBelow = (draft: PlanDraft, key: string, above: string): boolean => {
  for (let at: string | null = key; at !== null; at = sectionOf(draft, at).parentKey) if (at === above) return true
  return false
}

export const renameSection = (draft: PlanDraft, key: string, given: string): DraftChange => {
  const section = sectionOf(draft, key)
  const title = requireTitle(given)
  return {
    draft: { ...draft, sections: draft.sections.map((entry) => (entry.key === key ? { ...entry, title } : entry)) },
    summary: `把章节${quoted(section.title)}改名为${quoted(title)}`,
  }
}

export const moveSection = (
  draft: PlanDraft,
  key: string,
  parentKey: string | null,
  beforeKey: string | null,
): DraftChange => {
  const section = sectionOf(draft, key)
  if (parentKey !== null && isBelow(draft, parentKey, key)) throw impossible('章节不能移到自己下面')
  const rest = draft.sections.filter((entry) => entry.key !== key)
  const at = beforeKey === null ? rest.length : rest.findIndex((entry) => entry.key === beforeKey)
  if (at < 0) throw new Refusal('draftTargetGone')
  return {
    draft: { ...draft, sections: [...rest.slice(0, at), { ...section, parentKey }, ...rest.slice(at)] },
    summary: `移动章节${quoted(section.title)}`,
  }
}

export const addSection = (
  draft: PlanDraft,
  parentKey: string | null,
  afterKey: string | null,
  given: string,
): DraftChange => {
  const title = requireTitle(given)
  if (parentKey !== null) sectionOf(draft, parentKey)
  if (afterKey !== null) sectionOf(draft, afterKey)
  const at = afterKey === null ? draft.sections.length : draft.sections.findIndex((entry) => entry.key === afterKey) + 1
  const fresh: DraftSection = { key: `s${draft.nextKey}`, parentKey, title, line: null }
  return {
    draft: {
      ...draft,
      sections: [...draft.sections.slice(0, at), fresh, ...draft.sections.slice(at)],
      nextKey: draft.nextKey + 1,
    },
    summary: `新增章节${quoted(title)}`,
  }
}

export const dropSection = (draft: PlanDraft, key: string): DraftChange => {
  const section = sectionOf(draft, key)
  return {
    draft: {
      ...draft,
      sections: draft.sections
        .filter((entry) => entry.key !== key)
        .map((entry) => (entry.parentKey === key ? { ...entry, parentKey: section.parentKey } : entry)),
      items: draft.items.map((item) => (item.sectionKey === key ? { ...item, sectionKey: section.parentKey } : item)),
    },
    summary: `删除章节${quoted(section.title)}，其下任务并入上级`,
  }
}
