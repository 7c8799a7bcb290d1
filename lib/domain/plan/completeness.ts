import type { DraftItem, PlanDraft, RegisterUnit } from './draft'

export const hasDate = (item: DraftItem): boolean => item.dueOn !== null || item.ongoing

type Share = { readonly done: number; readonly whole: number }

/** How far the draft is from one that says everything: who leads, which unit is meant, until when, and what counts as reached. */
export type Completeness = {
  /** Of all that can be asked, rounded down: 100 only where nothing is open. */
  readonly percent: number
  readonly leads: Share
  readonly names: Share
  readonly dates: Share
  readonly targets: Share
  readonly warnings: Share
}

const share = <T>(all: readonly T[], isDone: (entry: T) => boolean): Share => ({
  done: all.filter(isDone).length,
  whole: all.length,
})

/** A doubt that somebody settled is answered: a task may have no date, a target no number. */
export const completeness = (draft: PlanDraft, register: readonly RegisterUnit[]): Completeness => {
  const issued = draft.items.filter((item) => item.issue)
  const known = new Set(register.filter((unit) => !unit.dissolved).map((unit) => unit.id))
  const settled = new Set(draft.settled)
  const names = new Map(
    [
      ...issued.flatMap((item) => [...item.leads, ...item.supports]),
      ...draft.indicators.flatMap((row) => row.owners),
    ].map((unit) => [unit.unitId ?? unit.spelling, unit]),
  )
  const shares = {
    leads: share(issued, (item) => item.leads.length > 0),
    names: share([...names.values()], ({ unitId }) => unitId !== null && known.has(unitId)),
    dates: share(issued, (item) => hasDate(item) || settled.has(`noDate:${item.key}`)),
    targets: share(
      draft.indicators,
      (row) =>
        row.targets.length > 0 &&
        row.targets.every(
          ({ parsed, year, text }) =>
            parsed.op !== 'unparsed' || settled.has(`unclearTarget:${row.key}:${year}:${text}`),
        ),
    ),
    warnings: share(draft.warnings, (warning) => warning.isSettled),
  }
  const all = Object.values(shares)
  const whole = all.reduce((sum, part) => sum + part.whole, 0)
  const done = all.reduce((sum, part) => sum + part.done, 0)
  return { ...shares, percent: whole === 0 ? 0 : Math.floor((100 * done) / whole) }
}
