import { decideChange } from '@/lib/commands/decide-change'
import { requestChange } from '@/lib/commands/request-change'
import { withdrawChange } from '@/lib/commands/withdraw-change'
import { type Endpoint, write } from '../endpoint'
import { changeDone } from '../results'

const tag = '变更申请'

export const changeEndpoints: readonly Endpoint[] = [
  write('POST', '/tasks/{taskId}/change-requests', requestChange, {
    tag,
    summary: '申请延期（extend）、调整（amend）或终止（terminate）；submit 为 false 时只存草稿',
    status: 201,
    result: changeDone,
    example: { kind: 'extend', proposedDueOn: '2027-09-30', reason: '汛期推迟开工三个月', submit: true },
  }),
  write('POST', '/change-requests/{changeRequestId}/withdraw', withdrawChange, {
    tag,
    summary: '撤回申请',
    result: changeDone,
    example: { version: 2 },
  }),
  write('POST', '/change-requests/{changeRequestId}/decide', decideChange, {
    tag,
    summary: '批准或不批准；不批准须说明理由',
    result: changeDone,
    example: { version: 2, verdict: 'approve' },
  }),
]
