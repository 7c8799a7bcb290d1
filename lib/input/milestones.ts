import { z } from 'zod'
import { calendarDate } from '@/lib/domain/calendar/date'
import { dayInput, idInput, versionInput } from './task'

export const calendarDayInput = dayInput.transform((day) => calendarDate(day))
export const weightInput = z.coerce
  .number('请填写权重')
  .int('权重须为整数')
  .min(1, '权重须在 1 至 100 之间')
  .max(100, '权重须在 1 至 100 之间')

const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `不超过 ${max} 字`)
    .nullish()
    .transform((text) => text || null)

const fields = {
  title: z.string().trim().min(1, '请填写节点名称').max(100, '不超过 100 字'),
  deliverable: z.string().trim().min(1, '请写明交付的成果').max(300, '不超过 300 字'),
  dueOn: calendarDayInput,
  weight: weightInput,
  evidenceAsked: optionalText(200),
  evidenceWhy: optionalText(200),
}

/** DESIGN §6, burden guard: evidence is asked only with the reason why. */
const evidenceHasReason = (
  value: { evidenceAsked: string | null; evidenceWhy: string | null },
  context: z.RefinementCtx,
): void => {
  if (value.evidenceAsked && !value.evidenceWhy) {
    context.addIssue({ code: 'custom', path: ['evidenceWhy'], message: '要求提供佐证时，请说明为什么需要' })
  }
  if (value.evidenceWhy && !value.evidenceAsked) {
    context.addIssue({ code: 'custom', path: ['evidenceAsked'], message: '请写明需要哪些佐证，或清空理由' })
  }
}

const titlesDiffer = (rows: readonly { title: string }[], context: z.RefinementCtx): void => {
  rows.forEach((row, index) => {
    if (rows.findIndex((other) => other.title === row.title) < index) {
      context.addIssue({ code: 'custom', path: [index, 'title'], message: '节点名称不能重复' })
    }
  })
}

/** Milestones as a pattern for several subtasks: nothing exists yet. */
export const milestoneTemplateInput = z
  .array(z.object(fields).superRefine(evidenceHasReason))
  .max(30, '一项任务最多 30 个节点')
  .superRefine(titlesDiffer)

/** The whole set of a task's milestones; one without `id` is new, one that is missing is dropped. */
export const planMilestonesInput = z.object({
  taskId: idInput,
  version: versionInput,
  milestones: z
    .array(z.object({ id: idInput.nullish(), ...fields }).superRefine(evidenceHasReason))
    .max(30, '一项任务最多 30 个节点')
    .superRefine(titlesDiffer),
})
