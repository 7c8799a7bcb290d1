import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate as d } from '../calendar/date'
import type { ComparedIndicator, ComparedItem, ComparedPlan } from './compared'
import { comparePlans, type PlanDifference } from './compare-plans'

/** Invented things that a plan is about; each text says its own, as print does. */
const things = [
  ['健身步道', '沿河建设步道并设置里程标识和休息座椅'],
  ['社区食堂', '利用闲置用房开办食堂，为高龄老人送餐上门'],
  ['口袋公园', '见缝插绿改造边角地块，补种乡土树种'],
  ['母婴室', '车站商场医院按标准配置哺乳和护理设施'],
  ['控烟场所', '公共场所张贴标识，开展执法检查和劝阻培训'],
  ['心理热线', '开通全天候热线并建立危机干预队伍'],
  ['托育服务', '支持幼儿园向下延伸，鼓励企业开办托位'],
  ['急救设备', '在人员密集处投放除颤仪并培训志愿者使用'],
  ['饮水监测', '增设管网末梢监测点，每季度公布结果'],
  ['农贸市场', '完成棚顶地面排水改造，推行明码标价'],
  ['老旧电梯', '摸清底数分批更换，建立维保信息平台'],
  ['垃圾分类', '完善投放收运体系，开展入户宣传指导'],
] as const
const units = [1, 2, 3, 4, 5, 6].map((unitId) => ({ unitId, name: `区${'甲乙丙丁戊己'[unitId - 1]}局` }))
const document = {
  title: '示例规划',
  issuer: null,
  docNumber: null,
  issuedOn: null,
  periodStart: '2026',
  periodEnd: '2030',
}

const unitSet = fc.shuffledSubarray(units, { minLength: 1, maxLength: 3 })
const anItem = ([thing, body]: readonly [string, string]) =>
  fc.record({ leads: unitSet, year: fc.integer({ min: 2026, max: 2030 }), place: fc.integer({ min: 0, max: 2 }) }).map(
    ({ leads, year, place }): Omit<ComparedItem, 'key' | 'number' | 'line' | 'endLine'> => ({
      kind: 'task',
      title: `推进${thing}建设`,
      text: `推进${thing}建设。${body}。`,
      path: ['二、主要任务', ['（一）强基础', '（二）优服务', '（三）建机制'][place] as string],
      leads: leads.slice(0, 1),
      supports: leads.slice(1),
      dueOn: d(`${year}-12-31`),
      ongoing: false,
    }),
  )
const anIndicator = (thing: string) =>
  fc.record({ value: fc.integer({ min: 1, max: 99 }), owners: unitSet }).map(
    ({ value, owners }): Omit<ComparedIndicator, 'key' | 'number' | 'line'> => ({
      domain: null,
      name: `${thing}覆盖率`,
      unitText: '%',
      baselineYear: 2024,
      baselineText: String(value),
      nature: '预期性',
      source: null,
      direction: 'higher_better',
      targets: [
        { year: 2027, text: `≥${value}` },
        { year: 2030, text: `≥${value + 5}` },
      ],
      owners,
    }),
  )

const numbered = <T extends object>(prefix: string, rows: readonly T[], from = 1) =>
  rows.map((row, at) => ({ ...row, key: `${prefix}${at}`, number: String(at + from), line: at + 1, endLine: at + 1 }))

const aPlan: fc.Arbitrary<ComparedPlan> = fc
  .shuffledSubarray([...things], { minLength: 3, maxLength: 9 })
  .chain((picked) =>
    fc.tuple(fc.tuple(...picked.map(anItem)), fc.tuple(...picked.slice(0, 4).map(([thing]) => anIndicator(thing)))),
  )
  .map(([items, indicators]) => ({ document, items: numbered('t', items), indicators: numbered('i', indicators) }))

const said = (difference: PlanDifference, about = 'item') =>
  difference.entries
    .filter((entry) => entry.about === about)
    .map(
      (entry) =>
        `${entry.kind} ${entry.title}${entry.fields.length > 0 ? `: ${entry.fields.map((change) => change.field)}` : ''}`,
    )
    .sort()

const withKeys = (plan: ComparedPlan, items: readonly ComparedItem[]): ComparedPlan => ({
  ...plan,
  items: items.map((item, at) => ({ ...item, key: `n${at}`, line: at + 40 })),
})

describe('a plan compared with another version of it', () => {
  test('compared with itself has no difference, under whatever keys', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        const same = comparePlans(plan, withKeys(plan, plan.items))
        expect(same.entries).toEqual([])
        expect(same.unchanged).toEqual({ items: plan.items.length, indicators: plan.indicators.length })
      }),
    )
  })

  test('numbered anew, only the numbers differ and nothing is lost or made', () => {
    fc.assert(
      fc.property(aPlan, fc.integer({ min: 2, max: 5 }), (plan, from) => {
        const anew = withKeys(
          plan,
          plan.items.map((item, at) => ({
            ...item,
            number: String(at + from),
            text: `${at + from}．${item.text}`,
            path: item.path.map((heading) => heading.replace('（一）', '（四）').replace('二、', '三、')),
          })),
        )
        const difference = comparePlans(plan, anew)
        expect(said(difference)).toEqual(plan.items.map((item) => `changed ${item.title}: number`).sort())
        for (const entry of difference.entries.filter((one) => one.about === 'heading')) {
          expect(entry.fields[0]?.before.slice(3)).toBe(entry.fields[0]?.after.slice(3))
        }
      }),
    )
  })

  const edits = {
    retitle: (item: ComparedItem) => [{ ...item, title: `深入开展${item.title.slice(2)}行动`, text: item.text }],
    redate: (item: ComparedItem) => [{ ...item, dueOn: d('2031-06-30') }],
    swapUnits: (item: ComparedItem) => [{ ...item, leads: [{ unitId: 7, name: '区庚局' }] }],
    move: (item: ComparedItem) => [{ ...item, path: ['三、保障措施'] }],
    rewrite: (item: ComparedItem) => [{ ...item, text: item.text.replace('。', '，到2030年全部完成。') }],
    drop: () => [],
    add: (item: ComparedItem) => [
      item,
      { ...item, title: '组织全区龙舟比赛', text: '组织全区龙舟比赛。端午前后在东湖举办，吸引外地队伍参加。' },
    ],
    keep: (item: ComparedItem) => [item],
  }
  const expected: Record<keyof typeof edits, ((title: string) => string) | null> = {
    retitle: (title) => `changed ${title}: title,text`,
    redate: (title) => `changed ${title}: due`,
    swapUnits: (title) => `changed ${title}: leads`,
    move: (title) => `changed ${title}: heading`,
    rewrite: (title) => `changed ${title}: text`,
    drop: (title) => `gone ${title}`,
    add: () => 'new 组织全区龙舟比赛',
    keep: null,
  }

  test('random edits are found exactly, in whatever order the new version prints them', () => {
    fc.assert(
      fc.property(
        aPlan,
        fc.array(fc.constantFrom(...(Object.keys(edits) as (keyof typeof edits)[])), { minLength: 9, maxLength: 9 }),
        fc.boolean(),
        (plan, chosen, reversed) => {
          let added = false
          const done = plan.items.map((item, at) => {
            const edit = chosen[at] as keyof typeof edits
            if (edit !== 'add') return [edit, item] as const
            if (added) return ['keep', item] as const
            added = true
            return ['add', item] as const
          })
          const items = done.flatMap(([edit, item]) => edits[edit](item))
          const difference = comparePlans(plan, withKeys(plan, reversed ? items.reverse() : items))
          const wanted = done.flatMap(([edit, item]) => {
            const line = expected[edit]?.(item.title)
            return line ? [line] : []
          })
          expect(said(difference)).toEqual(wanted.sort())
          expect(difference.digest).toBe(comparePlans(plan, withKeys(plan, items)).digest)
        },
      ),
    )
  })

  test('indicators: targets by year, baseline, owners and nature, what is new and gone', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        const [first, second, ...rest] = plan.indicators
        if (!first || !second) return
        const fresh: ComparedIndicator[] = [
          { ...first, targets: [{ year: 2030, text: '全覆盖' }], owners: [{ unitId: 7, name: '区庚局' }] },
          ...rest.map((one) => ({ ...one, nature: '约束性', baselineText: '0.5' })),
          { ...first, key: 'x', name: '居民步行出行比例', number: null },
        ]
        expect(said(comparePlans(plan, { ...plan, indicators: fresh }), 'indicator')).toEqual(
          [
            `changed ${first.name}: owners,target:2027,target:2030`,
            `gone ${second.name}`,
            ...rest.map((one) => `changed ${one.name}: baseline,nature`),
            'new 居民步行出行比例',
          ].sort(),
        )
      }),
    )
  })
})

const item = (key: string, title: string, text: string, more: Partial<ComparedItem> = {}): ComparedItem => ({
  key,
  kind: 'task',
  number: null,
  title,
  text,
  path: ['二、任务'],
  leads: units.slice(0, 1),
  supports: [],
  dueOn: d('2027-12-31'),
  ongoing: false,
  line: 1,
  endLine: 1,
  ...more,
})
const planOf = (...items: ComparedItem[]): ComparedPlan => ({ document, items, indicators: [] })

test('two that are alike to the same degree are left to the office, and its choice holds', () => {
  const old = planOf(
    item('a', '开展健康宣传活动（上半年）', '组织进社区进学校宣传'),
    item('b', '开展健康宣传活动（下半年）', '组织进社区进学校宣传'),
  )
  const fresh = planOf(item('x', '开展健康宣传活动', '组织进社区进学校宣传'))
  const [unsure] = comparePlans(old, fresh).entries
  expect(unsure).toMatchObject({ kind: 'doubtful', newKey: 'x', candidates: ['a', 'b'] })
  expect(said(comparePlans(old, fresh, { partners: { x: 'b' } }))).toEqual([
    'changed 开展健康宣传活动（下半年）: title',
    'gone 开展健康宣传活动（上半年）',
  ])
  expect(said(comparePlans(old, fresh, { partners: { x: null } }))).toEqual([
    'gone 开展健康宣传活动（上半年）',
    'gone 开展健康宣传活动（下半年）',
    'new 开展健康宣传活动',
  ])
})

test('a task cut in two and two made one are told where their text went', () => {
  const whole = '沿河建设步道并设置里程标识和休息座椅。开通全天候热线并建立危机干预队伍。'
  const old = planOf(
    item('a', '建设步道和热线', whole),
    item('b', '改造农贸市场', '完成棚顶地面排水改造，推行明码标价'),
  )
  const cut = planOf(
    item('x', '建设步道和热线', whole.slice(0, 19)),
    item('y', '开通心理热线', whole.slice(19)),
    item('z', '改造农贸市场', '完成棚顶地面排水改造，推行明码标价'),
  )
  const split = comparePlans(old, cut)
  expect(said(split)).toEqual(['changed 建设步道和热线: text', 'new 开通心理热线'])
  expect(split.entries.find((entry) => entry.kind === 'new')?.kin).toBe('a')
  const merged = comparePlans(cut, old)
  expect(said(merged)).toEqual(['changed 建设步道和热线: text', 'gone 开通心理热线'])
  expect(merged.entries.find((entry) => entry.kind === 'gone')?.kin).toBe('a')
})

test('what the document left as it was is no change, however it was corrected; what both changed is a conflict', () => {
  const base = item('a', '建设步道', '沿河建设步道并设置里程标识', { dueOn: d('2026-12-31') })
  const corrected = item('a', '建设健身步道', base.text, { dueOn: d('2027-06-30') })
  const fresh = item('x', '建设步道', base.text, { dueOn: d('2028-12-31') })
  const [entry] = comparePlans(planOf(corrected), planOf(fresh), { baseOf: () => base }).entries
  expect(entry?.fields).toEqual([{ field: 'due', before: '2027-06-30', after: '2028-12-31', conflict: true }])
})

test('a heading that was renamed is one change, not one for each task below it', () => {
  const old = planOf(
    item('a', '建设步道', '沿河建设步道', { path: ['二、任务', '（一）场地'] }),
    item('b', '改造农贸市场', '完成棚顶改造', { path: ['二、任务', '（一）场地'] }),
  )
  const fresh = planOf(...old.items.map((one) => ({ ...one, path: ['二、任务', '（一）环境'] })))
  expect(comparePlans(old, fresh).entries.map((entry) => [entry.about, entry.path, entry.fields[0]?.after])).toEqual([
    ['heading', ['二、任务', '（一）场地'], '（一）环境'],
  ])
})

test('a version that names no lead takes none away; quantities in a text are not its number', () => {
  const old = planOf(item('a', '建设步道', '建设步道。到2027年建成1.5公里，3个示范点'))
  expect(comparePlans(old, planOf({ ...(old.items[0] as ComparedItem), leads: [] })).entries).toEqual([])
  const less = planOf(item('a', '建设步道', '建设步道。到2027年建成15公里，3个示范点'))
  expect(said(comparePlans(old, less))).toEqual(['changed 建设步道: text'])
})
