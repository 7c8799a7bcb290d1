import { z } from 'zod'
import { dayInput } from './task'

/** `national` takes a change back, so that the State Council's notice counts again. */
export const calendarDayKinds = ['work', 'off', 'national'] as const

export const changeCalendarDayInput = z
  .object({
    day: dayInput,
    kind: z.enum(calendarDayKinds, '请选择'),
    name: z.string().trim().max(30, '名称不超过 30 字').default(''),
  })
  .refine((value) => value.kind === 'national' || value.name !== '', {
    path: ['name'],
    message: '请写明依据或名称，如“中秋节调休”',
  })
