import { z } from 'zod'
import { idInput, reasonInput, versionInput } from './task'

/** A verb on one task that needs no words. */
export const taskVerbInput = z.object({ taskId: idInput, version: versionInput })
/** A verb that the other side must be able to understand. */
export const taskReasonInput = z.object({ taskId: idInput, version: versionInput, reason: reasonInput })

export const claimCompletionInput = z.object({
  taskId: idInput,
  version: versionInput,
  note: z
    .string()
    .trim()
    .max(2000, '说明不超过 2000 字')
    .nullish()
    .transform((text) => text || null),
})

export const assignPersonInput = z.object({
  taskId: idInput,
  version: versionInput,
  /** Empty: nobody in particular. */
  membershipId: z
    .union([z.literal('').transform(() => null), idInput])
    .nullable()
    .transform((id) => id ?? null),
})
