import { z } from 'zod'
import { idInput } from './task'

export const expertCommentInput = z.object({
  taskId: idInput,
  /** Left out, or empty as a form sends it: about the task as a whole. */
  reportId: z.preprocess((value) => (value === '' || value === undefined ? null : value), idInput.nullable()),
  text: z.string().trim().min(1, '请填写意见').max(2000, '意见不超过 2000 字'),
})
