import { Refusal } from '../refusals'
import type { DraftItem, DraftOperation, PlanDraft } from './draft'
import { type DraftChange, impossible, itemsOf, quoted } from './draft-change'
import { distinctUnits } from './draft-units'

const requireSection = (draft: PlanDraft, key: string | null): void => {
  if (key !== null && !draft.sections.some((section) => section.key === key)) throw new Refusal('draftTargetGone')
}

const titleEnd = /[。．；;\n]/
const longestTitle = 60
/** 3.、（二）: never the year or the quantity that a sentence begins with. */
const ownNumber = /^(?:[（(][\d一二三四五六七八九十]+[）)]|[\d一二三四五六七八九十]+[.．、)）](?!\d))\s*/
/** The first sentence, without its number. */
const titleFrom = (text: string): string =>
  (text.trim().split(titleEnd)[0] ?? '').replace(ownNumber, '').slice(0, longestTitle).trim()

/** The text is cut at `at`; both halves keep the units, the deadline and the source, which only a person can divide. */
export const splitItem = (draft: PlanDraft, key: string, at: number): DraftChange => {
  const [item] = itemsOf(draft, [key])
  const first = item.text.slice(0, at).trim()
  const rest = item.text.slice(at).trim()
  if (!first || !rest) throw impossible('拆分处前后都要有文字')
  const fresh: DraftItem = {
    ...item,
    key: `t${draft.nextKey}`,
    number: null,
    title: titleFrom(rest) || `${item.title}（续）`,
    text: rest,
  }
  return {
    draft: {
      ...draft,
      items: draft.items.flatMap((entry) => (entry.key === key ? [{ ...item, text: first }, fresh] : [entry])),
      nextKey: draft.nextKey + 1,
    },
    summary: `拆分${quoted(item.title)}`,
  }
}

const least = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(...known)
}
const most = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** Into the first of them, which keeps its place, number and title. */
export const mergeItems = (draft: PlanDraft, keys: readonly string[]): DraftChange => {
  const items = itemsOf(draft, keys)
  const [first] = items
  if (items.length < 2) throw impossible('请至少选择两项任务')
  const dated = items.find((item) => item.dueOn !== null || item.ongoing) ?? first
  const merged: DraftItem = {
    ...first,
    text: items.map((item) => item.text).join('\n'),
    ...distinctUnits(
      items.flatMap((item) => item.leads),
      items.flatMap((item) => item.supports),
    ),
    unitsText:
      items
        .map((item) => item.unitsText)
        .filter(Boolean)
        .join('\n') || null,
    deadlineText: dated.deadlineText,
    dueOn: dated.dueOn,
    ongoing: dated.ongoing,
    sourceStart: least(items.map((item) => item.sourceStart)),
    sourceEnd: most(items.map((item) => item.sourceEnd)),
    issue: items.some((item) => item.issue),
  }
  return {
    draft: {
      ...draft,
      items: draft.items.flatMap((item) => (item.key === first.key ? [merged] : keys.includes(item.key) ? [] : [item])),
      targets: draft.targets.map((target) =>
        target.itemKey !== null && keys.includes(target.itemKey) ? { ...target, itemKey: first.key } : target,
      ),
    },
    summary: `把 ${items.length} 项任务合并为${quoted(first.title)}`,
  }
}

export const moveItems = (
  draft: PlanDraft,
  keys: readonly string[],
  sectionKey: string | null,
  beforeKey: string | null,
): DraftChange => {
  const items = itemsOf(draft, keys)
  requireSection(draft, sectionKey)
  const rest = draft.items.filter((item) => !keys.includes(item.key))
  const at = beforeKey === null ? rest.length : rest.findIndex((item) => item.key === beforeKey)
  if (at < 0) throw new Refusal('draftTargetGone')
  const moved = items.map((item) => ({ ...item, sectionKey }))
  const where = draft.sections.find((section) => section.key === sectionKey)?.title ?? '各章节之前'
  return {
    draft: { ...draft, items: [...rest.slice(0, at), ...moved, ...rest.slice(at)] },
    summary: `移动${items.length === 1 ? quoted(items[0].title) : ` ${items.length} 项任务`}到${quoted(where)}`,
  }
}

export const addItem = (draft: PlanDraft, operation: Extract<DraftOperation, { kind: 'add' }>): DraftChange => {
  const title = operation.title.trim()
  if (!title) throw impossible('任务须有名称')
  requireSection(draft, operation.sectionKey)
  const neighbour = operation.beforeKey ?? operation.afterKey
  const found = draft.items.findIndex((item) => item.key === neighbour)
  if (neighbour !== null && found < 0) throw new Refusal('draftTargetGone')
  // With neither neighbour it begins its section, which is where the screen's button stands.
  const at = operation.beforeKey ? found : found + 1
  const fresh: DraftItem = {
    key: `t${draft.nextKey}`,
    sectionKey: operation.sectionKey,
    kind: 'task',
    number: null,
    title,
    text: operation.text ?? '',
    leads: [],
    supports: [],
    unitsText: null,
    deadlineText: null,
    dueOn: null,
    ongoing: false,
    sourceStart: operation.line ?? null,
    sourceEnd: operation.line ?? null,
    issue: true,
  }
  return {
    draft: {
      ...draft,
      items: [...draft.items.slice(0, at), fresh, ...draft.items.slice(at)],
      nextKey: draft.nextKey + 1,
    },
    summary: `新增任务${quoted(title)}`,
  }
}
