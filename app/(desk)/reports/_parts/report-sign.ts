import type { Lamp } from '@/lib/domain/calendar/lamp'
import { reportStateLabels } from '@/lib/domain/labels'
import type { ReportState } from '@/lib/domain/report/states'

const signs: Readonly<Record<ReportState, { tone: Lamp; shape: string }>> = {
  draft: { tone: 'grey', shape: '○' },
  signedOff: { tone: 'grey', shape: '◐' },
  submitted: { tone: 'grey', shape: '◐' },
  approved: { tone: 'blue', shape: '✓' },
  returned: { tone: 'red', shape: '↩' },
}

/** Shape, word and colour of a report's state; a draft that waits for the head says so. */
export const reportSign = (state: ReportState, awaitsSignOff: boolean) => ({
  ...signs[state],
  ...(awaitsSignOff ? { shape: '◐' } : {}),
  word: awaitsSignOff ? '待审签' : reportStateLabels[state],
})
