import { z } from 'zod'

export const idInput = z.coerce.number().int().positive()
/** The version that the form showed; a newer one on the server is a stale page. */
export const versionInput = z.coerce.number().int().positive()
/** A calendar day that exists. */
export const dayInput = z.iso.date('请填写日期，如 2026-12-31')
export const reasonInput = z.string().trim().min(1, '请填写理由').max(2000, '理由不超过 2000 字')

export const acknowledgeTasksInput = z.object({
  taskIds: z.array(idInput).min(1, '请选择任务').max(500, '一次最多 500 项'),
})
