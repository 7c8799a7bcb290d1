import type { Lamp } from '@/lib/domain/calendar/lamp'
import type { RectificationState } from '@/lib/domain/rectification/states'
import { rectificationStateLabels } from '@/lib/domain/supervision-labels'

/** Lamp of an order: late is red whatever its state; what waits for the office is amber. */
export const rectificationSign = (
  state: RectificationState,
  { isLate, workdaysLate, dueOn }: { isLate: boolean; workdaysLate: number; dueOn: string },
): { tone: Lamp; word: string; why: string } => {
  const word = rectificationStateLabels[state]
  if (isLate) return { tone: 'red', word: `逾期 · ${word}`, why: `时限 ${dueOn}，已逾期 ${workdaysLate} 个工作日` }
  const tone = state === 'cleared' ? 'blue' : state === 'claimed' ? 'yellow' : state === 'ordered' ? 'grey' : 'green'
  return { tone: state === 'revoked' ? 'grey' : tone, word, why: `时限 ${dueOn}` }
}
