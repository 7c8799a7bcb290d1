'use server'

import { act } from '@/app/_action'
import { attachEvidence } from '@/lib/commands/attach-evidence'
import { linkEvidence } from '@/lib/commands/link-evidence'
import { removeEvidence } from '@/lib/commands/remove-evidence'
import { requestSignOff } from '@/lib/commands/request-sign-off'
import { saveReport } from '@/lib/commands/save-report'
import { signOffReport } from '@/lib/commands/sign-off-report'
import { submitReport } from '@/lib/commands/submit-report'

export async function saveReportAction(raw: unknown) {
  return act(saveReport, raw)
}
export async function attachEvidenceAction(raw: unknown) {
  return act(attachEvidence, raw)
}
export async function linkEvidenceAction(raw: unknown) {
  return act(linkEvidence, raw)
}
export async function removeEvidenceAction(raw: unknown) {
  return act(removeEvidence, raw)
}
export async function requestSignOffAction(raw: unknown) {
  return act(requestSignOff, raw, '已送负责人审签')
}
export async function signOffReportAction(raw: unknown) {
  return act(signOffReport, raw, '已审签并提交审核')
}
export async function submitReportAction(raw: unknown) {
  return act(submitReport, raw, '已提交审核')
}
