import { z } from 'zod'
import { cancelInspection } from '@/lib/commands/cancel-inspection'
import { commitDraw } from '@/lib/commands/commit-draw'
import { createInspection } from '@/lib/commands/create-inspection'
import { decideInspectionPlan } from '@/lib/commands/decide-inspection'
import { editFinding } from '@/lib/commands/edit-finding'
import { editInspection } from '@/lib/commands/edit-inspection'
import { openVisit } from '@/lib/commands/open-visit'
import { recordFinding } from '@/lib/commands/record-finding'
import { removeFinding } from '@/lib/commands/remove-finding'
import { retireChecklist } from '@/lib/commands/retire-checklist'
import { revealDraw } from '@/lib/commands/reveal-draw'
import { saveChecklist } from '@/lib/commands/save-checklist'
import { saveVisit } from '@/lib/commands/save-visit'
import { startInspection } from '@/lib/commands/start-inspection'
import { submitInspection } from '@/lib/commands/submit-inspection'
import { findingListQuery, inspectionListQuery, inspectionYearQuery, numberOf } from '@/lib/input/api'
import { getFinding } from '@/lib/queries/get-finding'
import { getInspection } from '@/lib/queries/get-inspection'
import { getVisit } from '@/lib/queries/get-visit'
import { getChecklist, listChecklists } from '@/lib/queries/list-checklists'
import { type FindingFilter, listFindings } from '@/lib/queries/list-findings'
import { type InspectionFilter, listInspections, listInspectionsOfYear } from '@/lib/queries/list-inspections'
import { type Endpoint, read, write } from '../endpoint'
import { pageOf } from '../results'

const tag = '督查'
const id = z.number().int()
const line = z.looseObject({ id, title: z.string(), kind: z.string(), state: z.string(), startsOn: z.string() })
const findingLine = z.looseObject({ id, fact: z.string(), severity: z.string(), unit: z.string() })
const done = z.looseObject({ inspectionId: id, version: id })
const findingDone = z.looseObject({ findingId: id, version: id })
const checklistDone = z.looseObject({ checklistId: id, version: id })
const plan = {
  title: '健康公园建设专项督查',
  kind: 'special',
  statutoryKind: 'special',
  legalBasis: '区政府常务会议决定',
  content: '建设进度和开放情况',
  scope: '规划涉及的各单位',
  methods: ['siteCheck'],
  startsOn: '2026-11-20',
  endsOn: '2026-11-27',
  planId: 3,
  unitIds: [12],
  memberIds: [5, 8],
  headId: 5,
}

const inspections: readonly Endpoint[] = [
  read(
    '/inspections',
    'listInspections',
    { tag, summary: '督查，新的在前', query: inspectionListQuery, result: pageOf(line) },
    ({ read: ctx, query }) =>
      listInspections(
        ctx,
        {
          year: numberOf(query.year),
          kind: query.kind as InspectionFilter['kind'],
          state: query.state as InspectionFilter['state'],
          unit: numberOf(query.unit),
          plan: numberOf(query.plan),
          task: numberOf(query.task),
        },
        query.after,
      ),
  ),
  read(
    '/inspections/calendar',
    'listInspectionsOfYear',
    {
      tag,
      summary: '一年的督查安排，按开始日期',
      query: inspectionYearQuery,
      result: z.looseObject({ items: z.array(line) }),
    },
    async ({ read: ctx, query }) => ({ items: await listInspectionsOfYear(ctx, Number(query.year)) }),
  ),
  read(
    '/inspections/{inspectionId}',
    'getInspection',
    {
      tag,
      summary: '一项督查：方案、督查组、抽取、现场记录、问题、结论',
      result: z.looseObject({ inspection: z.looseObject({ id }) }),
    },
    ({ read: ctx, ids }) => getInspection(ctx, ids.inspectionId as number),
  ),
  write('POST', '/inspections', createInspection, {
    tag,
    summary: '拟定督查方案（草稿可以不完整，报批时按条例核对）',
    status: 201,
    result: done,
    example: plan,
  }),
  write('PUT', '/inspections/{inspectionId}', editInspection, {
    tag,
    summary: '修改督查方案草稿',
    result: done,
    example: { ...plan, version: 1 },
  }),
  write('POST', '/inspections/{inspectionId}/draw/commit', commitDraw, {
    tag,
    summary: '随机督查：确定名单和权重，公布种子的摘要',
    result: done,
    example: {
      version: 1,
      subject: 'unit',
      weighting: 'risk',
      subjectIds: [12, 13, 14],
      subjectCount: 1,
      inspectorIds: [5, 8],
      inspectorCount: 1,
    },
  }),
  write('POST', '/inspections/{inspectionId}/draw/reveal', revealDraw, {
    tag,
    summary: '随机督查：公布种子和抽取结果，任何人可据以重算',
    result: done,
    example: { version: 2 },
  }),
  write('POST', '/inspections/{inspectionId}/submit', submitInspection, {
    tag,
    summary: '报批督查方案（第七、十一、十二、十五、二十七条）',
    result: done,
    example: { version: 2 },
  }),
  write('POST', '/inspections/{inspectionId}/decide', decideInspectionPlan, {
    tag,
    summary: '批准或退回督查方案；退回须说明理由',
    result: done,
    example: { version: 3, verdict: 'approve' },
  }),
  write('POST', '/inspections/{inspectionId}/start', startInspection, {
    tag,
    summary: '启动已批准的督查',
    result: done,
    example: { version: 4 },
  }),
  write('POST', '/inspections/{inspectionId}/cancel', cancelInspection, {
    tag,
    summary: '取消尚未启动的督查',
    result: done,
    example: { version: 3, reason: '与省级督查重合' },
  }),
]

const onSite: readonly Endpoint[] = [
  write('POST', '/inspections/{inspectionId}/visits', openVisit, {
    tag,
    summary: '开始一次现场检查',
    status: 201,
    result: z.looseObject({ visitId: id }),
    example: { unitId: 12, visitedOn: '2026-11-21' },
  }),
  read(
    '/visits/{visitId}',
    'getVisit',
    { tag, summary: '一次现场检查的检查表、回答、问题、照片、签名', result: z.looseObject({ id }) },
    ({ read: ctx, ids }) => getVisit(ctx, ids.visitId as number),
  ),
  write('POST', '/visits/{visitId}', saveVisit, {
    tag,
    summary: '上传现场记录，可重复发送：同一编号只存一份，逐条确认或说明不收的理由',
    result: z.looseObject({ confirmed: z.array(z.string()), refused: z.array(z.looseObject({ uuid: z.string() })) }),
    example: { notes: { text: '步道两处破损', at: '2026-11-21T03:00:00Z' } },
  }),
  read(
    '/findings',
    'listFindings',
    { tag, summary: '问题清单，新的在前', query: findingListQuery, result: pageOf(findingLine) },
    ({ read: ctx, query }) =>
      listFindings(
        ctx,
        {
          stage: query.stage as FindingFilter['stage'],
          kind: query.kind as FindingFilter['kind'],
          severity: query.severity as FindingFilter['severity'],
          unit: numberOf(query.unit),
          inspection: numberOf(query.inspection),
          plan: numberOf(query.plan),
          task: numberOf(query.task),
          year: numberOf(query.year),
        },
        numberOf(query.after),
      ),
  ),
  read(
    '/findings/{findingId}',
    'getFinding',
    { tag, summary: '一个问题', result: z.looseObject({ finding: z.looseObject({ id }) }) },
    ({ read: ctx, ids }) => getFinding(ctx, ids.findingId as number),
  ),
  write('POST', '/inspections/{inspectionId}/findings', recordFinding, {
    tag,
    summary: '登记问题（督查组成员）',
    status: 201,
    result: findingDone,
    example: { unitId: 12, severity: 'general', standard: '步道平整', fact: '两处破损', taskId: 41 },
  }),
  write('PUT', '/findings/{findingId}', editFinding, {
    tag,
    summary: '登记人修改尚未写入结论或整改的问题',
    result: findingDone,
    example: { version: 1, severity: 'minor', standard: '步道平整', fact: '一处破损' },
  }),
  write('POST', '/findings/{findingId}/remove', removeFinding, {
    tag,
    summary: '登记人撤销尚未写入结论或整改的问题',
    result: findingDone,
    example: { version: 1, reason: '登记重复' },
  }),
]

const checklists: readonly Endpoint[] = [
  read(
    '/checklists',
    'listChecklists',
    { tag, summary: '检查表库', result: z.looseObject({ items: z.array(z.looseObject({ id, title: z.string() })) }) },
    async ({ read: ctx }) => ({ items: await listChecklists(ctx) }),
  ),
  read(
    '/checklists/{checklistId}',
    'getChecklist',
    { tag, summary: '一张检查表', result: z.looseObject({ id, title: z.string() }) },
    ({ read: ctx, ids }) => getChecklist(ctx, ids.checklistId as number),
  ),
  write('POST', '/checklists', saveChecklist, {
    tag,
    summary: '新建检查表',
    status: 201,
    result: checklistDone,
    example: { title: '公园检查表', items: [{ title: '步道', standard: '平整', clause: '第3.2条', asksPhoto: true }] },
  }),
  write('PUT', '/checklists/{checklistId}', saveChecklist, {
    tag,
    summary: '修改检查表；已有回答的检查项保留原文',
    result: checklistDone,
    example: { version: 1, title: '公园检查表', items: [{ id: 7, title: '步道', standard: '平整' }] },
  }),
  write('POST', '/checklists/{checklistId}/retire', retireChecklist, {
    tag,
    summary: '停用检查表',
    result: checklistDone,
    example: { version: 2 },
  }),
]

export const inspectionEndpoints: readonly Endpoint[] = [...inspections, ...onSite, ...checklists]
