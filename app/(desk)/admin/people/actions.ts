'use server'

import { act } from '@/app/_action'
import { addMembership } from '@/lib/commands/add-membership'
import { createPerson } from '@/lib/commands/create-person'
import { disablePerson } from '@/lib/commands/disable-person'
import { editPerson } from '@/lib/commands/edit-person'
import { enablePerson } from '@/lib/commands/enable-person'
import { endMembership } from '@/lib/commands/end-membership'
import { resetPassword } from '@/lib/commands/reset-password'

export async function createPersonAction(raw: unknown) {
  return act(createPerson, raw, '人员已新增')
}

export async function editPersonAction(raw: unknown) {
  return act(editPerson, raw, '修改已保存')
}

export async function disablePersonAction(raw: unknown) {
  return act(disablePerson, raw, '账号已停用，正在使用的登录已结束')
}

export async function enablePersonAction(raw: unknown) {
  return act(enablePerson, raw, '账号已启用')
}

export async function resetPasswordAction(raw: unknown) {
  return act(resetPassword, raw, '密码已重置')
}

export async function addMembershipAction(raw: unknown) {
  return act(addMembership, raw, '任职已新增')
}

export async function endMembershipAction(raw: unknown) {
  return act(endMembership, raw, '任职已结束')
}
