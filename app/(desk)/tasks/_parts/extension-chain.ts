import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { TaskPage } from '@/lib/queries/get-task'

export type ExtensionChain = {
  /** Null: the task itself. */
  readonly milestone: string | null
  /** 2026-06-30 → 2026-09-30 → 2026-12-31 */
  readonly days: string
  readonly steps: readonly { readonly id: number; readonly to: CalendarDate; readonly reason: string }[]
}

/** A chain of approved extensions seen as one, for the task and for each milestone that was put off. */
export const extensionChains = ({ changes }: TaskPage): readonly ExtensionChain[] => {
  const approved = changes.filter((entry) => entry.kind === 'extend' && entry.state === 'approved')
  const abouts = [...new Set(approved.map((entry) => entry.milestoneId))]
  return abouts.map((milestoneId) => {
    const own = approved.filter((entry) => entry.milestoneId === milestoneId)
    const days = [own[0]?.currentDueOn, ...own.map((entry) => entry.proposedDueOn)]
    return {
      milestone: own[0]?.milestone ?? null,
      days: days.filter(Boolean).join(' → '),
      steps: own.flatMap((entry) =>
        entry.proposedDueOn ? [{ id: entry.id, to: entry.proposedDueOn, reason: entry.reason }] : [],
      ),
    }
  })
}
