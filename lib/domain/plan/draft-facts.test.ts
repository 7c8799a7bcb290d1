import { expect, test } from 'vitest'
import { calendarDate } from '../calendar/date'
import type { ReadTask } from '../plan-text/reading'
import { applyDraft } from './apply-draft'
import type { RegisterUnit } from './draft'
import { planRefusal, summarise } from './draft-facts'
import { suggestUnits } from './draft-units'
import { markSource } from './source-marks'
import { toDraft } from './to-draft'

const unit = (id: number, name: string, over: Partial<RegisterUnit> = {}): RegisterUnit => ({
  id,
  name,
  kind: 'department',
  aliases: [],
  dissolved: false,
  successorId: null,
  members: [],
  ...over,
})
const register = [
  unit(1, '区卫健委'),
  unit(2, '区扶贫办', { dissolved: true, successorId: 3 }),
  unit(3, '区农业农村局'),
  unit(4, '东湖镇', { kind: 'government' }),
  unit(5, '西山乡', { kind: 'government' }),
  unit(6, '各乡镇政府', {
    kind: 'group',
    members: [
      { id: 4, name: '东湖镇' },
      { id: 5, name: '西山乡' },
    ],
  }),
]

const task = (over: Partial<ReadTask>): ReadTask => ({
  kind: 'task',
  number: null,
  title: '示例任务',
  path: [],
  leadUnits: ['区卫健委'],
  supportUnits: [],
  unitsText: null,
  deadlineText: null,
  dueOn: null,
  ongoing: false,
  startLine: 3,
  endLine: 4,
  text: '',
  ...over,
})
const today = calendarDate('2026-11-20')
const given = (...tasks: Partial<ReadTask>[]) =>
  toDraft(
    {
      document: {
        title: null,
        issuer: null,
        docNumber: null,
        issuedOn: null,
        periodStart: null,
        periodEnd: null,
        stage: 'issued',
      },
      tasks: tasks.map(task),
      units: [],
      indicators: [],
      targets: [],
      sections: [],
      warnings: [{ line: 4, code: 'lostCharacter', message: '缺字，请核对。' }],
    },
    register,
  )

test('counts what publication does: groups reach their members, each unit once', () => {
  const summary = summarise(given({ supportUnits: ['各乡镇政府'] }, { leadUnits: ['东湖镇'] }), register, today)
  expect(summary).toMatchObject({ tasks: 2, unitPlaces: 3, units: 3 })
})

test('each doubt is one spot with its place; the blocking ones are the facts of the guards', () => {
  const draft = given(
    { supportUnits: ['区无此局', '区扶贫办'] },
    { leadUnits: ['区无此局'], startLine: 9, endLine: 9 },
    { leadUnits: [], dueOn: '2026-06-30', startLine: 10, endLine: 10 },
  )
  const { spots, facts } = summarise(draft, register, today)
  expect(spots.map((spot) => [spot.kind, spot.itemKey, spot.blocks])).toEqual([
    ['unmatched', 't1', true],
    ['dissolved', 't1', true],
    ['warning', 't1', false],
    ['noLead', 't3', true],
    ['pastDue', 't3', false],
  ])
  expect(facts).toMatchObject({ issuableTasks: 3, tasksWithoutLead: 1, unmatchedSpellings: 1, dissolvedUnits: 1 })
  expect(planRefusal('planUnitsUnmatched', facts).message).toContain('1 个单位名称')
})

test('what is not issued blocks nothing, and a settled warning is no doubt any more', () => {
  let draft = given({ leadUnits: [] })
  draft = applyDraft(draft, { kind: 'setIssue', keys: ['t1'], issue: false }).draft
  draft = applyDraft(draft, { kind: 'settleWarning', key: draft.warnings[0]?.key as string, settled: true }).draft
  expect(summarise(draft, register, today)).toMatchObject({ tasks: 0, spots: [] })
})

test('suggests units that read alike, never dissolved ones', () => {
  expect(suggestUnits('区卫生健康委', register).map((entry) => entry.name)).toEqual(['区卫健委'])
  expect(suggestUnits('区扶贫', register)).toEqual([])
})

test('marks leads, supporters and dates in the source, and loses no character of it', () => {
  const text = '到2027年底建成。（牵头单位：区卫健委，配合单位：农业农村局、各乡镇政府）'
  const marked = markSource(
    text,
    {
      leads: [{ spelling: '区卫健委', unitId: 1 }],
      supports: [
        { spelling: '区农业农村局', unitId: 3 },
        { spelling: '各乡镇政府', unitId: 6 },
      ],
      unitsText: '牵头单位：区卫健委，配合单位：农业农村局、各乡镇政府',
      deadlineText: null,
    },
    [],
  )
  expect(marked.map((part) => part.text).join('')).toBe(text)
  expect(marked.filter((part) => part.mark).map((part) => [part.mark, part.text])).toEqual([
    ['date', '2027年底'],
    ['lead', '区卫健委'],
    ['support', '农业农村局'],
    ['support', '各乡镇政府'],
  ])
})
