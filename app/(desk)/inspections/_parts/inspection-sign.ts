import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { Lamp } from '@/lib/domain/calendar/lamp'
import { type ConclusionState, isConclusionFinal } from '@/lib/domain/conclusion/states'
import type { FindingSeverity, InspectionState } from '@/lib/domain/inspection/states'
import { conclusionStateLabels, findingSeverityLabels, inspectionStateLabels } from '@/lib/domain/supervision-labels'

type Sign = { readonly tone: Lamp; readonly word: string; readonly shape?: string }

const inspectionTones: Readonly<Record<InspectionState, Lamp>> = {
  draft: 'grey',
  submitted: 'yellow',
  approved: 'grey',
  underway: 'green',
  concluded: 'blue',
  cancelled: 'grey',
}

/** What waits for a decision is amber, as everywhere; one that runs past its last day is late. */
export const inspectionSign = (
  { state, endsOn }: { readonly state: InspectionState; readonly endsOn: CalendarDate },
  today: CalendarDate,
): Sign =>
  state === 'underway' && endsOn < today
    ? { tone: 'red', word: '超期未结' }
    : { tone: inspectionTones[state], word: inspectionStateLabels[state] }

const conclusionTones: Readonly<Record<ConclusionState, Lamp>> = {
  draft: 'grey',
  submitted: 'yellow',
  approved: 'yellow',
  sent: 'green',
  objected: 'yellow',
  decided: 'blue',
}

export const conclusionSign = (state: ConclusionState, sentOn: CalendarDate | null, today: CalendarDate): Sign =>
  state === 'sent' && isConclusionFinal(state, sentOn, today)
    ? { tone: 'blue', word: '已生效' }
    : { tone: conclusionTones[state], word: conclusionStateLabels[state] }

const severityTones: Readonly<Record<FindingSeverity, Lamp>> = { serious: 'red', general: 'yellow', minor: 'grey' }
const severityShapes: Readonly<Record<FindingSeverity, string>> = { serious: '■', general: '▲', minor: '○' }

export const severitySign = (severity: FindingSeverity): Sign => ({
  tone: severityTones[severity],
  shape: severityShapes[severity],
  word: findingSeverityLabels[severity],
})
