'use server'

import { act } from '@/app/_action'
import { decideOpinion } from '@/lib/commands/decide-opinion'
import { cancelConsultation, closeConsultation, extendConsultation } from '@/lib/commands/end-consultation'
import { moveStage } from '@/lib/commands/move-stage'
import { openConsultation } from '@/lib/commands/open-consultation'

export async function openConsultationAction(raw: unknown) {
  return act(openConsultation, raw, '已发送，各单位在待办里看到各自的部分')
}

export async function extendConsultationAction(raw: unknown) {
  return act(extendConsultation, raw, '答复期限已延长')
}

export async function closeConsultationAction(raw: unknown) {
  return act(closeConsultation, raw, '本轮征求意见已结束')
}

export async function cancelConsultationAction(raw: unknown) {
  return act(cancelConsultation, raw, '本轮征求意见已取消')
}

export async function decideOpinionAction(raw: unknown) {
  return act(decideOpinion, raw, '已处理，提出单位看得到结果')
}

export async function moveStageAction(raw: unknown) {
  return act(moveStage, raw, '文本阶段已调整，当时的文本留存为一个版本')
}
