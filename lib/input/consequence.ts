import { z } from 'zod'
import { consequenceKinds } from '@/lib/domain/consequence/states'
import { dayInput, idInput, reasonInput, versionInput } from './task'

const idsInput = z.array(idInput).max(200).default([])

export const proposeConsequenceInput = z
  .object({
    unitId: idInput,
    inspectionId: z.preprocess((value) => value || null, idInput.nullable()),
    kind: z.enum(consequenceKinds),
    addressee: z.preprocess(
      (value) => (typeof value === 'string' && value.trim() === '' ? null : (value ?? null)),
      z.string().trim().max(100, '对象不超过 100 字').nullable(),
    ),
    proposal: z.string().trim().min(1, '请写明处理建议和理由').max(5000, '建议不超过 5000 字'),
    /** The authority that decides: a leader of the place. */
    approverPersonId: idInput,
    findingIds: idsInput,
    rectificationIds: idsInput,
    taskIds: idsInput,
  })
  .refine((input) => input.findingIds.length + input.rectificationIds.length + input.taskIds.length > 0, {
    path: ['findingIds'],
    message: '请至少选择一项事实，处理建议须有事实依据',
  })

export const decideConsequenceInput = z
  .object({
    consequenceId: idInput,
    version: versionInput.optional(),
    verdict: z.enum(['approve', 'reject']),
    reason: z.string().trim().max(2000, '理由不超过 2000 字').default(''),
  })
  .refine((input) => input.verdict === 'approve' || input.reason !== '', {
    path: ['reason'],
    message: '请填写不予批准的理由',
  })

export const issueConsequenceInput = z.object({
  consequenceId: idInput,
  version: versionInput.optional(),
  docNumber: z.string().trim().min(1, '请填写发文字号').max(60, '发文字号不超过 60 字'),
})

export const referClueInput = z.object({
  inspectionId: idInput,
  toBody: z.string().trim().min(1, '请填写移送的机关').max(100, '机关名称不超过 100 字'),
  subject: reasonInput,
  referredOn: dayInput,
})
