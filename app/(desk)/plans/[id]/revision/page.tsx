import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Moment } from '@/app/_ui/dates'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { Section } from '@/app/_ui/section'
import { desk } from '@/lib/auth/desk'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { revisionStateLabels } from '@/lib/domain/labels'
import type { RevisionPage } from '@/lib/domain/revision/view'
import { getPlan } from '@/lib/queries/get-plan'
import { getPlanRevision } from '@/lib/queries/get-plan-revision'
import { PlanFrame } from '../plan-frame'
import { readPlanId } from '../plan-id'
import { RevisionDesk } from './revision-desk.client'
import { UploadForm } from './upload-form.client'

export const metadata: Metadata = { title: '规划修订' }

export default async function PlanRevisionPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ ctx }, { id }] = await Promise.all([desk(), params])
  const planId = readPlanId(id)
  const [head, page] = await Promise.all([getPlan(ctx, planId), getPlanRevision(ctx, planId)])
  if (!head || !page) notFound()
  const { open, past, plan } = page
  const isDraft = plan.state === 'draft'
  return (
    <PlanFrame head={head} current="/revision">
      {open ? (
        <>
          <p className="mb-4 text-ink-2">
            修订稿“{open.fileName}”，{open.openedBy ?? '系统'}于 <Moment at={open.openedAt} today={ctx.today} />{' '}
            上传，与{isDraft ? '当前草案' : '实施中的规划'}逐项比较：{open.unchanged.items} 项任务、
            {open.unchanged.indicators} 项指标没有变化，{open.entries.length} 处不同。
            {isDraft
              ? '采纳的写入草案，作为一步，可以撤销；手工改过的地方不会被悄悄覆盖。'
              : '采纳的在应用时一次生效：新增的交办，变化的调整，取消的终止，都记入任务历史；报送、佐证和节点保留。'}
          </p>
          <RevisionDesk key={`${open.id}:${open.digest}`} planId={planId} isDraft={isDraft} open={open} />
        </>
      ) : plan.state === 'archived' ? (
        <NoticeBar>规划已归档，不再修订。</NoticeBar>
      ) : (
        <>
          <p className="mb-4 max-w-[640px] text-ink-2">
            上传这份规划的修订稿，系统重新读取，与{isDraft ? '当前草案' : '实施中的规划'}
            逐项比较：哪些是新的，哪些变了，哪些取消了。逐项采纳后才会改动。
          </p>
          <UploadForm planId={planId} />
        </>
      )}
      <PastRevisions past={past} planId={planId} isDraft={isDraft} today={ctx.today} />
    </PlanFrame>
  )
}

interface PastProps {
  past: RevisionPage['past']
  planId: number
  isDraft: boolean
  today: CalendarDate
}

function PastRevisions({ past, planId, isDraft, today }: PastProps) {
  if (past.length === 0) return null
  return (
    <div className="mt-8">
      <Section title="历次修订">
        <ul className="flex flex-col gap-2">
          {past.map((row) => (
            <li key={row.id}>
              第 {row.number} 次：
              {row.state === 'applied' && !isDraft ? (
                <Link href={`/plans/${planId}/source?revision=${row.number}`} className="link">
                  {row.fileName}
                </Link>
              ) : (
                row.fileName
              )}
              <span className="pl-2 text-ink-3">
                {revisionStateLabels[row.state]}
                {row.closedAt ? (
                  <>
                    ，{row.closedBy ?? '系统'}，<Moment at={row.closedAt} today={today} />
                  </>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
