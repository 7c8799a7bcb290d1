import type { TaskState } from '../task/states'

/** What a report says, apart from its evidence; milestoneIds are the milestones that it claims as done. */
export type ReportContent = {
  readonly selfPercent: number | null
  readonly doneText: string
  readonly difficulties: string
  readonly nextSteps: string
  readonly isNoChange: boolean
  readonly noChangeReason: string | null
}

export type ReportField = keyof ReportContent

/**
 * The fields without which a report cannot leave its unit: a percent, and either what was done or why nothing changed.
 * Difficulties and next steps stay optional: asking for them every time would only produce filler.
 */
export const missingFields = (content: ReportContent): readonly ReportField[] => [
  ...(content.selfPercent === null ? (['selfPercent'] as const) : []),
  ...(content.isNoChange
    ? content.noChangeReason?.trim()
      ? []
      : (['noChangeReason'] as const)
    : content.doneText.trim()
      ? []
      : (['doneText'] as const)),
]

/** States of a task in which its units report: received by its lead, and not yet over. */
const reportableTaskStates = ['active', 'closing'] as const

export const takesReports = (state: TaskState): boolean =>
  (reportableTaskStates as readonly TaskState[]).includes(state)
