import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { reviseAction } from '@/app/(desk)/_report/actions'
import { PreviousReport } from '@/app/(desk)/_report/previous-report'
import { VerbButton } from '@/app/(desk)/_report/verb-button.client'
import { desk } from '@/lib/auth/desk'
import { type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { deadlineSentence } from '@/lib/domain/calendar/deadline'
import { reportStateLabels, taskStateLabels } from '@/lib/domain/labels'
import { periodLabel } from '@/lib/domain/report/period'
import { numberedTitle } from '@/lib/domain/task/name'
import type { QueryContext } from '@/lib/queries/context'
import { getReportForm, type ReportFormView } from '@/lib/queries/get-report-form'
import { valuesOf } from './form-values.view'
import { ReportForm } from './report-form.client'

export const metadata: Metadata = { title: '报送进展' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

export default async function ReportFormPage({ params, searchParams }: Props) {
  const [{ id }, query, { ctx }] = await Promise.all([params, searchParams, desk()])
  if (!/^\d{1,15}$/.test(id)) notFound()
  const view = await getReportForm(ctx, Number(id), firstOf(query, 'period'))
  if (!view) notFound()
  const { task, plan, period, settled } = view
  const name = numberedTitle(task)
  const isSupplement = settled?.state === 'approved' && firstOf(query, 'supplement') === '1'
  const mayWrite = view.canReport && period !== null && (!settled || isSupplement)
  return (
    <>
      <PageHead
        crumbs={[{ href: `/tasks/${task.id}`, label: name }]}
        title={period ? `报送${periodLabel(period.key)}进展` : '报送进展'}
        fact={
          period ? (
            <>
              {deadlineSentence({ dueOn: period.dueOn, stoppedOn: null }, ctx.today, ctx.calendar)}；由
              {view.reviewerName}审核。
            </>
          ) : (
            plan.title
          )
        }
      />
      <PeriodChips view={view} />
      {mayWrite && period ? (
        <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <div className="min-w-0">
            <DraftNotices view={view} />
            <ReportForm
              key={`${period.id}-${view.draft?.revision ?? 1}`}
              taskId={task.id}
              periodId={period.id}
              personId={ctx.actor.personId}
              draft={view.draft && { id: view.draft.id, version: view.draft.version }}
              values={startingValues(view)}
              previousPercent={view.previous?.selfPercent ?? null}
              milestones={view.milestones
                .filter((entry) => entry.state === 'pending' || entry.state === 'returned')
                .map((entry) => ({
                  id: entry.id,
                  title: entry.title,
                  deliverable: entry.deliverable,
                  due: dueText(entry.dueOn, ctx),
                  weight: entry.weight,
                  evidenceAsked: entry.evidenceAsked,
                  evidenceWhy: entry.evidenceWhy,
                  returnReason: entry.state === 'returned' ? entry.returnReason : null,
                }))}
              evidence={view.evidence.map(({ id: evidenceId, fileId, name: fileName, size, milestoneId }) => ({
                id: evidenceId,
                fileId,
                name: fileName,
                size,
                milestoneId,
              }))}
              reusable={view.reusable.map((file) => ({
                evidenceId: file.evidenceId,
                name: file.name,
                size: file.size,
                from: `${periodLabel(file.periodKey)}　${file.taskTitle}`,
              }))}
              verb={!view.mayRequestSignOff ? 'submit' : view.maySignOff ? 'signOff' : 'requestSignOff'}
              reviewerName={view.reviewerName}
            />
          </div>
          <aside className="min-w-0 lg:sticky lg:top-18 lg:self-start">
            <h2 className="section-title mb-3">上期报送</h2>
            <PreviousReport previous={view.previous} />
          </aside>
        </div>
      ) : (
        <NotWritable view={view} />
      )}
    </>
  )
}

/** The day and how far off it is; once it has passed, the sentence of the lamp. */
const dueText = (on: CalendarDate, { today, calendar }: Pick<QueryContext, 'today' | 'calendar'>): string => {
  const sentence = deadlineSentence({ dueOn: on, stoppedOn: null }, today, calendar)
  return on < today ? sentence : `${formatLong(on)}截止，${sentence}`
}

/** A new form begins with what was said last, so that only the difference is typed (DESIGN §6, burden guard). */
const startingValues = ({ draft, content, claimIds, previous }: ReportFormView) =>
  !draft && previous
    ? valuesOf({ ...previous, isNoChange: false, noChangeReason: null }, [])
    : valuesOf(content, claimIds)

function PeriodChips({ view }: { view: ReportFormView }) {
  if (view.periods.length < 2) return null
  return (
    <nav aria-label="报送期" className="mb-6 flex flex-wrap gap-2">
      {view.periods.slice(-6).map((entry) => (
        <Link
          key={entry.key}
          className="chip"
          aria-current={entry.key === view.period?.key || undefined}
          href={`/tasks/${view.task.id}/report?period=${entry.key}`}
          prefetch={false}
        >
          {periodLabel(entry.key)}
          <span className="text-ink-3">{entry.state ? reportStateLabels[entry.state] : '未填'}</span>
        </Link>
      ))}
    </nav>
  )
}

function DraftNotices({ view }: { view: ReportFormView }) {
  const { draft } = view
  if (!draft) return null
  return (
    <div className="mb-6 flex max-w-[720px] flex-col gap-2 empty:hidden">
      {draft.returnReason ? (
        <NoticeBar
          tone="warning"
          action={
            <Link className="link" href={`/reports/${draft.id}`}>
              看退回的那一稿
            </Link>
          }
        >
          <strong className="font-semibold">↩ 退回理由：</strong>
          {draft.returnReason}
        </NoticeBar>
      ) : null}
      {draft.sentBackReason ? (
        <NoticeBar tone="warning">
          <strong className="font-semibold">↩ 负责人退回：</strong>
          {draft.sentBackReason}
        </NoticeBar>
      ) : null}
      {draft.awaitsSignOff ? (
        <NoticeBar
          action={
            <Link className="link" href={`/reports/${draft.id}`}>
              去审签页
            </Link>
          }
        >
          已送负责人审签。此时改动，负责人看到的就是改动后的内容。
        </NoticeBar>
      ) : null}
    </div>
  )
}

function NotWritable({ view }: { view: ReportFormView }) {
  const { settled, task, period } = view
  if (settled && period) {
    const input = { reportId: settled.id, version: settled.version }
    return (
      <EmptyState
        title={`${periodLabel(period.key)}的报送${reportStateLabels[settled.state]}`}
        text={
          settled.state === 'returned'
            ? `退回理由：${settled.returnReason ?? ''}`
            : settled.state === 'approved'
              ? '如有新的进展要补充，可以再报一份，原来的保留。'
              : '审核结果出来之前，可以在报送页撤回修改。'
        }
        action={
          <>
            {settled.state === 'returned' ? (
              <VerbButton
                action={reviseAction}
                input={input}
                variant="primary"
                next={`/tasks/${task.id}/report?period=${period.key}`}
              >
                修改后重报
              </VerbButton>
            ) : null}
            <LinkButton href={`/reports/${settled.id}`}>看这份报送</LinkButton>
            {settled.state === 'approved' && view.canReport ? (
              <LinkButton href={`/tasks/${task.id}/report?period=${period.key}&supplement=1`}>补充报送</LinkButton>
            ) : null}
          </>
        }
      />
    )
  }
  return (
    <EmptyState
      title={period ? `任务${taskStateLabels[task.state]}，现在不能报送` : '还没有到第一个报送期'}
      text={task.state === 'issued' ? '第一牵头单位签收后就可以报送。' : undefined}
      action={<LinkButton href={`/tasks/${task.id}`}>回到任务</LinkButton>}
    />
  )
}
