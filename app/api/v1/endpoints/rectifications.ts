import { z } from 'zod'
import { acknowledgeRectification } from '@/lib/commands/acknowledge-rectification'
import { claimRectification } from '@/lib/commands/claim-rectification'
import { decideConclusion } from '@/lib/commands/decide-conclusion'
import { decideObjection } from '@/lib/commands/decide-objection'
import { decideRectificationExtension } from '@/lib/commands/decide-rectification-extension'
import { draftConclusion } from '@/lib/commands/draft-conclusion'
import { fileObjection } from '@/lib/commands/file-objection'
import { orderRectification } from '@/lib/commands/order-rectification'
import { reopenRectification } from '@/lib/commands/reopen-rectification'
import { requestRectificationExtension } from '@/lib/commands/request-rectification-extension'
import { saveConclusion } from '@/lib/commands/save-conclusion'
import { sendConclusion } from '@/lib/commands/send-conclusion'
import { submitConclusion } from '@/lib/commands/submit-conclusion'
import { verifyRectification } from '@/lib/commands/verify-rectification'
import { writeRectification } from '@/lib/commands/write-rectification'
import { numberOf, rectificationListQuery, supervisionWallQuery } from '@/lib/input/api'
import { getConclusion } from '@/lib/queries/get-conclusion'
import { getRectification } from '@/lib/queries/get-rectification'
import { getSupervisionWall } from '@/lib/queries/get-supervision-wall'
import { listRectifications, type RectificationFilter } from '@/lib/queries/list-rectifications'
import { supervisionTodo } from '@/lib/queries/supervision-todo'
import { type Endpoint, read, write } from '../endpoint'
import { pageOf } from '../results'

const tag = '督查'
const id = z.number().int()
const line = z.looseObject({ id, orderNo: z.string(), unit: z.string(), state: z.string(), dueOn: z.string() })
const done = z.looseObject({ rectificationId: id, version: id })
const conclusionDone = z.looseObject({ conclusionId: id, version: id })
const wall = z.looseObject({ found: id, ordered: id, claimed: id, cleared: id, late: id })

const conclusions: readonly Endpoint[] = [
  read(
    '/conclusions/{conclusionId}',
    'getConclusion',
    {
      tag,
      summary: '一份督查结论：正文、问题、复核、以前的文本',
      result: z.looseObject({ conclusion: z.looseObject({ id }) }),
    },
    ({ read: ctx, ids }) => getConclusion(ctx, ids.conclusionId as number),
  ),
  write('POST', '/inspections/{inspectionId}/conclusions', draftConclusion, {
    tag,
    summary: '按已登记的问题起草一个单位的督查结论',
    status: 201,
    result: conclusionDone,
    example: { unitId: 12 },
  }),
  write('PUT', '/conclusions/{conclusionId}', saveConclusion, {
    tag,
    summary: '修改结论草稿',
    result: conclusionDone,
    example: { version: 1, body: '区卫健委：……' },
  }),
  write('POST', '/conclusions/{conclusionId}/submit', submitConclusion, {
    tag,
    summary: '报批结论',
    result: conclusionDone,
    example: { version: 2 },
  }),
  write('POST', '/conclusions/{conclusionId}/decide', decideConclusion, {
    tag,
    summary: '批准或退回结论；退回须说明理由',
    result: conclusionDone,
    example: { version: 3, verdict: 'approve' },
  }),
  write('POST', '/conclusions/{conclusionId}/send', sendConclusion, {
    tag,
    summary: '送达被督查单位（第十六条）；全部送达后督查结束',
    result: conclusionDone,
    example: { version: 4 },
  }),
  write('POST', '/conclusions/{conclusionId}/object', fileObjection, {
    tag,
    summary: '被督查单位申请复核，收到之日起30日内（第十七条）',
    result: conclusionDone,
    example: { version: 5, grounds: '第2个问题与事实不符' },
  }),
  write('POST', '/conclusions/{conclusionId}/decide-objection', decideObjection, {
    tag,
    summary: '复核决定：维持（upheld）、变更（amended）、撤销（revoked）',
    result: conclusionDone,
    example: { version: 6, outcome: 'amended', decision: '第2个问题不成立', body: '……', withdrawnFindingIds: [31] },
  }),
]

const rectifications: readonly Endpoint[] = [
  read(
    '/rectifications',
    'listRectifications',
    {
      tag,
      summary: '整改清单和销号清单，先到期的在前',
      query: rectificationListQuery,
      result: pageOf(line),
    },
    ({ read: ctx, query }) =>
      listRectifications(
        ctx,
        {
          view: query.view as RectificationFilter['view'],
          state: query.state as RectificationFilter['state'],
          kind: query.kind as RectificationFilter['kind'],
          late: query.late === '1',
          unit: numberOf(query.unit),
          inspection: numberOf(query.inspection),
          plan: numberOf(query.plan),
          task: numberOf(query.task),
        },
        query.after,
      ),
  ),
  read(
    '/rectifications/{rectificationId}',
    'getRectification',
    {
      tag,
      summary: '一项整改：问题、验收标准、经过、佐证',
      result: z.looseObject({ rectification: z.looseObject({ id }) }),
    },
    ({ read: ctx, ids }) => getRectification(ctx, ids.rectificationId as number),
  ),
  write('POST', '/rectifications', orderRectification, {
    tag,
    summary: '下达整改：一个或几个问题，验收标准事先定死',
    status: 201,
    result: done,
    example: {
      findingIds: [31, 32],
      requirement: '修复破损步道',
      acceptanceStandard: '全线平整',
      evidenceAsked: '修复后照片',
      dueOn: '2026-12-31',
    },
  }),
  write('POST', '/rectifications/{rectificationId}/acknowledge', acknowledgeRectification, {
    tag,
    summary: '签收整改',
    result: done,
    example: { version: 1 },
  }),
  write('POST', '/rectifications/{rectificationId}/entries', writeRectification, {
    tag,
    summary: '报送整改方案（plan）或进展（progress）',
    result: done,
    example: { version: 2, kind: 'plan', text: '分两步修复', responsible: '钱卫' },
  }),
  write('POST', '/rectifications/{rectificationId}/claim', claimRectification, {
    tag,
    summary: '申请销号',
    result: done,
    example: { version: 3, text: '已全部修复' },
  }),
  write('POST', '/rectifications/{rectificationId}/verify', verifyRectification, {
    tag,
    summary: '核查：销号（clear）或退回（return）；登记问题的人和整改单位不能核查',
    result: done,
    example: { version: 4, verdict: 'clear', verification: 'onSite', text: '现场已平整' },
  }),
  write('POST', '/rectifications/{rectificationId}/extension', requestRectificationExtension, {
    tag,
    summary: '申请整改延期',
    result: done,
    example: { version: 3, dueOn: '2027-01-31', reason: '汛期停工' },
  }),
  write('POST', '/rectifications/{rectificationId}/extension/decide', decideRectificationExtension, {
    tag,
    summary: '同意（extend）或不同意（refuse）延期；原定时限保留',
    result: done,
    example: { version: 4, verdict: 'extend' },
  }),
  write('POST', '/rectifications/{rectificationId}/reopen', reopenRectification, {
    tag,
    summary: '问题反弹，重开整改',
    result: done,
    example: { version: 6, findingId: 57, dueOn: '2027-03-31', reason: '复查又见破损' },
  }),
]

const counts: readonly Endpoint[] = [
  read(
    '/supervision/wall',
    'getSupervisionWall',
    {
      tag,
      summary: '问题数：发现、下达、待核查、销号、逾期，按单位和督查类型',
      query: supervisionWallQuery,
      result: z.looseObject({ total: wall }),
    },
    ({ read: ctx, query }) => getSupervisionWall(ctx, { plan: numberOf(query.plan), year: numberOf(query.year) }),
  ),
  read(
    '/supervision/todo',
    'supervisionTodo',
    {
      tag,
      summary: '督查整改中等待本人办理的事',
      result: z.looseObject({ items: z.array(z.looseObject({ kind: z.string(), id })) }),
    },
    async ({ read: ctx }) => ({ items: await supervisionTodo(ctx) }),
  ),
]

export const rectificationEndpoints: readonly Endpoint[] = [...conclusions, ...rectifications, ...counts]
