import { z } from 'zod'
import { PASSWORD_MAX } from '@/lib/domain/account/password'
import { idInput } from './task'

export const switchMembershipInput = z.object({ membershipId: idInput })

export const changePasswordInput = z
  .object({
    currentPassword: z.string().min(1, '请填写原密码').max(1000),
    newPassword: z.string().min(1, '请填写新密码').max(PASSWORD_MAX, `密码不超过 ${PASSWORD_MAX} 位`),
    repeated: z.string().min(1, '请再填写一次新密码'),
    /** A box in a form: sent when ticked, and only then. */
    revokeTokens: z.preprocess((value) => value === true || value === 'on', z.boolean()),
  })
  .refine((value) => value.newPassword === value.repeated, { path: ['repeated'], message: '两次填写的新密码不一致' })
