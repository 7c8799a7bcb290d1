import { Refusal } from '../refusals'

export type LockLimits = { readonly failures: number; readonly minutes: number }
export type LockState = { readonly failedCount: number; readonly lockedUntil: Date | null }

export const isLocked = (state: LockState, now: Date): boolean =>
  state.lockedUntil !== null && state.lockedUntil.getTime() > now.getTime()

/** The account after one more wrong password (GB/T 22239-2019 8.1.4.1 b: 限制非法登录次数); a lock begins the count anew. */
export const afterFailure = (state: LockState, now: Date, limits: LockLimits): LockState => {
  const failedCount = state.failedCount + 1
  return failedCount >= limits.failures
    ? { failedCount: 0, lockedUntil: new Date(now.getTime() + limits.minutes * 60_000) }
    : { failedCount, lockedUntil: null }
}

const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

export const lockedRefusal = (until: Date): Refusal => new Refusal('accountLocked', { until: clock.format(until) })
