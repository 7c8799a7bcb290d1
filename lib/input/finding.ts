import { z } from 'zod'
import { findingSeverities } from '@/lib/domain/inspection/states'
import { stagedFileInput } from './evidence'
import { calendarDayInput } from './milestones'
import { idInput, reasonInput, versionInput } from './task'

const maybeId = z
  .union([z.literal('').transform(() => null), idInput])
  .nullish()
  .transform((id) => id ?? null)

const said = {
  severity: z.enum(findingSeverities, '请选择严重程度'),
  standard: z.string().trim().min(1, '请写明对照的标准').max(1000, '标准不超过 1000 字'),
  fact: z.string().trim().min(1, '请写明事实').max(5000, '事实不超过 5000 字'),
  taskId: maybeId,
  relapseOfId: maybeId,
}

export const openVisitInput = z.object({
  inspectionId: idInput,
  unitId: idInput,
  visitedOn: calendarDayInput,
})

/** A finding written at a desk; those of a telephone come with their visit. */
export const recordFindingInput = z.object({
  inspectionId: idInput,
  unitId: idInput,
  ...said,
  files: z.array(stagedFileInput).max(50, '一次最多 50 个文件').default([]),
})
export const editFindingInput = z.object({
  findingId: idInput,
  version: versionInput,
  ...said,
  files: z.array(stagedFileInput).max(50, '一次最多 50 个文件').default([]),
})
export const removeFindingInput = z.object({ findingId: idInput, version: versionInput, reason: reasonInput })
