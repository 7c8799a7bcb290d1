import type { Tx } from '@/db/client'
import { type PlanWithSubject, readPlan } from '@/db/subjects'
import type { Target } from './run'
import { planTarget } from './targets'

type LoadedPlan = PlanWithSubject & { readonly targets: readonly Target[] }

/** The plan's row under lock, with its version as the forms of its settings show it. */
export const lockPlan = async (tx: Tx, input: { readonly planId: number }): Promise<LoadedPlan | null> => {
  const row = await readPlan(tx, input.planId, { lock: true })
  return row && { ...row, targets: [planTarget(row)] }
}
