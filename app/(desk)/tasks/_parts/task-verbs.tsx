import { acknowledgeAction } from '@/app/(desk)/_todo/actions'
import { VerbButton } from '@/app/(desk)/_report/verb-button.client'
import { LinkButton } from '@/app/_ui/button'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import type { TaskPage } from '@/lib/queries/get-task'
import {
  claimCompletionAction,
  closeTaskAction,
  resumeTaskAction,
  returnClosingAction,
  suspendTaskAction,
} from '../actions'
import { AssignForm } from './assign-form.client'

type Primary = 'acknowledge' | 'close' | 'claim' | 'fanOut' | 'report' | null

/** The one thing that brings this task on now, for this person. */
const primaryOf = ({ verbs, canReport, lead, task }: TaskPage): Primary => {
  if (verbs.includes('task.acknowledge') || verbs.includes('task.acknowledgeSupport')) return 'acknowledge'
  if (verbs.includes('task.close')) return 'close'
  // Without milestones a task may be claimed at any time, but its next step is then rather a report.
  if (verbs.includes('task.claimCompletion') && task.verifiedPercent === 100) return 'claim'
  if (verbs.includes('task.fanOut') && lead?.isGroup) return 'fanOut'
  return canReport ? 'report' : null
}

export function TaskPrimary({ view }: { view: TaskPage }) {
  const { task } = view
  const input = { taskId: task.id, version: task.version }
  switch (primaryOf(view)) {
    case 'acknowledge':
      return (
        <VerbButton action={acknowledgeAction} input={{ taskIds: [task.id] }} variant="primary" hotkey="a">
          签收
        </VerbButton>
      )
    case 'close':
      return (
        <VerbButton action={closeTaskAction} input={input} variant="primary" hotkey="a">
          同意办结
        </VerbButton>
      )
    case 'claim':
      return (
        <VerbButton action={claimCompletionAction} input={input} variant="primary">
          申请办结
        </VerbButton>
      )
    case 'fanOut':
      return (
        <LinkButton href={`/tasks/${task.id}/fan-out`} variant="primary">
          分解到成员单位
        </LinkButton>
      )
    case 'report':
      return (
        <LinkButton href={`/tasks/${task.id}/report`} variant="primary">
          报送进展
        </LinkButton>
      )
    default:
      return null
  }
}

/** Everything else that this person may do here; nothing is shown that would be refused. */
export function TaskVerbs({ view }: { view: TaskPage }) {
  const { task, verbs } = view
  const hidden = { taskId: task.id, version: task.version }
  const primary = primaryOf(view)
  const rest = [
    view.canReport && primary !== 'report' ? (
      <LinkButton key="report" href={`/tasks/${task.id}/report`}>
        报送进展
      </LinkButton>
    ) : null,
    verbs.includes('task.claimCompletion') && primary !== 'claim' ? (
      <VerbButton key="claim" action={claimCompletionAction} input={hidden}>
        申请办结
      </VerbButton>
    ) : null,
    verbs.includes('task.returnClosing') ? (
      <ReasonDialog
        key="return"
        label="退回办结申请"
        title={`退回“${task.title}”的办结申请`}
        explain="牵头单位会看到理由，补齐后可以再次申请。"
        verb="退回并说明"
        reasons={['缺少完成情况总结', '成果与要求不符', '佐证材料不完整']}
        action={returnClosingAction}
        hidden={hidden}
        hotkey="r"
      />
    ) : null,
    view.canRequestChange ? (
      <LinkButton key="change" href={`/tasks/${task.id}/change`}>
        申请延期、调整或终止
      </LinkButton>
    ) : null,
    verbs.includes('task.suspend') ? (
      <ReasonDialog
        key="suspend"
        label="中止"
        title={`中止“${task.title}”`}
        explain="中止期间不计逾期，也不要求报送；时限不变，恢复后继续计算。"
        verb="中止并说明"
        action={suspendTaskAction}
        hidden={hidden}
        variant="danger"
      />
    ) : null,
    verbs.includes('task.resume') ? (
      <VerbButton key="resume" action={resumeTaskAction} input={hidden}>
        恢复办理
      </VerbButton>
    ) : null,
  ].filter(Boolean)
  const canAssign = verbs.includes('task.assignPerson')
  if (rest.length === 0 && !canAssign) return null
  return (
    <div className="no-print mb-8 flex flex-col gap-4">
      {rest.length ? <div className="flex flex-wrap gap-2">{rest}</div> : null}
      {canAssign ? (
        <AssignForm
          taskId={task.id}
          version={task.version}
          current={view.ownMembershipId}
          people={view.colleagues.map((person) => ({
            value: String(person.membershipId),
            label: person.title ? `${person.name}（${person.title}）` : person.name,
          }))}
        />
      ) : null}
    </div>
  )
}
