import { expect, test } from 'vitest'
import { missingFields, type ReportContent } from './content'

const full: ReportContent = {
  selfPercent: 40,
  doneText: '完成选址',
  difficulties: '',
  nextSteps: '',
  isNoChange: false,
  noChangeReason: null,
}

test.each<[string, Partial<ReportContent>, readonly string[]]>([
  ['complete without difficulties and next steps', {}, []],
  ['no percent', { selfPercent: null }, ['selfPercent']],
  ['zero is a percent', { selfPercent: 0 }, []],
  ['nothing done and nothing said', { doneText: '  ' }, ['doneText']],
  ['no change, with its reason, needs no text', { doneText: '', isNoChange: true, noChangeReason: '等待批复' }, []],
  ['no change without a reason', { isNoChange: true, noChangeReason: ' ' }, ['noChangeReason']],
  ['everything missing', { selfPercent: null, doneText: '' }, ['selfPercent', 'doneText']],
])('%s', (_, change, missing) => {
  expect(missingFields({ ...full, ...change })).toEqual(missing)
})
