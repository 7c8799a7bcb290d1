import type { CalendarDate } from '../calendar/date'
import type { ReadDocumentFields, ReadIndicator, ReadTarget, ReadWarning, TaskKind } from '../plan-text/reading'

/** A unit as the document spells it, and the known unit it stands for once someone or the register has said so. */
export type DraftUnit = { readonly spelling: string; readonly unitId: number | null }

export type DraftSection = {
  readonly key: string
  readonly parentKey: string | null
  readonly title: string
  readonly line: number | null
}

export type DraftItem = {
  /** Stable through every operation; never reused. */
  readonly key: string
  readonly sectionKey: string | null
  readonly kind: TaskKind
  readonly number: string | null
  readonly title: string
  readonly text: string
  /** The first is the primary lead. */
  readonly leads: readonly DraftUnit[]
  readonly supports: readonly DraftUnit[]
  readonly unitsText: string | null
  readonly deadlineText: string | null
  readonly dueOn: CalendarDate | null
  readonly ongoing: boolean
  readonly sourceStart: number | null
  readonly sourceEnd: number | null
  /** False: stays text of the plan and is assigned to nobody. */
  readonly issue: boolean
}

export type DraftWarning = ReadWarning & { readonly key: string; readonly isSettled: boolean }

/** The whole draft of a plan under correction, in the order of the document. */
export type PlanDraft = {
  readonly document: ReadDocumentFields
  readonly sections: readonly DraftSection[]
  readonly items: readonly DraftItem[]
  readonly indicators: readonly ReadIndicator[]
  readonly targets: readonly ReadTarget[]
  readonly warnings: readonly DraftWarning[]
  /** The next number for a key. */
  readonly nextKey: number
}
