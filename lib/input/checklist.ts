import { z } from 'zod'
import { idInput, versionInput } from './task'

export const saveChecklistInput = z.object({
  /** Left out: a new list. */
  checklistId: idInput.nullish().transform((id) => id ?? null),
  version: versionInput.optional(),
  title: z.string().trim().min(2, '请填写检查表名称').max(100, '名称不超过 100 字'),
  items: z
    .array(
      z.object({
        /** Left out: a new item. */
        id: idInput.nullish().transform((id) => id ?? null),
        title: z.string().trim().min(1, '请填写检查项').max(500, '检查项不超过 500 字'),
        standard: z.string().trim().min(1, '请填写标准').max(1000, '标准不超过 1000 字'),
        clause: z
          .string()
          .trim()
          .max(200, '条款不超过 200 字')
          .nullish()
          .transform((text) => text || null),
        asksPlace: z.boolean().default(false),
        asksPhoto: z.boolean().default(false),
      }),
    )
    .min(1, '请至少填写一个检查项')
    .max(200, '最多 200 个检查项'),
})

export const retireChecklistInput = z.object({ checklistId: idInput, version: versionInput })
