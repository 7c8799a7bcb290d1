import type { CalendarDate } from '../calendar/date'
import type {
  IndicatorDirection,
  ReadDocumentFields,
  ReadIndicator,
  ReadTarget,
  ReadUnit,
  ReadWarning,
  TaskKind,
  UnitKind,
} from '../plan-text/reading'

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
  /** The first is the primary lead, unless it is a group and another lead is not. */
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

export type DraftIndicator = Omit<ReadIndicator, 'responsibleUnits'> & {
  readonly key: string
  readonly owners: readonly DraftUnit[]
}

/** A dated commitment. As a milestone it is proposed to the task's lead at publication. */
export type DraftTarget = Omit<ReadTarget, 'taskIndex'> & {
  readonly key: string
  readonly itemKey: string | null
  readonly isMilestone: boolean
}

export type DraftWarning = ReadWarning & { readonly key: string; readonly isSettled: boolean }

/** The whole draft of a plan under correction, in the order of the document. */
export type PlanDraft = {
  readonly document: ReadDocumentFields
  readonly sections: readonly DraftSection[]
  readonly items: readonly DraftItem[]
  readonly indicators: readonly DraftIndicator[]
  readonly targets: readonly DraftTarget[]
  readonly warnings: readonly DraftWarning[]
  /** How the document prints each name, for marking it in the source, and what kind of unit it looks like. */
  readonly spellings: readonly ReadUnit[]
  /** Doubts (draft-facts.ts) that a person looked at and left as they are; those of the reader stand in `warnings`. */
  readonly settled: readonly string[]
  /** The next number for a key; only ever grows. */
  readonly nextKey: number
  /** The revised version whose document the lines count in; left out: the one that was imported. */
  readonly sourceRevisionId?: number | null
}

/** A unit of the jurisdiction as the draft needs to know it. */
export type RegisterUnit = {
  readonly id: number
  readonly name: string
  readonly kind: UnitKind
  readonly aliases: readonly string[]
  readonly dissolved: boolean
  readonly successorId: number | null
  /** Of a group, those in force. */
  readonly members: readonly { readonly id: number; readonly name: string }[]
}

type ListPatch<T> = { readonly put: readonly T[]; readonly order: readonly string[] | null }

/** What turns one draft into another: changed entries, and the order of keys where entries came, went or moved. */
export type DraftPatch = {
  readonly sections?: ListPatch<DraftSection>
  readonly items?: ListPatch<DraftItem>
  readonly indicators?: ListPatch<DraftIndicator>
  readonly targets?: ListPatch<DraftTarget>
  readonly warnings?: ListPatch<DraftWarning>
  readonly settled?: readonly string[]
  readonly sourceRevisionId?: number | null
}

/** What a person may write into an indicator; the targets always as a whole. */
export type IndicatorFields = {
  readonly domain?: string | null | undefined
  readonly number?: string | null | undefined
  readonly name?: string | undefined
  readonly unit?: string | null | undefined
  readonly baselineYear?: number | null | undefined
  readonly baselineText?: string | null | undefined
  readonly nature?: string | null | undefined
  readonly source?: string | null | undefined
  readonly direction?: IndicatorDirection | undefined
  readonly owners?: readonly DraftUnit[] | undefined
  readonly targets?: readonly { readonly year: number | null; readonly text: string }[] | undefined
}

export type IndicatorOperation =
  | ({ readonly kind: 'editIndicator'; readonly key: string } & IndicatorFields)
  /** After this one, in its domain; null: at the end. */
  | { readonly kind: 'addIndicator'; readonly name: string; readonly afterKey: string | null }
  | { readonly kind: 'dropIndicators'; readonly keys: readonly string[] }
  /** Rows of one indicator that a lost table tore apart, into the first of them. */
  | { readonly kind: 'mergeIndicators'; readonly keys: readonly string[] }
  | { readonly kind: 'moveIndicator'; readonly key: string; readonly beforeKey: string | null }
  | { readonly kind: 'addOwner'; readonly keys: readonly string[]; readonly unit: DraftUnit }

export type TargetOperation =
  | {
      readonly kind: 'editTarget'
      readonly key: string
      readonly text?: string | undefined
      readonly year?: number | undefined
      readonly itemKey?: string | null | undefined
    }
  | { readonly kind: 'addTarget'; readonly itemKey: string; readonly text: string; readonly year: number }
  | { readonly kind: 'dropTargets'; readonly keys: readonly string[] }
  | { readonly kind: 'setMilestone'; readonly keys: readonly string[]; readonly isMilestone: boolean }

export type DraftOperation =
  | IndicatorOperation
  | TargetOperation
  | {
      readonly kind: 'editItem'
      readonly key: string
      readonly title?: string | undefined
      readonly number?: string | null | undefined
      readonly text?: string | undefined
    }
  | { readonly kind: 'setKind'; readonly keys: readonly string[]; readonly value: TaskKind }
  | {
      readonly kind: 'setDeadline'
      readonly keys: readonly string[]
      readonly dueOn: CalendarDate | null
      readonly ongoing: boolean
    }
  | {
      readonly kind: 'setUnits'
      readonly keys: readonly string[]
      readonly leads: readonly DraftUnit[]
      readonly supports: readonly DraftUnit[]
    }
  | {
      readonly kind: 'addUnit'
      readonly keys: readonly string[]
      readonly role: 'lead' | 'support'
      readonly unit: DraftUnit
    }
  /** Everywhere in the draft, indicators included; null takes a match back. */
  | { readonly kind: 'matchSpelling'; readonly spelling: string; readonly unitId: number | null }
  /** Takes a name that is no unit out of every task. */
  | { readonly kind: 'dropSpelling'; readonly spelling: string }
  | { readonly kind: 'split'; readonly key: string; readonly at: number }
  | { readonly kind: 'merge'; readonly keys: readonly string[] }
  | {
      readonly kind: 'move'
      readonly keys: readonly string[]
      readonly sectionKey: string | null
      /** null: at the end of the section. */
      readonly beforeKey: string | null
    }
  | {
      readonly kind: 'add'
      readonly sectionKey: string | null
      readonly afterKey: string | null
      /** Instead of afterKey: right before this one. */
      readonly beforeKey?: string | null | undefined
      readonly title: string
      readonly line?: number | null | undefined
      readonly text?: string | undefined
    }
  | { readonly kind: 'drop'; readonly keys: readonly string[] }
  | { readonly kind: 'setIssue'; readonly keys: readonly string[]; readonly issue: boolean }
  | { readonly kind: 'renameSection'; readonly key: string; readonly title: string }
  | {
      readonly kind: 'moveSection'
      readonly key: string
      readonly parentKey: string | null
      readonly beforeKey: string | null
    }
  | {
      readonly kind: 'addSection'
      readonly parentKey: string | null
      readonly afterKey: string | null
      readonly title: string
    }
  /** Its tasks and sub-sections go to the section above. */
  | { readonly kind: 'dropSection'; readonly key: string }
  | { readonly kind: 'settleWarning'; readonly key: string; readonly settled: boolean }
  /** Doubts by the key of their place (draft-facts.ts), warnings among them. */
  | { readonly kind: 'settleSpots'; readonly keys: readonly string[]; readonly settled: boolean }
  /** Undo, redo and what a workbook brings; made by the server alone, never taken from outside. */
  | {
      readonly kind: 'restore'
      readonly patch: DraftPatch
      readonly summary: string
      /** Where entries came whose keys were never in the draft before. */
      readonly nextKey?: number
    }
