'use client'

import type { Completeness } from '@/lib/domain/plan/completeness'
import type { SpotFilter } from './spot-filter.client'

interface CompletenessMeterProps {
  facts: Completeness
  /** Printed names that the register knew by an alias learnt from an earlier plan. */
  remembered: readonly { readonly spelling: string; readonly name: string }[]
  onOpen: (filter: SpotFilter) => void
}

/** How much of what a plan can say is said; each number leads to what it lacks. */
export function CompletenessMeter({ facts, remembered, onOpen }: CompletenessMeterProps) {
  const parts: readonly { filter: SpotFilter; word: string; share: Completeness['leads'] }[] = [
    { filter: 'noLead', word: '牵头单位', share: facts.leads },
    { filter: 'unmatched', word: '单位对应', share: facts.names },
    { filter: 'noDate', word: '时限', share: facts.dates },
    { filter: 'unclearTarget', word: '指标可判定', share: facts.targets },
    { filter: 'warning', word: '读入存疑已确认', share: facts.warnings },
  ]
  return (
    <div className="draft-meter">
      <span className="flex items-center gap-2">
        <span>完整度 {facts.percent}%</span>
        <svg className="draft-meter-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="6" className="fill-sunk" />
          <rect width={facts.percent} height="6" className="fill-accent" />
        </svg>
      </span>
      {parts
        .filter((part) => part.share.whole > 0)
        .map(({ filter, word, share }) => {
          const isDone = share.done === share.whole
          return isDone ? (
            <span key={filter} className="text-ink-3">
              {word} {share.done} / {share.whole}
            </span>
          ) : (
            <button key={filter} type="button" className="link" onClick={() => onOpen(filter)}>
              {word} {share.done} / {share.whole}
            </button>
          )
        })}
      {remembered.length > 0 ? (
        <details className="text-ink-3">
          <summary>{remembered.length} 个名称按单位库记住的别名自动对应</summary>
          {remembered.map(({ spelling, name }) => `“${spelling}”→“${name}”`).join('，')}
        </details>
      ) : null}
    </div>
  )
}
