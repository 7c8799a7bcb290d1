import { z } from 'zod'
import { approveReport } from '@/lib/commands/approve-report'
import { approveReports } from '@/lib/commands/approve-reports'
import { endorseReport } from '@/lib/commands/endorse-report'
import { returnReport } from '@/lib/commands/return-report'
import { numberOf, reviewListQuery } from '@/lib/input/api'
import {
  listReviews,
  type ReviewFilter,
  type ReviewPosition,
  readReviewPosition,
  reviewPositionText,
} from '@/lib/queries/list-reviews'
import { type Endpoint, read, write } from '../endpoint'
import { HttpProblem } from '../problem'
import { pageOf, reportDone, reviewLine } from '../results'

const tag = '审核'

const cursorOf = (position: ReviewPosition | undefined): string | null =>
  position ? Buffer.from(reviewPositionText(position)).toString('base64url') : null

const positionOf = (cursor: string | undefined): ReviewPosition | undefined => {
  if (cursor === undefined) return undefined
  const position = readReviewPosition(Buffer.from(cursor, 'base64url').toString())
  if (!position) throw new HttpProblem('badQuery', { fields: { after: '不是上一页返回的 next' } })
  return position
}

export const reviewEndpoints: readonly Endpoint[] = [
  read(
    '/reviews',
    'listReviews',
    {
      tag,
      summary: '待本单位审核的报送、变更申请和办结申请，旧的在前',
      query: reviewListQuery,
      result: pageOf(reviewLine),
    },
    async ({ read: ctx, query }) => {
      const filter: ReviewFilter = {
        kind: query.kind as ReviewFilter['kind'],
        period: query.period,
        plan: numberOf(query.plan),
        unit: numberOf(query.unit),
      }
      const { rows, total, next } = await listReviews(ctx, filter, positionOf(query.after))
      return { items: rows, total, next: cursorOf(next) }
    },
  ),
  write('POST', '/reports/{reportId}/approve', approveReport, {
    tag,
    summary: '审核通过；可同时退回其中个别节点',
    result: reportDone,
    example: { version: 5, returned: [{ milestoneId: 12, reason: '验收单缺少签字页' }] },
  }),
  write('POST', '/reports/{reportId}/return', returnReport, {
    tag,
    summary: '退回，须说明理由',
    result: reportDone,
    example: { version: 5, reason: '请补充第三季度数据' },
  }),
  write('POST', '/reports/{reportId}/endorse', endorseReport, {
    tag,
    summary: '复核本单位自己的报送（随后由另一人审核）',
    result: reportDone,
    example: { version: 5 },
  }),
  write('POST', '/reports/approve', approveReports, {
    tag,
    summary: '批量通过没有节点申报的报送',
    result: z.looseObject({ approved: z.array(z.number().int()), decidedBefore: z.number().int() }),
    example: { reportIds: [21, 22, 23], versions: { 21: 4, 22: 2, 23: 6 } },
  }),
]
