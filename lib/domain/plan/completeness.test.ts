import { expect, test } from 'vitest'
import { sampleReading } from '@/lib/scenario/read-plan'
import { calendarDate } from '../calendar/date'
import { applyDraft } from './apply-draft'
import { completeness } from './completeness'
import type { DraftOperation, PlanDraft, RegisterUnit } from './draft'
import { followsOn } from './draft-conflict'
import { summarise } from './draft-facts'
import { proposedMilestones } from './draft-milestones'
import { rememberedNames } from './draft-units'
import { completeDraft } from './stored-draft'
import { leadSuggester } from './suggest-units'
import { toDraft } from './to-draft'
import { parseTarget } from '../plan-text/target'

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
  unit(1, '区卫健委', { aliases: ['区健康委员会'] }),
  unit(2, '区水利局'),
  unit(3, '各乡镇政府', { kind: 'group' }),
]
const unitById = new Map(register.map((entry) => [entry.id, entry]))
const today = calendarDate('2026-11-20')

const indicator = (name: string, responsibleUnits: string[], text = '同比例提高') => ({
  from: 'table' as const,
  domain: null,
  number: null,
  name,
  unit: null,
  baselineYear: null,
  baselineText: null,
  targets: [{ year: 2030, text, parsed: parseTarget(text) }],
  nature: null,
  source: null,
  direction: 'higher_better' as const,
  responsibleUnits,
  startLine: 90,
  endLine: 90,
})
const promise = (taskIndex: number | null, year: number, text: string) => ({
  taskIndex,
  line: 3,
  text,
  year,
  op: '>=' as const,
  valueText: null,
})
const does = (draft: PlanDraft, ...operations: DraftOperation[]) =>
  operations.reduce((before, operation) => applyDraft(before, operation).draft, draft)

const given = (over: Parameters<typeof sampleReading>[1] = {}) =>
  toDraft(
    sampleReading(
      [
        {
          title: '保障饮水安全',
          text: '提高农村生活饮用水水质达标率。',
          leadUnits: [],
          path: ['一、任务'],
          dueOn: null,
        },
        { title: '建设步道', leadUnits: ['区健康委员会'], path: ['一、任务'] },
        { title: '推进控烟', leadUnits: ['区健康委员会', '区无此局'], path: ['一、任务'] },
        { title: '整治沟渠', leadUnits: ['各乡镇政府'], path: ['二、乡镇'] },
      ],
      over,
    ),
    register,
  )

test('each share counts what is said; a settled doubt is answered, and only nothing open makes 100', () => {
  const draft = given({ indicators: [indicator('农村生活饮用水水质达标率', ['区水利局'])] })
  const before = completeness(draft, register)
  expect(before).toMatchObject({
    leads: { done: 3, whole: 4 },
    names: { done: 3, whole: 4 },
    dates: { done: 3, whole: 4 },
    targets: { done: 0, whole: 1 },
  })
  const { spots, gaps } = summarise(draft, register, today)
  expect(spots.map((spot) => spot.kind).sort()).toEqual(['emptyGroup', 'noLead', 'unclearTarget', 'unmatched'])
  const unclear = spots.find((spot) => spot.kind === 'unclearTarget')
  expect(unclear).toMatchObject({ blocks: false, indicatorKey: draft.indicators[0]?.key, itemKey: null })
  const settled = does(
    draft,
    { kind: 'settleSpots', keys: [...gaps, ...spots].map((spot) => spot.key), settled: true },
    { kind: 'matchSpelling', spelling: '区无此局', unitId: 2 },
  )
  // What blocks is not settled by a word.
  expect(summarise(settled, register, today).spots.map((spot) => spot.kind)).toEqual(['noLead'])
  expect(completeness(settled, register)).toMatchObject({ dates: { done: 4 }, targets: { done: 1 } })
  expect(completeness(settled, register).percent).toBeLessThan(100)
  const led = does(settled, {
    kind: 'addUnit',
    keys: [draft.items[0]?.key as string],
    role: 'lead',
    unit: { spelling: '区水利局', unitId: 2 },
  })
  expect(completeness(led, register).percent).toBe(100)
  expect(before.percent).toBeLessThan(completeness(settled, register).percent)
})

test('a lead is suggested from the owner of an indicator the task speaks of, and from its neighbours, with the reason', () => {
  const draft = given({ indicators: [indicator('农村生活饮用水水质达标率', ['区水利局'])] })
  const suggest = leadSuggester(draft)
  const [first, second] = suggest(draft.items[0] as PlanDraft['items'][number])
  expect(first).toEqual({
    unit: { spelling: '区水利局', unitId: 2 },
    reason: '指标“农村生活饮用水水质达标率”由其负责，本任务写到',
  })
  expect(second).toEqual({
    unit: { spelling: '区健康委员会', unitId: 1 },
    reason: '同章节 2 项任务中 2 项由其牵头',
  })
  // It is nobody's lead until somebody takes it, and who has one needs none.
  expect(summarise(draft, register, today).facts.tasksWithoutLead).toBe(1)
  expect(suggest(draft.items[1] as PlanDraft['items'][number])).toEqual([])
})

test('a name that the register knows by an alias is named as remembered', () => {
  expect(rememberedNames(given(), register)).toEqual([{ spelling: '区健康委员会', name: '区卫健委' }])
})

test('ticked commitments become milestones of equal weight, each with a name of its own, none of them past or led by a group', () => {
  const same = '到2027年和2030年建成步道'
  const draft = given({
    targets: [
      promise(1, 2030, same),
      promise(1, 2027, same),
      promise(1, 2028, '完成验收'),
      promise(1, 2020, '已经过去'),
      promise(3, 2030, '乡镇的事'),
    ],
  })
  const ticked = does(
    draft,
    {
      kind: 'setDeadline',
      keys: draft.items.map((item) => item.key),
      dueOn: calendarDate('2029-06-30'),
      ongoing: false,
    },
    { kind: 'setMilestone', keys: draft.targets.map((entry) => entry.key), isMilestone: true },
  )
  const [, steps, , group] = ticked.items as [unknown, PlanDraft['items'][number], unknown, PlanDraft['items'][number]]
  const milestones = proposedMilestones(steps, ticked, unitById, today)
  expect(milestones.map(({ title, dueOn, weight }) => [title, dueOn, weight])).toEqual([
    [`${same}（2027年）`, '2027-12-31', 34],
    ['完成验收', '2028-12-31', 33],
    [`${same}（2030年）`, '2029-06-30', 33],
  ])
  expect(proposedMilestones(group, ticked, unitById, today)).toEqual([])
  expect(proposedMilestones({ ...steps, issue: false }, ticked, unitById, today)).toEqual([])
})

test('what one has not saved follows on what another saved, unless both changed the same entry', () => {
  const base = given()
  const [first, second] = base.items.map((item) => item.key) as [string, string]
  const theirs = does(base, { kind: 'editItem', key: first, title: '改过的名称' })
  expect(followsOn(base, theirs, [{ kind: 'editItem', key: second, title: '我的' }])).toBe(true)
  expect(followsOn(base, theirs, [{ kind: 'setIssue', keys: [second, first], issue: false }])).toBe(false)
})

test('a draft that was stored before commitments had keys is worked on as any other', () => {
  const draft = given({ targets: [promise(1, 2027, '建成步道')] })
  const older = JSON.parse(
    JSON.stringify(draft, (name, value) => (name === 'settled' || name === 'isMilestone' ? undefined : value)),
  ) as PlanDraft
  const complete = completeDraft({
    ...older,
    targets: JSON.parse(JSON.stringify(older.targets, (name, value) => (name === 'key' ? undefined : value))),
  })
  expect(complete.settled).toEqual([])
  const [found] = complete.targets
  expect(
    does(complete, { kind: 'setMilestone', keys: [found?.key as string], isMilestone: true }).targets[0],
  ).toMatchObject({
    isMilestone: true,
  })
  expect(completeDraft(draft)).toEqual(draft)
})
