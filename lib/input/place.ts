import { z } from 'zod'
import { jurisdictionLevelLabels, jurisdictionLevels } from '@/lib/domain/labels'
import { codeLengthOf, governmentName, placeCode } from '@/lib/domain/place'
import { idInput } from './task'

/** A place and its first unit, the government in which its administrator and its leaders hold their posts. */
export const createPlaceInput = z
  .object({
    /** None: a place of the highest level that this installation knows. */
    parentId: z.preprocess((value) => (value === '' || value === undefined ? null : value), idInput.nullable()),
    code: z
      .string()
      .trim()
      .regex(/^[1-9]\d{1,11}$/, '代码只写数字，如 410212'),
    name: z.string().trim().min(2, '请填写行政区全称，至少 2 个字').max(30, '行政区名称不超过 30 字'),
    level: z.enum(jurisdictionLevels, '请选择级别：province 省、city 市、county 县（市、区）、township 乡镇（街道）'),
    government: z.string().trim().max(60, '单位名称不超过 60 字').default(''),
  })
  .transform((values) => ({
    ...values,
    code: placeCode(values.level, values.code),
    government: values.government || governmentName(values.name),
  }))
  .superRefine(({ code, level }, context) => {
    const length = codeLengthOf(level)
    if (code.length === length) return
    const message = `${jurisdictionLevelLabels[level]}的代码为 ${length} 位，“${code}”是 ${code.length} 位`
    context.addIssue({ code: 'custom', path: ['code'], message })
  })
