'use client'

import { useMemo, useState } from 'react'
import type { DraftIndicator } from '@/lib/domain/plan/draft'
import type { DraftSpot } from '@/lib/domain/plan/draft-facts'
import type { SourceLine } from '@/lib/domain/plan/source-lines'
import { CardVerb } from './card-verb.client'
import { useTools } from './draft-context.client'
import { IndicatorRow } from './indicator-row.client'

interface IndicatorRowsProps {
  indicators: readonly DraftIndicator[]
  lines: readonly SourceLine[]
  spots: ReadonlyMap<string | null, readonly DraftSpot[]>
}

const none: readonly never[] = []

/** The indicators of the plan, below its tasks and corrected in the same way. */
export function IndicatorRows({ indicators, lines, spots }: IndicatorRowsProps) {
  const { perform } = useTools()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const keys = indicators.filter((entry) => chosen.has(entry.key)).map((entry) => entry.key)
  const toggle = useMemo(
    () => (key: string) =>
      setChosen((before) => {
        const after = new Set(before)
        if (!after.delete(key)) after.add(key)
        return after
      }),
    [],
  )
  const done = (ok: boolean) => {
    if (ok) setChosen(new Set())
  }
  const add = (afterKey: string | null) => perform({ kind: 'addIndicator', name: '新指标', afterKey })
  return (
    <section aria-label="指标" className="mt-8">
      <div className="draft-section" id="section-indicators" data-section="indicators" data-depth="0">
        <h2 className="flex-1 px-[7px] font-semibold">
          指标{indicators.length > 0 ? <span className="font-normal text-ink-3">　{indicators.length} 项</span> : null}
        </h2>
        <span className="flex flex-none flex-wrap gap-x-3">
          {keys.length > 0 ? (
            <>
              <span>已选 {keys.length} 项</span>
              <CardVerb
                label="合并为一项指标"
                disabled={keys.length < 2}
                onClick={() => done(perform({ kind: 'mergeIndicators', keys }))}
              />
              <CardVerb label="删除所选指标" onClick={() => done(perform({ kind: 'dropIndicators', keys }))} />
            </>
          ) : null}
          <CardVerb label="＋指标" onClick={() => add(indicators.at(-1)?.key ?? null)} />
        </span>
      </div>
      {indicators.length === 0 ? (
        <p className="py-3 text-ink-3">没有读出指标。原文有指标的，可以在这里逐项添加。</p>
      ) : null}
      {indicators.map((indicator, at) => {
        const before = indicators[at - 1]
        return (
          <IndicatorRow
            key={indicator.key}
            indicator={indicator}
            source={lines}
            spots={spots.get(indicator.key) ?? none}
            chosen={chosen.has(indicator.key)}
            onToggle={toggle}
            sameDomain={before !== undefined && before.domain === indicator.domain}
            previousKey={before?.key ?? null}
            nextKey={indicators[at + 1]?.key ?? null}
            afterNextKey={indicators[at + 2]?.key ?? null}
          />
        )
      })}
    </section>
  )
}
