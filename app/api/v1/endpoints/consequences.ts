import { z } from 'zod'
import { decideConsequence } from '@/lib/commands/decide-consequence'
import { issueConsequence } from '@/lib/commands/issue-consequence'
import { proposeConsequence } from '@/lib/commands/propose-consequence'
import { referClue } from '@/lib/commands/refer-clue'
import type { ConsequenceKind, ConsequenceState } from '@/lib/domain/consequence/states'
import { consequenceListQuery, numberOf } from '@/lib/input/api'
import { getConsequence } from '@/lib/queries/get-consequence'
import { listConsequences } from '@/lib/queries/list-consequences'
import { type Endpoint, read, write } from '../endpoint'
import { pageOf } from '../results'

const tag = '督查'
const id = z.number().int()
const line = z.looseObject({
  id,
  kind: z.string(),
  state: z.string(),
  unit: z.string(),
  proposal: z.string(),
  facts: id,
})
const done = z.looseObject({ consequenceId: id })

export const consequenceEndpoints: readonly Endpoint[] = [
  read(
    '/consequences',
    'listConsequences',
    {
      tag,
      summary: '处理建议和决定：表扬、批评、约谈、追责；被处理单位只看到已印发的',
      query: consequenceListQuery,
      result: pageOf(line),
    },
    ({ read: ctx, query }) =>
      listConsequences(ctx, {
        state: (query.state as ConsequenceState) ?? null,
        kind: (query.kind as ConsequenceKind) ?? null,
        unitId: numberOf(query.unit) ?? null,
        after: numberOf(query.after) ?? null,
      }),
  ),
  read(
    '/consequences/{consequenceId}',
    'getConsequence',
    { tag, summary: '一项处理建议：事实、批准、印发', result: z.looseObject({ consequence: z.looseObject({ id }) }) },
    ({ read: ctx, ids }) => getConsequence(ctx, ids.consequenceId as number),
  ),
  write('POST', '/consequences', proposeConsequence, {
    tag,
    summary: '提出处理建议，附事实，报有权机关批准（《政府督查工作条例》第二十一条）',
    status: 201,
    result: done,
    example: { unitId: 12, kind: 'criticism', proposal: '建议通报批评', approverPersonId: 5, findingIds: [31] },
  }),
  write('POST', '/consequences/{consequenceId}/decide', decideConsequence, {
    tag,
    summary: '批准或不予批准；不予批准须说明理由',
    result: done,
    example: { version: 1, verdict: 'approve' },
  }),
  write('POST', '/consequences/{consequenceId}/issue', issueConsequence, {
    tag,
    summary: '印发已批准的处理决定',
    result: done,
    example: { version: 2, docNumber: '示督〔2026〕1号' },
  }),
  write('POST', '/inspections/{inspectionId}/referrals', referClue, {
    tag,
    summary: '登记移送的问题线索（第二十三条）',
    status: 201,
    result: z.looseObject({ referralId: id }),
    example: { toBody: '区纪委监委', subject: '涉嫌虚报', referredOn: '2026-11-20' },
  }),
]
