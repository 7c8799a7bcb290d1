'use server'

import { act } from '@/app/_action'
import { archivePlan } from '@/lib/commands/archive-plan'
import { configurePlan } from '@/lib/commands/configure-plan'
import { createPlanUnit } from '@/lib/commands/create-plan-unit'
import { discardPlan } from '@/lib/commands/discard-plan'
import { editDraft } from '@/lib/commands/edit-draft'
import { importPlan } from '@/lib/commands/import-plan'
import { matchUnit } from '@/lib/commands/match-unit'
import { openPlanToExpert } from '@/lib/commands/open-plan-to-expert'
import { publishPlan } from '@/lib/commands/publish-plan'

export async function importPlanAction(raw: unknown) {
  return act(importPlan, raw)
}

// The correction page holds the draft itself: it does not want to be rendered anew at every keystroke.
export async function editDraftAction(raw: unknown) {
  return act(editDraft, raw, undefined, { stays: true })
}

export async function matchUnitAction(raw: unknown) {
  return act(matchUnit, raw, undefined, { stays: true })
}

export async function createPlanUnitAction(raw: unknown) {
  return act(createPlanUnit, raw, undefined, { stays: true })
}

export async function publishPlanAction(raw: unknown) {
  return act(publishPlan, raw)
}

export async function discardPlanAction(raw: unknown) {
  // The page that asks is gone with it; the screen leads away.
  return act(discardPlan, raw, '草案已删除', { stays: true })
}

export async function configurePlanAction(raw: unknown) {
  return act(configurePlan, raw, '设置已保存')
}

export async function archivePlanAction(raw: unknown) {
  return act(archivePlan, raw, '规划已归档')
}

export async function openPlanToExpertAction(raw: unknown) {
  return act(openPlanToExpert, raw)
}
