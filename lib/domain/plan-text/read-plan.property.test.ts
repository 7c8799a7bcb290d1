import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { narrow } from './characters'
import {
  type Layout,
  layOut,
  layOutDivision,
  layOutIndicators,
  type MadePlan,
  namesLead,
  type TableLayout,
} from './made-plan'
import { readPlan } from './read-plan'
import type { SourceDocument } from './source'

const source = (text: string): SourceDocument => ({
  format: 'txt',
  blocks: text.split('\n').map((line, at) => ({ kind: 'paragraph', line: at + 1, text: line })),
  meta: {},
})

const UNITS =
  '发展改革委 教育局 科技局 公安局 民政局 司法局 财政局 人力资源社会保障局 自然资源局 生态环境局 住房城乡建设局 交通运输局 水利局 农业农村局 商务局 卫生健康委 应急管理局 市场监管局 医保局 总工会 妇联 残联'.split(
    ' ',
  )
const VERBS = ['加强', '推进', '完善', '健全', '优化', '实施']
const THINGS = [
  '住房保障体系',
  '义务教育优质均衡',
  '流域水环境治理',
  '养老服务供给',
  '职业技能培训',
  '公共交通网络',
  '老旧小区改造',
  '农村人居环境',
  '固体废物处置',
  '数字政务服务',
  '防灾减灾能力',
  '产业园区建设',
]
const BODIES = [
  '建立工作台账，明确时间节点，定期调度进展。',
  '加大投入力度，支持重点项目建设。完善配套政策，强化要素保障。',
  '开展专项行动，排查突出问题，推动整改到位，巩固提升工作成效。',
]

const LIMITS = ['2023年12月底前', '2024年上半年', '2025年第三季度', '2025年底前', '持续推进', '长期坚持', '2024年6月底']

const unitSet = (prefix: string, from: number, to: number) =>
  fc
    .uniqueArray(fc.constantFrom(...UNITS), { minLength: from, maxLength: to })
    .map((names) => names.map((name) => prefix + name))

const madePlan = fc.constantFrom('市', '区', '县').chain((prefix) =>
  fc
    .record({
      things: fc.shuffledSubarray(
        VERBS.flatMap((verb) => THINGS.map((thing) => verb + thing)),
        { minLength: 12, maxLength: 24 },
      ),
      sections: fc.integer({ min: 2, max: 4 }),
      units: fc.array(fc.tuple(unitSet(prefix, 1, 3), unitSet(prefix, 0, 6)), { minLength: 24, maxLength: 24 }),
      limits: fc.array(fc.constantFrom(null, ...LIMITS), { minLength: 24, maxLength: 24 }),
      bodies: fc.array(fc.constantFrom(...BODIES), { minLength: 24, maxLength: 24 }),
      safeguards: fc.shuffledSubarray(['加强组织领导', '强化资金保障', '严格考核评价', '做好宣传引导'], {
        minLength: 2,
      }),
    })
    .map(({ things, sections, units, bodies, safeguards, limits }): MadePlan => {
      const tasks = things.slice(sections).map((title, at) => {
        const [lead, support] = units[at] as [string[], string[]]
        return {
          title,
          body: bodies[at] as string,
          lead,
          support: support.filter((unit) => !lead.includes(unit)),
          limit: limits[at] ?? null,
        }
      })
      const each = Math.ceil(tasks.length / sections)
      return {
        name: `甲${prefix}示例工作三年行动方案（2023—2025年）`,
        sections: Array.from({ length: sections }, (_, at) => ({
          title: things[at] as string,
          tasks: tasks.slice(at * each, (at + 1) * each),
        })).filter((section) => section.tasks.length > 0),
        safeguards,
      }
    }),
)

const layout: fc.Arbitrary<Layout> = fc.record({
  numbering: fc.constantFrom('chinese', 'parts', 'lostOrdinals', 'emptyBrackets', 'labelled'),
  width: fc.constantFrom('full', 'half'),
  labels: fc.constantFrom(
    'leadSupport',
    'department',
    'verbs',
    'square',
    'duties',
    'flat',
    'firstListed',
    'markedLead',
  ),
  place: fc.constantFrom('inline', 'ownLine', 'ownLines'),
  runIn: fc.boolean(),
  blankLines: fc.integer({ min: 0, max: 2 }),
  wrap: fc.constantFrom(null, null, 34),
  indent: fc.constantFrom('', '　　'),
  carryPrefix: fc.boolean(),
})

/** Wrapped text without indents does not say where a paragraph ends; printed papers indent. */
const printable = (style: Layout): Layout => (style.wrap === null ? style : { ...style, indent: '　　' })

describe('a plan laid out in any usual way', () => {
  it('reads back to what was laid out', () => {
    fc.assert(
      fc.property(madePlan, layout, (plan, style) => {
        const reading = readPlan(source(layOut(plan, printable(style))))
        const got = reading.tasks.map((task) => ({
          kind: task.kind,
          title: narrow(task.title),
          lead: task.leadUnits,
          support: task.supportUnits,
          limit: task.deadlineText,
        }))
        const wanted = [
          ...plan.sections.flatMap((section) =>
            section.tasks.map((task) => ({
              kind: 'task',
              title: narrow(task.title),
              ...(namesLead(style, task)
                ? { lead: task.lead, support: task.support }
                : { lead: task.lead.slice(0, 1), support: [...task.lead.slice(1), ...task.support] }),
              limit: style.labels === 'firstListed' ? null : task.limit,
            })),
          ),
          ...plan.safeguards.map((title) => ({ kind: 'safeguard', title, lead: [], support: [], limit: null })),
        ]
        expect(got).toEqual(wanted)
        const parents = reading.tasks.filter((task) => task.kind === 'task').map((task) => task.path.at(-2))
        plan.sections
          .flatMap((section) => section.tasks.map(() => section.title))
          .forEach((title, at) => expect(parents[at]).toContain(title))
        expect(reading.document.periodStart).toBe(2023)
        expect(reading.document.periodEnd).toBe(2025)
      }),
      { numRuns: 80 },
    )
  })

  it('reads a division-of-work table, merged or without its grid', () => {
    const layouts = fc.constantFrom<TableLayout>('cellALine', 'rowALine', 'merged')
    fc.assert(
      fc.property(madePlan, layouts, (plan, style) => {
        const reading = readPlan({ format: 'html', blocks: layOutDivision(plan, style), meta: {} })
        const got = reading.tasks.map((task) => [
          task.number,
          task.title,
          task.leadUnits,
          task.supportUnits,
          task.deadlineText,
          style === 'merged' ? task.path.at(-2) : null,
        ])
        let number = 0
        const wanted = plan.sections.flatMap((section) =>
          section.tasks.map((task) => [
            String((number += 1)),
            task.title,
            task.lead,
            task.support,
            task.limit,
            style === 'merged' ? section.title : null,
          ]),
        )
        expect(got).toEqual(wanted)
      }),
      { numRuns: 60 },
    )
  })

  it('puts a flattened indicator table back, numbered or not', () => {
    const value = fc.oneof(
      fc.integer({ min: 1, max: 99 }).map(String),
      fc.constant('—'),
      fc.integer({ min: 1, max: 99 }).map((n) => `${n}.5`),
    )
    const target = fc.oneof(
      fc.integer({ min: 1, max: 99 }).map((n) => `≥${n}`),
      fc.constantFrom('持续改善', '逐年下降', '保持稳定', '80以上', '30左右'),
    )
    const rows = fc.uniqueArray(
      fc.record({
        group: fc.constant(''),
        name: fc.constantFrom(...THINGS.map((thing) => `${thing}覆盖率`)),
        unit: fc.constantFrom('%', '个', '万元', '人/万人'),
        baseline: value,
        target,
      }),
      { minLength: 4, maxLength: 12, selector: (row) => row.name },
    )
    fc.assert(
      fc.property(rows, fc.boolean(), (made, numbered) => {
        const indicators = made.map((row, at) => ({ ...row, group: at < made.length / 2 ? '民生' : '环境' }))
        const reading = readPlan(source(layOutIndicators(indicators, numbered)))
        expect(
          reading.indicators.map((one) => [one.domain, one.name, one.unit, one.baselineText, one.targets[0]?.text]),
        ).toEqual(indicators.map((one) => [one.group, one.name, one.unit, one.baseline, one.target]))
      }),
      { numRuns: 60 },
    )
  })
})
