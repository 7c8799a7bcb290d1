import type { CalendarDate } from '../calendar/date'
import type {
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

export type DraftTarget = Omit<ReadTarget, 'taskIndex'> & { readonly itemKey: string | null }

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
  /** The next number for a key; only ever grows. */
  readonly nextKey: number
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
  readonly warnings?: ListPatch<DraftWarning>
}

export type DraftOperation =
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
  /** Undo and redo; made by `applyDraft` alone, never taken from outside. */
  | { readonly kind: 'restore'; readonly patch: DraftPatch; readonly summary: string }
