'use client'

import { createContext, useContext } from 'react'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { DraftOperation, DraftSection, DraftUnit, RegisterUnit } from '@/lib/domain/plan/draft'
import type { ReadUnit } from '@/lib/domain/plan-text/reading'

/** An owner (责任单位) is a unit of an indicator, the others are of a task. */
export type UnitRole = 'lead' | 'support' | 'owner'
export const unitRoleWords: Readonly<Record<UnitRole, string>> = { lead: '牵头', support: '配合', owner: '责任' }

export type UnitPlace =
  /** `key`: the task's or the indicator's. */
  | { readonly kind: 'chip'; readonly key: string; readonly role: UnitRole; readonly unit: DraftUnit }
  | { readonly kind: 'add'; readonly keys: readonly string[]; readonly role: UnitRole }

/** What every card needs and what does not change from keystroke to keystroke, so that cards stay as they are. */
export type DraftTools = {
  readonly perform: (operation: DraftOperation) => boolean
  readonly openUnit: (place: UnitPlace) => void
  /** With `through`, everything from the one chosen before to this one. */
  readonly toggle: (key: string, through?: boolean) => void
  readonly settle: (spotKey: string) => void
  readonly inSection: (sectionKey: string | null) => readonly string[]
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
