'use server'

import { act } from '@/app/_action'
import { cancelInspection } from '@/lib/commands/cancel-inspection'
import { commitDraw } from '@/lib/commands/commit-draw'
import { createInspection } from '@/lib/commands/create-inspection'
import { decideConclusion } from '@/lib/commands/decide-conclusion'
import { decideInspectionPlan } from '@/lib/commands/decide-inspection'
import { decideObjection } from '@/lib/commands/decide-objection'
import { draftConclusion } from '@/lib/commands/draft-conclusion'
import { editFinding } from '@/lib/commands/edit-finding'
import { editInspection } from '@/lib/commands/edit-inspection'
import { fileObjection } from '@/lib/commands/file-objection'
import { openVisit } from '@/lib/commands/open-visit'
import { recordFinding } from '@/lib/commands/record-finding'
import { referClue } from '@/lib/commands/refer-clue'
import { removeFinding } from '@/lib/commands/remove-finding'
import { retireChecklist } from '@/lib/commands/retire-checklist'
import { revealDraw } from '@/lib/commands/reveal-draw'
import { saveChecklist } from '@/lib/commands/save-checklist'
import { saveConclusion } from '@/lib/commands/save-conclusion'
import { sendConclusion } from '@/lib/commands/send-conclusion'
import { startInspection } from '@/lib/commands/start-inspection'
import { submitConclusion } from '@/lib/commands/submit-conclusion'
import { submitInspection } from '@/lib/commands/submit-inspection'

export async function createInspectionAction(raw: unknown) {
  return act(createInspection, raw, '已保存方案草稿')
}

export async function editInspectionAction(raw: unknown) {
  return act(editInspection, raw, '已保存方案草稿')
}

export async function submitInspectionAction(raw: FormData) {
  return act(submitInspection, raw, '已报请批准')
}

export async function approveInspectionAction(raw: FormData) {
  raw.set('verdict', 'approve')
  return act(decideInspectionPlan, raw, '已批准，可以启动')
}

export async function returnInspectionAction(raw: FormData) {
  raw.set('verdict', 'return')
  return act(decideInspectionPlan, raw, '已退回修改')
}

export async function startInspectionAction(raw: FormData) {
  return act(startInspection, raw, '督查已启动')
}

export async function cancelInspectionAction(raw: FormData) {
  return act(cancelInspection, raw, '已取消')
}

export async function commitDrawAction(raw: unknown) {
  return act(commitDraw, raw, '抽取范围已锁定，种子的指纹已公布')
}

export async function revealDrawAction(raw: FormData) {
  return act(revealDraw, raw, '已公布种子和抽取结果')
}

export async function openVisitAction(raw: FormData) {
  return act(openVisit, raw)
}

export async function recordFindingAction(raw: unknown) {
  return act(recordFinding, raw, '问题已登记')
}

export async function editFindingAction(raw: unknown) {
  return act(editFinding, raw, '已保存')
}

export async function removeFindingAction(raw: FormData) {
  return act(removeFinding, raw, '问题已撤销，记录仍可查')
}

export async function draftConclusionAction(raw: FormData) {
  return act(draftConclusion, raw, '已按问题起草，请核对修改')
}

export async function saveConclusionAction(raw: FormData) {
  return act(saveConclusion, raw, '已保存')
}

export async function submitConclusionAction(raw: FormData) {
  return act(submitConclusion, raw, '已报请批准')
}

export async function approveConclusionAction(raw: FormData) {
  raw.set('verdict', 'approve')
  return act(decideConclusion, raw, '已批准，可以送达')
}

export async function returnConclusionAction(raw: FormData) {
  raw.set('verdict', 'return')
  return act(decideConclusion, raw, '已退回修改')
}

export async function sendConclusionAction(raw: FormData) {
  return act(sendConclusion, raw, '已送达，异议期从今天起算')
}

export async function fileObjectionAction(raw: FormData) {
  return act(fileObjection, raw, '异议已提交，将由未参与督查的领导复核')
}

export async function decideObjectionAction(raw: FormData) {
  return act(decideObjection, raw, '复核决定已作出')
}

export async function saveChecklistAction(raw: unknown) {
  return act(saveChecklist, raw, '检查表已保存')
}

export async function retireChecklistAction(raw: FormData) {
  return act(retireChecklist, raw, '已停用')
}

export async function referClueAction(raw: FormData) {
  return act(referClue, raw, '移送已登记')
}
