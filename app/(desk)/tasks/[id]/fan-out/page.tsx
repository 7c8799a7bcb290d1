import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { addDays, formatLong } from '@/lib/domain/calendar/date'
import { latestDueOn } from '@/lib/domain/task/dates'
import { getTask } from '@/lib/queries/get-task'
import { listAssignableUnits } from '@/lib/queries/list-assignable-units'
import { taskCrumb, taskIdOf } from '../../_parts/task-address'
import { FanOutForm } from './fan-out-form.client'

export const metadata: Metadata = { title: '分解到成员单位' }

const SUGGESTED_DAYS = 90

export default async function FanOutPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, { ctx }] = await Promise.all([params, desk()])
  const view = await getTask(ctx, taskIdOf(id))
  if (!view) notFound()
  const { task } = view
  const limit = latestDueOn(task.dueOn, ctx.today)
  const suggested = addDays(ctx.today, SUGGESTED_DAYS)
  const mayFanOut = view.verbs.includes('task.fanOut') && task.ancestorIds.length < 2
  const groups = mayFanOut
    ? (await listAssignableUnits(ctx, view)).filter(
        (unit) => unit.isGroup && unit.members.length > 0 && (unit.takesPart || !view.lead?.isGroup),
      )
    : []
  return (
    <>
      <PageHead
        crumbs={[taskCrumb(task)]}
        title="分解到成员单位"
        fact={`每个成员单位一项子任务，各自签收、反馈和亮灯；由${ctx.actor.unitName}审核和办结${limit ? `；时限不晚于 ${formatLong(limit)}` : ''}。`}
      />
      {mayFanOut && groups.length > 0 ? (
        <FanOutForm
          taskId={task.id}
          version={task.version}
          title={task.title}
          today={ctx.today}
          limit={limit}
          suggestedDue={limit ?? suggested}
          groups={groups.map(({ id: groupId, name, members }) => ({ id: groupId, name, members: [...members] }))}
        />
      ) : (
        <EmptyState
          title={mayFanOut ? '没有可以分解的集合单位' : '现在不能分解这项任务'}
          text={
            mayFanOut
              ? '集合单位（如“各乡镇政府”）及其成员由系统管理员维护。'
              : '由第一牵头单位在签收之后分解；集合单位牵头的，由交办单位分解。最多分解两层。'
          }
          action={<LinkButton href={`/tasks/${task.id}`}>返回任务</LinkButton>}
        />
      )}
    </>
  )
}
