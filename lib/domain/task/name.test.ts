import { expect, test } from 'vitest'
import { numberedTitle } from './name'

test('a number is set off from its title as print does', () => {
  expect(numberedTitle({ number: '3', title: '实施控烟行动' })).toBe('3. 实施控烟行动')
  expect(numberedTitle({ number: '3.2', title: '实施控烟行动' })).toBe('3.2. 实施控烟行动')
  expect(numberedTitle({ number: '十二', title: '强化政策支持' })).toBe('十二、强化政策支持')
  expect(numberedTitle({ number: null, title: '强化政策支持' })).toBe('强化政策支持')
})
