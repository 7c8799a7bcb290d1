import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { EmptyState } from '@/app/_ui/empty-state'
import { MarkedLine } from '@/app/_ui/marked-line'
import { desk } from '@/lib/auth/desk'
import { markSource } from '@/lib/domain/plan/source-marks'
import { numberedTitle } from '@/lib/domain/task/name'
import { getPlan } from '@/lib/queries/get-plan'
import { getPlanSource, type SourceTask } from '@/lib/queries/get-plan-source'
import { type AppliedRevision, listAppliedRevisions } from '@/lib/queries/list-applied-revisions'
import { PlanFrame } from '../plan-frame'
import { readPlanId } from '../plan-id'

export const metadata: Metadata = { title: '规划原文' }

interface PageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

export default async function PlanSourcePage({ params, searchParams }: PageProps) {
  const [{ ctx }, { id }, query] = await Promise.all([desk(), params, searchParams])
  const planId = readPlanId(id)
  const head = await getPlan(ctx, planId)
  if (!head || head.plan.state === 'draft') notFound()
  const revisions = await listAppliedRevisions(ctx, planId)
  const wanted = firstOf(query, 'revision')
  const shown = wanted === undefined ? null : revisions.find((row) => String(row.number) === wanted)
  if (shown === undefined) notFound()
  const { lines, tasks } = await getPlanSource(ctx, planId, shown?.id ?? null)
  const startsAt = new Map<number, SourceTask[]>()
  for (const task of tasks) startsAt.set(task.start, [...(startsAt.get(task.start) ?? []), task])
  return (
    <PlanFrame head={head} current="/source">
      {revisions.length > 0 ? <Versions planId={planId} revisions={revisions} shown={shown?.number ?? null} /> : null}
      <p className="mb-4 text-ink-3">
        {shown ? (
          `修订稿“${shown.fileName}”`
        ) : head.plan.sourceFileId ? (
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

interface VersionsProps {
  planId: number
  revisions: readonly AppliedRevision[]
  shown: number | null
}

/** Each version with its own lines; a task leads into the one that it stands in. */
function Versions({ planId, revisions, shown }: VersionsProps) {
  const all = [
    { number: null, label: '首次导入' },
    ...revisions.map((row) => ({ number: row.number, label: `第 ${row.number} 次修订` })),
  ]
  return (
    <nav aria-label="原文版本" className="mb-4 flex flex-wrap gap-x-4 gap-y-1">
      <span className="text-ink-3">版本：</span>
      {all.map(({ number, label }) =>
        number === shown ? (
          <span key={label} aria-current="page" className="font-medium">
            {label}
          </span>
        ) : (
          <Link
            key={label}
            className="link"
            href={`/plans/${planId}/source${number === null ? '' : `?revision=${number}`}`}
          >
            {label}
          </Link>
        ),
      )}
    </nav>
  )
}
