'use client'

import { useEffect, useRef, useState } from 'react'
import type { DraftSpot, DraftSummary } from '@/lib/domain/plan/draft-facts'
import { CardVerb } from './card-verb.client'
import { useTools } from './draft-context.client'
import { filterSpots, type SpotFilter, spotFilters } from './spot-filter.client'

interface SpotListProps {
  summary: DraftSummary
  filter: SpotFilter
  onFilter: (filter: SpotFilter) => void
  /** The one where the page stands. */
  current: string | null
  onGo: (spot: DraftSpot) => void
}

/** 存疑清单: what is doubtful and why, by kind; each leads to its place, several are settled at once. */
export function SpotList({ summary, filter, onFilter, current, onGo }: SpotListProps) {
  const { perform } = useTools()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const list = useRef<HTMLUListElement>(null)
  const shown = filterSpots(summary, filter)
  const settleable = shown.filter((spot) => !spot.blocks)
  const keys = settleable.filter((spot) => chosen.has(spot.key)).map((spot) => spot.key)
  const kinds = spotFilters
    .map(([value, label]) => ({ value, label, count: filterSpots(summary, value).length }))
    .filter(({ value, count }) => count > 0 || value === filter)

  useEffect(() => {
    if (current !== null) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  return (
    <div className="spot-list">
      <label className="flex items-center gap-2">
        <span className="sr-only">存疑的种类</span>
        <select
          className="edit-select flex-1"
          value={filter}
          onChange={(event) => {
            const found = spotFilters.find(([value]) => value === event.target.value)
            if (found) onFilter(found[0])
          }}
        >
          {kinds.map(({ value, label, count }) => (
            <option key={value} value={value}>
              {label} {count}
            </option>
          ))}
        </select>
      </label>
      {settleable.length > 0 ? (
        <div className="flex flex-wrap items-center gap-x-3">
          <label className="flex items-center gap-1">
            <input
              type="checkbox"
              checked={keys.length === settleable.length}
              onChange={(event) => setChosen(new Set(event.target.checked ? settleable.map((spot) => spot.key) : []))}
            />
            全选 {settleable.length} 处
          </label>
          <CardVerb
            label={`确认所选 ${keys.length} 处`}
            disabled={keys.length === 0}
            onClick={() => {
              if (perform({ kind: 'settleSpots', keys, settled: true })) setChosen(new Set())
            }}
          />
        </div>
      ) : null}
      {shown.length === 0 ? (
        <p className="text-ink-3">{filter === 'all' ? '没有存疑之处。' : '这一类已经没有了。'}</p>
      ) : null}
      <ul ref={list}>
        {shown.map((spot) => (
          <li key={spot.key} data-blocks={spot.blocks} aria-current={spot.key === current || undefined}>
            {spot.blocks ? (
              <span className="w-4 flex-none text-lamp-red" title="须先处理才能发布">
                !
              </span>
            ) : (
              <input
                type="checkbox"
                className="mt-[4px] size-4 flex-none"
                aria-label={`选择：${spot.text}`}
                checked={chosen.has(spot.key)}
                onChange={() =>
                  setChosen((before) => {
                    const after = new Set(before)
                    if (!after.delete(spot.key)) after.add(spot.key)
                    return after
                  })
                }
              />
            )}
            <button type="button" className="spot-go" onClick={() => onGo(spot)}>
              {spot.text}
              {spot.line ? <span className="text-ink-3">　第 {spot.line} 段</span> : null}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
