import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/app/_ui/empty-state'
import { MarkedLine } from '@/app/_ui/marked-line'
import { desk } from '@/lib/auth/desk'
import { markSource } from '@/lib/domain/plan/source-marks'
import { numberedTitle } from '@/lib/domain/task/name'
import { getPlan } from '@/lib/queries/get-plan'
import { getPlanSource, type SourceTask } from '@/lib/queries/get-plan-source'
import { PlanFrame } from '../plan-frame'
import { readPlanId } from '../plan-id'

export const metadata: Metadata = { title: '规划原文' }

export default async function PlanSourcePage({ params }: { params: Promise<{ id: string }> }) {
  const [{ ctx }, { id }] = await Promise.all([desk(), params])
  const planId = readPlanId(id)
  const head = await getPlan(ctx, planId)
  if (!head || head.plan.state === 'draft') notFound()
  const { lines, tasks } = await getPlanSource(ctx, planId)
  const startsAt = new Map<number, SourceTask[]>()
  for (const task of tasks) startsAt.set(task.start, [...(startsAt.get(task.start) ?? []), task])
  return (
    <PlanFrame head={head} current="/source">
      <p className="mb-4 text-ink-3">
        {head.plan.sourceFileId ? (
          <a href={`/api/files/plans/${planId}`} className="link">
            下载原件（{head.plan.sourceFileName}）
          </a>
        ) : (
          head.plan.sourceFileName
        )}
        ，共 {lines.length} 段。
        <span className="source-mark" data-mark="lead">
          牵头单位
        </span>{' '}
        <span className="source-mark" data-mark="support">
          配合单位
        </span>{' '}
        <span className="source-mark" data-mark="date">
          时限
        </span>
      </p>
      {lines.length === 0 ? <EmptyState title="这份规划没有保存原文" /> : null}
      <ol className="source-lines max-w-[860px]">
        {lines.map(({ line, text }) => {
          const inTask = tasks.find((task) => task.start <= line && line <= task.end)
          return (
            <li key={line} id={`L${line}`} className="source-line" data-task={inTask ? true : undefined}>
              <a href={`#L${line}`} className="source-number" aria-label={`第 ${line} 段`}>
                {line}
              </a>
              <div>
                {(startsAt.get(line) ?? []).map((task) => (
                  <Link
                    key={task.id}
                    href={`/tasks/${task.id}`}
                    className="link mb-1 block font-medium"
                    prefetch={false}
                  >
                    任务 {numberedTitle(task)} ›
                  </Link>
                ))}
                <MarkedLine parts={inTask ? markSource(text, inTask, []) : [{ text, mark: null }]} />
              </div>
            </li>
          )
        })}
      </ol>
    </PlanFrame>
  )
}
