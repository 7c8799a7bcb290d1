import type { CalendarDate } from '../calendar/date'
import { formatLong } from '../calendar/date'
import { objectionDueOn } from '../conclusion/states'
import { type FindingSeverity, findingSeverities } from '../inspection/states'
import { findingSeverityLabels } from '../supervision-labels'
import type { OfficialBlock, OfficialDocument } from './document'

/** What stands around every document of an inspection. */
export type InspectionFacts = {
  readonly office: string
  readonly title: string
  readonly legalBasis: string
  readonly content: string
  readonly scope: string
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
  readonly units: readonly string[]
  readonly visits: number
  readonly isSample: boolean
}

export type FindingFacts = {
  readonly unit: string
  readonly severity: FindingSeverity
  readonly standard: string
  readonly fact: string
  readonly isRelapse: boolean
}

export type OrderFacts = {
  readonly orderNo: string
  readonly unit: string
  readonly requirement: string
  readonly acceptanceStandard: string
  readonly evidenceAsked: string | null
  readonly dueOn: CalendarDate
  readonly state: string
  readonly isCleared: boolean
  readonly isLate: boolean
}

type Imprint = { readonly docNumber: string | null; readonly on: CalendarDate | null }

const paragraph = (text: string): OfficialBlock => ({ kind: 'paragraph', text })
const heading = (text: string, level: 1 | 2 | 3 = 1): OfficialBlock => ({ kind: 'heading', level, text })

const shell = (
  facts: Pick<InspectionFacts, 'office' | 'isSample'>,
  { docNumber, on }: Imprint,
): Omit<OfficialDocument, 'title' | 'addressees' | 'blocks'> => ({
  masthead: `${facts.office}文件`,
  docNumber,
  signer: null,
  attachments: [],
  signature: facts.office,
  on,
  copies: [],
  printedBy: null,
  mark: facts.isSample ? '示例' : on === null ? '草稿' : null,
})

const period = (from: CalendarDate, to: CalendarDate): string =>
  from === to ? formatLong(from) : `${formatLong(from)}至${formatLong(to)}`

/** 3 of 7 as the offices write it; a count never without its whole. */
const severityCounts = (findings: readonly FindingFacts[]): string =>
  findingSeverities
    .toReversed()
    .map((severity) => ({ severity, n: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => `${findingSeverityLabels[severity]} ${n} 个`)
    .join('，')

const findingsTable = (findings: readonly FindingFacts[], withUnit: boolean): OfficialBlock => ({
  kind: 'table',
  table: {
    caption: '问题清单',
    columns: [
      { head: '序号', share: 1 },
      ...(withUnit ? [{ head: '责任单位', share: 3 }] : []),
      { head: '问题', share: 7 },
      { head: '对照标准', share: 4 },
      { head: '程度', share: 1.4 },
    ],
    rows: findings.map((finding, at) => [
      String(at + 1),
      ...(withUnit ? [finding.unit] : []),
      `${finding.fact}${finding.isRelapse ? '（反弹）' : ''}`,
      finding.standard,
      findingSeverityLabels[finding.severity],
    ]),
  },
})

const ordersTable = (orders: readonly OrderFacts[]): OfficialBlock => ({
  kind: 'table',
  table: {
    caption: '整改情况',
    columns: [
      { head: '编号', share: 1.8 },
      { head: '责任单位', share: 3 },
      { head: '整改要求', share: 6 },
      { head: '时限', share: 2.4 },
      { head: '状态', share: 2 },
    ],
    rows: orders.map((order) => [
      order.orderNo,
      order.unit,
      order.requirement,
      order.dueOn,
      `${order.state}${order.isLate ? '（逾期）' : ''}`,
    ]),
  },
})

const basics = (facts: InspectionFacts): OfficialBlock =>
  paragraph(
    `根据${facts.legalBasis}，${facts.office}于${period(facts.startsOn, facts.endsOn)}对${facts.units.join('、')}开展“${facts.title}”，督查内容为${facts.content}，范围为${facts.scope}，实地检查 ${facts.visits} 次。`,
  )

/** 督查通报: to all inspected units, when conclusions stand. Sorted by unit as given, every count with its whole. */
export const inspectionCircular = (
  facts: InspectionFacts,
  findings: readonly FindingFacts[],
  orders: readonly OrderFacts[],
  imprint: Imprint,
): OfficialDocument => {
  const cleared = orders.filter((order) => order.isCleared).length
  const late = orders.filter((order) => order.isLate).length
  return {
    ...shell(facts, imprint),
    title: `关于“${facts.title}”情况的通报`,
    addressees: facts.units,
    blocks: [
      basics(facts),
      heading('发现的问题'),
      ...(findings.length === 0
        ? [paragraph('本次督查未发现问题。')]
        : [
            paragraph(`本次督查共发现问题 ${findings.length} 个，其中${severityCounts(findings)}。`),
            findingsTable(findings, true),
          ]),
      heading('整改情况'),
      ...(orders.length === 0
        ? [paragraph('本次督查未下达整改通知。')]
        : [
            paragraph(
              `下达整改 ${orders.length} 项，已销号 ${cleared} / ${orders.length} 项，逾期 ${late} / ${orders.length} 项。`,
            ),
            ordersTable(orders),
          ]),
      heading('工作要求'),
      paragraph('请有关单位按整改通知明确的要求、验收标准和时限完成整改，逐项申请销号。'),
    ],
  }
}

/** 督查专报: upwards, to the authority that approved the inspection; short, facts first. */
export const inspectionBrief = (
  facts: InspectionFacts,
  findings: readonly FindingFacts[],
  orders: readonly OrderFacts[],
  to: string,
  imprint: Imprint,
): OfficialDocument => {
  const byUnit = facts.units.map((unit) => ({
    unit,
    found: findings.filter((finding) => finding.unit === unit),
    orders: orders.filter((order) => order.unit === unit),
  }))
  return {
    ...shell(facts, imprint),
    masthead: '督查专报',
    title: `关于“${facts.title}”的报告`,
    addressees: [to],
    blocks: [
      basics(facts),
      heading('总体情况'),
      paragraph(
        findings.length === 0
          ? `督查 ${facts.units.length} 个单位，未发现问题。`
          : `督查 ${facts.units.length} 个单位，发现问题 ${findings.length} 个（${severityCounts(findings)}），其中反弹 ${findings.filter((finding) => finding.isRelapse).length} / ${findings.length} 个。`,
      ),
      {
        kind: 'table',
        table: {
          caption: '各单位情况',
          columns: [
            { head: '单位', share: 4 },
            { head: '问题', share: 1.5, isNumber: true },
            { head: '严重', share: 1.5, isNumber: true },
            { head: '整改', share: 1.5, isNumber: true },
            { head: '已销号', share: 1.5, isNumber: true },
            { head: '逾期', share: 1.5, isNumber: true },
          ],
          rows: byUnit.map((entry) => [
            entry.unit,
            String(entry.found.length),
            String(entry.found.filter((finding) => finding.severity === 'serious').length),
            String(entry.orders.length),
            String(entry.orders.filter((order) => order.isCleared).length),
            String(entry.orders.filter((order) => order.isLate).length),
          ]),
        },
      },
      ...byUnit
        .filter((entry) => entry.found.length > 0)
        .flatMap((entry) => [
          heading(entry.unit),
          ...entry.found.map((finding, at) =>
            paragraph(
              `${at + 1}. ${finding.fact}${/[。！？]$/.test(finding.fact) ? '' : '。'}对照标准：${finding.standard}（${findingSeverityLabels[finding.severity]}${finding.isRelapse ? '，反弹' : ''}）。`,
            ),
          ),
        ]),
    ],
  }
}

/** 整改通知书: to one unit, one order. */
export const rectificationOrder = (
  facts: InspectionFacts,
  order: OrderFacts,
  findings: readonly FindingFacts[],
  imprint: Imprint,
): OfficialDocument => ({
  ...shell(facts, imprint),
  title: `整改通知书\n（${order.orderNo}号）`,
  addressees: [order.unit],
  blocks: [
    paragraph(`在“${facts.title}”中，发现你单位存在以下问题，现责令整改。`),
    heading('存在的问题'),
    findingsTable(findings, false),
    heading('整改要求'),
    paragraph(order.requirement),
    heading('验收标准'),
    paragraph(order.acceptanceStandard),
    ...(order.evidenceAsked === null ? [] : [paragraph(`申请销号时须提供：${order.evidenceAsked}。`)]),
    heading('整改时限'),
    paragraph(
      `请于${formatLong(order.dueOn)}前完成整改并申请销号。收到通知后请先签收并报送整改方案（措施、责任人、步骤）；确需延期的，在时限届满前申请。`,
    ),
  ],
})

/** 约谈通知: only of an approved proposal; the caller answers for that. */
export const interviewNotice = (
  facts: Pick<InspectionFacts, 'office' | 'isSample'>,
  interview: {
    readonly unit: string
    readonly addressee: string | null
    readonly proposal: string
    readonly facts: readonly string[]
  },
  imprint: Imprint,
): OfficialDocument => ({
  ...shell(facts, imprint),
  title: '约谈通知',
  addressees: [interview.unit],
  blocks: [
    paragraph(
      `经批准，决定约谈${interview.addressee ?? '你单位负责人'}。时间、地点另行通知，请提前准备书面情况说明和整改措施。`,
    ),
    heading('约谈事由'),
    paragraph(interview.proposal),
    heading('事实依据'),
    ...interview.facts.map((fact, at) => paragraph(`${at + 1}. ${fact}`)),
  ],
})

/** 督查结论 (《政府督查工作条例》第十六、十七条): to the inspected unit, with its right to object and until when. */
export const inspectionConclusion = (
  facts: InspectionFacts,
  conclusion: { readonly unit: string; readonly body: string; readonly sentOn: CalendarDate | null },
  findings: readonly FindingFacts[],
  imprint: Imprint,
): OfficialDocument => ({
  ...shell(facts, imprint),
  title: `“${facts.title}”督查结论`,
  addressees: [conclusion.unit],
  blocks: [
    ...conclusion.body
      .split('\n')
      .filter((text) => text.trim() !== '')
      .map(paragraph),
    ...(findings.length === 0 ? [] : [findingsTable(findings, false)]),
    heading('申请复核'),
    paragraph(
      conclusion.sentOn === null
        ? '对本结论有异议的，可以自收到之日起30日内向作出结论的机关申请复核。'
        : `对本结论有异议的，可以自收到之日起30日内（截至${formatLong(objectionDueOn(conclusion.sentOn))}）向作出结论的机关申请复核；复核决定在收到申请之日起30日内作出，参与作出结论的工作人员回避。`,
    ),
  ],
})
