import type { CalendarDate } from '@/lib/domain/calendar/date'
import { formatLong, formatShort, toShanghaiDay } from '@/lib/domain/calendar/date'

/** 2026年11月21日, in running text. */
export function LongDate({ on }: { on: CalendarDate }) {
  return <time dateTime={on}>{formatLong(on)}</time>
}

/** 11-21 in this year, 2025-11-21 otherwise, in tables; – where there is none. */
export function ShortDate({ on, today }: { on: CalendarDate | null; today: CalendarDate }) {
  if (!on) return <span className="text-ink-3">–</span>
  return (
    <time dateTime={on} title={formatLong(on)}>
      {formatShort(on, today)}
    </time>
  )
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

/** 14:02 on a wall clock in China. */
export function clockTime(instant: Date | number): string {
  return clock.format(instant)
}

/** 14:02 today, 11-18 14:02 in this year, 2025-11-18 14:02 otherwise. */
export function Moment({ at, today }: { at: Date; today: CalendarDate }) {
  const day = toShanghaiDay(at)
  return (
    <time dateTime={at.toISOString()} title={`${formatLong(day)} ${clockTime(at)}`}>
      {day === today ? clockTime(at) : `${formatShort(day, today)} ${clockTime(at)}`}
    </time>
  )
}
