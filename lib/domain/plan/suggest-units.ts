import type { DraftIndicator, DraftItem, DraftUnit, PlanDraft } from './draft'
import { foldName, sameUnit } from './draft-units'

/** A lead that the document does not name, and why it may be meant. Never applied by itself, never counted as named. */
export type UnitSuggestion = { readonly unit: DraftUnit; readonly reason: string }

const most = 3
/** Below this the words that two texts share are those of every plan. */
const enoughAlike = 0.6
/** A pair of signs in more than this share of the tasks says nothing about any of them: 健康 in a health plan. */
const tooCommon = 0.25
const fillers =
  /[，。、；：“”‘’（）()\s\d%％]|实施|行动|推进|加强|开展|建立|完善|促进|提升|健全|强化|工作|建设|体系|机制|服务|水平/g

const pairsOf = (text: string): ReadonlySet<string> => {
  const pairs = new Set<string>()
  for (const part of foldName(text).replace(fillers, '|').split('|')) {
    for (let at = 0; at + 2 <= part.length; at++) pairs.add(part.slice(at, at + 2))
  }
  return pairs
}

const withoutCommon = (pairs: ReadonlySet<string>, common: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...pairs].filter((pair) => !common.has(pair)))

const commonPairs = (texts: readonly ReadonlySet<string>[]): ReadonlySet<string> => {
  const times = new Map<string, number>()
  for (const pairs of texts) for (const pair of pairs) times.set(pair, (times.get(pair) ?? 0) + 1)
  return new Set([...times].filter(([, count]) => count > 2 && count > texts.length * tooCommon).map(([pair]) => pair))
}

/** The share of the first text's words, by pairs of signs, that stand in the second. */
const shareIn = (words: ReadonlySet<string>, text: ReadonlySet<string>): number => {
  let found = 0
  for (const pair of words) if (text.has(pair)) found += 1
  return words.size === 0 ? 0 : found / words.size
}

type Weighed = UnitSuggestion & { readonly weight: number }

type Words = (text: string) => ReadonlySet<string>

const fromIndicators = (item: DraftItem, indicators: readonly DraftIndicator[], wordsOf: Words): readonly Weighed[] => {
  const folded = foldName(`${item.title}\n${item.text}`)
  const text = pairsOf(`${item.title}\n${item.text}`)
  return indicators.flatMap((indicator) => {
    if (indicator.owners.length === 0) return []
    const words = wordsOf(indicator.name)
    const named = foldName(indicator.name).length >= 4 && folded.includes(foldName(indicator.name))
    const share = named ? 1 : words.size < 2 ? 0 : shareIn(words, text)
    if (share < enoughAlike) return []
    return indicator.owners.map((unit, at) => ({
      unit,
      weight: 1 + share - at * 0.01,
      reason: `指标“${indicator.name}”由其负责，本任务${named ? '写到' : '与之措辞相近'}`,
    }))
  })
}

const fromSiblings = (item: DraftItem, items: readonly DraftItem[]): readonly Weighed[] => {
  const siblings = items.filter(
    (other) => other.key !== item.key && other.sectionKey === item.sectionKey && other.leads.length > 0,
  )
  if (siblings.length < 2 || item.sectionKey === null) return []
  const leads: DraftUnit[] = []
  for (const { leads: named } of siblings) {
    for (const unit of named) if (!leads.some((known) => sameUnit(known, unit))) leads.push(unit)
  }
  return leads.flatMap((unit) => {
    const times = siblings.filter((other) => other.leads.some((lead) => sameUnit(lead, unit))).length
    return times * 2 < siblings.length || times < 2
      ? []
      : [{ unit, weight: times / siblings.length, reason: `同章节 ${siblings.length} 项任务中 ${times} 项由其牵头` }]
  })
}

const fromAlike = (item: DraftItem, items: readonly DraftItem[], wordsOf: Words): readonly Weighed[] => {
  const words = wordsOf(item.title)
  if (words.size < 2) return []
  return items.flatMap((other) => {
    const [lead] = other.leads
    if (other.key === item.key || !lead) return []
    const share = shareIn(words, pairsOf(other.title))
    return share < enoughAlike
      ? []
      : [{ unit: lead, weight: 0.5 + share / 2, reason: `由其牵头的“${other.title}”与本任务名称相近` }]
  })
}

/** Who may lead a task for which the document names nobody: at most three, the best reason first. */
export const leadSuggester = (
  draft: Pick<PlanDraft, 'items' | 'indicators'>,
): ((item: DraftItem) => readonly UnitSuggestion[]) => {
  const common = commonPairs(draft.items.map((item) => pairsOf(`${item.title}\n${item.text}`)))
  const known = new Map<string, ReadonlySet<string>>()
  const wordsOf: Words = (text) => {
    const words = known.get(text) ?? withoutCommon(pairsOf(text), common)
    known.set(text, words)
    return words
  }
  return (item) => {
    if (!item.issue || item.leads.length > 0) return []
    const weighed = [
      ...fromIndicators(item, draft.indicators, wordsOf),
      ...fromSiblings(item, draft.items),
      ...fromAlike(item, draft.items, wordsOf),
    ].sort((a, b) => b.weight - a.weight)
    const kept: Weighed[] = []
    for (const entry of weighed) if (!kept.some((other) => sameUnit(other.unit, entry.unit))) kept.push(entry)
    return kept.slice(0, most).map(({ unit, reason }) => ({ unit, reason }))
  }
}
