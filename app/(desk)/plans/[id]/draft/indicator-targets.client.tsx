'use client'

import type { DraftIndicator } from '@/lib/domain/plan/draft'
import type { DraftSpot } from '@/lib/domain/plan/draft-facts'
import { understood } from '@/lib/domain/plan/target-words'
import { CardVerb } from './card-verb.client'
import { useTools } from './draft-context.client'
import { EditText } from './edit-text.client'

type Given = { readonly year: number | null; readonly text: string }

const asYear = (text: string): number | null => (/^(?:19|20)\d{2}$/.test(text) ? Number(text) : null)

/** What is to be reached in which year, as printed and as the program takes it. */
export function IndicatorTargets({ indicator, unclear }: { indicator: DraftIndicator; unclear: readonly DraftSpot[] }) {
  const { perform, settle } = useTools()
  const { key, targets } = indicator
  const given: readonly Given[] = targets.map(({ year, text }) => ({ year, text }))
  const write = (wanted: readonly Given[]) => perform({ kind: 'editIndicator', key, targets: wanted })
  const put = (at: number, change: Partial<Given>) =>
    write(given.map((target, place) => (place === at ? { ...target, ...change } : target)))
  return (
    <div className="flex gap-2">
      <span className="w-8 flex-none pt-[3px] text-ink-3">目标</span>
      <ul className="min-w-0 flex-1" aria-label="各年目标">
        {targets.map((target, at) => {
          const words = understood(target.parsed, indicator.unit)
          const doubt = unclear.find((spot) => spot.key === `unclearTarget:${key}:${target.year}:${target.text}`)
          return (
            <li key={target.year ?? 'none'} className="indicator-target" data-unclear={words === null}>
              <EditText
                label="目标年"
                value={target.year === null ? '' : String(target.year)}
                maxLength={4}
                className="w-14 flex-none"
                onCommit={(text) => {
                  const year = asYear(text)
                  return (year !== null || text === '') && put(at, { year })
                }}
              />
              <EditText
                label={`${target.year ?? ''}年目标`}
                value={target.text}
                maxLength={300}
                required
                className="min-w-20 flex-1"
                onCommit={(text) => put(at, { text })}
              />
              <span className="indicator-meaning" data-unclear={words === null}>
                {words === null ? (doubt ? '看不懂，无法判定' : '已确认无法判定') : words}
              </span>
              {doubt ? <CardVerb label="确认无误" onClick={() => settle(doubt.key)} /> : null}
              <CardVerb
                label="删去"
                about={`删去“${indicator.name}”${target.year ?? ''}年的目标`}
                onClick={() => write(given.filter((_, place) => place !== at))}
              />
            </li>
          )
        })}
        {targets.length === 0 ? <li className="pt-[3px] text-ink-3">没有目标值</li> : null}
      </ul>
    </div>
  )
}
