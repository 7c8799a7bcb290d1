import { eq } from 'drizzle-orm'
import { readCalendar, rebuildCalendarDays } from '@/db/calendar'
import { holidayOverride } from '@/db/schema/organisation'
import { calendarDate } from '@/lib/domain/calendar/date'
import { calendarSubject } from '@/lib/domain/permission/calendar-subject'
import { Refusal } from '@/lib/domain/refusals'
import { changeCalendarDayInput } from '@/lib/input/calendar'
import { defineCommand } from './run'

/** 调整节假日: from today on, because lateness that was counted stays as it was counted. */
export const changeCalendarDay = defineCommand({
  name: 'calendar.edit',
  input: changeCalendarDayInput,
  seenBy: 'account.own',
  lock: async (_tx, input, { actor }) => ({
    targets: [
      {
        type: 'calendar' as const,
        id: Number(input.day.replaceAll('-', '')),
        subject: calendarSubject(actor),
      },
    ],
  }),
  action: 'calendar.manage',
  handle: async ({ tx, loaded, today, record, unchanged }, input) => {
    const day = calendarDate(input.day)
    if (day < today) throw new Refusal('holidayInPast', {}, { day: '请选择今天或以后的日期' })
    const before = await readCalendar(tx)
    if (input.kind === 'national') await tx.delete(holidayOverride).where(eq(holidayOverride.day, day))
    else {
      const values = { isWorkday: input.kind === 'work', name: input.name }
      await tx
        .insert(holidayOverride)
        .values({ day, ...values })
        .onConflictDoUpdate({ target: holidayOverride.day, set: values })
    }
    const after = await readCalendar(tx)
    const isSame = before.isWorkday(day) === after.isWorkday(day) && before.nameOf(day) === after.nameOf(day)
    if (isSame) return unchanged()
    await rebuildCalendarDays(tx)
    record({
      action: 'calendar.edit',
      subjectType: 'calendar',
      subjectId: loaded.targets[0]?.id ?? 0,
      before: { day, isWorkday: before.isWorkday(day), name: before.nameOf(day) },
      after: { day, isWorkday: after.isWorkday(day), name: after.nameOf(day) },
    })
  },
})
