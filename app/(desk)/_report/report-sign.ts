import type { Lamp } from '@/lib/domain/calendar/lamp'
import { reportStateLabels } from '@/lib/domain/labels'
import type { ReportState } from '@/lib/domain/report/states'

type Sign = { readonly tone: Lamp; readonly shape: string; readonly word: string }

/** Three characters at most, so that the word fits beside the title on a phone. */
const signs: Readonly<Record<ReportState, Sign>> = {
  draft: { tone: 'grey', shape: '○', word: reportStateLabels.draft },
  signedOff: { tone: 'grey', shape: '◐', word: reportStateLabels.signedOff },
  submitted: { tone: 'grey', shape: '◐', word: reportStateLabels.submitted },
  approved: { tone: 'blue', shape: '✓', word: '已通过' },
  returned: { tone: 'red', shape: '↩', word: reportStateLabels.returned },
}

/** Shape, word and colour of a report's state; a draft that waits for the head says so. */
export const reportSign = (state: ReportState, awaitsSignOff: boolean): Sign =>
  awaitsSignOff ? { tone: 'grey', shape: '◐', word: '待审签' } : signs[state]
