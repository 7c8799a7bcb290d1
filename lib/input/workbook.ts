import { z } from 'zod'
import { idInput, versionInput } from './task'

/** Without `take` the workbook is only compared; with it, what is named is written on the version that was compared. */
export const applyWorkbookInput = z
  .object({
    planId: idInput,
    uploadId: z.string().min(1, '请先选择分工表文件').max(200),
    version: versionInput.optional(),
    take: z.array(z.string().min(1).max(60)).min(1, '请至少勾选一项').max(20_000).nullable().default(null),
  })
  .refine(({ version, take }) => take === null || version !== undefined, {
    path: ['version'],
    message: '请先对照，再带上对照时草案的版本',
  })
