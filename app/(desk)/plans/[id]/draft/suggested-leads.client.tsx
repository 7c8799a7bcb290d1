'use client'

import type { UnitSuggestion } from '@/lib/domain/plan/suggest-units'
import { useTools } from './draft-context.client'

/** Who may be meant where the document names nobody. Nothing of it holds until somebody takes it. */
export function SuggestedLeads({ itemKey, suggestions }: { itemKey: string; suggestions: readonly UnitSuggestion[] }) {
  const { perform, unitById } = useTools()
  if (suggestions.length === 0) return null
  return (
    <ul className="draft-suggestions" aria-label="建议的牵头单位">
      {suggestions.map(({ unit, reason }, at) => {
        const name = (unit.unitId === null ? undefined : unitById.get(unit.unitId)?.name) ?? unit.spelling
        return (
          <li key={name}>
            <span className="w-8 flex-none text-ink-3">{at === 0 ? '建议' : ''}</span>
            <button
              type="button"
              className="unit-chip"
              data-state="suggested"
              data-act={at === 0 ? 'accept' : undefined}
              aria-label={`采纳建议：由${name}牵头`}
              onClick={() => perform({ kind: 'addUnit', keys: [itemKey], role: 'lead', unit })}
            >
              {name}
            </button>
            <span className="min-w-0 flex-1 text-ink-3">{reason}</span>
          </li>
        )
      })}
    </ul>
  )
}
