import { expect, test } from 'vitest'
import { sampleReading } from '@/lib/scenario/read-plan'
import type { ReadIndicator } from '../plan-text/reading'
import { parseTarget } from '../plan-text/target'
import { applyDraft } from './apply-draft'
import type { DraftOperation, PlanDraft } from './draft'
import { understood } from './target-words'
import { toDraft } from './to-draft'

const row = (over: Partial<ReadIndicator>): ReadIndicator => ({
  from: 'table',
  domain: '健康水平',
  number: null,
  name: '居民健康素养水平',
  unit: '%',
  baselineYear: null,
  baselineText: null,
  targets: [],
  nature: null,
  source: null,
  direction: 'higher_better',
  responsibleUnits: [],
  startLine: 5,
  endLine: 5,
  ...over,
})
const target = (year: number, text: string) => ({ year, text, parsed: parseTarget(text) })
const draftWith = (...indicators: Partial<ReadIndicator>[]): PlanDraft =>
  toDraft(sampleReading([{}], { indicators: indicators.map(row) }), [])
const after = (draft: PlanDraft, operation: DraftOperation) => applyDraft(draft, operation)
const keysOf = (draft: PlanDraft) => draft.indicators.map((entry) => entry.key)

test('a target that is written anew is understood anew; the others stay as the reader had them', () => {
  const glued = { year: 2025, text: '10085', parsed: { ...parseTarget('100'), value2: 85, text: '10085' } }
  const draft = draftWith({ targets: [glued, target(2030, '逐步')] })
  const [key = ''] = keysOf(draft)
  const { draft: done, summary } = after(draft, {
    kind: 'editIndicator',
    key,
    targets: [
      { year: 2025, text: '10085' },
      { year: 2030, text: '≥35' },
    ],
  })
  expect(done.indicators[0]?.targets.map(({ parsed }) => [parsed.op, parsed.value, parsed.value2])).toEqual([
    ['=', 100, 85],
    ['>=', 35, null],
  ])
  expect(summary).toBe('改指标“居民健康素养水平”的目标值')
})

test('an emptied target is gone, two of one year are refused, a name stays', () => {
  const draft = draftWith({ targets: [target(2025, '30')] })
  const [key = ''] = keysOf(draft)
  const write = (targets: readonly { year: number; text: string }[]) =>
    after(draft, { kind: 'editIndicator', key, targets }).draft.indicators[0]?.targets
  expect(write([{ year: 2025, text: ' ' }])).toEqual([])
  expect(() =>
    write([
      { year: 2025, text: '30' },
      { year: 2025, text: '31' },
    ]),
  ).toThrow('同一年份只能有一个目标值')
  expect(() => after(draft, { kind: 'editIndicator', key, name: ' ' })).toThrow('指标须有名称')
})

test('rows of one indicator that a lost table tore apart become one, with what each of them held', () => {
  const draft = draftWith(
    { name: '千人口执业', number: '3', targets: [target(2025, '2.8')], responsibleUnits: ['区卫健委'] },
    { name: '（助理）医师数', unit: null, baselineText: '2.5', targets: [target(2030, '3')], startLine: 6, endLine: 7 },
    { name: '婴儿死亡率' },
  )
  const keys = keysOf(draft).slice(0, 2)
  const done = after(draft, { kind: 'mergeIndicators', keys }).draft
  expect(done.indicators).toHaveLength(2)
  expect(done.indicators[0]).toMatchObject({
    key: keys[0],
    name: '千人口执业（助理）医师数',
    number: '3',
    baselineText: '2.5',
    startLine: 5,
    endLine: 7,
    targets: [{ year: 2025 }, { year: 2030 }],
    owners: [{ spelling: '区卫健委' }],
  })
})

test('a fresh one stands in the domain of its neighbour, and moves; an owner is named once', () => {
  const draft = draftWith({ responsibleUnits: ['区卫健委'] }, { name: '婴儿死亡率' })
  const [first = '', second = ''] = keysOf(draft)
  let done = after(draft, { kind: 'addIndicator', name: '新指标', afterKey: first }).draft
  expect(done.indicators.map((entry) => [entry.name, entry.domain])).toEqual([
    ['居民健康素养水平', '健康水平'],
    ['新指标', '健康水平'],
    ['婴儿死亡率', '健康水平'],
  ])
  const fresh = done.indicators[1]?.key as string
  done = after(done, { kind: 'moveIndicator', key: fresh, beforeKey: null }).draft
  expect(keysOf(done)).toEqual([first, second, fresh])
  const unit = { spelling: '区卫健委', unitId: null }
  done = after(done, { kind: 'addOwner', keys: [first, fresh], unit }).draft
  expect(done.indicators.map((entry) => entry.owners.length)).toEqual([1, 0, 1])
  expect(() => after(done, { kind: 'dropIndicators', keys: ['i99'] })).toThrow()
})

test.each([
  ['≥35', '%', '≥ 35%'],
  ['不高于5', '‰', '≤ 5‰'],
  ['比2020年提高1岁', '岁', '比2020年提高 1岁'],
  ['下降13.5%', null, '比基期降低 13.5%'],
  ['持续改善', null, '比基期好转'],
  ['省下达指标', null, '按上级下达的数值'],
  ['同比例提高', '岁', null],
])('what the program makes of “%s” is said in plain words', (text, unit, words) => {
  expect(understood(parseTarget(text), unit)).toBe(words)
})
