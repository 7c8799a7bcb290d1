import { z } from 'zod'
import { idInput } from './task'

/** Uploads that arrived at the staging place; `name` is only for messages, the stored name comes with the upload. */
export const stagedFileInput = z.preprocess(
  // A plain form sends the upload's number alone.
  (value) => (typeof value === 'string' ? { uploadId: value } : value),
  z.object({ uploadId: z.string().min(1).max(64), name: z.string().max(300).default('') }),
)

export const attachEvidenceInput = z.object({
  reportId: idInput,
  files: z.array(stagedFileInput).min(1, '请选择文件').max(50, '一次最多 50 个文件'),
  milestoneId: idInput.nullable().default(null),
})

export const linkEvidenceInput = z.object({
  reportId: idInput,
  /** An earlier link of the same unit to the file. */
  evidenceId: idInput,
  milestoneId: idInput.nullable().default(null),
})

export const removeEvidenceInput = z.object({ evidenceId: idInput })
