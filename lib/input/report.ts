import { z } from 'zod'
import { idInput, reasonInput, versionInput } from './task'

const longText = (name: string) => z.string().trim().max(5000, `${name}不超过 5000 字`).default('')

/** Fields as the form holds them; an untouched percent is empty and counts as not given yet. */
export const reportContentInput = z.object({
  selfPercent: z.preprocess(
    (value) => (value === '' || value === undefined || Number.isNaN(value) ? null : value),
    z.coerce
      .number('请填写 0 到 100 的整数')
      .int('请填写 0 到 100 的整数')
      .min(0, '请填写 0 到 100 的整数')
      .max(100, '请填写 0 到 100 的整数')
      .nullable(),
  ),
  doneText: longText('本期进展'),
  difficulties: longText('困难和问题'),
  nextSteps: longText('下一步安排'),
  isNoChange: z.boolean().default(false),
  noChangeReason: z.preprocess(
    (value) => value ?? '',
    z
      .string()
      .trim()
      .max(1000, '原因不超过 1000 字')
      .transform((text) => text || null),
  ),
  milestoneIds: z.array(idInput).max(100).default([]),
})

export const saveReportInput = reportContentInput.extend({
  taskId: idInput,
  periodId: idInput,
  /** Version of the draft that the form showed; 0 where there was none yet. */
  version: z.coerce.number().int().min(0).optional(),
})

export const reportVerbInput = z.object({ reportId: idInput, version: versionInput.optional() })
export const reportReasonInput = reportVerbInput.extend({ reason: reasonInput })

export const approveReportInput = reportVerbInput.extend({
  /** Claimed milestones that are not accepted although the report is. */
  returned: z
    .array(z.object({ milestoneId: idInput, reason: reasonInput }))
    .max(100)
    .default([]),
})

export const approveReportsInput = z.object({
  reportIds: z.array(idInput).min(1, '请选择报送').max(200, '一次最多 200 份'),
  /** By the report's number, the version that the list showed; a newer one is not what the reviewer read. */
  versions: z.record(z.string().regex(/^\d{1,15}$/), versionInput).default({}),
})
