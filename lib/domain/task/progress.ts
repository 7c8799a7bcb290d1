import type { MilestoneState } from '@/lib/domain/milestone/states'
import type { TaskState } from './states'

/** Weights are whole numbers from 1; percent is the subtask's own verified percent, 0–100. */
export type ProgressMilestone = { state: MilestoneState; weight: number }
export type ProgressSubtask = { state: TaskState; weight: number; percent: number }

/**
 * 核定进度, a whole percent. Milestones and subtasks share one scale of weights: a verified milestone counts its whole
 * weight, a subtask its weight times its own percent, a closed one all of it. Terminated subtasks are left out, since
 * nobody will ever finish them. Rounded down, so that 100 says that everything is verified. Without parts: 0, unless closed.
 */
export function verifiedPercent(
  state: TaskState,
  milestones: readonly ProgressMilestone[],
  subtasks: readonly ProgressSubtask[],
): number {
  if (state === 'closed') return 100
  let total = 0
  let done = 0
  for (const milestone of milestones) {
    total += milestone.weight
    if (milestone.state === 'verified') done += milestone.weight * 100
  }
  for (const subtask of subtasks) {
    if (subtask.state === 'terminated') continue
    total += subtask.weight
    done += subtask.weight * (subtask.state === 'closed' ? 100 : subtask.percent)
  }
  return total === 0 ? 0 : Math.floor(done / total)
}
