import { expect, test } from 'vitest'
import { memberTitle, numberedTitle } from './name'

test('a number is set off from its title as print does', () => {
  expect(numberedTitle({ number: '3', title: '实施控烟行动' })).toBe('3. 实施控烟行动')
  expect(numberedTitle({ number: '3.2', title: '实施控烟行动' })).toBe('3.2. 实施控烟行动')
  expect(numberedTitle({ number: '十二', title: '强化政策支持' })).toBe('十二、强化政策支持')
  expect(numberedTitle({ number: null, title: '强化政策支持' })).toBe('强化政策支持')
})

test('a member is named once, never in a second pair of brackets', () => {
  expect(memberTitle('健康主题公园', '东湖镇')).toBe('健康主题公园（东湖镇）')
  expect(memberTitle('健康主题公园（一期）', '东湖镇')).toBe('健康主题公园（一期）：东湖镇')
})
