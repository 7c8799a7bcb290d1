import { expect, test } from 'vitest'
import { calendarDate } from '../calendar/date'
import { nextStep, type NextStepFacts } from './next-step'

const due = calendarDate('2027-06-30')
const facts: NextStepFacts = {
  state: 'active',
  isLedByGroup: false,
  lead: '区卫健委',
  issuer: '区健康促进办',
  dueOn: due,
  owed: { dueOn: due, milestone: null },
  milestones: 2,
  unverified: 1,
  openSubtasks: 0,
  awaitsReview: false,
  awaitsDecision: false,
}

test.each([
  [{ state: 'issued' }, '区卫健委签收'],
  [{ state: 'issued', isLedByGroup: true }, '区健康促进办分解到成员单位'],
  [{ state: 'closing' }, '区健康促进办审核办结申请'],
  [{ awaitsReview: true, awaitsDecision: true }, '区健康促进办审批变更申请'],
  [{ awaitsReview: true }, '区健康促进办审核进展反馈'],
  [{ owed: { dueOn: calendarDate('2026-12-31'), milestone: '选址' } }, '区卫健委完成节点“选址”2026-12-31'],
  [{ unverified: 0, openSubtasks: 3 }, '区卫健委督促 3 项子任务办结2027-06-30'],
  [{ unverified: 0 }, '区卫健委申请办结2027-06-30'],
  [{ isLedByGroup: true, openSubtasks: 3 }, '区健康促进办督促 3 项子任务办结2027-06-30'],
  [{ milestones: 0, unverified: 0 }, '区卫健委分解出节点并办理2027-06-30'],
  [{ dueOn: null, owed: null }, '区卫健委按期反馈进展'],
] as const)('%j: %s', (more, wanted) => {
  const step = nextStep({ ...facts, ...more })
  expect(step && `${step.who}${step.what}${step.until ?? ''}`).toBe(wanted)
})

test.each(['draft', 'suspended', 'closed', 'terminated'] as const)('nothing is owed next while %s', (state) => {
  expect(nextStep({ ...facts, state })).toBeNull()
})
