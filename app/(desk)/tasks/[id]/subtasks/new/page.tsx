import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { formatLong } from '@/lib/domain/calendar/date'
import { latestDueOn } from '@/lib/domain/task/dates'
import { getTask } from '@/lib/queries/get-task'
import { listAssignableUnits } from '@/lib/queries/list-assignable-units'
import { taskCrumb, taskIdOf } from '../../../_parts/task-address'
import { SubtasksForm } from './subtasks-form.client'

export const metadata: Metadata = { title: '新增子任务' }

export default async function NewSubtasksPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, { ctx }] = await Promise.all([params, desk()])
  const view = await getTask(ctx, taskIdOf(id))
  if (!view) notFound()
  const { task } = view
  const limit = latestDueOn(task.dueOn, ctx.today)
  const mayCreate = view.verbs.includes('task.breakDown') && task.ancestorIds.length < 2
  const units = mayCreate ? await listAssignableUnits(ctx, view) : []
  return (
    <>
      <PageHead
        crumbs={[taskCrumb(task)]}
        title="新增子任务"
        fact={`由${ctx.actor.unitName}交办、审核和办结${limit ? `；时限不晚于 ${formatLong(limit)}` : ''}。`}
      />
      {mayCreate ? (
        <SubtasksForm
          taskId={task.id}
          version={task.version}
          today={ctx.today}
          limit={limit}
          suggestedDue={limit ?? ''}
          units={units.map((unit) => ({
            id: unit.id,
            name: unit.name,
            isGroup: unit.isGroup,
            takesPart: unit.takesPart,
          }))}
        />
      ) : (
        <EmptyState
          title="现在不能新增子任务"
          text="任务由第一牵头单位在签收之后、办结之前分解，最多分解两层。"
          action={<LinkButton href={`/tasks/${task.id}`}>返回任务</LinkButton>}
        />
      )}
    </>
  )
}
