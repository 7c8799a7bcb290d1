import { and, eq } from 'drizzle-orm'
import { rectification } from '@/db/schema/rectification'
import { cancelInspection } from '@/lib/commands/cancel-inspection'
import { commitDraw } from '@/lib/commands/commit-draw'
import { decideConsequence } from '@/lib/commands/decide-consequence'
import { decideInspectionPlan } from '@/lib/commands/decide-inspection'
import { issueConsequence } from '@/lib/commands/issue-consequence'
import { openVisit } from '@/lib/commands/open-visit'
import { proposeConsequence } from '@/lib/commands/propose-consequence'
import { revealDraw } from '@/lib/commands/reveal-draw'
import { type Context, run } from '@/lib/commands/run'
import { startInspection } from '@/lib/commands/start-inspection'
import { submitInspection } from '@/lib/commands/submit-inspection'
import { addDays, type CalendarDate } from '@/lib/domain/calendar/date'
import { sampleFindings } from './sample-supervision-words'
import type { Stage } from './stage'
import { approveInspection, find, handUpInspection, type InspectionGiven, planInspection } from './supervision-play'

type Desk = { readonly office: Context; readonly leader: Context }
type Led = { readonly unitId: number; readonly taskId: number }
export type SupervisionScene = {
  readonly base: InspectionGiven
  readonly deskOn: (day: CalendarDate) => Promise<Desk>
  readonly inspectorOn: (day: CalendarDate) => Promise<Context>
  readonly ago: (days: number) => CalendarDate
  readonly units: readonly [Led, Led, Led, Led]
}

/** What is on its way: a random inspection that has begun, and plans in every state before that. */
export const tellPlannedInspections = async (
  { tx, today }: Stage,
  { base, deskOn, inspectorOn, ago, units }: SupervisionScene,
): Promise<void> => {
  const [a, b, c, d] = units
  const desk = await deskOn(ago(9))
  const random = await planInspection(tx, desk, {
    ...base,
    kind: 'random',
    title: '健康促进工作随机督查（示例）',
    startsOn: ago(7),
    endsOn: addDays(today, 5),
    unitIds: [],
    memberIds: [],
    headId: null,
  })
  const inspectorIds = [...(base.memberIds ?? [])]
  const { commitment: _, ...committed } = await run(tx, desk.office, commitDraw, {
    ...random,
    weighting: 'risk',
    subjectIds: [b.unitId, c.unitId, d.unitId],
    subjectCount: 2,
    inspectorIds,
    inspectorCount: inspectorIds.length,
  })
  const drawn = await run(tx, desk.office, revealDraw, committed)
  const version = { inspectionId: drawn.inspectionId, version: drawn.version }
  const submitted = await run(tx, desk.office, submitInspection, version)
  const approved = await run(tx, desk.leader, decideInspectionPlan, { ...submitted, verdict: 'approve' })
  const begun = await run(tx, (await deskOn(ago(7))).office, startInspection, approved)
  const unitId = Number(drawn.drawnSubjects[0]?.split(':')[1])
  const visitedOn = ago(5)
  await run(tx, await inspectorOn(visitedOn), openVisit, { inspectionId: begun.inspectionId, unitId, visitedOn })
  await find(tx, await inspectorOn(visitedOn), {
    inspectionId: begun.inspectionId,
    unitId,
    taskId: [b, c, d].find((led) => led.unitId === unitId)?.taskId ?? null,
    ...sampleFindings[3],
  })

  const later = (from: number): InspectionGiven => ({
    ...base,
    startsOn: addDays(today, from),
    endsOn: addDays(today, from + 5),
  })
  const now = await deskOn(ago(2))
  await handUpInspection(tx, now, {
    ...later(45),
    title: '规划年度综合督查（示例）',
    statutoryKind: 'comprehensive',
    unitIds: units.map((led) => led.unitId),
  })
  await approveInspection(tx, now, {
    ...later(90),
    title: '公共场所卫生检查（示例）',
    statutoryKind: 'departmental',
    legalBasis: '《公共场所卫生管理条例》关于监督检查的规定（示例）',
    unitIds: [d.unitId],
  })
  await planInspection(tx, now, {
    ...later(140),
    title: '下半年专项督查（草稿，示例）',
    legalBasis: '',
    unitIds: [a.unitId],
  })
  const returned = await handUpInspection(tx, now, {
    ...later(190),
    title: '宣传工作专项督查（示例）',
    unitIds: [b.unitId],
  })
  await run(tx, now.leader, decideInspectionPlan, {
    ...returned,
    verdict: 'return',
    reason: '【示例】与综合督查内容相近，请合并后再报。',
  })
  const given = await handUpInspection(tx, now, { ...later(240), title: '资金使用督查（示例）', unitIds: [c.unitId] })
  await run(tx, now.office, cancelInspection, { ...given, reason: '【示例】上级已安排审计，不再重复督查。' })
}

/** 表扬、批评、约谈、追责: from proposal to effect, one rejected, one waiting. */
export const tellConsequences = async (
  { tx }: Stage,
  {
    deskOn,
    ago,
    units,
    inspectionId,
    findings,
  }: SupervisionScene & {
    readonly inspectionId: number
    readonly findings: readonly number[]
  },
): Promise<void> => {
  const [a, b, c, d] = units
  const propose = async (days: number, unitId: number, kind: string, proposal: string, facts: object) => {
    const desk = await deskOn(ago(days))
    const approverPersonId = desk.leader.actor.personId
    const about = { unitId, kind, proposal: `【示例】${proposal}`, approverPersonId, ...facts }
    return (await run(tx, desk.office, proposeConsequence, about)).consequenceId
  }
  const decide = async (days: number, consequenceId: number, verdict: 'approve' | 'reject', reason = '') =>
    run(tx, (await deskOn(ago(days))).leader, decideConsequence, { consequenceId, verdict, reason })
  const issue = async (days: number, consequenceId: number, number: number) =>
    run(tx, (await deskOn(ago(days))).office, issueConsequence, { consequenceId, docNumber: `示督〔2026〕${number}号` })

  const praised = await propose(80, d.unitId, 'praise', '日常督办未发现问题，建议通报表扬。', { taskIds: [d.taskId] })
  await decide(79, praised, 'approve')
  await issue(78, praised, 3)
  const criticised = await propose(76, a.unitId, 'criticism', '设施长期损坏未修，建议通报批评。', {
    inspectionId,
    findingIds: [findings[0]],
  })
  await decide(74, criticised, 'approve')
  await issue(73, criticised, 4)
  const accused = await propose(70, b.unitId, 'accountability', '报送数据与台账不一致，建议追究责任。', {
    inspectionId,
    findingIds: [findings[1]],
  })
  await decide(68, accused, 'reject', '【示例】已更正并说明原因，不予追责，督促整改。')
  const late = await tx
    .select({ id: rectification.id })
    .from(rectification)
    .where(and(eq(rectification.unitId, c.unitId), eq(rectification.inspectionId, inspectionId)))
  const interviewed = await propose(8, c.unitId, 'interview', '整改逾期，建议约谈单位负责人。', {
    inspectionId,
    rectificationIds: late.map((row) => row.id),
  })
  await decide(6, interviewed, 'approve')
  await propose(3, c.unitId, 'criticism', '整改逾期且未说明原因，建议通报批评。', {
    inspectionId,
    findingIds: [findings[2]],
  })
}
