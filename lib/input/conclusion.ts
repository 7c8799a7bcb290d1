import { z } from 'zod'
import { objectionOutcomes } from '@/lib/domain/conclusion/states'
import { idInput, versionInput } from './task'

const bodyInput = z.string().trim().max(50_000, '正文不超过 50000 字')

export const draftConclusionInput = z.object({ inspectionId: idInput, unitId: idInput })
export const conclusionVerbInput = z.object({ conclusionId: idInput, version: versionInput })
export const saveConclusionInput = conclusionVerbInput.extend({ body: bodyInput })
export const decideConclusionInput = conclusionVerbInput
  .extend({
    verdict: z.enum(['approve', 'return']),
    reason: z.string().trim().max(2000, '理由不超过 2000 字').default(''),
  })
  .superRefine((value, context) => {
    if (value.verdict === 'return' && !value.reason) {
      context.addIssue({ code: 'custom', path: ['reason'], message: '请填写理由，对方会看到它' })
    }
  })

export const fileObjectionInput = conclusionVerbInput.extend({
  grounds: z.string().trim().min(1, '请写明异议和理由').max(5000, '不超过 5000 字'),
})

export const decideObjectionInput = conclusionVerbInput.extend({
  outcome: z.enum(objectionOutcomes, '请选择复核结果'),
  decision: z.string().trim().min(1, '请写明复核决定和理由').max(5000, '不超过 5000 字'),
  /** The new text where the outcome is `amended`. */
  body: bodyInput.default(''),
  /** Findings that no longer stand. */
  withdrawnFindingIds: z.array(idInput).max(200).default([]),
})
