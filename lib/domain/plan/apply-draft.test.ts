import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlanReading, ReadTask } from '../plan-text/reading'
import { Refusal } from '../refusals'
import { applyDraft } from './apply-draft'
import type { DraftOperation, PlanDraft, RegisterUnit } from './draft'
import { itemsInOrder, placeDraft } from './draft-order'
import { toDraft } from './to-draft'

const names = ['区卫健委', '区教体局', '区民政局', '区财政局', '各乡镇政府', '区未知办']
const register: RegisterUnit[] = names.slice(0, 5).map((name, at) => ({
  id: at + 1,
  name,
  kind: name.startsWith('各') ? 'group' : 'department',
  aliases: at === 0 ? ['卫健委', '区卫生健康委'] : [],
  dissolved: false,
  successorId: null,
  members: [],
}))

const readTask = fc.record({
  kind: fc.constantFrom('task', 'safeguard', 'project'),
  number: fc.option(fc.constantFrom('1', '2', '一')),
  title: fc.constantFrom('健康知识普及', '全民健身', '控烟', '老年健康'),
  path: fc.subarray(['一、总则', '二、任务', '（一）影响因素'], { minLength: 0 }),
  leadUnits: fc.subarray(names),
  supportUnits: fc.subarray(names),
  unitsText: fc.option(fc.constant('牵头单位：区卫健委')),
  deadlineText: fc.option(fc.constant('2027年底前')),
  dueOn: fc.option(fc.constantFrom('2027-12-31', '2026-06-30')),
  ongoing: fc.boolean(),
  startLine: fc.integer({ min: 1, max: 90 }),
  endLine: fc.integer({ min: 1, max: 90 }),
  text: fc.constantFrom('开展健康教育。建设阵地。', '推进步道建设。\n到2027年建成十条。', '短'),
}) satisfies fc.Arbitrary<ReadTask>

const reading: fc.Arbitrary<PlanReading> = fc
  .record({
    tasks: fc.array(readTask, { maxLength: 8 }),
    lines: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 4 }),
  })
  .map(({ tasks, lines }) => ({
    document: {
      title: '示例',
      issuer: null,
      docNumber: null,
      issuedOn: null,
      periodStart: 2026,
      periodEnd: 2030,
      stage: 'issued',
    },
    tasks,
    units: [],
    indicators: lines.map((line, at) => ({
      from: 'table',
      domain: null,
      number: null,
      name: `指标${at}`,
      unit: null,
      baselineYear: null,
      baselineText: null,
      targets: [],
      nature: null,
      source: null,
      direction: 'higher_better',
      responsibleUnits: names.slice(at, at + 2),
      startLine: line,
      endLine: line,
    })),
    targets: lines.map((line, at) => ({
      taskIndex: at < tasks.length ? at : null,
      line,
      text: `到2027年建成${at}处`,
      year: 2027,
      op: '=',
      valueText: null,
    })),
    sections: [],
    warnings: lines.map((line) => ({ line, code: 'lostCharacter', message: '缺字' })),
  }))

/** Numbers which pick an operation and its targets from whatever the draft holds by then. */
const dice = fc.array(fc.nat(), { minLength: 6, maxLength: 6 })

const operationFrom = (draft: PlanDraft, [which = 0, a = 0, b = 0, c = 0]: readonly number[]): DraftOperation => {
  const key = (list: readonly { key: string }[], n: number) => list[n % Math.max(1, list.length)]?.key ?? 'gone'
  const item = key(draft.items, a)
  const other = key(draft.items, b)
  const section = key(draft.sections, b)
  const unit = (n: number) => ({ spelling: names[n % names.length] as string, unitId: n % 7 < 5 ? (n % 5) + 1 : null })
  const keys = [...new Set([item, other])]
  const all: readonly DraftOperation[] = [
    { kind: 'editItem', key: item, title: `改名${c}`, number: c % 2 ? null : '9' },
    { kind: 'setKind', keys, value: 'project' },
    { kind: 'setDeadline', keys, dueOn: null, ongoing: c % 2 === 0 },
    { kind: 'setUnits', keys: [item], leads: [unit(a), unit(b)], supports: [unit(c), unit(b)] },
    { kind: 'addUnit', keys, role: c % 2 ? 'lead' : 'support', unit: unit(b) },
    { kind: 'matchSpelling', spelling: names[b % names.length] as string, unitId: c % 2 ? null : 3 },
    { kind: 'dropSpelling', spelling: names[b % names.length] as string },
    { kind: 'split', key: item, at: c % 12 },
    { kind: 'merge', keys },
    { kind: 'move', keys: [item], sectionKey: c % 3 ? section : null, beforeKey: c % 2 ? other : null },
    { kind: 'add', sectionKey: c % 3 ? section : null, afterKey: c % 2 ? item : null, title: `新任务${c}` },
    { kind: 'drop', keys },
    { kind: 'setIssue', keys, issue: c % 2 === 0 },
    { kind: 'renameSection', key: section, title: `章${c}` },
    { kind: 'moveSection', key: section, parentKey: c % 2 ? key(draft.sections, a) : null, beforeKey: null },
    { kind: 'addSection', parentKey: c % 2 ? section : null, afterKey: null, title: `新章${c}` },
    { kind: 'dropSection', key: section },
    { kind: 'settleWarning', key: key(draft.warnings, a), settled: c % 2 === 0 },
    { kind: 'settleSpots', keys: [`noDate:${item}`, `warning:${key(draft.warnings, b)}`], settled: c % 2 === 0 },
    { kind: 'addIndicator', name: `指标${c}`, afterKey: c % 2 ? key(draft.indicators, a) : null },
    {
      kind: 'editIndicator',
      key: key(draft.indicators, a),
      unit: c % 2 ? null : '%',
      owners: [unit(b)],
      targets: [{ year: 2027 + (c % 4), text: c % 3 ? `≥${c}` : '同比例提高' }],
    },
    { kind: 'moveIndicator', key: key(draft.indicators, a), beforeKey: c % 2 ? key(draft.indicators, b) : null },
    { kind: 'mergeIndicators', keys: [...new Set([key(draft.indicators, a), key(draft.indicators, b)])] },
    { kind: 'dropIndicators', keys: [key(draft.indicators, c)] },
    { kind: 'addOwner', keys: [key(draft.indicators, a)], unit: unit(c) },
    { kind: 'addTarget', itemKey: item, text: `建成${c}处`, year: 2027 },
    {
      kind: 'editTarget',
      key: key(draft.targets, a),
      text: `建成${b}处`,
      itemKey: c % 3 ? other : null,
    },
    { kind: 'setMilestone', keys: [key(draft.targets, a)], isMilestone: c % 2 === 0 },
    { kind: 'dropTargets', keys: [key(draft.targets, b)] },
  ]
  return all[which % all.length] as DraftOperation
}

/** Applies it; a refusal leaves the draft as it is. */
const attempt = (draft: PlanDraft, operation: DraftOperation) => {
  try {
    return applyDraft(draft, operation)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

const stored = (draft: PlanDraft): unknown => ({ ...JSON.parse(JSON.stringify(draft)), nextKey: 0 })

test('what is taken back was never done, and can be done again, also after the draft was stored and read', () => {
  fc.assert(
    fc.property(reading, fc.array(dice, { minLength: 1, maxLength: 12 }), (given, throws) => {
      let draft = toDraft(given, register)
      for (const thrown of throws) {
        const applied = attempt(draft, operationFrom(draft, thrown))
        if (!applied) continue
        const inverse = JSON.parse(JSON.stringify(applied.inverse)) as DraftOperation
        const undone = applyDraft(applied.draft, inverse)
        expect(stored(undone.draft)).toEqual(stored(draft))
        expect(stored(applyDraft(undone.draft, undone.inverse).draft)).toEqual(stored(applied.draft))
        draft = applied.draft
      }
    }),
    { numRuns: 300 },
  )
})

test('keys stay unique, every task keeps a living section, nothing named is lost from order or units', () => {
  fc.assert(
    fc.property(reading, fc.array(dice, { maxLength: 20 }), (given, throws) => {
      let draft = toDraft(given, register)
      const all = ({ items, sections, warnings, indicators, targets }: PlanDraft) =>
        [...items, ...sections, ...warnings, ...indicators, ...targets].map((entry) => entry.key)
      const used = new Set(all(draft))
      for (const thrown of throws) {
        const before = draft
        draft = attempt(draft, operationFrom(draft, thrown))?.draft ?? draft
        const keys = all(draft)
        expect(new Set(keys).size).toBe(keys.length)
        const known = new Set(all(before))
        const items = new Set(draft.items.map((entry) => entry.key))
        for (const target of draft.targets) {
          // A commitment hangs on a task that is there, or on none; only one that hangs becomes a milestone.
          expect(target.itemKey === null ? !target.isMilestone : items.has(target.itemKey)).toBe(true)
        }
        for (const key of keys) {
          // A key that appears was never used before.
          if (!known.has(key) && !draft.warnings.some((warning) => warning.key === key))
            expect(used.has(key)).toBe(false)
          used.add(key)
        }
        expect(itemsInOrder(draft)).toHaveLength(draft.items.length)
        for (const { leads, supports } of draft.items) {
          const ids = [...leads, ...supports].map((unit) => unit.unitId ?? unit.spelling)
          expect(new Set(ids).size).toBe(ids.length)
        }
      }
    }),
    { numRuns: 300 },
  )
})

const read = (over: Partial<ReadTask>): ReadTask => ({
  kind: 'task',
  number: '1',
  title: '实施全民健身行动',
  path: ['二、主要任务', '1. 实施全民健身行动'],
  leadUnits: [],
  supportUnits: [],
  unitsText: null,
  deadlineText: null,
  dueOn: null,
  ongoing: false,
  startLine: 1,
  endLine: 1,
  text: '1. 实施全民健身行动。建设场馆。完善步道。',
  ...over,
})
const draftOf = (...tasks: Partial<ReadTask>[]): PlanDraft =>
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
      tasks: tasks.map(read),
      units: [],
      indicators: [],
      targets: [],
      sections: [{ level: 1, title: '主要任务', path: ['二、主要任务'], startLine: 7, endLine: 9 }],
      warnings: [],
    },
    register,
  )

test('the reading becomes a draft: the own heading is no section, aliases match, a unit stands once a task', () => {
  const draft = draftOf({ leadUnits: ['区卫生健康委', '区未知办'], supportUnits: ['卫健委', '各乡镇政府'] })
  expect(draft.sections.map(({ title, line }) => [title, line])).toEqual([['二、主要任务', 7]])
  expect(draft.items[0]).toMatchObject({
    sectionKey: draft.sections[0]?.key,
    leads: [
      { spelling: '区卫生健康委', unitId: 1 },
      { spelling: '区未知办', unitId: null },
    ],
    supports: [{ spelling: '各乡镇政府', unitId: 5 }],
  })
})

test('a task after a sub-section stays after it, under its own heading once more', () => {
  const draft = draftOf(
    { title: '甲', path: ['一、行动', '（一）健身', '甲'] },
    { title: '乙', path: ['一、行动', '乙'] },
    { title: '丙', path: ['一、行动', '（二）控烟', '丙'] },
  )
  expect(itemsInOrder(draft).map((item) => item.title)).toEqual(['甲', '乙', '丙'])
  expect(placeDraft(draft).sections.map((run) => [run.section.title, run.items.length, run.isContinuation])).toEqual([
    ['一、行动', 0, false],
    ['（一）健身', 1, false],
    ['一、行动', 1, true],
    ['（二）控烟', 1, false],
  ])
})

test('only tasks without units are doubtful: safeguards without units stay text', () => {
  const draft = draftOf({}, { kind: 'safeguard' }, { kind: 'safeguard', leadUnits: ['区卫健委'] })
  expect(draft.items.map((item) => item.issue)).toEqual([true, false, true])
})

test('a split keeps both halves and titles the second by its first sentence', () => {
  const draft = draftOf({ leadUnits: ['区卫健委'] })
  const key = draft.items[0]?.key as string
  const at = (draft.items[0]?.text ?? '').indexOf('完善')
  const { draft: split, summary } = applyDraft(draft, { kind: 'split', key, at })
  expect(split.items.map(({ title, text, leads }) => [title, text, leads.length])).toEqual([
    ['实施全民健身行动', '1. 实施全民健身行动。建设场馆。', 1],
    ['完善步道', '完善步道。', 1],
  ])
  expect(summary).toBe('拆分“实施全民健身行动”')
})

test.each([
  ['3. 开放场地。', '开放场地'],
  ['（二）开放场地。', '开放场地'],
  ['2027年底前完成改造。', '2027年底前完成改造'],
  ['1.5公里步道建成。', '1.5公里步道建成'],
  ['一轮集中整治完成。', '一轮集中整治完成'],
])('the second half of a split drops its own number and nothing else: %s', (rest, title) => {
  const draft = draftOf({ text: `开头。${rest}` })
  const key = draft.items[0]?.key as string
  expect(applyDraft(draft, { kind: 'split', key, at: 3 }).draft.items[1]?.title).toBe(title)
})

test('a merge unites units and the lines of the source', () => {
  const draft = draftOf(
    { leadUnits: ['区卫健委'], supportUnits: ['区财政局'], startLine: 5, endLine: 6 },
    { leadUnits: ['区财政局'], supportUnits: ['区教体局'], startLine: 8, endLine: 9, dueOn: '2027-12-31' },
  )
  const { draft: merged } = applyDraft(draft, { kind: 'merge', keys: draft.items.map((item) => item.key) })
  expect(merged.items).toHaveLength(1)
  expect(merged.items[0]).toMatchObject({ sourceStart: 5, sourceEnd: 9, dueOn: '2027-12-31' })
  expect(merged.items[0]?.leads.map((unit) => unit.spelling)).toEqual(['区卫健委', '区财政局'])
  expect(merged.items[0]?.supports.map((unit) => unit.spelling)).toEqual(['区教体局'])
})

test.each<[string, DraftOperation, string]>([
  ['an item that is gone', { kind: 'drop', keys: ['t999'] }, 'draftTargetGone'],
  ['an empty title', { kind: 'editItem', key: 't1', title: '  ' }, 'draftOperationInvalid'],
  ['a split at the very start', { kind: 'split', key: 't1', at: 0 }, 'draftOperationInvalid'],
  ['a merge of one', { kind: 'merge', keys: ['t1'] }, 'draftOperationInvalid'],
  [
    'a section under itself',
    { kind: 'moveSection', key: 's2', parentKey: 's2', beforeKey: null },
    'draftOperationInvalid',
  ],
])('%s is refused', (_, operation, code) => {
  const draft = draftOf({ leadUnits: ['区卫健委'] })
  expect(draft.sections[0]?.key).toBe('s2')
  expect(() => applyDraft(draft, operation)).toThrowError(expect.objectContaining({ code }))
})
