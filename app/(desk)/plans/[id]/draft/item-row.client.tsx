'use client'

import { memo, useMemo } from 'react'
import type { DraftItem, DraftTarget } from '@/lib/domain/plan/draft'
import type { DraftSpot } from '@/lib/domain/plan/draft-facts'
import type { SourceLine } from '@/lib/domain/plan/source-lines'
import { markSource } from '@/lib/domain/plan/source-marks'
import { MarkedLine } from '@/app/_ui/marked-line'
import type { UnitSuggestion } from '@/lib/domain/plan/suggest-units'
import { useTools } from './draft-context.client'
import { ItemCard } from './item-card.client'

interface ItemRowProps {
  item: DraftItem
  lines: readonly SourceLine[]
  /** Paragraphs before it that belong to no task. */
  gap: readonly SourceLine[]
  spots: readonly DraftSpot[]
  targets: readonly DraftTarget[]
  suggestions: readonly UnitSuggestion[]
  selected: boolean
  previousKey: string | null
  nextKey: string | null
  afterNextKey: string | null
}

/** A task and the paragraphs it was read from, side by side, so that both scroll as one. */
export const ItemRow = memo(function ItemRow({ lines, gap, ...card }: ItemRowProps) {
  const { item } = card
  const { spellings } = useTools()
  const marked = useMemo(
    () => lines.map((line) => ({ ...line, parts: markSource(line.text, item, spellings) })),
    [lines, item, spellings],
  )
  return (
    <>
      {gap.length > 0 ? <SourceGap gap={gap} beforeKey={item.key} sectionKey={item.sectionKey} /> : null}
      <div className="draft-row" id={`item-${item.key}`} data-row data-item={item.key}>
        <ItemCard {...card} />
        <div className="draft-source">
          {marked.length === 0 ? <p className="text-ink-3">没有对应的原文</p> : null}
          {marked.map((line) => (
            <div key={line.line} className="source-line">
              <span className="source-number">{line.line}</span>
              <MarkedLine parts={line.parts} />
            </div>
          ))}
        </div>
      </div>
    </>
  )
})

const longestTitle = 60

/** Text between two tasks: folded, because most of it is headings; a task that was overlooked is made from its paragraph. */
export function SourceGap({
  gap,
  beforeKey,
  sectionKey,
}: {
  gap: readonly SourceLine[]
  beforeKey: string | null
  sectionKey: string | null
}) {
  const { perform } = useTools()
  const first = gap[0]?.line
  const last = gap.at(-1)?.line
  return (
    <details className="draft-gap">
      <summary className="text-ink-3">原文第 {first === last ? first : `${first}–${last}`} 段不在任何任务中</summary>
      <div className="draft-source">
        {gap.map((line) => (
          <div key={line.line} className="source-line">
            <span className="source-number">{line.line}</span>
            <div>
              <MarkedLine parts={[{ text: line.text, mark: null }]} />
              <button
                type="button"
                className="card-verb"
                onClick={() =>
                  perform({
                    kind: 'add',
                    sectionKey,
                    afterKey: null,
                    beforeKey,
                    title:
                      line.text
                        .trim()
                        .split(/[。；\n]/)[0]
                        ?.slice(0, longestTitle) || '新任务',
                    text: line.text,
                    line: line.line,
                  })
                }
              >
                建为任务
              </button>
            </div>
          </div>
        ))}
      </div>
    </details>
  )
}
