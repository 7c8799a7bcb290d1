import type { ReportContent } from '@/lib/domain/report/content'

/** The form as it stands on the screen: numbers as typed. */
export interface FormValues {
  selfPercent: string
  doneText: string
  difficulties: string
  nextSteps: string
  isNoChange: boolean
  noChangeReason: string
  milestoneIds: number[]
}

export const valuesOf = (content: ReportContent, milestoneIds: readonly number[]): FormValues => ({
  selfPercent: content.selfPercent === null ? '' : String(content.selfPercent),
  doneText: content.doneText,
  difficulties: content.difficulties,
  nextSteps: content.nextSteps,
  isNoChange: content.isNoChange,
  noChangeReason: content.noChangeReason ?? '',
  milestoneIds: [...milestoneIds].sort((a, b) => a - b),
})

export const sameValues = (a: FormValues, b: FormValues): boolean => JSON.stringify(a) === JSON.stringify(b)
