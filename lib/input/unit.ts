import { z } from 'zod'
import { unitKinds } from '@/lib/domain/labels'
import { idInput, versionInput } from './task'

/** A select's "none" arrives as an empty text. */
const optionalId = z.preprocess((value) => (value === '' || value === undefined ? null : value), idInput.nullable())
const checkbox = z.preprocess((value) => value === true || value === 'on' || value === 'true', z.boolean())
const nameInput = z.string().trim().min(2, '请填写单位全称，至少 2 个字').max(60, '单位名称不超过 60 字')

/** One spelling a line, as people paste them. */
const spellingsInput = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/[\n、，,；;]/) : (value ?? [])),
  z
    .array(z.string().trim().max(60, '别名不超过 60 字'))
    .max(100, '别名不超过 100 个')
    .transform((spellings) => [...new Set(spellings.filter(Boolean))]),
)

const fields = {
  name: nameInput,
  kind: z.enum(unitKinds, '请选择类别'),
  parentId: optionalId,
  isOffice: checkbox,
  position: z.coerce.number('请填写数字').int('请填写整数').min(0, '不小于 0').max(9999, '不大于 9999').default(0),
  aliases: spellingsInput,
}

export const createUnitInput = z.object({ jurisdictionId: idInput, ...fields })
export const editUnitInput = z.object({ id: idInput, version: versionInput, ...fields })

export const setUnitMembersInput = z.object({
  id: idInput,
  version: versionInput,
  memberIds: z.array(idInput).max(500, '成员不超过 500 个').default([]),
})

export const dissolveUnitInput = z.object({
  id: idInput,
  version: versionInput,
  successorId: optionalId,
  reason: z.string().trim().min(1, '请写明撤销的依据，如机构改革方案的名称和文号').max(500, '不超过 500 字'),
})
