'use client'

import { createContext, useContext } from 'react'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { DraftOperation, DraftSection, DraftUnit, RegisterUnit } from '@/lib/domain/plan/draft'
import type { ReadUnit } from '@/lib/domain/plan-text/reading'

export type UnitPlace =
  | { readonly kind: 'chip'; readonly itemKey: string; readonly role: 'lead' | 'support'; readonly unit: DraftUnit }
  | { readonly kind: 'add'; readonly keys: readonly string[]; readonly role: 'lead' | 'support' }

/** What every card needs and what does not change from keystroke to keystroke, so that cards stay as they are. */
export type DraftTools = {
  readonly perform: (operation: DraftOperation) => boolean
  readonly openUnit: (place: UnitPlace) => void
  readonly toggle: (key: string) => void
  readonly settle: (warningKey: string) => void
  readonly unitById: ReadonlyMap<number, RegisterUnit>
  readonly spellings: readonly ReadUnit[]
  readonly sections: readonly DraftSection[]
  readonly today: CalendarDate
}

export const DraftContext = createContext<DraftTools | null>(null)

export const useTools = (): DraftTools => {
  const tools = useContext(DraftContext)
  if (!tools) throw new Error('outside the correction page')
  return tools
}
