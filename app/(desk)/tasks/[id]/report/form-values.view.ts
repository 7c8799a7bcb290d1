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

/** Mine where I changed something since the last save, theirs everywhere else: neither loses a field to the other. */
export const merged = (base: FormValues, mine: FormValues, theirs: FormValues): FormValues => {
  const keep = <K extends keyof FormValues>(field: K): FormValues[K] =>
    JSON.stringify(mine[field]) === JSON.stringify(base[field]) ? theirs[field] : mine[field]
  return {
    selfPercent: keep('selfPercent'),
    doneText: keep('doneText'),
    difficulties: keep('difficulties'),
    nextSteps: keep('nextSteps'),
    isNoChange: keep('isNoChange'),
    noChangeReason: keep('noChangeReason'),
    milestoneIds: keep('milestoneIds'),
  }
}
