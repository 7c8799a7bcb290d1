import type { Lamp } from '@/lib/domain/calendar/lamp'
import type { ConsequenceState } from '@/lib/domain/consequence/states'
import { consequenceStateLabels } from '@/lib/domain/supervision-labels'

const tones: Readonly<Record<ConsequenceState, Lamp>> = {
  proposed: 'yellow',
  approved: 'green',
  rejected: 'grey',
  issued: 'blue',
}

/** Lamp of a consequence: its state in a word, waiting for a decision in amber. */
export const consequenceSign = (state: ConsequenceState): { tone: Lamp; word: string } => ({
  tone: tones[state],
  word: consequenceStateLabels[state],
})
