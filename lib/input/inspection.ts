import { z } from 'zod'
import { inspectionKinds, inspectionMethods, statutoryKinds } from '@/lib/domain/inspection/states'
import { calendarDayInput } from './milestones'
import { idInput, reasonInput, versionInput } from './task'

const idsInput = (max: number, message: string) =>
  z
    .array(idInput)
    .max(max, message)
    .default([])
    .transform((ids) => [...new Set(ids)].sort((a, b) => a - b))

const maybeId = z
  .union([z.literal('').transform(() => null), idInput])
  .nullish()
  .transform((id) => id ?? null)

const long = (what: string) => z.string().trim().max(5000, `${what}不超过 5000 字`).default('')

/** The plan of an inspection; a draft may be incomplete, what the law asks for is asked when it is handed up. */
const planFields = {
  title: z.string().trim().min(2, '请填写督查名称').max(200, '名称不超过 200 字'),
  kind: z.enum(inspectionKinds, '请选择督查类型'),
  statutoryKind: z.enum(statutoryKinds, '请选择法定类型'),
  legalBasis: long('督查依据'),
  content: long('督查内容'),
  scope: long('督查范围'),
  methods: z.array(z.enum(inspectionMethods)).max(8).default([]),
  startsOn: calendarDayInput,
  endsOn: calendarDayInput,
  planId: maybeId,
  followsId: maybeId,
  taskIds: idsInput(500, '一次最多 500 项任务'),
  unitIds: idsInput(200, '一次最多 200 个单位'),
  memberIds: idsInput(50, '督查组最多 50 人'),
  headId: maybeId,
  checklistIds: idsInput(20, '最多 20 张检查表'),
}

const inOrder = (
  value: { startsOn: string; endsOn: string; headId: number | null; memberIds: readonly number[] },
  context: z.RefinementCtx,
) => {
  if (value.endsOn < value.startsOn) {
    context.addIssue({ code: 'custom', path: ['endsOn'], message: '结束日期不能早于开始日期' })
  }
  if (value.headId !== null && !value.memberIds.includes(value.headId)) {
    context.addIssue({ code: 'custom', path: ['headId'], message: '组长须是督查组成员' })
  }
}

export const createInspectionInput = z.object(planFields).superRefine(inOrder)
export const editInspectionInput = z
  .object({ ...planFields, inspectionId: idInput, version: versionInput })
  .superRefine(inOrder)

export const inspectionVerbInput = z.object({ inspectionId: idInput, version: versionInput })
export const cancelInspectionInput = inspectionVerbInput.extend({ reason: reasonInput })
export const decideInspectionInput = inspectionVerbInput
  .extend({
    verdict: z.enum(['approve', 'return']),
    reason: z.string().trim().max(2000, '理由不超过 2000 字').default(''),
  })
  .superRefine((value, context) => {
    if (value.verdict === 'return' && !value.reason) {
      context.addIssue({ code: 'custom', path: ['reason'], message: '请填写理由，对方会看到它' })
    }
  })

/** From whom is drawn, how many, and who stays out and why. */
export const commitDrawInput = inspectionVerbInput.extend({
  subject: z.enum(['unit', 'task']).default('unit'),
  weighting: z.enum(['equal', 'risk']).default('equal'),
  subjectIds: idsInput(500, '一次最多从 500 个中抽取').refine((ids) => ids.length > 0, '请选择抽取的范围'),
  subjectCount: z.coerce.number().int().min(1, '至少抽取 1 个').max(200),
  inspectorIds: idsInput(200, '一次最多从 200 人中抽取').refine((ids) => ids.length > 0, '请选择可参加督查的人员'),
  inspectorCount: z.coerce.number().int().min(1, '至少抽取 1 人').max(50),
  recusals: z
    .array(z.object({ personId: idInput, reason: z.string().trim().min(1, '请写明回避理由').max(500) }))
    .max(200)
    .default([]),
})
