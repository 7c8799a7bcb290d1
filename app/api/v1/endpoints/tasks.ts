import { z } from 'zod'
import { acknowledgeTasks } from '@/lib/commands/acknowledge-tasks'
import { addExpertComment } from '@/lib/commands/add-expert-comment'
import { assignPerson } from '@/lib/commands/assign-person'
import { claimCompletion } from '@/lib/commands/claim-completion'
import { closeTask } from '@/lib/commands/close-task'
import { createSubtasks } from '@/lib/commands/create-subtasks'
import { fanOutTask } from '@/lib/commands/fan-out-task'
import { planMilestones } from '@/lib/commands/plan-milestones'
import { resumeTask } from '@/lib/commands/resume-task'
import { returnClosing } from '@/lib/commands/return-closing'
import { suspendTask } from '@/lib/commands/suspend-task'
import { readTaskFilter } from '@/lib/domain/task/filter'
import { historyQuery, numberOf, taskListQuery } from '@/lib/input/api'
import { getTask } from '@/lib/queries/get-task'
import { getTaskHistory } from '@/lib/queries/get-task-history'
import { listTasks } from '@/lib/queries/list-tasks'
import { type Endpoint, read, write } from '../endpoint'
import { historyPage, pageOf, subtasksMade, taskDone, taskLine, taskPage } from '../results'

const tag = '任务'

export const taskEndpoints: readonly Endpoint[] = [
  read(
    '/tasks',
    'listTasks',
    { tag, summary: '任务清单：按筛选条件，最该办的在前', query: taskListQuery, result: pageOf(taskLine) },
    async ({ read: ctx, query }) => {
      const { rows, total, next, lamps } = await listTasks(ctx, readTaskFilter(query), { after: query.after })
      return { items: rows, total, next, lamps }
    },
  ),
  read(
    '/tasks/{taskId}',
    'getTask',
    { tag, summary: '一项任务：节点、子任务、报送、申请和可办之事', result: taskPage },
    (call) => getTask(call.read, call.ids.taskId as number),
  ),
  read(
    '/tasks/{taskId}/history',
    'getTaskHistory',
    {
      tag,
      summary: '任务的全部经过，新的在前：谁、何时、做了什么、改了什么',
      query: historyQuery,
      result: historyPage,
    },
    async (call) => {
      const found = await getTaskHistory(call.read, call.ids.taskId as number, numberOf(call.query.after) ?? null)
      return found && { items: found.items, next: found.next === null ? null : String(found.next) }
    },
  ),
  write('POST', '/tasks/acknowledge', acknowledgeTasks, {
    tag,
    summary: '签收，一次可多项',
    result: z.looseObject({ acknowledged: z.array(z.number().int()) }),
    example: { taskIds: [1, 2, 3] },
  }),
  write('POST', '/tasks/{taskId}/comments', addExpertComment, {
    tag,
    summary: '专家对任务或其中一份报送提出意见',
    status: 201,
    result: z.looseObject({ commentId: z.number().int() }),
    example: { text: '建议补充数据来源。' },
  }),
  write('POST', '/tasks/{taskId}/assignee', assignPerson, {
    tag,
    summary: '指定本单位经办人',
    result: taskDone,
    example: { version: 2, membershipId: 7 },
  }),
  write('PUT', '/tasks/{taskId}/milestones', planMilestones, {
    tag,
    summary: '分解：写定全部节点；没有 id 的为新增，缺少的为删除',
    result: taskDone,
    example: {
      version: 2,
      milestones: [
        { title: '完成选址', deliverable: '选址批复', dueOn: '2026-12-31', weight: 40 },
        {
          title: '公园建成',
          deliverable: '建成开放的健康主题公园',
          dueOn: '2027-06-30',
          weight: 60,
          evidenceAsked: '竣工验收单',
          evidenceWhy: '核对是否建成',
        },
      ],
    },
  }),
  write('POST', '/tasks/{taskId}/subtasks', createSubtasks, {
    tag,
    summary: '分解：交给配合单位的子任务',
    status: 201,
    result: subtasksMade,
    example: { version: 2, subtasks: [{ title: '提供健身器材清单', leadUnitId: 5, dueOn: '2027-03-31', weight: 20 }] },
  }),
  write('POST', '/tasks/{taskId}/fan-out', fanOutTask, {
    tag,
    summary: '向集合单位的成员各派一项子任务',
    status: 201,
    result: subtasksMade,
    example: { version: 2, groupId: 9, memberIds: [11, 12], title: '建设健康主题公园', dueOn: '2027-06-30' },
  }),
  write('POST', '/tasks/{taskId}/claim-completion', claimCompletion, {
    tag,
    summary: '申请办结',
    result: taskDone,
    example: { version: 6, note: '全部节点已核定' },
  }),
  write('POST', '/tasks/{taskId}/close', closeTask, {
    tag,
    summary: '批准办结',
    result: taskDone,
    example: { version: 7 },
  }),
  write('POST', '/tasks/{taskId}/return-closing', returnClosing, {
    tag,
    summary: '退回办结申请，须说明理由',
    result: taskDone,
    example: { version: 7, reason: '请补充运行情况' },
  }),
  write('POST', '/tasks/{taskId}/suspend', suspendTask, {
    tag,
    summary: '中止，须说明理由',
    result: taskDone,
    example: { version: 3, reason: '上级规划调整，暂缓实施' },
  }),
  write('POST', '/tasks/{taskId}/resume', resumeTask, {
    tag,
    summary: '恢复办理',
    result: taskDone,
    example: { version: 4 },
  }),
]
