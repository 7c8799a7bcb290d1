import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { type Crumb, PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { ExpertComments } from '@/app/(desk)/_expert/expert-comments'
import { TaskSupervision } from '@/app/(desk)/_supervision/task-supervision'
import { desk } from '@/lib/auth/desk'
import { taskKindLabels } from '@/lib/domain/labels'
import { numberedTitle } from '@/lib/domain/task/name'
import { getTaskWithHistory, type TaskPage as TaskView } from '@/lib/queries/get-task'
import { taskSupervision } from '@/lib/queries/supervision-sections'
import { ChangeRequests } from '../_parts/change-requests'
import { LatestReports } from '../_parts/latest-reports'
import { Milestones } from '../_parts/milestones'
import { SourceQuote } from '../_parts/source-quote'
import { Subtasks } from '../_parts/subtasks'
import { TaskAside } from '../_parts/task-aside'
import { TaskHistoryList } from '../_parts/task-history-list'
import { TaskUnits } from '../_parts/task-units'
import { TaskPrimary } from '../_parts/task-verbs'

export const metadata: Metadata = { title: '任务' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

const cursorOf = (text: string | undefined): number | null =>
  text && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null

const crumbsOf = ({ frame, task }: TaskView): Crumb[] => [
  { href: `/plans/${task.planId}`, label: frame.plan },
  ...frame.above.map((above) => ({
    href: `/tasks/${above.id}`,
    label: numberedTitle(above),
  })),
]

export default async function TaskPage({ params, searchParams }: Props) {
  const [{ id }, query, { ctx }] = await Promise.all([params, searchParams, desk()])
  const taskId = cursorOf(id)
  if (!taskId) notFound()
  const before = cursorOf(firstOf(query, 'before'))
  const [found, supervision] = await Promise.all([
    getTaskWithHistory(ctx, taskId, before),
    taskSupervision(ctx, taskId),
  ])
  if (!found) notFound()
  const { view, history } = found
  const { task, frame } = view
  // What this person has to decide comes before what he may read.
  const decides = view.changes.some((entry) => entry.verbs.includes('changeRequest.approve'))
  const facts = [
    view.lead ? `${view.lead.name}牵头` : null,
    `${frame.issuer}交办`,
    frame.section,
    task.kind === 'task' ? null : taskKindLabels[task.kind],
    frame.isSample ? '示例' : null,
    frame.planState === 'archived' ? '规划已归档，只可查看' : null,
  ]
  return (
    <>
      <PageHead
        crumbs={crumbsOf(view)}
        title={numberedTitle(task)}
        fact={facts.filter(Boolean).join(' · ')}
        primary={<TaskPrimary view={view} />}
      />
      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="min-w-0 max-lg:order-2">
          {decides ? <ChangeRequests view={view} today={ctx.today} /> : null}
          <SourceQuote view={view} />
          <TaskUnits units={view.units} today={ctx.today} />
          <Milestones view={view} today={ctx.today} calendar={ctx.calendar} />
          <Subtasks view={view} today={ctx.today} />
          {decides ? null : <ChangeRequests view={view} today={ctx.today} />}
          <TaskSupervision found={supervision} taskId={task.id} today={ctx.today} />
          <LatestReports view={view} today={ctx.today} />
          <ExpertComments comments={view.comments} taskId={task.id} today={ctx.today} />
        </div>
        <TaskAside view={view} today={ctx.today} />
      </div>
      <Section
        title="办理经过"
        id="history"
        aside={
          before ? (
            <Link className="link" href={`/tasks/${task.id}#history`}>
              回到最新
            </Link>
          ) : undefined
        }
      >
        <TaskHistoryList history={history} taskId={task.id} view={view} today={ctx.today} />
      </Section>
    </>
  )
}
