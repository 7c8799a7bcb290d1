import { z } from 'zod'
import { dayInput, idInput } from './task'

export const createTokenInput = z.object({
  name: z.string().trim().min(2, '请写明用途，如“市级平台对接”').max(40, '不超过 40 字'),
  expiresOn: dayInput,
})
export const revokeTokenInput = z.object({ id: idInput })
export const endOtherSessionsInput = z.object({})
