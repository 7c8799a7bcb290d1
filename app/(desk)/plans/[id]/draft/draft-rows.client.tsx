'use client'

import { useDeferredValue, useMemo } from 'react'
import type { DraftItem, DraftTarget, PlanDraft } from '@/lib/domain/plan/draft'
import type { DraftSpot } from '@/lib/domain/plan/draft-facts'
import { itemsInOrder, type PlacedDraft } from '@/lib/domain/plan/draft-order'
import type { SourceLine } from '@/lib/domain/plan/source-lines'
import { leadSuggester, type UnitSuggestion } from '@/lib/domain/plan/suggest-units'
import { IndicatorRows } from './indicator-rows.client'
import { ItemRow, SourceGap } from './item-row.client'
import { LooseCommitments } from './loose-commitments.client'
import { SectionHead } from './section-head.client'
import { SpotNotes } from './spot-notes.client'

interface DraftRowsProps {
  draft: PlanDraft
  placed: PlacedDraft
  lines: readonly SourceLine[]
  spots: readonly DraftSpot[]
  selection: ReadonlySet<string>
}

const none: readonly never[] = []

/** Each task's own paragraphs, and before it those of nobody; stays the same object while ranges stay the same. */
const useSource = (items: readonly DraftItem[], lines: readonly SourceLine[]) => {
  const ranges = JSON.stringify(items.map((item) => [item.key, item.sourceStart, item.sourceEnd]))
  return useMemo(() => {
    const wanted = JSON.parse(ranges) as [string, number | null, number | null][]
    const taken = new Set<number>()
    const own = new Map<string, readonly SourceLine[]>()
    for (const [key, start, end] of wanted) {
      if (start === null) continue
      const mine = lines.filter((line) => start <= line.line && line.line <= (end ?? start))
      own.set(key, mine)
      for (const line of mine) taken.add(line.line)
    }
    const gaps = new Map<string, readonly SourceLine[]>()
    let from = 0
    for (const [key, start] of wanted) {
      if (start === null || start < from) continue
      const gap = lines.filter((line) => from <= line.line && line.line < start && !taken.has(line.line))
      if (gap.length > 0) gaps.set(key, gap)
      from = start
    }
    const rest = lines.filter((line) => line.line >= from && !taken.has(line.line))
    return { own, gaps, rest }
  }, [ranges, lines])
}

/** Where nothing changed for a task its list stays the same object, and its row is not drawn again. */
const useSpotsByPlace = (spots: readonly DraftSpot[]) => {
  const text = JSON.stringify(spots)
  return useMemo(() => {
    const byPlace = new Map<string | null, DraftSpot[]>()
    for (const spot of JSON.parse(text) as DraftSpot[]) {
      const at = spot.itemKey ?? spot.indicatorKey
      byPlace.set(at, [...(byPlace.get(at) ?? []), spot])
    }
    return byPlace
  }, [text])
}

const useTargetsByItem = (targets: readonly DraftTarget[]) =>
  useMemo(() => {
    const byItem = new Map<string | null, DraftTarget[]>()
    for (const target of targets) byItem.set(target.itemKey, [...(byItem.get(target.itemKey) ?? []), target])
    return byItem
  }, [targets])

/** They may lag behind the typing: nobody waits for a suggestion. */
const useSuggestions = (given: PlanDraft): ReadonlyMap<string, readonly UnitSuggestion[]> => {
  const { items, indicators } = useDeferredValue(given)
  const text = useMemo(() => {
    const suggest = leadSuggester({ items, indicators })
    return JSON.stringify(
      items.flatMap((item) => {
        const suggestions = suggest(item)
        return suggestions.length > 0 ? [[item.key, suggestions]] : []
      }),
    )
  }, [items, indicators])
  return useMemo(() => new Map(JSON.parse(text) as [string, readonly UnitSuggestion[]][]), [text])
}

export function DraftRows({ draft, placed, lines, spots, selection }: DraftRowsProps) {
  const ordered = useMemo(() => itemsInOrder(draft), [draft])
  const source = useSource(ordered, lines)
  const spotsByItem = useSpotsByPlace(spots)
  const targetsByItem = useTargetsByItem(draft.targets)
  const suggestions = useSuggestions(draft)
  const rows = (items: readonly DraftItem[]) =>
    items.map((item, at) => (
      <ItemRow
        key={item.key}
        item={item}
        lines={source.own.get(item.key) ?? none}
        gap={source.gaps.get(item.key) ?? none}
        spots={spotsByItem.get(item.key) ?? none}
        targets={targetsByItem.get(item.key) ?? none}
        suggestions={item.leads.length === 0 ? (suggestions.get(item.key) ?? none) : none}
        selected={selection.has(item.key)}
        previousKey={items[at - 1]?.key ?? null}
        nextKey={items[at + 1]?.key ?? null}
        afterNextKey={items[at + 2]?.key ?? null}
      />
    ))
  return (
    <div className="min-w-0">
      <div className="mb-4">
        <SpotNotes spots={spotsByItem.get(null) ?? none} withLine />
      </div>
      {placed.loose.length > 0 ? (
        <div id="section-none" data-section="none">
          {rows(placed.loose)}
        </div>
      ) : null}
      {placed.sections.map(({ section, depth, items, isContinuation }) => (
        <section key={isContinuation ? `${section.key}${items[0]?.key}` : section.key} aria-label={section.title}>
          {isContinuation ? (
            <p className="draft-section px-2 text-ink-3" data-section={section.key}>
              {section.title}（续）
            </p>
          ) : (
            <SectionHead
              section={section}
              depth={depth}
              hasItems={draft.items.some((item) => item.sectionKey === section.key)}
            />
          )}
          {rows(items)}
        </section>
      ))}
      {source.rest.length > 0 ? <SourceGap gap={source.rest} beforeKey={null} sectionKey={null} /> : null}
      <LooseCommitments targets={targetsByItem.get(null) ?? none} items={ordered} />
      <IndicatorRows indicators={draft.indicators} lines={lines} spots={spotsByItem} />
    </div>
  )
}
