import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { formatLong } from '@/lib/domain/calendar/date'
import { changeRequestKinds } from '@/lib/domain/change-request/states'
import { latestDueOn } from '@/lib/domain/task/dates'
import { getTask } from '@/lib/queries/get-task'
import { taskCrumb, taskIdOf } from '../../_parts/task-address'
import { ChangeForm } from './change-form.client'

export const metadata: Metadata = { title: '申请延期、调整或终止' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

export default async function ChangePage({ params, searchParams }: Props) {
  const [{ id }, query, { ctx }] = await Promise.all([params, searchParams, desk()])
  const view = await getTask(ctx, taskIdOf(id))
  if (!view) notFound()
  const { task, milestones } = view
  const draft = view.changes.find((entry) => entry.state === 'draft' && String(entry.id) === firstOf(query, 'draft'))
  const asked = changeRequestKinds.find((kind) => kind === firstOf(query, 'kind'))
  const isLate = task.dueOn !== null && task.dueOn < ctx.today
  return (
    <>
      <PageHead
        crumbs={[taskCrumb(task)]}
        title="申请延期、调整或终止"
        fact={`由${view.frame.issuer}审批；批准之前，时限和内容不变。${task.dueOn ? `现在的时限：${formatLong(task.dueOn)}。` : ''}`}
      />
      {view.canRequestChange ? (
        <ChangeForm
          taskId={task.id}
          draft={draft ? { id: draft.id, version: draft.version } : null}
          values={{
            kind: draft?.kind ?? asked ?? (isLate || task.dueOn === null ? 'amend' : 'extend'),
            milestoneId: draft?.milestoneId ? String(draft.milestoneId) : '',
            proposedDueOn: draft?.proposedDueOn ?? '',
            title: draft?.proposed?.title ?? '',
            requirement: draft?.proposed?.requirement ?? '',
            reason: draft?.reason ?? '',
          }}
          task={{
            title: task.title,
            requirement: task.requirement,
            dueOn: task.dueOn,
            isLate,
            limit: latestDueOn(task.dueOn, ctx.today),
          }}
          milestones={milestones
            .filter((entry) => (entry.state === 'pending' || entry.state === 'returned') && entry.dueOn >= ctx.today)
            .map((entry) => ({ id: entry.id, title: entry.title, dueOn: entry.dueOn }))}
        />
      ) : (
        <EmptyState
          title="现在不能提出申请"
          text="由第一牵头单位在任务办结之前提出；集合单位牵头的，由交办单位提出，交办单位的另一人审批。"
          action={<LinkButton href={`/tasks/${task.id}`}>返回任务</LinkButton>}
        />
      )}
    </>
  )
}
