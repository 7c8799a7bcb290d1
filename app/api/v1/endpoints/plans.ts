import { z } from 'zod'
import { applyWorkbook } from '@/lib/commands/apply-workbook'
import { archivePlan } from '@/lib/commands/archive-plan'
import { configurePlan } from '@/lib/commands/configure-plan'
import { applyRevision } from '@/lib/commands/apply-revision'
import { decideRevision } from '@/lib/commands/decide-revision'
import { discardRevision } from '@/lib/commands/discard-revision'
import { rereadPlan } from '@/lib/commands/reread-plan'
import { createPlanUnit } from '@/lib/commands/create-plan-unit'
import { discardPlan } from '@/lib/commands/discard-plan'
import { editDraft } from '@/lib/commands/edit-draft'
import { importPlan } from '@/lib/commands/import-plan'
import { matchUnit } from '@/lib/commands/match-unit'
import { openPlanToExpert } from '@/lib/commands/open-plan-to-expert'
import { publishPlan } from '@/lib/commands/publish-plan'
import type { PlanState } from '@/lib/domain/plan/states'
import { historyQuery, numberOf, pageQuery, planListQuery } from '@/lib/input/api'
import { getPlan } from '@/lib/queries/get-plan'
import { getPlanDraft } from '@/lib/queries/get-plan-draft'
import { getPlanHistory } from '@/lib/queries/get-plan-history'
import { getPlanRevision } from '@/lib/queries/get-plan-revision'
import { getPlanSource } from '@/lib/queries/get-plan-source'
import { getPlanWorkbook } from '@/lib/queries/get-plan-workbook'
import { listPlanIndicators } from '@/lib/queries/list-plan-indicators'
import { listPlanTasks } from '@/lib/queries/list-plan-tasks'
import { listPlans } from '@/lib/queries/list-plans'
import { workbookResponse } from '@/app/workbook-response'
import { type Call, type Endpoint, read, write } from '../endpoint'
import { draftChanged, draftPage, historyPage, pageOf, planLine, planPage } from '../results'

const tag = '规划'
const id = z.number().int()

/** What hangs on a plan is for whoever may see the plan; those queries leave that question to getPlan. */
const ofVisiblePlan = async <T>(call: Call, ask: (planId: number) => Promise<T>): Promise<T | null> => {
  const planId = call.ids.planId as number
  return (await getPlan(call.read, planId)) ? ask(planId) : null
}

export const planEndpoints: readonly Endpoint[] = [
  read(
    '/plans',
    'listPlans',
    { tag, summary: '规划清单：可见的规划和本办公室的草案', query: planListQuery, result: pageOf(planLine) },
    async ({ read: ctx, query }) => {
      const found = await listPlans(ctx, { state: (query.state as PlanState) ?? null, after: query.after ?? null })
      return { items: found.plans, next: found.next, states: found.states, mayImport: found.mayImport }
    },
  ),
  read(
    '/plans/{planId}',
    'getPlan',
    { tag, summary: '一份规划：基本情况、亮灯统计、可办之事', result: planPage },
    (call) => getPlan(call.read, call.ids.planId as number),
  ),
  read(
    '/plans/{planId}/draft',
    'getPlanDraft',
    { tag, summary: '草案：章节、条目、单位、疑点和原文行号', result: draftPage },
    (call) => getPlanDraft(call.read, call.ids.planId as number),
  ),
  read(
    '/plans/{planId}/tasks',
    'listPlanTasks',
    {
      tag,
      summary: '规划的任务，按原文次序',
      query: pageQuery,
      result: pageOf(z.looseObject({ id, title: z.string() })),
    },
    (call) =>
      ofVisiblePlan(call, async (planId) => {
        const { tasks, next } = await listPlanTasks(call.read, planId, numberOf(call.query.after) ?? 0)
        return { items: tasks, next: next === null ? null : String(next) }
      }),
  ),
  read(
    '/plans/{planId}/indicators',
    'listPlanIndicators',
    {
      tag,
      summary: '规划的指标：基期值、目标值、责任单位',
      result: z.looseObject({ items: z.array(z.looseObject({ id })) }),
    },
    (call) => ofVisiblePlan(call, async (planId) => ({ items: await listPlanIndicators(call.read, planId) })),
  ),
  read(
    '/plans/{planId}/clauses',
    'getPlanSource',
    { tag, summary: '规划原文各行，和由它们读出的任务', result: z.looseObject({}) },
    (call) => ofVisiblePlan(call, (planId) => getPlanSource(call.read, planId)),
  ),
  read(
    '/plans/{planId}/history',
    'getPlanHistory',
    { tag, summary: '规划的经过，新的在前', query: historyQuery, result: historyPage },
    (call) =>
      ofVisiblePlan(call, async (planId) => {
        const { events, next } = await getPlanHistory(call.read, planId, numberOf(call.query.after) ?? null)
        return { items: events, next: next === null ? null : String(next) }
      }),
  ),
  write('POST', '/plans', importPlan, {
    tag,
    summary: '导入已上传的规划文件，读成草案；同一文件再导入得到同一份草案',
    status: 201,
    result: z.looseObject({ planId: id, existing: z.boolean() }),
    example: { uploadId: '（/uploads 返回的 uploadId）' },
  }),
  read(
    '/plans/{planId}/revision',
    'getPlanRevision',
    { tag, summary: '修订稿：与规划逐项的不同、已作的决定和历次修订', result: z.looseObject({}) },
    (call) => getPlanRevision(call.read, call.ids.planId as number),
  ),
  write('POST', '/plans/{planId}/revisions', rereadPlan, {
    tag,
    summary: '上传修订稿，读出后与规划比较；规划本身不变',
    status: 201,
    result: z.looseObject({ revisionId: id, number: id }),
    example: { uploadId: '（/uploads 返回的 uploadId）' },
  }),
  write('POST', '/plans/{planId}/revisions/{revisionId}/decisions', decideRevision, {
    tag,
    summary: '逐项采纳或不采纳；认定对应的条目；对应单位名称',
    result: z.looseObject({ version: id }),
    example: { version: 1, entries: { 'c:12': { accept: true, digest: '1k2j3h' } }, partners: {}, units: {} },
  }),
  write('POST', '/plans/{planId}/revisions/{revisionId}/apply', applyRevision, {
    tag,
    summary: '应用修订：采纳的一次生效；digest 为看到的比较结果',
    result: z.looseObject({ planId: id, added: id, changed: id, gone: id }),
    example: { version: 3, digest: '1k2j3h' },
  }),
  write('POST', '/plans/{planId}/revisions/{revisionId}/discard', discardRevision, {
    tag,
    summary: '放弃修订稿，须说明理由',
    result: z.looseObject({ revisionId: id }),
    example: { version: 3, reason: '尚未定稿' },
  }),
  write('POST', '/plans/{planId}/draft/operations', editDraft, {
    tag,
    summary: '修改草案的一步：改名、拆分、合并、移动、增删、时限、单位；undo、redo 撤销和恢复',
    result: draftChanged,
    example: { version: 4, operation: { kind: 'setDeadline', keys: ['t12'], dueOn: '2027-12-31', ongoing: false } },
  }),
  {
    ...read(
      '/plans/{planId}/workbook',
      'getPlanWorkbook',
      { tag, summary: '任务分工表（Excel）：草案的可以修改后导回，已发布的供查阅' },
      async ({ read: ctx, ids }) => {
        const book = await getPlanWorkbook(ctx, ids.planId as number)
        return book && workbookResponse(book, ctx.today)
      },
    ),
    bytes: 'download',
  },
  write('POST', '/plans/{planId}/draft/workbook', applyWorkbook, {
    tag,
    summary: '导入改好的分工表：不带 take 只逐行对照；带 take 和对照时的 version 则写入所选各项，可一步撤销',
    result: z.looseObject({
      version: id,
      comparison: z.looseObject({ differences: z.array(z.looseObject({ id: z.string() })) }).nullable(),
    }),
    example: { uploadId: '（/uploads 返回的 uploadId）', version: 4, take: ['tasks:changed:t12', 'tasks:new:18'] },
  }),
  write('POST', '/plans/{planId}/draft/match-unit', matchUnit, {
    tag,
    summary: '把文中的单位名称对应到单位库；forGood 为真则登记为别名',
    result: draftChanged,
    example: { version: 5, spelling: '区卫健委', unitId: 8, forGood: true },
  }),
  write('POST', '/plans/{planId}/draft/units', createPlanUnit, {
    tag,
    summary: '新建文中提到而单位库没有的单位，并对应',
    status: 201,
    result: draftChanged.extend({ unitId: id }),
    example: { version: 6, spelling: '区体育中心', name: '区体育中心', kind: 'institution' },
  }),
  write('PUT', '/plans/{planId}', configurePlan, {
    tag,
    summary: '设置：名称、文号、起止年份、报送周期、是否审签',
    result: z.looseObject({ version: id }),
    example: {
      version: 2,
      title: '健康促进规划（2026—2030年）',
      signOffRequired: true,
      reportingCycle: 'quarter',
      reportingDay: 10,
    },
  }),
  write('POST', '/plans/{planId}/publish', publishPlan, {
    tag,
    summary: '发布：规划生效，任务交办；version 为草案的版本',
    result: z.looseObject({ planId: id, tasks: id }),
    example: { version: 7 },
  }),
  write('POST', '/plans/{planId}/discard', discardPlan, {
    tag,
    summary: '废弃草案，须说明理由',
    result: z.looseObject({ title: z.string() }),
    example: { version: 7, reason: '重复导入' },
  }),
  write('POST', '/plans/{planId}/archive', archivePlan, {
    tag,
    summary: '归档：其下全部冻结',
    result: z.looseObject({ planId: id }),
    example: { version: 9 },
  }),
  write('POST', '/plans/{planId}/experts', openPlanToExpert, {
    tag,
    summary: '向专家开放，或收回',
    result: z.looseObject({ open: z.boolean() }),
    example: { version: 9, personId: 31, open: true },
  }),
]
