import { env } from '@/lib/platform/env'

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })

/** The calendar day in Asia/Shanghai at an instant, as YYYY-MM-DD, whatever the zone of the server. */
export function dayInShanghai(instant: Date): string {
  return shanghai.format(instant)
}

export function now(): Date {
  return new Date()
}

/** The day which rules are asked about: due dates last to its end. LUOSHI_TODAY fixes it for tests and demonstrations. */
export function todayInShanghai(): string {
  return env().LUOSHI_TODAY ?? dayInShanghai(now())
}
