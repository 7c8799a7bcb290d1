'use server'

import { act } from '@/app/_action'
import { requestSignOff } from '@/lib/commands/request-sign-off'
import { reviseReport } from '@/lib/commands/revise-report'
import { sendBackReport } from '@/lib/commands/send-back-report'
import { signOffReport } from '@/lib/commands/sign-off-report'
import { submitReport } from '@/lib/commands/submit-report'
import { withdrawReport } from '@/lib/commands/withdraw-report'

export async function signOffAction(raw: unknown) {
  return act(signOffReport, raw, '已审签并提交审核')
}
export async function sendBackAction(raw: unknown) {
  return act(sendBackReport, raw, '已退给经办人')
}
export async function requestSignOffAction(raw: unknown) {
  return act(requestSignOff, raw, '已送负责人审签')
}
export async function submitAction(raw: unknown) {
  return act(submitReport, raw, '已提交审核')
}
export async function withdrawAction(raw: unknown) {
  return act(withdrawReport, raw, '已撤回，可以修改后重新提交')
}
export async function reviseAction(raw: unknown) {
  return act(reviseReport, raw)
}
