'use server'

import { act } from '@/app/_action'
import { changePassword } from '@/lib/commands/change-password'

export async function changePasswordAction(raw: unknown) {
  return act(changePassword, raw, '密码已修改')
}
