import { z } from 'zod'
import { changeRequestKinds } from '@/lib/domain/change-request/states'
import { calendarDayInput } from './milestones'
import { idInput, versionInput } from './task'

const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `不超过 ${max} 字`)
    .nullish()
    .transform((text) => text || null)

/** A draft may be incomplete; what a submission needs is asked of it by the life cycle and by `submit`. */
export const requestChangeInput = z
  .object({
    taskId: idInput,
    /** The draft under the form; without it the unit's open draft of this kind is taken up, else a new one made. */
    changeRequestId: idInput.nullish(),
    version: versionInput.optional(),
    kind: z.enum(changeRequestKinds),
    milestoneId: z
      .union([z.literal('').transform(() => null), idInput])
      .nullish()
      .transform((id) => id ?? null),
    proposedDueOn: z
      .union([z.literal('').transform(() => null), calendarDayInput])
      .nullish()
      .transform((day) => day ?? null),
    title: optionalText(200),
    requirement: optionalText(2000),
    reason: z.string().trim().max(2000, '理由不超过 2000 字').default(''),
    submit: z.boolean().default(false),
  })
  .superRefine((value, context) => {
    if (!value.submit) return
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (!value.reason) missing('reason', '请填写理由')
    if (value.kind === 'extend' && !value.proposedDueOn) missing('proposedDueOn', '请填写申请的新时限')
    if (value.kind === 'amend' && !value.title && !value.requirement) missing('title', '请写明要调整成什么')
  })

export const withdrawChangeInput = z.object({ changeRequestId: idInput, version: versionInput })

export const decideChangeInput = z
  .object({
    changeRequestId: idInput,
    version: versionInput,
    verdict: z.enum(['approve', 'reject']),
    reason: z.string().trim().max(2000, '理由不超过 2000 字').default(''),
  })
  .superRefine((value, context) => {
    if (value.verdict === 'reject' && !value.reason) {
      context.addIssue({ code: 'custom', path: ['reason'], message: '请填写理由，对方会看到它' })
    }
  })
