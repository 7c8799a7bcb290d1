'use server'

import { act } from '@/app/_action'
import { agreeToConsultation, proposeChange, withdrawOpinion } from '@/lib/commands/answer-consultation'

export async function agreeAction(raw: unknown) {
  return act(agreeToConsultation, raw, '已答复：无意见')
}

export async function proposeChangeAction(raw: unknown) {
  return act(proposeChange, raw, '意见已提交，起草单位会逐条处理')
}

export async function withdrawOpinionAction(raw: unknown) {
  return act(withdrawOpinion, raw, '意见已撤回')
}
