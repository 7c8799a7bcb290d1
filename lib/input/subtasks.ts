import { z } from 'zod'
import { calendarDayInput, milestoneTemplateInput, weightInput } from './milestones'
import { idInput, versionInput } from './task'

const titleInput = z.string().trim().min(1, '请填写子任务名称').max(200, '不超过 200 字')
const requirementInput = z
  .string()
  .trim()
  .max(2000, '不超过 2000 字')
  .nullish()
  .transform((text) => text || null)

/** A form sends an empty date as '': without a date of its own a subtask is due with the task above. */
const dueInput = z
  .union([z.literal('').transform(() => null), calendarDayInput])
  .nullish()
  .transform((day) => day ?? null)

export const createSubtasksInput = z.object({
  taskId: idInput,
  version: versionInput,
  subtasks: z
    .array(
      z.object({
        title: titleInput,
        requirement: requirementInput,
        leadUnitId: z.coerce.number('请选择承担单位').int().positive('请选择承担单位'),
        supportUnitIds: z.array(idInput).max(50).default([]),
        dueOn: dueInput,
        weight: weightInput.default(10),
      }),
    )
    .min(1, '请至少填写一项子任务')
    .max(50, '一次最多 50 项'),
})

export const fanOutTaskInput = z.object({
  taskId: idInput,
  version: versionInput,
  groupId: z.coerce.number('请选择集合单位').int().positive('请选择集合单位'),
  memberIds: z.array(idInput).min(1, '请至少选择一个成员单位').max(500),
  title: titleInput,
  requirement: requirementInput,
  dueOn: dueInput,
  weight: weightInput.default(10),
  milestones: milestoneTemplateInput.default([]),
})
