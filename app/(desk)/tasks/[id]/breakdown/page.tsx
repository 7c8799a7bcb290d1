import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { addDays, type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { milestoneStateLabels } from '@/lib/domain/labels'
import { latestDueOn } from '@/lib/domain/task/dates'
import { getTask } from '@/lib/queries/get-task'
import type { TaskMilestone } from '@/lib/queries/task-parts'
import { taskCrumb, taskIdOf } from '../../_parts/task-address'
import { BreakdownForm } from './breakdown-form.client'

export const metadata: Metadata = { title: '分解节点' }

const SUGGESTED_DAYS = 90

/** The reason why a milestone stands as it is; null where it may still be planned. */
const lockOf = (milestone: TaskMilestone, today: CalendarDate): string | null => {
  if (milestone.state !== 'pending') return `${milestoneStateLabels[milestone.state]}，不再改动`
  return milestone.dueOn < today ? '时限已过，不能改动或删除；请如实报送' : null
}

export default async function BreakdownPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, { ctx }] = await Promise.all([params, desk()])
  const view = await getTask(ctx, taskIdOf(id))
  if (!view) notFound()
  const { task, milestones } = view
  const limit = latestDueOn(task.dueOn, ctx.today)
  const suggested = addDays(ctx.today, SUGGESTED_DAYS)
  return (
    <>
      <PageHead
        crumbs={[taskCrumb(task)]}
        title="分解节点"
        fact={
          limit ? `任务时限 ${formatLong(limit)}，各节点不晚于这一天。` : '各节点写明日期、成果和权重，权重合计 100。'
        }
      />
      {view.verbs.includes('task.breakDown') ? (
        <BreakdownForm
          taskId={task.id}
          version={task.version}
          today={ctx.today}
          limit={limit}
          suggestedDue={limit && limit < suggested ? limit : suggested}
          locked={Object.fromEntries(
            milestones.flatMap((entry) => {
              const lock = lockOf(entry, ctx.today)
              return lock ? [[entry.id, lock]] : []
            }),
          )}
          milestones={milestones.map((entry) => ({
            id: entry.id,
            title: entry.title,
            deliverable: entry.deliverable,
            dueOn: entry.dueOn,
            weight: entry.weight,
            evidenceAsked: entry.evidenceAsked,
            evidenceWhy: entry.evidenceWhy,
          }))}
        />
      ) : (
        <EmptyState
          title="现在不能分解这项任务"
          text="任务由第一牵头单位在签收之后、办结之前分解。"
          action={<LinkButton href={`/tasks/${task.id}`}>返回任务</LinkButton>}
        />
      )}
    </>
  )
}
