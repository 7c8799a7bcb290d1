'use server'

import { act } from '@/app/_action'
import { changePassword } from '@/lib/commands/change-password'
import { createToken } from '@/lib/commands/create-token'
import { endOtherSessions } from '@/lib/commands/end-other-sessions'
import { revokeToken } from '@/lib/commands/revoke-token'

export async function changePasswordAction(raw: unknown) {
  return act(changePassword, raw, '密码已修改，其他设备上的登录已结束')
}

export async function createTokenAction(raw: unknown) {
  return act(createToken, raw)
}

export async function revokeTokenAction(raw: unknown) {
  return act(revokeToken, raw, '令牌已停用')
}

export async function endOtherSessionsAction(raw: unknown) {
  return act(endOtherSessions, raw, '其他登录已结束')
}
