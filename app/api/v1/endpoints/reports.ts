import { z } from 'zod'
import { attachEvidence } from '@/lib/commands/attach-evidence'
import { linkEvidence } from '@/lib/commands/link-evidence'
import { removeEvidence } from '@/lib/commands/remove-evidence'
import { requestSignOff } from '@/lib/commands/request-sign-off'
import { reviseReport } from '@/lib/commands/revise-report'
import { saveReport } from '@/lib/commands/save-report'
import { sendBackReport } from '@/lib/commands/send-back-report'
import { signOffReport } from '@/lib/commands/sign-off-report'
import { submitReport } from '@/lib/commands/submit-report'
import { withdrawReport } from '@/lib/commands/withdraw-report'
import { numberOf, reportFormQuery, reportListQuery } from '@/lib/input/api'
import { getReport } from '@/lib/queries/get-report'
import { getReportForm } from '@/lib/queries/get-report-form'
import { listReports, type ReportFilter } from '@/lib/queries/list-reports'
import { type Endpoint, read, write } from '../endpoint'
import { evidenceDone, pageOf, reportDone, reportLine, reportPage } from '../results'

const tag = '报送'

export const reportEndpoints: readonly Endpoint[] = [
  read(
    '/reports',
    'listReports',
    { tag, summary: '报送清单，新的在前', query: reportListQuery, result: pageOf(reportLine) },
    async ({ read: ctx, query }) => {
      const { whose, state, period } = query as Pick<ReportFilter, 'whose' | 'state' | 'period'>
      const filter: ReportFilter = {
        whose,
        state,
        period,
        plan: numberOf(query.plan),
        unit: numberOf(query.unit),
        task: numberOf(query.task),
      }
      const { rows, total, after } = await listReports(ctx, filter, { after: numberOf(query.after) })
      return { items: rows, total, next: after === undefined ? null : String(after) }
    },
  ),
  read(
    '/reports/{reportId}',
    'getReport',
    { tag, summary: '一份报送：内容、佐证、节点申报、上期和历次版本', result: reportPage },
    (call) => getReport(call.read, call.ids.reportId as number),
  ),
  read(
    '/tasks/{taskId}/report-form',
    'getReportForm',
    {
      tag,
      summary: '填写报送所需的一切：报送期、草稿、上期内容、可申报的节点',
      query: reportFormQuery,
      result: z.looseObject({}),
    },
    ({ read: ctx, ids, query }) => getReportForm(ctx, ids.taskId as number, query.period),
  ),
  write('POST', '/tasks/{taskId}/reports', saveReport, {
    tag,
    summary: '保存报送草稿：本单位本期没有草稿则新建，已有则改它',
    result: reportDone,
    example: {
      periodId: 4,
      selfPercent: 60,
      doneText: '选址完成，已开工。',
      difficulties: '',
      nextSteps: '完成绿化招标',
      milestoneIds: [12],
    },
  }),
  write('POST', '/reports/{reportId}/evidence', attachEvidence, {
    tag,
    summary: '附上已上传的佐证材料，可对应到节点',
    status: 201,
    result: evidenceDone,
    example: { files: [{ uploadId: '（/uploads 返回的 uploadId）', name: '验收单.pdf' }], milestoneId: 12 },
  }),
  write('POST', '/reports/{reportId}/evidence-links', linkEvidence, {
    tag,
    summary: '引用本单位报过的佐证材料，不必再传',
    status: 201,
    result: evidenceDone,
    example: { evidenceId: 31, milestoneId: 12 },
  }),
  write('DELETE', '/evidence/{evidenceId}', removeEvidence, {
    tag,
    summary: '从草稿中移除一份佐证',
    result: reportDone,
  }),
  write('POST', '/reports/{reportId}/request-sign-off', requestSignOff, {
    tag,
    summary: '送单位负责人审签',
    result: reportDone,
    example: { version: 3 },
  }),
  write('POST', '/reports/{reportId}/send-back', sendBackReport, {
    tag,
    summary: '负责人退回经办人修改，须说明理由',
    result: reportDone,
    example: { version: 4, reason: '请写明资金到位情况' },
  }),
  write('POST', '/reports/{reportId}/sign-off', signOffReport, {
    tag,
    summary: '负责人审签并提交',
    result: reportDone,
    example: { version: 4 },
  }),
  write('POST', '/reports/{reportId}/submit', submitReport, {
    tag,
    summary: '提交（规划不要求审签时）',
    result: reportDone,
    example: { version: 3 },
  }),
  write('POST', '/reports/{reportId}/withdraw', withdrawReport, {
    tag,
    summary: '撤回尚未审核的报送',
    result: reportDone,
    example: { version: 5 },
  }),
  write('POST', '/reports/{reportId}/revise', reviseReport, {
    tag,
    summary: '修改被退回的报送：另起一版，旧版可查',
    result: reportDone,
    example: { version: 6 },
  }),
]
