import type { DifferenceEntry } from '../plan/compare-plans'
import type { Partners } from '../plan/match-entries'

export type EntryDecision = {
  readonly accept: boolean
  /** What the entry said when it was decided: said otherwise, it is undecided again. */
  readonly digest: string
  /** The fields taken, where not those that the entry proposes. */
  readonly fields?: readonly string[] | undefined
}

/** What the office decided so far about one revised version. */
export type RevisionDecisions = {
  readonly entries: Readonly<Record<string, EntryDecision>>
  readonly partners: Partners
  /** Names of the new version that the register did not know. */
  readonly units: Readonly<Record<string, number>>
}

export const noDecisions: RevisionDecisions = { entries: {}, partners: {}, units: {} }

/** The decision that still holds for what the entry says now; null: undecided. A doubtful entry is decided by its partner. */
export const decisionOf = (entry: DifferenceEntry, decisions: RevisionDecisions): EntryDecision | null => {
  if (entry.kind === 'doubtful') return null
  const found = decisions.entries[entry.key]
  return found && found.digest === entry.digest ? found : null
}

/** The fields that an accepted entry writes: those chosen, else all but the ones that a person changed by hand. */
export const takenFields = (entry: DifferenceEntry, decision: EntryDecision): ReadonlySet<string> => {
  const proposed = entry.fields.filter((change) => !change.conflict).map((change) => change.field)
  const known = new Set(entry.fields.map((change) => change.field))
  return new Set((decision.fields ?? proposed).filter((field) => known.has(field)))
}
