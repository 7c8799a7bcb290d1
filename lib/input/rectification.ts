import { z } from 'zod'
import { verificationMethods } from '@/lib/domain/rectification/states'
import { stagedFileInput } from './evidence'
import { calendarDayInput } from './milestones'
import { idInput, reasonInput, versionInput } from './task'

const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `不超过 ${max} 字`)
    .nullish()
    .transform((text) => text || null)

const textInput = z.string().trim().min(1, '请填写说明').max(5000, '不超过 5000 字')
const filesInput = z.array(stagedFileInput).max(50, '一次最多 50 个文件').default([])

export const orderRectificationInput = z.object({
  findingIds: z
    .array(idInput)
    .min(1, '请选择要整改的问题')
    .max(100, '一次最多 100 个问题')
    .transform((ids) => [...new Set(ids)].sort((a, b) => a - b)),
  requirement: z.string().trim().min(1, '请写明整改要求').max(5000, '不超过 5000 字'),
  acceptanceStandard: z.string().trim().min(1, '请写明验收标准，下达后不能更改').max(2000, '不超过 2000 字'),
  /** What evidence the standard asks of the claim; left empty, none is needed. */
  evidenceAsked: optionalText(500),
  responsible: optionalText(100),
  dueOn: calendarDayInput,
})

export const rectificationVerbInput = z.object({ rectificationId: idInput, version: versionInput })

/** 整改方案 names who answers for it; progress is what has been done since. */
export const writeRectificationInput = rectificationVerbInput
  .extend({
    kind: z.enum(['plan', 'progress']),
    text: textInput,
    responsible: optionalText(100),
    files: filesInput,
  })
  .superRefine((value, context) => {
    if (value.kind === 'plan' && !value.responsible) {
      context.addIssue({ code: 'custom', path: ['responsible'], message: '请写明整改责任人' })
    }
  })

export const claimRectificationInput = rectificationVerbInput.extend({ text: textInput, files: filesInput })

export const verifyRectificationInput = rectificationVerbInput
  .extend({
    verdict: z.enum(['clear', 'return']),
    /** How it was verified; asked for clearing. */
    verification: z.enum(verificationMethods).nullish(),
    /** What was seen, or the reason of the return. */
    text: z.string().trim().max(5000, '不超过 5000 字').default(''),
    files: filesInput,
  })
  .superRefine((value, context) => {
    if (value.verdict === 'return' && !value.text) {
      context.addIssue({ code: 'custom', path: ['text'], message: '请填写理由，对方会看到它' })
    }
  })

export const requestRectificationExtensionInput = rectificationVerbInput.extend({
  dueOn: calendarDayInput,
  reason: reasonInput,
})

export const decideRectificationExtensionInput = rectificationVerbInput
  .extend({
    verdict: z.enum(['extend', 'refuse']),
    reason: z.string().trim().max(2000, '理由不超过 2000 字').default(''),
  })
  .superRefine((value, context) => {
    if (value.verdict === 'refuse' && !value.reason) {
      context.addIssue({ code: 'custom', path: ['reason'], message: '请填写理由，对方会看到它' })
    }
  })

/** A relapse: the new finding that says of one of the order's findings that it has come back. */
export const reopenRectificationInput = rectificationVerbInput.extend({
  findingId: idInput,
  dueOn: calendarDayInput,
  reason: reasonInput,
})
