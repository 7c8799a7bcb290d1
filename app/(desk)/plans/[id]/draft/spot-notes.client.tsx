'use client'

import type { DraftSpot } from '@/lib/domain/plan/draft-facts'
import { CardVerb } from './card-verb.client'
import { useTools } from './draft-context.client'

/** Doubts written beside what they are about. What blocks goes away by being put right, not by a word. */
export function SpotNotes({ spots, withLine = false }: { spots: readonly DraftSpot[]; withLine?: boolean }) {
  const { settle } = useTools()
  if (spots.length === 0) return null
  return (
    <ul className="draft-spots">
      {spots.map((spot) => (
        <li key={spot.key} id={`spot-${spot.key}`} data-blocks={spot.blocks}>
          <span>
            {withLine && spot.line ? `第 ${spot.line} 段：` : ''}
            {spot.text}
          </span>
          {spot.blocks ? null : <CardVerb label="确认无误" onClick={() => settle(spot.key)} />}
        </li>
      ))}
    </ul>
  )
}
