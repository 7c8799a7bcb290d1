import { z } from 'zod'
import { roles } from '@/lib/domain/permission/table'
import { idInput, reasonInput, versionInput } from './task'

const emptyIsNone = (value: unknown): unknown =>
  value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value

export const userNameInput = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,31}$/, '用户名为 3 至 32 位字母、数字、点、横线或下划线，以字母或数字开头')
export const personNameInput = z.string().trim().min(2, '请填写姓名').max(30, '姓名不超过 30 字')
export const phoneInput = z.preprocess(
  emptyIsNone,
  z
    .string()
    .trim()
    .regex(/^[0-9+() -]{5,20}$/, '请填写电话号码')
    .nullable(),
)
export const emailInput = z.preprocess(emptyIsNone, z.string().trim().pipe(z.email('请填写电子邮箱地址')).nullable())
export const titleInput = z.preprocess(emptyIsNone, z.string().trim().max(40, '职务不超过 40 字').nullable())
export const roleInput = z.enum(roles, '请选择角色')

const personal = { userName: userNameInput, name: personNameInput, phone: phoneInput, email: emailInput }

export const createPersonInput = z.object({ ...personal, unitId: idInput, role: roleInput, title: titleInput })
export const editPersonInput = z.object({ id: idInput, version: versionInput, ...personal })
export const disablePersonInput = z.object({ id: idInput, version: versionInput, reason: reasonInput })
/** 启用, 重置密码: a person and the version that the page showed. */
export const personVerbInput = z.object({ id: idInput, version: versionInput })
export const addMembershipInput = z.object({ personId: idInput, unitId: idInput, role: roleInput, title: titleInput })
export const endMembershipInput = z.object({ id: idInput, version: versionInput, reason: reasonInput })
