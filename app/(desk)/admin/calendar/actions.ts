'use server'

import { act } from '@/app/_action'
import { changeCalendarDay } from '@/lib/commands/change-calendar-day'

export async function changeCalendarDayAction(raw: unknown) {
  return act(changeCalendarDay, raw, '节假日已调整，时限和逾期天数按新历计算')
}
