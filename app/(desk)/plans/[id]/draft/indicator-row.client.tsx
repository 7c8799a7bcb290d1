'use client'

import { memo, type ReactNode, useMemo } from 'react'
import { MarkedLine } from '@/app/_ui/marked-line'
import { indicatorDirectionLabels, indicatorDirections } from '@/lib/domain/labels'
import type { DraftIndicator, IndicatorFields } from '@/lib/domain/plan/draft'
import type { DraftSpot } from '@/lib/domain/plan/draft-facts'
import type { SourceLine } from '@/lib/domain/plan/source-lines'
import { markIndicator } from '@/lib/domain/plan/source-marks'
import { CardVerb } from './card-verb.client'
import { useTools } from './draft-context.client'
import { EditText } from './edit-text.client'
import { IndicatorTargets } from './indicator-targets.client'
import { SpotNotes } from './spot-notes.client'
import { UnitChip } from './unit-chips.client'

interface IndicatorRowProps {
  indicator: DraftIndicator
  source: readonly SourceLine[]
  spots: readonly DraftSpot[]
  chosen: boolean
  onToggle: (key: string) => void
  /** The indicator above stands in the same domain: it is not said again. */
  sameDomain: boolean
  previousKey: string | null
  nextKey: string | null
  afterNextKey: string | null
}

const asYear = (text: string): number | null => (/^(?:19|20)\d{2}$/.test(text) ? Number(text) : null)

/** An indicator and the lines it was read from, side by side. */
export const IndicatorRow = memo(function IndicatorRow(props: IndicatorRowProps) {
  const { indicator, source, spots, chosen, onToggle, sameDomain, previousKey, nextKey, afterNextKey } = props
  const { perform, openUnit, today } = useTools()
  const { key, startLine, endLine } = indicator
  const marked = useMemo(
    () =>
      source
        .filter((line) => startLine <= line.line && line.line <= endLine)
        .map((line) => ({ line: line.line, parts: markIndicator(line.text, indicator) })),
    [source, startLine, endLine, indicator],
  )
  const edit = (fields: IndicatorFields) => perform({ kind: 'editIndicator', key, ...fields })
  // What is not understood and who is not matched stand out in their places.
  const said = spots.filter((spot) => spot.kind === 'warning')
  const unclear = spots.filter((spot) => spot.kind === 'unclearTarget')
  return (
    <div className="draft-row" id={`indicator-${key}`} data-row data-indicator={key}>
      <div className="draft-card" role="group" data-selected={chosen} aria-label={`指标 ${indicator.name}`}>
        <div className="flex items-start gap-2">
          <input
            type="checkbox"
            className="mt-[7px] size-4 flex-none"
            aria-label={`选择指标“${indicator.name}”`}
            data-act="select"
            checked={chosen}
            onChange={() => onToggle(key)}
          />
          <EditText
            label="指标编号"
            blank="–"
            value={indicator.number ?? ''}
            maxLength={20}
            className="w-9 flex-none text-right text-ink-3"
            onCommit={(number) => edit({ number: number || null })}
          />
          <EditText
            label="指标名称"
            value={indicator.name}
            maxLength={300}
            required
            act="title"
            className="flex-1 font-semibold"
            onCommit={(name) => edit({ name })}
          />
          <EditText
            label="计量单位"
            blank="计量单位"
            value={indicator.unit ?? ''}
            maxLength={40}
            className="edit-short flex-none text-ink-2"
            onCommit={(unit) => edit({ unit: unit || null })}
          />
        </div>
        <IndicatorTargets indicator={indicator} unclear={unclear} />
        <dl className="indicator-facts">
          <Fact word="基期">
            <EditText
              label="基期年"
              blank="年份"
              value={indicator.baselineYear === null ? '' : String(indicator.baselineYear)}
              maxLength={4}
              className="edit-short"
              onCommit={(text) => {
                const baselineYear = asYear(text)
                return (baselineYear !== null || text === '') && edit({ baselineYear })
              }}
            />
            <EditText
              label="基期值"
              blank="未填"
              value={indicator.baselineText ?? ''}
              maxLength={300}
              className="edit-short"
              onCommit={(text) => edit({ baselineText: text || null })}
            />
          </Fact>
          <Fact word="方向">
            <select
              className="edit-select"
              aria-label={`“${indicator.name}”的方向`}
              value={indicator.direction}
              onChange={(event) => {
                const direction = indicatorDirections.find((entry) => entry === event.target.value)
                if (direction) edit({ direction })
              }}
            >
              {indicatorDirections.map((direction) => (
                <option key={direction} value={direction}>
                  {indicatorDirectionLabels[direction]}
                </option>
              ))}
            </select>
          </Fact>
          <Fact word="性质">
            <EditText
              label="性质"
              blank="未填"
              value={indicator.nature ?? ''}
              maxLength={40}
              className="edit-short"
              onCommit={(nature) => edit({ nature: nature || null })}
            />
          </Fact>
          <Fact word="领域" quiet={sameDomain}>
            <EditText
              label="领域"
              blank="未填"
              value={indicator.domain ?? ''}
              maxLength={100}
              className="edit-short"
              onCommit={(domain) => edit({ domain: domain || null })}
            />
          </Fact>
          <Fact word="来源">
            <EditText
              label="数据来源"
              blank="未填"
              value={indicator.source ?? ''}
              maxLength={200}
              className="edit-short"
              onCommit={(text) => edit({ source: text || null })}
            />
          </Fact>
        </dl>
        <div className="flex gap-2">
          <span className="w-8 flex-none pt-[3px] text-ink-3">责任</span>
          <div className="flex flex-wrap gap-1">
            {indicator.owners.map((unit) => (
              <UnitChip key={`${unit.spelling}${unit.unitId}`} ownerKey={key} part="owner" unit={unit} />
            ))}
            <button
              type="button"
              className="unit-chip"
              data-state="add"
              data-act="owner"
              aria-label={`为指标“${indicator.name}”添加责任单位`}
              onClick={() => openUnit({ kind: 'add', keys: [key], role: 'owner' })}
            >
              ＋
            </button>
          </div>
        </div>
        <SpotNotes spots={said} />
        <span className="flex flex-wrap gap-x-3">
          <CardVerb
            label="＋目标年"
            about={`为“${indicator.name}”添加目标年`}
            onClick={() => {
              const given = indicator.targets.map(({ year, text }) => ({ year, text }))
              const last = Math.max(Number(today.slice(0, 4)), ...given.map((target) => target.year ?? 0))
              edit({ targets: [...given, { year: last + 1, text: '（待填）' }] })
            }}
          />
          <CardVerb
            label="上移"
            disabled={!previousKey}
            onClick={() => perform({ kind: 'moveIndicator', key, beforeKey: previousKey })}
          />
          <CardVerb
            label="下移"
            disabled={!nextKey}
            onClick={() => perform({ kind: 'moveIndicator', key, beforeKey: afterNextKey })}
          />
          <CardVerb
            label="并入下一行"
            disabled={!nextKey}
            onClick={() => nextKey && perform({ kind: 'mergeIndicators', keys: [key, nextKey] })}
          />
          <CardVerb
            label="在下面插入"
            onClick={() => perform({ kind: 'addIndicator', name: '新指标', afterKey: key })}
          />
          <CardVerb label="删除" onClick={() => perform({ kind: 'dropIndicators', keys: [key] })} />
        </span>
      </div>
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
  )
})

function Fact({ word, quiet = false, children }: { word: string; quiet?: boolean; children: ReactNode }) {
  return (
    <div className="indicator-fact" data-quiet={quiet}>
      <dt className="text-ink-3">{word}</dt>
      <dd>{children}</dd>
    </div>
  )
}
