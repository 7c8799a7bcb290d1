import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDate as d } from '../calendar/date'
import { findingSeverities } from '../inspection/states'
import type { OfficialDocument } from './document'
import {
  type FindingFacts,
  type InspectionFacts,
  inspectionBrief,
  inspectionCircular,
  inspectionConclusion,
  interviewNotice,
  type OrderFacts,
  rectificationOrder,
} from './supervision-documents'

const facts: InspectionFacts = {
  office: '示例市推进办',
  title: '示例行动专项督查',
  legalBasis: '年度督查计划',
  content: '任务进展',
  scope: '全市',
  startsOn: d('2026-11-02'),
  endsOn: d('2026-11-06'),
  units: ['市甲局', '市乙局'],
  visits: 3,
  isSample: false,
}
const imprint = { docNumber: '示推办〔2026〕3号', on: d('2026-11-20') }
const aFinding = fc.record({
  unit: fc.constantFrom(...facts.units),
  severity: fc.constantFrom(...findingSeverities),
  standard: fc.constant('方案第三条'),
  fact: fc.constantFrom('台账缺失', '进度滞后', '步道不足'),
  isRelapse: fc.boolean(),
})
const anOrder = fc.record({
  orderNo: fc.nat(99).map((n) => `2026-${n + 1}`),
  unit: fc.constantFrom(...facts.units),
  requirement: fc.constant('补齐台账'),
  acceptanceStandard: fc.constant('台账完整'),
  evidenceAsked: fc.constant(null),
  dueOn: fc.constant(d('2026-12-20')),
  state: fc.constant('整改中'),
  isCleared: fc.boolean(),
  isLate: fc.boolean(),
})
const order: OrderFacts = {
  orderNo: '2026-3',
  unit: '市甲局',
  requirement: '补齐台账',
  acceptanceStandard: '连续三个月台账完整',
  evidenceAsked: '台账复印件',
  dueOn: d('2026-12-20'),
  state: '整改中',
  isCleared: false,
  isLate: false,
}
const finding: FindingFacts = {
  unit: '市甲局',
  severity: 'serious',
  standard: '方案第三条',
  fact: '台账缺三个月',
  isRelapse: true,
}

const said = ({ title, addressees, blocks }: OfficialDocument): string =>
  [
    title,
    ...addressees,
    ...blocks.flatMap((block) =>
      block.kind === 'table' ? block.table.rows.flat() : block.kind === 'picture' ? [] : [block.text],
    ),
  ].join('\n')
const tableOf = (document: OfficialDocument, caption: string) =>
  document.blocks.flatMap((block) =>
    block.kind === 'table' && block.table.caption === caption ? [block.table] : [],
  )[0]

test('the circular counts what it lists: findings by severity, orders cleared and late, each with its whole', () => {
  fc.assert(
    fc.property(fc.array(aFinding, { maxLength: 12 }), fc.array(anOrder, { maxLength: 12 }), (findings, orders) => {
      const circular = inspectionCircular(facts, findings, orders, imprint)
      const text = said(circular)
      expect(tableOf(circular, '问题清单')?.rows.length ?? 0).toBe(findings.length)
      expect(tableOf(circular, '整改情况')?.rows.length ?? 0).toBe(orders.length)
      if (findings.length > 0) expect(text).toContain(`共发现问题 ${findings.length} 个`)
      else expect(text).toContain('未发现问题')
      const serious = findings.filter((entry) => entry.severity === 'serious').length
      expect(text.includes(`严重 ${serious} 个`)).toBe(serious > 0)
      if (orders.length > 0) {
        const cleared = orders.filter((entry) => entry.isCleared).length
        expect(text).toContain(`已销号 ${cleared} / ${orders.length} 项`)
      }
    }),
  )
})

test('the brief’s table by unit sums to the findings and orders of the named units', () => {
  fc.assert(
    fc.property(fc.array(aFinding, { maxLength: 12 }), fc.array(anOrder, { maxLength: 12 }), (findings, orders) => {
      const table = tableOf(inspectionBrief(facts, findings, orders, '市政府', imprint), '各单位情况')
      const sum = (at: number) => (table?.rows ?? []).reduce((total, row) => total + Number(row[at]), 0)
      expect(sum(1)).toBe(findings.length)
      expect(sum(3)).toBe(orders.length)
      expect(sum(5)).toBe(orders.filter((entry) => entry.isLate).length)
    }),
  )
})

test('the order names the requirement, the standard fixed beforehand, the date and what evidence it asks', () => {
  const text = said(rectificationOrder(facts, order, [finding], imprint))
  for (const part of [
    '补齐台账',
    '连续三个月台账完整',
    '2026年12月20日',
    '台账复印件',
    '台账缺三个月（反弹）',
    '2026-3号',
  ]) {
    expect(text).toContain(part)
  }
  expect(said(rectificationOrder(facts, { ...order, evidenceAsked: null }, [finding], imprint))).not.toContain('须提供')
})

test('第十七条: the conclusion says until which day the unit may object', () => {
  const sent = { unit: '市甲局', body: '总体落实。\n\n台账不全。', sentOn: d('2026-11-20') }
  expect(said(inspectionConclusion(facts, sent, [finding], imprint))).toContain('截至2026年12月20日')
  expect(said(inspectionConclusion(facts, { ...sent, sentOn: null }, [], imprint))).toContain('30日内')
})

test('the notice of an interview lists its facts and whom it concerns', () => {
  const about = { unit: '市甲局', addressee: '局长', proposal: '连续两次逾期', facts: ['台账缺三个月'] }
  const text = said(interviewNotice(facts, about, imprint))
  expect(text).toContain('约谈局长')
  expect(text).toContain('1. 台账缺三个月')
  expect(said(interviewNotice(facts, { ...about, addressee: null }, imprint))).toContain('约谈你单位负责人')
})

test('without a date it is marked as a draft, with invented content as a sample', () => {
  const draft = { docNumber: null, on: null }
  expect(inspectionCircular(facts, [], [], draft).mark).toBe('草稿')
  expect(inspectionCircular({ ...facts, isSample: true }, [], [], imprint).mark).toBe('示例')
  expect(inspectionCircular(facts, [], [], imprint).mark).toBeNull()
})
