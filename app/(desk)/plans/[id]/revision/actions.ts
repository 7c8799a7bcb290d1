'use server'

import { act } from '@/app/_action'
import { applyRevision } from '@/lib/commands/apply-revision'
import { decideRevision } from '@/lib/commands/decide-revision'
import { discardRevision } from '@/lib/commands/discard-revision'
import { rereadPlan } from '@/lib/commands/reread-plan'

export async function rereadPlanAction(raw: unknown) {
  return act(rereadPlan, raw)
}

// The page keeps what was ticked: it does not want to be rendered anew at every click.
export async function decideRevisionAction(raw: unknown) {
  return act(decideRevision, raw, undefined, { stays: true })
}

export async function applyRevisionAction(raw: unknown) {
  return act(applyRevision, raw, '修订已应用')
}

export async function discardRevisionAction(raw: unknown) {
  return act(discardRevision, raw, '修订稿已放弃，规划没有变化')
}
