import { z } from 'zod'
import { agreeToConsultation, proposeChange, withdrawOpinion } from '@/lib/commands/answer-consultation'
import { decideOpinion } from '@/lib/commands/decide-opinion'
import { cancelConsultation, closeConsultation, extendConsultation } from '@/lib/commands/end-consultation'
import { moveStage } from '@/lib/commands/move-stage'
import { openConsultation } from '@/lib/commands/open-consultation'
import { historyQuery, numberOf } from '@/lib/input/api'
import { getConsultation } from '@/lib/queries/get-consultation'
import { getPlanConsultation } from '@/lib/queries/get-plan-consultation'
import { listConsultations } from '@/lib/queries/list-consultations'
import { getPlanVersion, listPlanVersions } from '@/lib/queries/list-plan-versions'
import { type Endpoint, read, write } from '../endpoint'
import { pageOf } from '../results'

const tag = '征求意见'
const id = z.number().int()
const roundChanged = z.looseObject({ consultationId: id, version: id })
const answered = z.looseObject({ consultationId: id, state: z.enum(['pending', 'agreed', 'proposed']), version: id })

export const consultationEndpoints: readonly Endpoint[] = [
  read(
    '/consultations',
    'listConsultations',
    {
      tag,
      summary: '发给本单位征求意见的文稿，新的在前',
      query: historyQuery,
      result: pageOf(z.looseObject({ id, planTitle: z.string(), state: z.string(), answer: z.string() })),
    },
    async (call) => {
      const found = await listConsultations(call.read, { before: numberOf(call.query.after) })
      return found && { items: found.rows, next: found.next === null ? null : String(found.next) }
    },
  ),
  read(
    '/consultations/{consultationId}',
    'getConsultation',
    {
      tag,
      summary: '本单位的部分：涉及的任务和指标、答复、意见及处理结果；version 为本单位答复的版本',
      result: z.looseObject({ id, version: id, state: z.string(), items: z.array(z.looseObject({})) }),
    },
    (call) => getConsultation(call.read, call.ids.consultationId as number),
  ),
  read(
    '/plans/{planId}/consultation',
    'getPlanConsultation',
    {
      tag,
      summary: '最近一轮征求意见：各单位的答复、逐条意见（供起草办公室）',
      result: z.looseObject({ rounds: z.array(z.looseObject({ id })), units: z.array(z.looseObject({ unitId: id })) }),
    },
    (call) => getPlanConsultation(call.read, call.ids.planId as number, null),
  ),
  read(
    '/plans/{planId}/versions',
    'listPlanVersions',
    {
      tag,
      summary: '规划留存的各个版本，新的在前',
      result: z.looseObject({ items: z.array(z.looseObject({ number: id })) }),
    },
    async (call) => {
      const items = await listPlanVersions(call.read, call.ids.planId as number)
      return items && { items }
    },
  ),
  read(
    '/plans/{planId}/versions/{number}',
    'getPlanVersion',
    { tag, summary: '一个版本的全部内容', result: z.looseObject({ version: z.looseObject({ number: id }) }) },
    (call) => getPlanVersion(call.read, call.ids.planId as number, call.ids.number as number),
  ),
  write('POST', '/plans/{planId}/consultations', openConsultation, {
    tag,
    summary: '把草案发给点到的单位征求意见；version 为草案的版本',
    status: 201,
    result: z.looseObject({ consultationId: id, units: id }),
    example: { version: 7, dueOn: '2026-12-10', note: '请于期限前答复' },
  }),
  write('POST', '/plans/{planId}/stage', moveStage, {
    tag,
    summary: '调整文本阶段：征求意见稿、送审稿、印发；往回调须说明理由；version 为草案的版本',
    result: z.looseObject({ planId: id, stage: z.string() }),
    example: { version: 7, stage: 'review' },
  }),
  write('POST', '/consultations/{consultationId}/extend', extendConsultation, {
    tag,
    summary: '延长答复期限；version 为这一轮的版本，结束、取消同此',
    result: roundChanged,
    example: { version: 1, dueOn: '2026-12-20' },
  }),
  write('POST', '/consultations/{consultationId}/close', closeConsultation, {
    tag,
    summary: '结束：期限已过，或全部单位已答复',
    result: roundChanged,
    example: { version: 2 },
  }),
  write('POST', '/consultations/{consultationId}/cancel', cancelConsultation, {
    tag,
    summary: '取消，须说明理由',
    result: roundChanged,
    example: { version: 2, reason: '上级另有部署' },
  }),
  write('POST', '/consultations/{consultationId}/agree', agreeToConsultation, {
    tag,
    summary: '本单位全部无意见；还没有处理的意见一并撤回；version 为本单位答复的版本',
    result: answered,
    example: { version: 1 },
  }),
  write('POST', '/consultations/{consultationId}/opinions', proposeChange, {
    tag,
    summary: '对涉及本单位的任务、指标或全文（free）提出一条修改意见，须说明理由',
    status: 201,
    result: answered.extend({ opinionId: id }),
    example: { version: 1, subjectKey: 't4', field: 'deadline', dueOn: '2027-12-31', reason: '用地手续需要时间' },
  }),
  write('POST', '/opinions/{opinionId}/withdraw', withdrawOpinion, {
    tag,
    summary: '撤回本单位的意见；version 为意见的版本',
    result: answered,
    example: { version: 1 },
  }),
  write('POST', '/opinions/{opinionId}/decide', decideOpinion, {
    tag,
    summary: '采纳（写入草案；byHand 为真则自行修改）或不采纳（须说明理由）',
    result: z.looseObject({ opinionId: id, state: z.string() }),
    example: { version: 1, verdict: 'decline', reason: '原文有上级文件依据' },
  }),
]
