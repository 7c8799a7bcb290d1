import { expect, test } from 'vitest'
import { calendarDate } from '../calendar/date'
import { foldRuns, type HistoryEvent, historyChanges, historyLine, mergeChanges } from './history'

const today = calendarDate('2026-11-20')
const event = (more: Partial<HistoryEvent>): HistoryEvent => ({
  action: 'task.acknowledge',
  subjectType: 'task',
  before: null,
  after: null,
  reason: null,
  report: null,
  milestone: null,
  ...more,
})

test.each([
  [{}, '签收'],
  [{ action: 'task.returnClosing', reason: '缺总结' }, '退回办结申请：缺总结'],
  [
    { action: 'report.return', subjectType: 'report', report: '区教体局 2026年第3季度', reason: '缺汇总表' },
    '退回报送（区教体局 2026年第3季度）：缺汇总表',
  ],
  [{ action: 'milestone.drop', subjectType: 'milestone', before: { title: '选址' } }, '删除节点“选址”'],
  [{ action: 'task.fanOut', after: { group: '各乡镇政府', subtasks: ['甲', '乙'] } }, '分解到各乡镇政府，2 项子任务'],
  [
    { action: 'task.extend', before: { dueOn: '2026-06-30' }, after: { dueOn: '2027-01-31' }, reason: '土地' },
    '延期，时限由 06-30 改为 2027-01-31：土地',
  ],
  [{ action: 'something.new' }, 'something.new'],
])('%j reads %s', (more, line) => {
  expect(historyLine(event(more as Partial<HistoryEvent>), today)).toBe(line)
})

test('what changed is told in the words of the screen, ids and inner marks left out', () => {
  const changed = event({
    action: 'report.submit',
    subjectType: 'report',
    before: { state: 'draft', selfPercent: null },
    after: { state: 'submitted', selfPercent: 40, reportId: 7, milestones: [{ id: 1, title: '选址' }] },
  })
  expect(historyChanges(changed)).toEqual([
    { field: '状态', before: '草稿', after: '待审核' },
    { field: '自报进度', before: null, after: '40%' },
    { field: '节点', before: null, after: '选址' },
  ])
})

test('two saves read as one: from before the first to after the last', () => {
  const older = [
    { field: '本期进展', before: null, after: '一' },
    { field: '自报进度', before: '10%', after: '20%' },
  ]
  const newer = [
    { field: '本期进展', before: '一', after: '一二' },
    { field: '自报进度', before: '20%', after: '10%' },
  ]
  expect(mergeChanges(older, newer)).toEqual([{ field: '本期进展', before: null, after: '一二' }])
})

test('lines that say the same one after the other become one, in their order', () => {
  const isEven = (value: number) => value % 2 === 0
  expect(foldRuns([2, 4, 1, 6, 3, 3, 8, 10], isEven)).toEqual([[2, 4], [1], [6], [3], [3], [8, 10]])
  expect(foldRuns([], isEven)).toEqual([])
})
