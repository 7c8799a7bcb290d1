'use server'

import { act } from '@/app/_action'
import { assignPerson } from '@/lib/commands/assign-person'
import { claimCompletion } from '@/lib/commands/claim-completion'
import { closeTask } from '@/lib/commands/close-task'
import { createSubtasks } from '@/lib/commands/create-subtasks'
import { decideChange } from '@/lib/commands/decide-change'
import { fanOutTask } from '@/lib/commands/fan-out-task'
import { planMilestones } from '@/lib/commands/plan-milestones'
import { requestChange } from '@/lib/commands/request-change'
import { resumeTask } from '@/lib/commands/resume-task'
import { returnClosing } from '@/lib/commands/return-closing'
import { suspendTask } from '@/lib/commands/suspend-task'
import { withdrawChange } from '@/lib/commands/withdraw-change'

export async function planMilestonesAction(raw: unknown) {
  return act(planMilestones, raw, '节点已保存')
}
export async function createSubtasksAction(raw: unknown) {
  return act(createSubtasks, raw, '子任务已交办')
}
export async function fanOutAction(raw: unknown) {
  return act(fanOutTask, raw, '已分解到成员单位')
}
export async function assignPersonAction(raw: unknown) {
  return act(assignPerson, raw, '经办人已更新')
}
export async function requestChangeAction(raw: unknown) {
  return act(requestChange, raw)
}
export async function withdrawChangeAction(raw: unknown) {
  return act(withdrawChange, raw, '申请已撤回')
}
export async function decideChangeAction(raw: unknown) {
  return act(decideChange, raw, '已作出决定，对方会立即看到')
}
export async function claimCompletionAction(raw: unknown) {
  return act(claimCompletion, raw, '已申请办结')
}
export async function closeTaskAction(raw: unknown) {
  return act(closeTask, raw, '已办结')
}
export async function returnClosingAction(raw: unknown) {
  return act(returnClosing, raw, '已退回办结申请')
}
export async function suspendTaskAction(raw: unknown) {
  return act(suspendTask, raw, '已中止')
}
export async function resumeTaskAction(raw: unknown) {
  return act(resumeTask, raw, '已恢复')
}
