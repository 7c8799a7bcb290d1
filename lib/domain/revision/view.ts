import type { DifferenceEntry } from '../plan/compare-plans'
import type { PlanState } from '../plan/states'
import type { Note } from './consequences'
import type { EntryDecision } from './decisions'
import type { RevisionState } from './states'

/** A difference as the screen shows it. */
export type RevisionEntry = Pick<DifferenceEntry, 'key' | 'about' | 'kind' | 'digest' | 'newKey'> & {
  readonly title: string
  /** Headings above it. */
  readonly where: string
  readonly taskId: number | null
  readonly fields: readonly (DifferenceEntry['fields'][number] & { readonly label: string })[]
  /** The sentence in the document so far, and in the new one. */
  readonly was: string | null
  readonly is: string | null
  readonly notes: readonly Note[]
  readonly decision: EntryDecision | null
  readonly candidates: readonly { readonly key: string; readonly title: string }[]
  /** The entry whose text it was cut from, or that took its text in. */
  readonly kin: string | null
  /** Of a new one: who is to do it by when. */
  readonly facts: string | null
}

/** An open revision, ready to be decided. */
export type OpenRevision = {
  readonly id: number
  readonly number: number
  readonly version: number
  readonly digest: string
  readonly fileName: string
  readonly openedAt: Date
  readonly openedBy: string | null
  readonly entries: readonly RevisionEntry[]
  readonly unchanged: { readonly items: number; readonly indicators: number }
  readonly unknownUnits: readonly {
    readonly spelling: string
    readonly suggestions: readonly { readonly id: number; readonly name: string }[]
  }[]
  readonly units: readonly { readonly id: number; readonly name: string }[]
}

export type RevisionPage = {
  readonly plan: { readonly id: number; readonly state: PlanState; readonly title: string }
  readonly open: OpenRevision | null
  readonly past: readonly {
    readonly id: number
    readonly number: number
    readonly state: RevisionState
    readonly fileName: string
    readonly closedAt: Date | null
    readonly closedBy: string | null
  }[]
}
