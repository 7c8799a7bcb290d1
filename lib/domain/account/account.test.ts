import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceName } from './device'
import { afterFailure, isLocked } from './lockout'
import { isStrongPassword } from './password'
import { timeOutOf } from './session'

test.each([
  ['gongwen-2026', true],
  ['工作计划清单甲2026', true],
  ['gongwen-26', true],
  ['gongwen26', false],
  ['gongwenbanli', false],
  ['2026202720', false],
  ['aaaaaaaaa1', false],
  ['xx-wang.min-2026', false],
  ['xx-WANG.MIN-2026', false],
  [`a1${'bcde'.repeat(32)}`, false],
])('%s is a password: %s', (password, expected) => {
  expect(isStrongPassword(password, 'wang.min')).toBe(expected)
})

test('an account is locked after exactly the set number of failures, for exactly the set minutes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 60 }), (failures, minutes) => {
      const now = new Date('2026-11-20T02:00:00Z')
      let state = { failedCount: 0, lockedUntil: null as Date | null }
      for (let count = 1; count <= failures; count += 1) {
        expect(isLocked(state, now)).toBe(false)
        state = { ...afterFailure(state, now, { failures, minutes }) }
      }
      expect(isLocked(state, new Date(now.getTime() + minutes * 60_000 - 1))).toBe(true)
      expect(isLocked(state, new Date(now.getTime() + minutes * 60_000))).toBe(false)
    }),
  )
})

test('a sign-in is over by idling or by age, age first', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 0, minutes))
  const limits = { idleMinutes: 30, absoluteHours: 1 }
  const session = { createdAt: at(0), lastSeenAt: at(20) }
  expect(timeOutOf(session, at(49), limits)).toBeNull()
  expect(timeOutOf(session, at(50), limits)).toBe('idle')
  expect(timeOutOf(session, at(60), limits)).toBe('absolute')
})

test('a device is named so that its owner knows it', () => {
  expect(deviceName('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156')).toBe(
    'Windows 电脑，Edge',
  )
  expect(deviceName('Mozilla/5.0 (Linux; Android 16) MicroMessenger/9')).toBe('安卓设备，微信')
  expect(deviceName(null)).toBe('未知设备')
})
