import { expect, test } from 'vitest'
import { dayInShanghai } from '@/lib/platform/clock'
import { parseEnv, settings } from '@/lib/platform/env'

test('an empty environment gives the documented defaults', () => {
  const env = parseEnv({ PORT: '', OIDC_ISSUER: '' })
  expect(env.PORT).toBe(3000)
  expect(env.LUOSHI_UPLOAD_MAX_MB).toBe(200)
  expect(env.OIDC_ISSUER).toBeUndefined()
})

test.each([
  ['PORT', 'abc'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['LUOSHI_TODAY', '2026-02-30'],
  ['LUOSHI_LOCKOUT_FAILURES', '0'],
  ['LOG_LEVEL', 'loud'],
  ['NEXTAUTH_URL', 'javascript:alert(1)'],
  ['NEXTAUTH_SECRET', 'short'],
  ['LUOSHI_TRUSTED_PROXIES', 'nginx'],
  ['LUOSHI_TRUSTED_PROXIES', '10.0.0.0/33'],
  ['LUOSHI_TRUSTED_PROXIES', '10.0.0.1,,'],
])('%s=%s is refused by its name, without repeating the value', (name, value) => {
  expect(() => parseEnv({ [name]: value })).toThrow(`设置 ${name} 不对`)
  if (value.length > 3) expect(() => parseEnv({ [name]: value })).not.toThrow(value)
})

test.each(['0', '2', '10.0.0.1', '10.0.0.0/8, fd00::/8,::1'])('%s are proxies', (value) => {
  expect(parseEnv({ LUOSHI_TRUSTED_PROXIES: value }).LUOSHI_TRUSTED_PROXIES).toBe(value)
})

test('single sign-on needs its client', () => {
  expect(() => parseEnv({ OIDC_ISSUER: 'https://sso.example.gov.cn' })).toThrow('OIDC_CLIENT_SECRET')
})

test('every setting says what it is for', () => {
  expect(settings.find((setting) => setting.name === 'HOST')).toEqual({
    name: 'HOST',
    default: '127.0.0.1',
    about: '监听的地址',
  })
  expect(settings.filter((setting) => !setting.about)).toEqual([])
})

test('the day turns at midnight in Shanghai, not in UTC', () => {
  expect(dayInShanghai(new Date('2026-06-30T15:59:59Z'))).toBe('2026-06-30')
  expect(dayInShanghai(new Date('2026-06-30T16:00:00Z'))).toBe('2026-07-01')
})
